"""Campaign hashtags that are made of somebody's name: "#TeamJane", "#Jane4Eastmere", "#BackDoe"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from neutral_gate.people.common_names import COMMON_FIRST_NAMES, COMMON_SURNAMES, is_common_phrase, is_place_word
from neutral_gate.people.heads import plain
from neutral_gate.people.names import written_names
from neutral_gate.people.person import ORGANISATIONS, Person
from neutral_gate.text import fold
from neutral_gate.text.everyday_words import is_everyday

_MOST_KNOWN = 10_000
"""Hashtags that are remembered."""
_FEWEST = 3
"""Letters of a name, below which a hashtag holds it by chance."""
_LONGEST = 100
"""Letters of a hashtag that is looked at; no platform has longer ones."""
# What only campaigns put before and after a name, and what clubs and families put there too.
_SURE_STARTS = tuple("votefor vote elect reelect wearebacking weback imbacking imvotingfor imvoting".split())  # noqa: SIM905
_STARTS = tuple(
    """
    team goteam back backing support supporting imwith iamwith standwith istandwith go join trust choose believein only
    never stop letsgo allin4 allinfor keep winwith
    """.split()  # noqa: SIM905
)
_SURE_ENDS = tuple(
    """
    4mp formp 4pm forpm 4mayor formayor 4pcc forpcc 4council forcouncil 4parliament forparliament forwestminster mustgo
    out resign towin winninghere lies mp
    """.split()  # noqa: SIM905
)
_ENDS = tuple("2024 2025 2026 2027 2028 2029 24 25 26 27 28 29 team army sarmy first forthewin".split())  # noqa: SIM905
_FOR = ("for", "4")
_BETWEEN = (*_FOR, "backs", "loves", "with")


class Tags:
    """The names of people as they stand in campaign hashtags.

    Args:
        people: Those whose campaigns are looked for: candidates and politicians of a body's own area.
    """

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = tuple(people)
        self._known: dict[str, tuple[str, str, bool] | None] = {}
        self._sure: dict[str, Person] = {}
        self._common: dict[str, Person] = {}
        for person in self._people:
            if person.role not in ORGANISATIONS:
                for name, common in _forms(person):
                    names = self._common if common else self._sure
                    names.setdefault(name, person)

    @cached_property
    def first_names(self) -> Mapping[str, tuple[str, str]]:
        """Class and name of candidates, by a first name that only one of them has."""
        return _by_first_name(person for person in self._people if person.role == "candidate")

    @cached_property
    def all_first_names(self) -> Mapping[str, tuple[str, str]]:
        """Class and name of everybody, by a first name that only one of them has and that is no everyday word."""
        found = _by_first_name(self._people)
        return {first: owner for first, owner in found.items() if not is_everyday(first)}

    def campaign_of(self, tag: str) -> tuple[str, str, bool] | None:
        """Whose campaign a hashtag is: class, name, and whether that is sure; the argument is that of `owner`."""
        if len(tag) > _LONGEST:
            return None
        if tag not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self.owner(tag)
            self._known[tag] = None if found is None else (found[0].owner_class, found[0].name, found[1])
        return self._known[tag]

    def owner(self, tag: str) -> tuple[Person, bool] | None:
        """Whose campaign a hashtag is, and whether nothing else can be meant; None for any other hashtag.

        Args:
            tag: Folded letters and digits, without the "#".
        """
        for rest, sure in _rests(tag):
            if rest in self._sure:
                return self._sure[rest], True
            if rest in self._common and (sure or rest in COMMON_FIRST_NAMES):
                return self._common[rest], sure
        return self._for_a_place(tag)

    def _for_a_place(self, tag: str) -> tuple[Person, bool] | None:
        """The same for "#JaneForEastmere" and "#EastmereForJane"."""
        for place in range(_FEWEST, len(tag) - 1):
            for word in _BETWEEN:
                if not tag.startswith(word, place):
                    continue
                first, last = tag[:place], tag[place + len(word) :]
                if word in _FOR and first in self._sure and len(last) >= _FEWEST:
                    return self._sure[first], True
                if last in self._sure and len(first) > _FEWEST:
                    return self._sure[last], True
        return None


def _by_first_name(people: Iterable[Person]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    for person in people:
        for first in first_names_of(person):
            if found.setdefault(first, (person.owner_class, person.name))[1] != person.name:
                shared.add(first)
    return {first: owner for first, owner in found.items() if first not in shared}


def _rests(tag: str) -> Iterator[tuple[str, bool]]:
    """What is left of a hashtag without the words of campaigns, and whether those are sure ones."""
    for starts, sure in ((_SURE_STARTS, True), (_STARTS, False)):
        for start in starts:
            if tag.startswith(start):
                rest = tag[len(start) :]
                yield rest, sure
                yield from ((rest.removesuffix(end), True) for end in (*_SURE_ENDS, *_ENDS) if rest.endswith(end))
    for ends, sure in ((_SURE_ENDS, True), (_ENDS, False)):
        yield from ((tag.removesuffix(end), sure) for end in ends if tag.endswith(end))


def _forms(person: Person) -> Iterator[tuple[str, bool]]:
    """A person's names in one word, each with True where it is also somebody else's, a place or a plain word."""
    for name in written_names(person):
        surname = _compact(name.surname)
        firsts = [_compact(each) for each in (*name.given[:1], *name.nicknames, *person.nicknames)]
        for first in firsts:
            yield first + surname, False
        for each, common in (
            *((first, first in COMMON_FIRST_NAMES) for first in firsts),
            (surname, surname in COMMON_SURNAMES or surname in COMMON_FIRST_NAMES),
        ):
            if len(each) >= _FEWEST:
                yield each, common or is_place_word(each) or is_everyday(each) or is_common_phrase(f"{each} hall")


def first_names_of(person: Person) -> frozenset[str]:
    """The first names and nicknames, plain, by which a person may be called alone."""
    if person.role in ORGANISATIONS:
        return frozenset()
    names = written_names(person)
    single = [nickname for nickname in person.nicknames if " " not in nickname.strip()]
    written = [*single, *(each for name in names for each in (*name.given, *name.nicknames))]
    return frozenset(found for each in written if len(found := plain(fold(each.strip(".")))) > 1)


def _compact(name: str) -> str:
    return "".join(letter for letter in plain(fold(name)) if letter.isalnum())
