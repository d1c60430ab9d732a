"""Names of parties that a draft uses in another meaning, as the draft itself says.

An abbreviation that the draft spells out as something else ("DUP means duration of untreated psychosis") names no party
there, nor does a word such as "Greens" where it is the name of a team or one colour among others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from neutral_gate.rules.meanings.codes import is_code, speaks_of_politics
from neutral_gate.rules.meanings.firms import without_firms
from neutral_gate.rules.meanings.letters import is_short_for_a_thing
from neutral_gate.text import Token

_PARTY = frozenset({"party", "weak-party", "party-member", "weak-party-member"})
_POLITICS = frozenset({"candidate", "politician", "office", "council-leader", "party-leader", "minister"})
_ABBREVIATION = re.compile(r"[A-Z]{3,5}")
"""Two letters spell anything by accident."""
_FAR = 100_000
"""Letters of a draft that are searched for what a name means."""
_QUOTE = "[\"'“”‘’*_]*"
_SPACE = r"[ \t-]+"
_LINK_AFTER = (
    r"(?:which|that|here|also|simply|just)? ?(?:means?|meaning|stands? for|standing for|(?:is|are|being) short for"
    r"|short for|refers? to|denotes?|is the (?:short|usual|medical) (?:name|term|form) for|is|are|or|=|:|[-–—]|,)"
)
_LINK_BEFORE = (
    r"(?:or|called|(?:(?:also|often|better|usually) )?known as|(?:is|are) (?:also |often |usually )?(?:called|known as)"
    r"|abbreviated (?:to|as)|shortened to|written as|shown as|we call (?:this|it)|:|=|[-–—])"
)
_DEFINED = (
    r"(?:is|are|means|measures|shows) (?:an?|the|one|how) (?:[\w-]+ ){0,2}(?:measures? of|test|hormone|protein|enzyme"
    r"|chemical|molecule|genes?|marker|variants?|variations?|scan|score|scale|time (?:from|between)|length of time"
    r"|(?:delay|gap) between|long (?:it|people|someone|a person)|substance|abbreviation|acronym|medical term"
    r"|(?:change|difference) in)"
)
_SPOKEN = (
    r"[^.\n]{0,60}(?:\. (?:It|They|This|We)\b[^.\n]{0,25})?(?:said|say|says|pronounced|read|sounds like) "
    rf"(?:it )?(?:as |like )?{_QUOTE}(\w{{1,12}})"
)
_BEFORE_TEST = r"(?:blood|urine|saliva|breath|skin|gene|genetic|home|rapid|swab|light|laser|risk|lab|symptom)"
_TEST = (
    r"(?:tests?|testing|scans?|scanners?|screening|screens?|swabs?|samples?|panels?|arrays?|assays?|levels?|scores?|scale"
    r"|treatments?|therap(?:y|ies)|lamps?|clinics?|nurses?|pathways?|genes?|alleles?|genotypes?|chips?|hormones?"
    r"|symptoms?|infections?|syndrome|disorder|readings?|threshold|dose|injections?|vaccine|fields?|box(?:es)?|columns?"
    r"|buttons?|labels?|shifts?|permits?|kits?|flags?)"
)
_MEASURE = (
    r"(?:[Ll]ong|[Ll]onger|[Ss]hort|[Ss]horter|[Hh]igh|[Hh]igher|[Ll]ow|[Ll]ower|[Rr]aised|[Mm]edian|[Mm]ean|[Aa]verage|[Uu]ntreated"
    r"|[Rr]educed|[Mm]easure|[Mm]easuring|[Rr]educing)"
)
_COUNTED = r"(?:[Aa]n?|[Oo]ne|[Ee]ach|[Ee]very|[Ss]ingle|[Cc]ommon|[Rr]are|[Kk]nown)"
"""What stands before one of many things of a kind, and before no party's name."""
_COUNTED_DOES = (
    r"(?:is|are|can|may|might|was|were|in|on|near|per|that|which|changes?|alters?|affects?|makes?|helps?|tells?|shows?)"
)
_TIME = r"(?:(?:under|over|about|less than|more than|up to|at least) )?(?:\w+ )?(?:days?|weeks?|months?|years?)\b"
_VOTES = r"(?:votes?|turnout|support|polls?|share|membership|councillors?|councils?|majority)\b"
_NAMED = r"(?:known as|called|named|nicknamed|dubbed|code-?named|by the name of)"
_THINGS = (
    r"(?:teams?|crew|squads?|club|house|houses|band|choir|class|dog|cat|kitten|rabbit|goat|donkey|pony|horse|owl|hens|boat"
    r"|ship|barge|van|bus|minibus|lorry|tractor|train|tram|engine|caf[eé]|pub|shop|shed|app|system|tool|software|project"
    r"|course|magazine|newsletter|film|play|song|robot|mower|gritter|statue|apple|pear|rose|potato|variety|building|block"
    r"|flats|lawns?|garden|field|room|hall|studio|gym|brand|product|gardeners|walkers|players|eleven)"
)
_GAMES = (
    r"(?:bowls|football|netball|cricket|rugby|hockey|darts|quiz|tennis|rounders|rowing|running|cycling|walking|golf|pool|chess"
    r"|snooker|volleyball|basketball|grounds|gardening|dance|swimming|sports day|house)"
)
_COLOURS = (
    r"(?:red|blue|yellow|orange|purple|pink|white|black|gold|silver|brown|grey|navy|teal|turquoise|lilac|amber|violet|maroon"
    r"|cream)"
)
_TEAM_COLOURS = re.compile(
    r"\b(?:Reds|Blues|Yellows|Oranges|Purples|Pinks|Whites|Blacks|Golds|Silvers|Ambers|Maroons)\b"
)
_FOOD = re.compile(r"(?i)\b(?:kale|cabbage|spinach|salads?|vegetables?|veg|chard|broccoli|lettuce)\b")
_LAWN_GAMES = re.compile(r"(?i)\b(?:bowls|bowling|croquet|putting|pitch and putt|crazy golf)\b")
_COLOUR_WORD = re.compile(r"(?i)\b(?:colours?|shades?)\b")
_PLAYED = re.compile(
    r"(?i)\b(?:league|cup|match|matches|fixtures?|kick-off|goals|wickets?|innings|tournament|trophy|semi-finals?|half-time"
    r"|full-time|umpire|referee|striker|goalkeeper|batting|bowled|relay|tug of war|points out of|\d{1,3}[-–]\d{1,3}"
    r"|\d{1,3} to \d{1,3})\b"
)
_RESULT = re.compile(
    r"(?i)\b(?:won|wins?|beat|beats|beaten|lost to|drew|scored|score|points|(?:came|were|took|finished) (?:joint )?"
    r"(?:first|second|third|last|top)|\d{1,3}[-–]\d{1,3}|\d{1,3} to \d{1,3})\b"
)
_SPORT = re.compile(
    r"(?i)\b(?:rinks?|bowls|shots|pitch|netball|football|cricket|rugby|hockey|darts|sports|race|teams?|players?|captain)\b"
)
_TEAMS = frozenset({"green", "greens", "alliance", "liberals", "independents", "nats"})
"""Names of parties that teams have too."""
_PLACES = re.compile(
    r"(?i)\b(?:wards?|streets?|roads?|estates?|villages?|parishes|stops?|routes?|plots?|allotments?)\b"
)
_PUB = re.compile(r"(?i)\b(?:pubs?|inns?|taverns?|alehouses?|taproom|beer gardens?|quiz night)\b")
_ELECTION = re.compile(
    r"(?i)\b(?:elections?|by-election|polling|manifestos?|parliament|westminster|councillors?|cllr|mayoral"
    r"|council seats?|ballot paper|hustings)\b"
)


