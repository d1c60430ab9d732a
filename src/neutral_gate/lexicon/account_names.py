"""What the name of an account, a page or a site says about whose it is; `lexicons/accounts.yaml` has the pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from neutral_gate.lexicon.gazetteer_files import compact
from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.lexicon.yamlfile import read_yaml
from neutral_gate.model import UsageError
from neutral_gate.model.records import dataclass
from neutral_gate.text import opened

_MEND = "The head of lexicons/accounts.yaml says what each key means."
_FILE_KEYS = frozenset({"tails", "trades", "shapes", "harmless", "official_sites", "second_levels", "hosting"})
_FILE_KEYS |= {"others", "partisan"}
_SHAPE_KEYS = frozenset({"class", "entity", "parts", "at", "before", "after", "needs", "unless", "sites"})
_SHAPE_KEYS |= {"before_words", "after_words", "given_name", "initials_unless"}
_PLACES = frozenset({"start", "end", "anywhere", "word", "first", "last"})
_LEAST_BESIDE = 2
"""Letters that must stand beside a piece: "labour" alone is a word, not the name of a branch."""
_NAME_WITH_INITIALS = 3
"""Words of a name that has a first name, initials and a surname."""
_LEAST_GLUED = 4
"""Letters from which on a needed word may also stand glued to others: "no" is part of too many names."""
_LEAST_BEGINNING = 4
"""Letters from which on a look-alike may be the beginning of the next word: "Labour Midwi(fe)"."""
_LEAST_ENDING = 6
"""Letters from which on a word that says what somebody is may stand glued at the end: "greenlaneprimary"."""
_FURTHER = re.compile(r"[,(|:]|\s[-–—]\s|\s(?i:of|in|at|near|on)\s")
"""What begins the place in a name: "Reform Synagogue, Marden"."""
_OF_A_LINK = re.compile(r"(?i)(?:'s|’s)? (?:web ?site|site|web page|home ?page|page)$")
"""What the words of a link may end with: "the Marden Greens Bowls Club site"."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One entry of the file; its head says what each key means."""

    cls: str
    entity: str
    parts: tuple[str, ...]
    at: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    before_words: frozenset[str]
    after_words: frozenset[str]
    needs: frozenset[str]
    unless: frozenset[str]
    sites: bool
    given_name: bool = False
    initials_unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Name:
    """A name as its letters and figures, with the places where its words begin and end.

    Attributes:
        letters: Without gaps, accents and capitals.
        starts: Where words of their own begin.
        ends: Where they end.
        ending: Where the name ends without figures and words such as "uk" and "official".
    """

    letters: str
    starts: frozenset[int]
    ends: frozenset[int]
    ending: int

    def has_word(self, word: str) -> bool:
        """True where a word stands in the name on its own."""
        return any(start in self.starts and start + len(word) in self.ends for start in _found(word, self.letters))


