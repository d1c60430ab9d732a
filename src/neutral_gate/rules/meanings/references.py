"""Gives the class of a candidate or a politician to words that point to one: a first name alone, "him" in an answer.

A first name or a surname counts where the draft, or the post that it answers or quotes, names the person in full or
with a title; a listed candidate's first name where the same sentence is about a seat in Parliament, or calls to vote;
and that of anybody listed beside another sign of politics (`signs`). A pronoun counts where the post that is answered
or quoted names one person in politics, and the draft names nobody else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from neutral_gate.lexicon.names import CALLS, DESCRIBED, HE_OR_SHE, STAND_IN, THEY, Names
from neutral_gate.people.common_names import COMMON_FIRST_NAMES, COMMON_SURNAMES, is_place_word
from neutral_gate.people.heads import plain
from neutral_gate.people.names import HONORIFICS, LETTERS
from neutral_gate.text import Token
from neutral_gate.text.everyday_words import is_everyday
from neutral_gate.text.word_lists import word_set

_PEOPLE = word_set("candidate politician")
_HOLDERS = word_set("minister mayor pcc party-leader council-leader")
"""Offices that one person holds."""
_SEATS_HELD = word_set("mp msp mla councillor")
"""Offices that one person holds where the word stands in the singular."""
_TITLES = HONORIFICS | LETTERS | word_set("mayor minister commissioner pcc cllrs councillors and")
_BEFORE_OTHERS = word_set(
    "nurse dr mr mrs ms miss sister matron midwife aunt auntie uncle baby chef coach ranger warden brother mum dad son"
    " daughter wife husband friend porter doctor volunteer called named apprentice teacher driver pupil prince princess"
    " king queen saint st lady lord sir dame father mother reverend revd vicar captain professor prof colleague patient"
    " gardener librarian caretaker manager officer the a an little young"
)
_KIN = word_set("family families brothers sisters household twins")
_BEFORE_PLACES = word_set(
    "river lake loch mount port fort upper lower little great north south east west st saint glen"
)
_JOBS = word_set("our the a an who aged from whose in at")
"""After a comma behind a first name they say that it is somebody else's: "Jane, our ranger"."""
_ADDED = word_set("from aged of")
_SOMEBODY = word_set(
    "nurse sister matron midwife mum dad mother father son daughter wife husband doctor consultant surgeon volunteer"
    " colleague manager officer patient resident lady man woman gentleman boy girl child teacher driver ranger chef"
    " brother carer baby pupil student librarian king queen prince princess dog cat vicar"
    " chairman chairwoman editor reporter journalist staff"
)
_GROUPS = word_set(
    "nurses doctors midwives patients residents people staff teams team workers volunteers carers families parents"
    " children pupils students tenants neighbours drivers colleagues police officers crews bins buses roads forms"
    " councils councillors ministers mps candidates parties police firms companies charities unions teachers schools"
    " libraries tickets appointments letters waits lists hospitals wards surgeries surgeons paramedics cuts plans"
)
"""What "they" may mean beside a party."""
_SEATS = word_set("westminster parliament commons holyrood senedd stormont mp msp mla")
_SENDING = word_set(
    "send sends back stand standing elect elected re-elect vote voting put return get help support win wins join team"
    " choose make keep pledge campaign campaigning backing supporting for only trust"
)
_OTHER_VOTES = word_set(
    "award awards governor governors youth pupil pupils school staff union student students petition week trip visit"
    " visits tour work works job intern internship placement"
)


def tie(rows: Sequence[Sequence[Token]], others: Iterable[Sequence[Token]], people: Names | None) -> bool:
    """Gives classes to words that point to somebody in politics.

    Args:
        rows: The tokens of a draft's sentences, names recognised. They are changed.
        others: The same for the posts that it answers or quotes; they only say who is meant.
        people: The people of the body's list.

    Returns:
        True where a token was changed.
    """
    others = list(others)
    named = dict(_named([*rows, *others]))
    changed = _first_names(rows, _by_first_name(named, people)) if named else False
    if people is not None:
        sending = [row for row in rows if _is_about_a_seat(row) or _is_a_call(row, people)]
        changed |= _first_names(sending, people.first_names) if sending else False
        changed |= _signed(rows, people)
    meant = dict(_named(others, _PEOPLE | _HOLDERS | _SEATS_HELD))
    if len(meant) == 1 and not named.keys() - meant.keys():
        changed |= _pronouns(rows, next(iter(meant)), HE_OR_SHE, _SOMEBODY)
    elif not meant and not named and not any(token.text in _GROUPS for row in others for token in row):
        parties = dict(_named(others, frozenset({"party"})))
        changed |= _pronouns(rows, next(iter(parties)), THEY, _GROUPS) if len(parties) == 1 else False
    return changed


def _named(rows: Iterable[Sequence[Token]], classes: frozenset[str] = _PEOPLE) -> Iterator[tuple[str, Token]]:
    """The people in politics whom sentences name, by their names."""
    for row in rows:
        for token in row:
            known = classes.intersection(token.classes)
            if known <= _SEATS_HELD and not _PEOPLE.isdisjoint(classes) and token.text not in _SEATS_HELD:
                continue  # "MPs", "councillors"
            if known and token.kind in ("word", "handle") and token.entity:
                yield token.entity, token


def _by_first_name(named: Mapping[str, Token], people: Names | None) -> dict[str, tuple[str, str]]:
    """Class and name of people, by a first name that only one of them has."""
    found: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    for name, token in named.items():
        cls = "candidate" if "candidate" in token.classes else "politician"
        listed = people.called(name) if people is not None else ()
        for first in (*(listed or _first_of(token)), *_surname_of(name, listed)):
            if found.setdefault(first, (cls, name))[1] != name:
                shared.add(first)
    return {first: owner for first, owner in found.items() if first not in shared}