def without_other_parties(rows: Sequence[Sequence[Token]], texts: Sequence[str]) -> bool:
    """Takes the class of a party from the tokens of one draft that the draft itself uses for something else.

    Args:
        rows: The tokens of its sentences, names recognised. They are changed.
        texts: The texts of its blocks, in reading order.

    Returns:
        True where a token was changed.
    """
    changed = without_firms(rows)
    named = [token for row in rows for token in row if not _PARTY.isdisjoint(token.classes)]
    if not named:
        return changed
    text = "\n".join(texts)[:_FAR]
    first = {_bare(token): token for token in reversed(named)}
    other = {word for word, token in first.items() if _is_something_else(token, named, rows, texts, text)}
    for token in named:
        if _bare(token) in other:
            kept = (name for name in token.classes if name not in _PARTY)
            token.classes = tuple(kept) if token.kind != "hashtag" else ()
            token.capital = False  # a rule may ask for the bare word with a capital, such as "=greens"
    return changed or bool(other)


def _is_something_else(
    token: Token, named: Sequence[Token], rows: Sequence[Sequence[Token]], texts: Sequence[str], text: str
) -> bool:
    name = _bare(token)
    if any(each.entity == token.entity and _bare(each) != name and "weak-party" not in each.classes for each in named):
        return False  # the party is named in full as well
    short = name.upper()
    if _ABBREVIATION.fullmatch(short) and re.search(rf"\b{short}s?\b", text):
        if re.search(rf"(?i)\bvot(?:e|es|ed|ing)\b[^.!?\n]{{0,20}}\b{short}\b", text):
            return False  # nobody votes for a test or a measure
        return (
            is_explained(short, texts)
            or is_explained_in_item(short, texts)
            or (
                (is_measured(short, text) or is_code(short, texts) or _is_short(short, texts))
                and not _is_political(token, _in_words(named), rows, text)
            )
        )
    if "weak-party" not in token.classes:
        return False
    if _is_named_thing(name, text):
        return True
    if _is_political(token, named, rows, text):
        return False
    return _is_colour_or_team(name, texts, text) or _is_place(name, text) or _is_short_for_a_group(name, text)


