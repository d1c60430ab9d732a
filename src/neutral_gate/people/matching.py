"""Finds the people of a list in a sentence, by the surname first, so that long lists cost no more than short ones.

Only a word with a capital that is a listed surname is looked at. What stands before and after it decides: first names,
initials after a title, a political title or letters such as "MP". A bare surname never counts. The first names of a
family are worked out when its surname is first met, so that a list of a whole country is ready at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from itertools import pairwise

from neutral_gate.model import Term
from neutral_gate.people.around import (
    FARTHEST,
    follows_name,
    goes_on,
    is_apart,
    is_named_after,
    letters_after,
    stands,
    titles_of,
    words_before,
)
from neutral_gate.people.common_names import (
    COMMON_FIRST_NAMES,
    COMMON_SURNAMES,
    is_common_phrase,
    is_famous,
    is_place_word,
)
from neutral_gate.people.company import has_company
from neutral_gate.people.families import Entry, Families
from neutral_gate.people.heads import Kind, Words, plain
from neutral_gate.people.person import Person
from neutral_gate.people.tags import Tags, first_names_of
from neutral_gate.people.titles import (
    ANY_TITLE,
    COUNCIL,
    HONOURABLE,
    NO_TITLE_ALONE,
    POLITICAL,
    fits_letters,
    fits_title,
)
from neutral_gate.text import Token, fold

Found = tuple[int, int, tuple[Term, ...]]
_NEAR = 60
"""Letters around a surname in which a first name or a title must stand."""
_INITIALS = 4
"""Capitals that may be somebody's initials, or letters such as "MP"."""
_CAPITAL = re.compile(r"[^\W\d_a-z][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f'’‘]+[^\W\d_]+)*")
_CUE = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f'’‘]+[^\W\d_]+)*")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f]")
_NATIONAL = 1_000
"""People from which on a list is of a whole country: then the commonest names are mostly somebody else's."""