@dataclass(frozen=True, slots=True)
class AccountNames:
    """The pieces of names of accounts and sites.

    Attributes:
        shapes: What to look for.
        parts: The pieces of all shapes.
        tails: Words at the end of a name that do not count.
        trades: Words at the end of a firm's site, which is no party's.
        harmless: Names that are never political.
        others: Last words of names of schools, churches, clubs and firms, which are no party's.
        partisan: Pieces of names that a party has all the same.
        official_sites: Sites of public bodies and of election information.
        second_levels: Endings such as "org.uk".
        hosting: Services under which anybody may have a site.
    """

    shapes: tuple[Shape, ...]
    parts: tuple[str, ...]
    tails: tuple[str, ...]
    trades: tuple[str, ...]
    harmless: tuple[str, ...]
    others: tuple[str, ...]
    partisan: tuple[str, ...]
    official_sites: frozenset[str]
    second_levels: frozenset[str]
    hosting: frozenset[str]

    def told(self, written: str, *, site: bool = False) -> Shape | None:
        """The first shape that a name has, or None.

        Args:
            written: A handle without "@", a display name, or the name of a site without its ending.
            site: True for the name of a site.
        """
        letters = compact(written)
        if _any_of(self.parts).search(letters) is None or self.is_harmless(letters):
            return None
        name = self.name(written)
        firm = site and letters.endswith(self.trades)
        shapes = (shape for shape in self.shapes if (shape.sites or not site) and not (firm and shape.cls == "party"))
        return next((shape for shape in shapes if _fits(shape, name)), None)

    def refuses(self, written: str, cls: str) -> bool:
        """True where a name has no shape, but a look-alike of one of this class."""
        if not self.has_piece(written):
            return False
        name = self.name(written)
        return any(shape.cls == cls and _fits(shape, name, lookalike=True) for shape in self.shapes)

    def is_harmless(self, letters: str) -> bool:
        """True where a name, as letters without gaps, holds one of those that are never political."""
        return any(each in letters for each in self.harmless)

    def is_another(self, written: str) -> bool:
        """True for a name that ends as a school's, a church's, a club's or a firm's does: "Reform Road Primary".

        Args:
            written: A handle without "@", a display name, the name of a site, or the words of a link.
        """
        letters = compact(written)
        if not letters or any(piece in letters for piece in self.partisan):
            return False
        if compact(written.rpartition(",")[2]) in self.others:
            return "," in written  # "Greens of Marden, florists"
        name = self.name(_OF_A_LINK.sub("", _FURTHER.split(written, maxsplit=1)[0]))
        for other in self.others:
            start = name.ending - len(other)
            if start > 0 and name.letters[start : name.ending] == other:
                return start in name.starts or len(other) >= _LEAST_ENDING
        return False

    def has_piece(self, written: str) -> bool:
        """True where a piece of a party's, a politician's or a campaign's name stands in some words."""
        return _any_of(self.parts).search(compact(written)) is not None

    def name(self, written: str) -> Name:
        """A written name as its letters and the places of its words."""
        letters: list[str] = []
        starts, ends = set(), set()
        length = 0
        for start, end in opened(written):
            word = compact(written[start:end])
            if word:
                starts.add(length)
                letters.append(word)
                length += len(word)
                ends.add(length)
        whole = "".join(letters)
        return Name(whole, frozenset(starts), frozenset(ends), self._ending(whole))

    def _ending(self, letters: str) -> int:
        rest = letters
        while True:
            shorter = rest.rstrip("0123456789")
            tail = next((tail for tail in self.tails if shorter.endswith(tail) and len(shorter) > len(tail)), "")
            shorter = shorter.removesuffix(tail)
            if shorter == rest or not shorter:
                return len(rest)
            rest = shorter


def load_account_names() -> AccountNames:
    """Reads `lexicons/accounts.yaml`.

    Raises:
        UsageError: It is not well formed; the message names the key.
    """
    path = lexicons_dir() / "accounts.yaml"
    data = read_yaml(path, _MEND)
    _check(data, _FILE_KEYS, "the file")
    shapes = tuple(_shape(entry) for entry in data.get("shapes", ()))
    return AccountNames(
        shapes=shapes,
        parts=tuple(dict.fromkeys(part for shape in shapes for part in shape.parts)),
        tails=_compact(data, "tails"),
        trades=_compact(data, "trades"),
        harmless=_compact(data, "harmless"),
        others=_compact(data, "others"),
        partisan=_compact(data, "partisan"),
        official_sites=frozenset(str(site).lower() for site in data.get("official_sites", ())),
        second_levels=frozenset(map(str, data.get("second_levels", ()))),
        hosting=frozenset(map(str, data.get("hosting", ()))),
    )