def _first_of(token: Token) -> Iterator[str]:
    """The first name in a name that no list has: "Cllr Jane Doe"."""
    words = [word for word in token.text.split() if word not in _TITLES]
    if len(words) > 1 and DESCRIBED not in token.classes and "and" not in token.text.split():
        yield plain(words[0])


def _surname_of(name: str, listed: Collection[str]) -> Iterator[str]:
    """The surname of somebody on the list, where it is one word and no common one: "Doe is right"."""
    last = plain(name.split()[-1].lower()) if listed and " " in name and "," not in name else ""
    if len(last) > 2 and last not in COMMON_SURNAMES and last not in COMMON_FIRST_NAMES and not is_place_word(last):
        yield last


def _signed(rows: Sequence[Sequence[Token]], people: Names) -> bool:
    """Gives their classes to first names of which one stands beside a sign of politics."""
    meant = people.all_first_names
    if not any(token.capital and not token.classes and plain(token.text) in meant for row in rows for token in row):
        return False
    from neutral_gate.rules.meanings.signs import signed

    found = list(signed(rows, meant))
    sure = frozenset(id(token) for token, _ in found)
    return bool(found) and _first_names(rows, {plain(token.text): owner for token, owner in found}, sure)


def _first_names(
    rows: Sequence[Sequence[Token]], meant: Mapping[str, tuple[str, str]], sure: Collection[int] = ()
) -> bool:
    """Gives their classes to first names that stand alone, unless somebody else in the draft has the name.

    After those that are `sure`, by their `id`, the sign of politics stands in place of somebody else's job.
    """
    places = [
        (row, place)
        for row in rows
        for place, token in enumerate(row)
        if token.capital and token.kind == "word" and not token.classes and plain(token.text) in meant
        if not _is_of_a_place(row, place)
    ]
    surnames = {plain(name.split()[-1].lower()) for _, name in meant.values()}
    foreign = {
        plain(row[place].text)
        for row, place in places
        if _is_somebody_else(row, place, surnames, signed=id(row[place]) in sure)
    }
    changed = False
    for row, place in places:
        token = row[place]
        first = plain(token.text)
        if first not in foreign and not is_everyday(token.text):
            cls, token.entity = meant[first]
            token.classes = (cls,)
            changed = True
    return changed


def _is_of_a_place(row: Sequence[Token], place: int) -> bool:
    """True for the name of a road, a river or a family: "Jane Lane", "the River Doe"."""
    following = row[place + 1 : place + 2]
    if any((token.capital and is_place_word(token.text)) or token.text in _KIN for token in following):
        return True
    return place > 0 and row[place - 1].capital and row[place - 1].text in _BEFORE_PLACES


def _is_somebody_else(row: Sequence[Token], place: int, surnames: Collection[str], *, signed: bool = False) -> bool:
    """True for a first name with another surname, a title or a job beside it, and a surname with another first name.

    `signed` leaves out the job, because the name's own office may stand there: "Jane, our MP until May".
    """
    before = row[place - 1] if place else None
    after = [token.text for token in row[place + 1 : place + 3]]
    if before is not None and before.kind == "word":
        if before.text in _BEFORE_OTHERS:
            return True
        inside = place > 1 or plain(row[place].text) in surnames  # "Bravo Jane" begins a sentence
        if before.capital and inside and not before.classes and not is_everyday(before.text):
            return True
    if place + 1 < len(row):
        following = row[place + 1]
        if following.kind == "word" and following.capital and not following.classes and not is_everyday(following.text):
            return True
    if signed:
        return False
    if after[:1] == [","]:
        return not _JOBS.isdisjoint(after[1:])
    return not _ADDED.isdisjoint(after[:1])


def _is_about_a_seat(row: Sequence[Token]) -> bool:
    """True for a sentence that would send somebody to Parliament."""
    texts = {token.text for token in row}
    sending = not texts.isdisjoint(_SEATS) and not texts.isdisjoint(_SENDING)
    return sending and texts.isdisjoint(_OTHER_VOTES)


def _is_a_call(row: Sequence[Token], people: Names) -> bool:
    """True for the call of a candidate's campaign: "Vote Lowena", "Team Lowena"."""
    texts = [plain(token.text) for token in row]
    named = (two for one, two in pairwise(texts) if one in CALLS and two in people.first_names)
    calls = any(name not in COMMON_FIRST_NAMES for name in named)
    return calls and _OTHER_VOTES.isdisjoint(texts)


def _pronouns(rows: Sequence[Sequence[Token]], name: str, pronouns: frozenset[str], somebody: frozenset[str]) -> bool:
    """Makes pronouns stand for somebody, as far as nobody else was spoken of before them."""
    changed = False
    for row in rows:
        for place, token in enumerate(row):
            if token.text in pronouns and not token.classes:
                token.classes = ("candidate", STAND_IN)
                token.entity = name
                changed = True
            elif (token.text in somebody and not _exclaims(row, place)) or _is_a_name(row, place):
                return changed
    return changed


def _exclaims(row: Sequence[Token], place: int) -> bool:
    """True for "What a woman!", which is said of whoever was named."""
    return any(token.text == "what" for token in row[max(0, place - 3) : place])


def _is_a_name(row: Sequence[Token], place: int) -> bool:
    """True for two words with capitals inside a sentence, which may be somebody's name."""
    pair = row[place : place + 2]
    return len(pair) == 2 and all(
        token.kind == "word" and token.capital and not token.classes and not is_everyday(token.text) for token in pair
    )