class PeopleNames:
    """The names of a people list, ready to be found in sentences.

    Args:
        people: Everybody; organisations are passed over.
        staff: Names of a body's own staff, who are never taken for somebody listed.
        own: The people of the body's own areas; None where it names no areas.
    """

    def __init__(
        self, people: Iterable[Person], staff: Iterable[str] = (), own: Iterable[Person] | None = None
    ) -> None:
        listed = tuple(people)
        self._families = Families(listed, staff)
        self._own = None if own is None else frozenset(map(id, own))
        self._national = len(listed) > _NATIONAL
        self._listed = listed

    @property
    def surnames(self) -> Set[str]:
        """The last words of the surnames, plain: without one of them a sentence names nobody."""
        return self._families.keys.keys()

    def find(self, tokens: Sequence[Token]) -> list[Found]:
        """The names in a sentence, in order and none over another: first token, token after the last, its terms.

        Args:
            tokens: The words of one sentence, before any names are joined.
        """
        found: list[Found] = []
        known = self._families.keys
        for place, token in enumerate(tokens):
            if not token.capital or token.kind != "word":
                continue
            key = token.text
            if key not in known:
                if key.isascii() and "'" not in key:
                    continue
                key = plain(key)
                if key not in known:
                    continue
            match = self._at(tokens, place, key, found[-2][1] if len(found) > 1 else 0)
            if match is not None and found and match[0] < found[-1][1]:  # "James Gordon" is not "James Gordon Doe"
                if match[1] - match[0] >= found[-1][1] - found[-1][0]:
                    found[-1] = match
                    continue
                match = self._at(tokens, place, key, found[-1][1])
            if match is not None:
                found.append(match)
        return found

    def may_be_in(self, text: str) -> bool:
        """False where nobody can be named in a text: no surname stands near a first name, an initial or a title.

        It looks for less than `find` does, and takes a small part of its time.
        """
        if not text.isascii():
            text = _INVISIBLE.sub("", text)
        known = self._families.keys
        for found in _CAPITAL.finditer(text):
            word = found.group()
            key = word.lower() if word.isascii() else plain(fold(word))
            if key not in known and plain(key).removesuffix("s") not in known and plain(key) not in known:
                continue
            near = f"{text[max(0, found.start() - _NEAR) : found.start()]} {text[found.end() : found.end() + _NEAR]}"
            if any(map(self._is_cue, _CUE.findall(near))):
                return True
        return False

    def _is_cue(self, word: str) -> bool:
        if len(word) <= _INITIALS and word.isupper():
            return True
        key = plain(fold(word))
        return (word[0] != key[:1] and key in self._families.given) or (key in ANY_TITLE and key not in NO_TITLE_ALONE)

    def crosses(self, left: Sequence[Token], right: Sequence[Token]) -> bool:
        """True where the end of one line and the start of the next are one name."""
        if not (left and right and left[-1].capital and right[0].capital):
            return False
        tail = list(left[-FARTHEST:])
        return any(start < len(tail) < end for start, end, _ in self.find([*tail, *right[:FARTHEST]]))

    def campaign_of(self, tag: str) -> tuple[str, str, bool] | None:
        """Whose campaign a hashtag is: class, name, and whether that is sure. The hashtag is folded, without "#".

        Only people of the body's own areas count: a whole country's first names would make a campaign of any hashtag.
        """
        return self._tags.campaign_of(plain(tag.lstrip("#")))

    def called(self, name: str) -> Set[str]:
        """The first names and nicknames, plain, by which somebody on the list is called."""
        person = self._by_name.get(name)
        return frozenset() if person is None else first_names_of(person)

    @property
    def first_names(self) -> Mapping[str, tuple[str, str]]:
        """Class and name of the candidates of the body's own areas, by a first name that only one of them has."""
        return self._tags.first_names

    @property
    def all_first_names(self) -> Mapping[str, tuple[str, str]]:
        """The same for everybody of the body's own area, whether candidate or not."""
        return self._tags.all_first_names

    @cached_property
    def _by_name(self) -> Mapping[str, Person]:
        return {person.name: person for person in self._listed}

    @cached_property
    def _tags(self) -> Tags:
        if self._own is None:
            return Tags(() if self._national else self._listed)
        return Tags(person for person in self._listed if id(person) in self._own)

    def full_names(self) -> Iterable[tuple[str, str]]:
        """Class and name of everybody who is listed and not of the staff."""
        return self._families.full_names()

    def _at(self, tokens: Sequence[Token], place: int, key: str, after: int) -> Found | None:
        for surname, heads, entries in self._families.of(key):
            start = place - len(surname) + 1
            if start < after or not stands(tokens, start, surname):
                continue
            for before in words_before(tokens, start, after):
                match = self._named(tokens, start, place + 1, before, heads)
                if match is not None:
                    return match
            match = self._reversed(tokens, start, place + 1, heads) or self._titled(tokens, start, place + 1, entries)
            if match is not None:
                return match
        return None

    def _named(
        self,
        tokens: Sequence[Token],
        start: int,
        end: int,
        before: Sequence[tuple[str, int]],
        heads: dict[Words, list[tuple[Entry, Kind]]],
    ) -> Found | None:
        """A name with first names or initials before the surname."""
        words = tuple(word for word, _ in reversed(before))
        for size in range(len(words), -1, -1):
            head = words[len(words) - size :]
            matches = heads.get(head)
            loose = False
            if matches is None and size > 1 and self._may_be_middle(head[-1], tokens[start].text):
                matches = [each for each in heads.get(head[:-1], ()) if each[1] == "full"] or None
                loose = True
            if matches is None:
                continue
            first = before[size - 1][1] if size else start
            titles, farthest = titles_of(before[size:], first)
            kind = _best(matches)
            if kind == "initial" and not titles:
                continue
            if end < len(tokens) and goes_on(tokens, end):
                return None
            entries = _entries(matches, kind)
            if any(entry.staff for entry in entries) and titles.isdisjoint(POLITICAL):
                return None
            surname = plain(tokens[end - 1].text)
            sure = bool(titles & POLITICAL) or letters_after(tokens, end) is not None
            doubt = self._doubt(tokens, start, end, head, surname, entries, kind, titled=bool(titles), loose=loose)
            if not doubt and not titles and first and follows_name(tokens, first):
                doubt = "person"
            if doubt and not sure and not self._company(tokens, farthest, end, entries, doubt):
                return (first, end, _terms(entries, weak=True)) if kind == "full" else None
            return first, end, _terms(entries)
        return None

    def _doubt(
        self,
        tokens: Sequence[Token],
        start: int,
        end: int,
        head: Words,
        surname: str,
        entries: Sequence[Entry],
        kind: Kind,
        *,
        titled: bool,
        loose: bool,
    ) -> str:
        """Why a name may be somebody or something else: "place", "person", or "" where there is no doubt."""
        written = " ".join((*head, *(plain(token.text) for token in tokens[start:end])))
        if not titled and (is_common_phrase(written) or is_named_after(tokens, end)):
            return "place"
        first = head[0] if head else plain(tokens[start].text)
        if is_famous((*head, surname)) or is_famous((first, surname)):
            return "person"
        far = self._national if self._own is None else not any(id(entry.person) in self._own for entry in entries)
        common_first = kind != "full" or first in COMMON_FIRST_NAMES
        if far and surname in COMMON_SURNAMES and common_first:
            return "person"
        return "person" if loose and far else ""

    @staticmethod
    def _may_be_middle(word: str, surname: str) -> bool:
        """True for an unlisted middle initial, and for a middle name where the surname is a rare one."""
        if word in ANY_TITLE:
            return False
        return len(word) == 1 or not (
            word in COMMON_SURNAMES
            or surname in COMMON_SURNAMES
            or surname in COMMON_FIRST_NAMES
            or is_place_word(surname)
            or is_place_word(word)
        )

    def _reversed(
        self, tokens: Sequence[Token], start: int, end: int, heads: dict[Words, list[tuple[Entry, Kind]]]
    ) -> Found | None:
        """A surname before its first names, as in lists and indexes: "Doe, Jane"."""
        if end >= len(tokens) or tokens[end - 1].possessive:
            return None
        comma = tokens[end].text == ","
        if not comma and start:
            return None  # without a comma only where nothing else stands there, as in a list's cell
        if start and (
            tokens[start - 1].text == "," or (tokens[start - 1].capital and tokens[start - 1].kind == "word")
        ):
            return None
        first = end + comma
        titles: set[str] = set()
        while first < len(tokens) and tokens[first].text in ANY_TITLE:
            titles.add(tokens[first].text)
            first += 1
        words: list[str] = []
        for before, token in pairwise(tokens[first - 1 : first + FARTHEST]):
            if token.kind != "word" or not token.capital or is_apart(before, token):
                break
            words.append(plain(token.text))
        for size in range(len(words), 0, -1):
            matches = heads.get(tuple(words[:size]))
            if matches is None:
                continue
            kind = _best(matches)
            stop = first + size
            rest = words[size:]
            alone = start == 0 and stop == len(tokens)
            if not (comma or (alone and kind == "full" and self._may_be_reversed(tokens[end - 1].text, words[0]))):
                return None
            if (kind == "initial" and not titles) or (rest and rest[0] in COMMON_SURNAMES):
                return None
            entries = _entries(matches, kind)
            if any(entry.staff for entry in entries) and titles.isdisjoint(POLITICAL):
                return None
            surname = plain(tokens[end - 1].text)
            doubt = self._doubt(
                tokens, start, end, tuple(words[:size]), surname, entries, kind, titled=True, loose=False
            )
            double = end - start > 1  # "Doe-Lane" is no lane
            if not (doubt or double or alone) and (is_place_word(surname) or surname in COMMON_FIRST_NAMES):
                doubt = "place"
            if doubt and not titles & POLITICAL and not self._company(tokens, start, stop, entries, doubt):
                return None
            return start, stop, _terms(entries)
        return None

    @staticmethod
    def _may_be_reversed(surname: str, first: str) -> bool:
        """False for two words of which either may be the surname: "Kelly James" is not James Kelly."""
        return plain(surname) not in COMMON_FIRST_NAMES and first not in COMMON_SURNAMES and not is_place_word(first)

    def _titled(self, tokens: Sequence[Token], start: int, end: int, entries: Sequence[Entry]) -> Found | None:
        """A title and the surname, or the surname and letters such as "MP"."""
        surname = plain(tokens[end - 1].text)
        if end < len(tokens) and goes_on(tokens, end, surname in self._families.given):
            return None  # "Dr John Doe" is no Dr John
        before = words_before(tokens, start, 0)[0]
        titles, first = titles_of(before, start)
        letters = letters_after(tokens, end) if not before or titles or before[0][1] == 0 else None
        if not titles and letters is None:
            return None
        near = [each for each in entries if not each.staff and self._is_near(each)]
        staff = any(each.staff for each in entries)
        rare = not (surname in COMMON_SURNAMES or surname in COMMON_FIRST_NAMES or is_place_word(surname))
        alone = len({id(each.person) for each in near}) == 1
        if letters is not None:
            holders = [each for each in entries if not each.staff and fits_letters(each.person, letters)]
            if holders or (alone and rare):
                return first, end + 1, _terms(holders or near)
        if titles & POLITICAL:
            return self._by_office(tokens, first, end, titles, near)
        if staff or not near:
            return None
        entitled = [each for each in near if titles & each.titles]
        if entitled and rare:
            return first, end, _terms(entitled)
        if alone and (
            (rare and not self._national)
            or has_company(tokens, first, end, near[0].areas, place=is_place_word(surname))
        ):
            return first, end, _terms(near)
        return None

    def _by_office(
        self, tokens: Sequence[Token], first: int, end: int, titles: set[str], near: Sequence[Entry]
    ) -> Found | None:
        """Whom "Cllr Doe" names: the holder of the office, else the only one of that surname, else some politician."""
        holders = [each for each in near if any(fits_title(each.person, each.titles, title) for title in titles)]
        if holders:
            return first, end, _terms(holders)
        if not near or not titles & (COUNCIL | HONOURABLE) or is_place_word(plain(tokens[end - 1].text)):
            return None
        if len({id(each.person) for each in near}) == 1:
            return first, end, _terms(near)
        written = " ".join(token.text for token in tokens[first:end]).title()
        return first, end, (Term(written, ("councillor", "politician"), written, source=near[0].person.source),)

    def _is_near(self, entry: Entry) -> bool:
        return self._own is None or id(entry.person) in self._own

    @staticmethod
    def _company(tokens: Sequence[Token], start: int, end: int, entries: Sequence[Entry], doubt: str) -> bool:
        areas = [area for entry in entries for area in entry.areas]
        return has_company(tokens, start, end, areas, place=doubt == "place")


def _best(matches: Iterable[tuple[Entry, Kind]]) -> Kind:
    kinds = {kind for _, kind in matches}
    return "full" if "full" in kinds else "initials" if "initials" in kinds else "initial"


def _entries(matches: Iterable[tuple[Entry, Kind]], kind: Kind) -> list[Entry]:
    return [entry for entry, each in matches if each == kind]


def _terms(entries: Iterable[Entry], *, weak: bool = False) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(entry.term(weak) for entry in entries))
