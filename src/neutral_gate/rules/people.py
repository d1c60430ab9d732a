"""The checks on named people: candidates outside a complete neutral list, and pictures that show politicians."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from neutral_gate.lazy import late
from neutral_gate.lexicon.lexicon import Lexicon
from neutral_gate.lexicon.names import STAND_IN
from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Draft, Image, Role, Severity, Span
from neutral_gate.model.records import dataclass
from neutral_gate.people.person import Person
from neutral_gate.rules.candidate_lists import leaves_some_out
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, found_in, severity_of
from neutral_gate.rules.reading import Reading
from neutral_gate.text import Token, tokenise
from neutral_gate.text.opened import as_name, opened

CANDIDATE_LIST = "candidate-list"
_SMALLEST_LIST = 2
_RESULT_WORDS = frozenset({"elected", "votes", "vote", "majority", "turnout", "agent", "agents", "result", "results"})
_SHOWN = frozenset({"candidate", "politician"})
_SEPARATOR = late(r"[\W_]+")
_MIXED_RUN = late(r"[a-z][A-Z]|[^\W\d_]\d|\d[^\W\d_]")
_OPAQUE_PARTS, _OPAQUE_MEAN = 4, 2.5
# Words by which a picture shows a thing and no person, so that an office in its text is only what the thing is about.
_THINGS = frozenset(
    {"logo", "map", "chart", "graph", "graphic", "diagram", "table", "infographic", "screenshot", "icon", "sign"}
    | {"poster", "leaflet", "letter", "form", "badge", "banner", "cover", "timeline", "ballot", "building", "entrance"}
    | {"office", "nameplate", "plaque", "wordmark", "crest", "page", "website", "statement", "list", "certificate"}
    | {"statue", "bust", "waxwork", "signature", "headline", "quote", "flag"}
    | {"envelope", "email", "invitation", "report", "book", "portrait", "painting", "engraving", "cartoon", "drawing"}
    | {"logos", "maps", "charts", "letters", "posters", "leaflets", "forms", "badges", "signs", "offices", "seal"}
)
# What somebody in a picture is seen to do, soon after the office.
_SEEN_TO = frozenset(
    {"leans", "leaning", "holds", "holding", "smiles", "smiling", "shakes", "shaking", "stands", "standing", "sits"}
    | {"sitting", "looks", "looking", "reads", "reading", "points", "pointing", "cuts", "cutting", "tries", "trying"}
    | {"listens", "listening", "chats", "chatting", "talks", "talking", "speaks", "speaking", "greets", "waves"}
    | {"poses", "posing", "signs", "signing", "laughs", "laughing", "walks", "walking", "wears", "wearing", "bends"}
    | {"kneels", "kneeling", "pours", "tastes", "plants", "watches", "watching", "crouches", "peers", "nods", "queues"}
    | {"meets", "meeting", "visits", "visiting", "opens", "opening", "hands", "handing", "unveils", "unveiling"}
)
# What of an office-holder's cannot be seen without the person: "the Health Secretary's visit".
_OWN_DOINGS = frozenset({"visit", "tour", "speech", "arrival", "walkabout", "face", "smile", "hand", "hands"})
# Where people stand: of "behind a table" the table is not what the picture shows.
_NEXT_TO = frozenset({"behind", "beside", "alongside", "near", "next"})
_BESIDE = _NEXT_TO | {"at", "by", "front", "outside", "under", "round", "around", "past"}


def contests(people: Iterable[Person]) -> tuple[frozenset[str], ...]:
    """The candidates' names of each contest that a people list knows.

    A contest is a ballot; where the list names none, it is an area; where it names neither, all such candidates are
    taken for the candidates of one contest.
    """
    names: dict[str, set[str]] = {}
    for person in people:
        if person.role == "candidate":
            for key in person.elections or person.areas or ("",):
                names.setdefault(key, set()).add(person.name)
    return tuple(dict.fromkeys(frozenset(group) for group in names.values()))


def candidate_named(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each naming of a candidate, except in a neutral list of all known candidates of a contest.

    A list is neutral where the draft says that it is one (the exception `candidate-list`) and not that it leaves
    people out, it names at least two people, and no one is named more often than the others, results apart. Handles are
    the business of another rule.
    """
    severity = severity_of(rule, context)
    if severity is None or (rule.kinds and context.kind not in rule.kinds):
        return
    namings = [
        (number, place, token.entity)
        for number, sentence in reading.naming("candidate")
        for place, token in enumerate(sentence.tokens)
        if "candidate" in token.classes and token.kind != "handle" and STAND_IN not in token.classes
    ]
    listed = _listed({name for _, _, name in namings}, reading, context)
    counts = Counter(name for _, _, name in namings if name in listed)
    fewest = min(counts.values(), default=0)
    seen: Counter[str] = Counter()
    for number, place, name in namings:
        sentence = reading.sentences[number]
        if name in listed:
            seen[name] += 1
            if seen[name] <= fewest or any(token.text in _RESULT_WORDS for token in sentence.tokens):
                continue
        lowered = (sentence.quoted(place, place + 1) or sentence.reported) and not sentence.political_speaker
        yield Hit(
            rule=rule.id,
            severity=severity.lowered() if lowered else severity,
            excerpt=sentence.text(place, place + 1),
            where=sentence.span(place, place + 1),
            sentence=number,
            message="",
            evidence={"where": sentence.role.value, "named": [name]},
        )