def _is_short(short: str, texts: Sequence[str]) -> bool:
    return is_short_for_a_thing(short, texts) and not speaks_of_politics(texts)


def _bare(token: Token) -> str:
    """The name as it stands in a sentence: a hashtag's without its sign."""
    return token.text.lstrip("#＃")


def _in_words(named: Iterable[Token]) -> list[Token]:
    """The parties that are named in words, not by letters alone."""
    return [token for token in named if not _ABBREVIATION.fullmatch(token.text.upper())]


def _is_political(token: Token, named: Iterable[Token], rows: Iterable[Iterable[Token]], text: str) -> bool:
    """True for a draft that speaks of elections, of people in politics or of another party."""
    if any(each.entity != token.entity and "party" in each.classes for each in named):
        return True
    return _ELECTION.search(text) is not None or any(
        not _POLITICS.isdisjoint(each.classes) for row in rows for each in row
    )


def is_explained(short: str, texts: Sequence[str]) -> bool:
    """True where blocks of text spell an abbreviation out, or say what it is or how it is spoken.

    Args:
        short: The abbreviation, in capitals.
        texts: The blocks, in reading order; the cell after that of the abbreviation may explain it.
    """
    full = _spelt(short)
    name = rf"{_QUOTE}\b{short}s?\b{_QUOTE}"
    article = r"(?:(?:the|an?|your|our|each|one|some) )?"
    shapes = (
        rf"\b(?i:{full}),? ?\((?:(?:or|an?|the|also|called|known as|abbreviated to|shortened to|hereafter) )*{name}",
        rf"{name} ?\((?:(?:which|that|is|it|short|for|means?|stands|i\.?e\.?|or|an?|the),? )*{_QUOTE}(?i:{full})",
        rf"{name},? ?(?i:{_LINK_AFTER}) ?{article}{_QUOTE}(?i:{full})",
        rf"\b(?i:{full}){_QUOTE},? ?(?i:{_LINK_BEFORE}) ?{article}{name}",
        rf"\b(?i:{full}),? {name},? for short",
        rf"(?<![Tt]he ){name} {_DEFINED}",
        rf"\n{_QUOTE}{short}s?{_QUOTE}:?\n{article}(?i:{full})",
    )
    text = ("\n" + "\n".join(texts))[:_FAR]
    if any(re.search(shape, text) for shape in shapes):
        return True
    if any(re.fullmatch(rf"(?i:{article}{full})\.?", each.strip()) for each in texts if len(each) < len(short) * 20):
        return True
    said = [*re.findall(rf"\b(\w{{1,12}}),? (?:or|\() ?{name}", text), *re.findall(rf"{name}{_SPOKEN}", text)]
    return any(_sounds_like(word, short) for word in said)


def is_explained_in_item(short: str, texts: Sequence[str]) -> bool:
    """True where an item begins with an abbreviation, or is nothing else, and spells it out: "SNP 1: safe night plan".

    Args:
        short: The abbreviation, in capitals, of two letters or more.
        texts: The blocks, in reading order.
    """
    full, article = _spelt(short), r"(?:(?:the|an?|your|our) )?"
    link = r"(?:(?: [\w.-]{1,12}){0,2} ?(?::|[-–—] | (?:means|stands for|is short for) )\s?|\n)"
    shape = rf"\n{_QUOTE}{short}s?{_QUOTE}{link}"
    return re.search(rf"{shape}{article}(?i:{full})\b", ("\n" + "\n".join(texts))[:_FAR]) is not None