def _shape(entry: Mapping[str, Any]) -> Shape:
    _check(entry, _SHAPE_KEYS, str(entry.get("parts", "an entry of shapes"))[:60])
    at = frozenset(map(str, entry.get("at", ())))
    if not at or not at <= _PLACES or not entry.get("parts") or not entry.get("class"):
        raise UsageError(
            f"lexicons/accounts.yaml: an entry of shapes lacks class, parts or at: {str(entry)[:80]}.", _MEND
        )
    return Shape(
        cls=str(entry["class"]),
        entity=str(entry.get("entity", "")),
        parts=_compact(entry, "parts"),
        at=at,
        before=_compact(entry, "before"),
        after=_compact(entry, "after"),
        before_words=frozenset(_compact(entry, "before_words")),
        after_words=frozenset(_compact(entry, "after_words")),
        needs=frozenset(_compact(entry, "needs")),
        unless=frozenset(_compact(entry, "unless")),
        sites=bool(entry.get("sites", True)),
        given_name=bool(entry.get("given_name", False)),
        initials_unless=frozenset(_compact(entry, "initials_unless")),
    )


def _check(entry: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
    unknown = sorted(map(str, set(entry) - set(keys)))
    if unknown:
        raise UsageError(f"lexicons/accounts.yaml, {where}, has an unknown key, {unknown[0]!r}.", _MEND)


def _compact(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(compact(str(word)) for word in entry.get(key, ())))


def _fits(shape: Shape, name: Name, *, lookalike: bool = False) -> bool:
    """True where a name has a shape; with `lookalike`, where it has one but for a look-alike."""
    letters = name.letters
    if not any(part in letters for part in shape.parts):
        return False
    if shape.needs and not any(
        name.has_word(need) or (len(need) >= _LEAST_GLUED and need in letters) for need in shape.needs
    ):
        return False
    other = any(name.has_word(word) for word in shape.unless)
    places = [(start, start + len(part)) for part in shape.parts for start in _found(part, letters)]
    return any(
        _stands(shape, name, start, end) and lookalike == (other or _is_lookalike(shape, name, start, end))
        for start, end in places
    )


def _is_lookalike(shape: Shape, name: Name, start: int, end: int) -> bool:
    """True where what stands beside a piece shows that it means something else."""
    head, rest = name.letters[:start], name.letters[end:]
    if shape.given_name and not head and len(name.starts) == 2 and end in name.starts and name.ending > end:
        return True  # "Tory Madden" is a person, "Tory Councillors" are not
    if _is_initials(shape, name, head, rest):
        return True
    if head and start in name.starts:
        if any(
            head.endswith(word) and start - len(word) in name.starts for word in (*shape.before, *shape.before_words)
        ):
            return True
    elif head.endswith(shape.before):
        return True
    if rest and end in name.ends:
        return any(rest.startswith(word) and end + len(word) in name.ends for word in shape.after_words) or any(
            rest.startswith(word) and (len(word) >= _LEAST_BEGINNING or end + len(word) in name.ends)
            for word in shape.after
        )
    return rest.startswith(shape.after)


def _is_initials(shape: Shape, name: Name, head: str, rest: str) -> bool:
    """True where a piece stands between a first name and a surname: "rosa_mp_lund", but not "lund_mp_office"."""
    if not shape.initials_unless or not head or not rest.isalpha() or rest in shape.initials_unless:
        return False
    return len(name.starts) == _NAME_WITH_INITIALS


def _stands(shape: Shape, name: Name, start: int, end: int) -> bool:
    """True where a piece stands at a place that counts."""
    length = len(name.letters)
    if "anywhere" in shape.at:
        return True
    if length - (end - start) < _LEAST_BESIDE:
        return False
    at_end = end in (name.ending, length)
    if ("start" in shape.at and start == 0) or ("end" in shape.at and at_end):
        return True
    if start not in name.starts or end not in name.ends:
        return False
    return "word" in shape.at or ("first" in shape.at and start == 0) or ("last" in shape.at and at_end)


@lru_cache(maxsize=4)
def _any_of(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, parts)))


def _found(part: str, letters: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(f"(?={re.escape(part)})", letters))