def _listed(named: set[str], reading: Reading, context: Context) -> set[str]:
    """Those of the named candidates who stand in a contest of which the draft lists everybody."""
    complete = [group for group in context.contests if len(group) >= _SMALLEST_LIST and group <= named]
    if not complete or not _is_list(reading, context) or leaves_some_out(reading):
        return set()
    return set().union(*complete)


def _is_list(reading: Reading, context: Context) -> bool:
    places = reading.places_of(reading.finds_of(CANDIDATE_LIST))
    return any(found_in(reading, number, find, context.kind) for number, finds in places.items() for find in finds)


def politician_photo(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit for each image whose alt text, caption, title or file name says that it shows a politician.

    Candidates, politicians and their offices count; a civic mayor does not, not even by name and as a councillor.
    """
    severity = severity_of(rule, context)
    if severity is None or (rule.kinds and context.kind not in rule.kinds):
        return
    read = set() if reading.may_name_anybody else {block.text for block in draft.blocks}
    for image in draft.images:
        for text in _texts(image):
            shown = _shown(_seen(text, image), context.lexicon, reading) if text.words not in read else []
            if shown:
                yield _photo_hit(rule, severity, text, shown, reading)
                break


@dataclass(frozen=True, slots=True)
class _ImageText:
    """A text that says what an image shows: its words, its form in the draft, its place, and its role as a block."""

    words: str
    written: str
    part: str
    where: Span
    role: Role | None = None


def _texts(image: Image) -> Iterator[_ImageText]:
    if image.alt and image.alt.strip():
        yield _ImageText(image.alt, image.alt, "alt", image.alt_where, Role.ALT)
    if image.caption.strip():
        yield _ImageText(image.caption, image.caption, "caption", image.where, Role.CAPTION)
    title = image.attributes.get("title", "")
    if title.strip():
        yield _ImageText(title, title, "title", image.where)
    name = _file_name(image.src)
    if name:
        yield _ImageText(as_name(name), name, "file name", image.src_where)


def _seen(text: _ImageText, image: Image) -> str:
    """The words of a text that tell what is to be seen: a caption goes without the name of who took the picture."""
    if text.role is not Role.CAPTION:
        return text.words
    from neutral_gate.rules.credits import without_credits

    return without_credits(text.words, described=bool(image.alt and image.alt.strip()))


def _place(words: str, role: Role, reading: Reading) -> tuple[Span | None, int]:
    """The block that holds an image's text, so that exceptions of its sentence count."""
    for number, sentence in enumerate(reading.sentences):
        block = sentence.block
        if sentence.role is role and block.text.split() == words.split():
            return block.where.span(0, len(block.text)), number
    return None, -1


def _file_name(src: str) -> str:
    """The name of an image's file without folder, ending and query; "" for an image that is part of the page."""
    if src.startswith("data:"):
        return ""
    try:
        path = urlsplit(src).path
    except ValueError:
        return ""
    name = unquote(path).rpartition("/")[2].rpartition(".")[0] or unquote(path).rpartition("/")[2]
    return "" if _is_opaque(name) else name


def _is_opaque(name: str) -> bool:
    """True where a file name is a string of random letters and digits, such as "AJwZ_xLUr0L": it names nobody.

    Letters change case or meet digits inside a run, and the parts that this gives are shorter than words are.
    """
    parts = opened(name)
    mixed = any(_MIXED_RUN.search(run) for run in _SEPARATOR.split(name))
    letters = sum(end - start for start, end in parts)
    return mixed and len(parts) >= _OPAQUE_PARTS and letters < _OPAQUE_MEAN * len(parts)


def _shown(words: str, lexicon: Lexicon, reading: Reading) -> list[str]:
    """The politicians and offices that an image's text says are to be seen."""
    if not lexicon.may_name(words):
        return []
    ((tokens,), _) = lexicon.recognise([(tokenise(words), words)])
    if any(token.classes for token in tokens):
        from neutral_gate.rules.meanings import without_applicants, without_namesakes, without_other_offices

        sentences = [sentence.tokens for sentence in reading.sentences]
        without_applicants([tokens], sentences)
        without_other_offices([tokens], sentences)
        without_namesakes([tokens], [(sentence.tokens, sentence.block.text) for sentence in reading.sentences])
    if lexicon.people is not None:
        from neutral_gate.rules.meanings.references import tie

        tie([tokens], (), lexicon.people)
    people = [place for place, token in enumerate(tokens) if _SHOWN.intersection(token.classes)]
    if people:
        if all(_is_civic_mayor(tokens, place) for place in people):
            return []
        return [tokens[place].entity or tokens[place].text for place in people]
    return [
        token.entity or token.text
        for place, token in enumerate(tokens)
        if "office" in token.classes and not _is_about_a_thing(tokens, place)
    ]


def _is_about_a_thing(tokens: Sequence[Token], place: int) -> bool:
    """True for an office that only the thing in the picture has to do with: "A chart of letters to the minister".

    The thing stands before the office, or right after it ("the minister's chair", "the minister on a poster"). Where
    the text goes on to say what the office-holder does ("behind a table; the minister signs"), a person is seen.
    """
    after = [token.text for token in tokens[place + 1 : place + 6]]
    if tokens[place].possessive:
        return _OWN_DOINGS.isdisjoint(after[:2])
    if not _SEEN_TO.isdisjoint(after):
        return False
    if not _THINGS.isdisjoint(after[:1]) or (after[:1] == ["on"] and not _THINGS.isdisjoint(after[1:4])):
        return True
    first = max((number for number in range(place) if tokens[number].text in (";", ".")), default=-1) + 1
    things = [number for number in range(first, place) if tokens[number].text in _THINGS]
    if not _NEXT_TO.isdisjoint([token.text for token in tokens[max(0, place - 3) : place]]):
        return False
    return any(_BESIDE.isdisjoint([token.text for token in tokens[max(0, each - 3) : each]]) for each in things)


def _is_civic_mayor(tokens: Sequence[Token], place: int) -> bool:
    """True where the name belongs to a civic mayor's title, such as "the Lord Mayor, Councillor A B"."""
    around = tokens[max(0, place - 2) : place + 4]
    return "candidate" not in tokens[place].classes and any("civic-mayor" in token.classes for token in around)


def _photo_hit(rule: Rule, severity: Severity, text: _ImageText, shown: list[str], reading: Reading) -> Hit:
    where, number = _place(text.words, text.role, reading) if text.role is not None else (None, -1)
    return Hit(
        rule=rule.id,
        severity=severity,
        excerpt=text.written,
        where=where or text.where,
        sentence=number,
        message="",
        evidence={"where": text.part, "named": sorted(set(shown))},
    )