def is_measured(short: str, text: str) -> bool:
    """True where an abbreviation is tested, treated or measured: "an SNP blood test", "a short DUP", "TUV lamps"."""
    shapes = (
        rf"\b{short}s\b(?!['’])",
        rf"\b{_COUNTED} {short}\b(?= {_COUNTED_DOES}\b|[.,;:)?])",
        rf"\b{short}s? (?:{_BEFORE_TEST} )?{_TEST}\b",
        rf"\b{_MEASURE} {short}s?\b(?! {_VOTES})",
        rf"\b{short} of {_TIME}",
    )
    return any(re.search(shape, text) for shape in shapes)


def _spelt(short: str) -> str:
    """A pattern of the words that an abbreviation may stand for: up to two other words stand between its letters."""
    gap = rf"{_SPACE}(?:[\w'’]{{1,20}}{_SPACE}){{0,2}}?"
    return gap.join(rf"{letter}[\w'’]{{0,20}}" for letter in short)


def _sounds_like(word: str, short: str) -> bool:
    """True for a word that has the letters of an abbreviation in their order, such as "snip" for SNP."""
    word, letters = word.lower(), iter(word.lower())
    if word.upper() == short or len(word) > 2 * len(short) or word[0] != short[0].lower():
        return False
    return all(letter in letters for letter in short.lower()) and word[-1] == short[-1].lower()


def _is_named_thing(name: str, text: str) -> bool:
    """True where the draft says that a team, a dog, a café or the like has the name."""
    word = rf"{_QUOTE}(?i:{re.escape(name)})\b"
    before = rf"(?i:\b{_THINGS}\b[^.!?\n]{{0,20}}? {_NAMED}) (?:[\w’']{{1,20}}(?:,| and| or) ){{0,3}}(?:[Tt]he )?{word}"
    link = r",? ?(?:\(|is |are |was |were )?(?:the |our |an? |your )?(?:\w+ )?"
    after = rf"\b[Tt]he {word}{link}{_GAMES} (?:{_THINGS}|side|group)\b"
    return re.search(before, text) is not None or re.search(after, text) is not None


def _is_place(name: str, text: str) -> bool:
    """True for a road or a pub: "plots on The Greens", "The Reform" in a list of pubs."""
    place = rf"\bThe {name.title()}\b"
    if re.search(rf"\b(?i:on|at|near|off|behind|beside|outside|opposite|past) {place}", text):
        return True
    if _PLACES.search(text) is not None and re.search(rf"(?m)^The {name.title()}$", text) is not None:
        return True
    return _PUB.search(text) is not None and re.search(rf"{place}(?! [a-z])", text) is not None


def _is_short_for_a_group(name: str, text: str) -> bool:
    """True for "the Alliance" where the draft gives its whole name: "the Carers' Alliance", "Alliance of Tenants"."""
    if name != "alliance":
        return False
    whole = r"\b(?:(?i:the|our|an?) (?:[A-Z][\w'’]+ ){1,3}Alliance\b|Alliance (?:of|for) [\w'’]{3})"
    return re.search(whole, text) is not None


def _is_colour_or_team(name: str, texts: Iterable[str], text: str) -> bool:
    """True for one colour or one team among others, and for greens that people eat or play on."""
    if name not in _TEAMS:
        return False
    if name == "greens" and any(each.search(text) for each in (_TEAM_COLOURS, _FOOD, _LAWN_GAMES)):
        return True
    places = [each for each in texts if re.search(rf"\b{name}\b", each, re.IGNORECASE)]
    if name == "green" and any(_COLOUR_WORD.search(each) or _among_colours(each) for each in places):
        return True
    return any(_is_played(each, text) for each in places)


def _is_played(text: str, draft: str) -> bool:
    """True for a report of a game: a result, and words that games have, of which the draft may say which game."""
    if _RESULT.search(text) is None:
        return False
    core = {word.lower() for word in _PLAYED.findall(text)}
    return len(core) > 1 or (bool(core) and _SPORT.search(draft) is not None)


def _among_colours(text: str) -> bool:
    """True where green is one of several colours to choose from."""
    joined = r",?(?: ?(?:or|and|v|vs|versus|/))? ?(?:vote )?(?:for )?(?:the )?"
    return re.search(rf"(?i)\b(?:{_COLOURS}{joined}green|green{joined}{_COLOURS})\b", text) is not None
