"""Reads one gazetteer file; docs/decisions/0004-names.md says what its keys mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from neutral_gate.lexicon.misspellings import misspellings
from neutral_gate.lexicon.yamlfile import read_yaml
from neutral_gate.model import Term, UsageError
from neutral_gate.model.records import dataclass, field
from neutral_gate.text import fold, tokenise

_MEND = "See docs/decisions/0004-names.md for what a gazetteer may hold."
_ABOUT_KEYS = frozenset({"about", "class", "capital", "as_of", "source"})
_FILE_KEYS = _ABOUT_KEYS | {"entries", "topics", "hashtags", "hashtag_shapes", "hashtags_exempt"}
_FILE_KEYS |= {"party_hashtags", "domain_shapes"}
_ENTRY_KEYS = frozenset({"name", "class", "also", "capital", "ec_ids", "source", "as_of", "comment"})
_ENTRY_KEYS |= {"names", "short", "members", "weak", "handles", "domains", "slogans", "lookalikes"}
_ENTRY_KEYS |= {"hashtags", "hashtag_forms", "misspelt"}
_LEVELS = ("block", "warn")


@dataclass(frozen=True, slots=True)
class Hashtag:
    """What a hashtag is about. `level` is "block" where it campaigns, "warn" where it only mentions."""

    cls: str
    entity: str
    level: str


@dataclass(frozen=True, slots=True)
class Slogan:
    """An election slogan.

    Attributes:
        text: As it was printed.
        words: Its words, folded, without marks.
        party: Whose it is.
        year: Year of its first election or campaign.
        weak: True where other people say the same words too; it counts in political company only.
    """

    text: str
    words: tuple[str, ...]
    party: str
    year: int
    weak: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """How the names of local branches and campaigns begin or end, in lower-case letters and digits.

    Attributes:
        affix: The letters.
        at_end: True where the name ends with them, else it starts with them.
        unless: Nothing is meant where the rest of the name touches the affix with any of these.
        tops: Top-level domains it holds for; none for all.
    """

    affix: str
    at_end: bool
    cls: str
    entity: str
    level: str = "block"
    unless: tuple[str, ...] = ()
    tops: tuple[str, ...] = ()

    def fits(self, name: str) -> bool:
        """True where a compact name has this shape. The affix alone is none: two more letters must stand there."""
        if len(name) < len(self.affix) + 2:
            return False
        if self.at_end:
            return name.endswith(self.affix) and not name[: -len(self.affix)].endswith(self.unless)
        return name.startswith(self.affix) and not name[len(self.affix) :].startswith(self.unless)


@dataclass(frozen=True, slots=True)
class PartyForm:
    """A party's name in hashtags: `weak` as in `Term`; `safe` where it may still stand in every shape of hashtag."""

    entity: str
    weak: bool
    safe: bool


@dataclass(slots=True)
class GazetteerFile:
    """What one file says; `Gazetteers` tells the meaning of each list."""

    terms: list[Term] = field(default_factory=list)
    domains: list[tuple[str, str, str]] = field(default_factory=list)
    handles: list[tuple[str, str, str]] = field(default_factory=list)
    hashtags: dict[str, Hashtag] = field(default_factory=dict)
    hashtag_shapes: list[Shape] = field(default_factory=list)
    domain_shapes: list[Shape] = field(default_factory=list)
    exempt: list[str] = field(default_factory=list)
    slogans: list[Slogan] = field(default_factory=list)
    lookalikes: list[str] = field(default_factory=list)
    phrases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    party_forms: dict[str, PartyForm] = field(default_factory=dict)
    party_hashtags: dict[str, tuple[str, ...]] = field(default_factory=dict)


def compact(name: str) -> str:
    """A name as it stands in hashtags and site names: folded, without accents, letters and digits only."""
    plain = unicodedata.normalize("NFD", fold(name))
    return "".join(letter for letter in plain if letter.isalnum())


def read_gazetteer(path: Path) -> GazetteerFile:
    """Reads one gazetteer.

    Raises:
        UsageError: It is not well formed; the message names the file, the entry and the mend.
    """
    return _Reader(path).read()


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._out = GazetteerFile()

    def read(self) -> GazetteerFile:
        data = read_yaml(self._path, _MEND)
        self._known(data, _FILE_KEYS, "the file")
        for entry in self._tables(data, "entries"):
            self._entry(entry, data)
        for entry in self._tables(data, "hashtags"):
            hashtag = Hashtag(self._text(entry, "class"), self._text(entry, "entity"), self._level(entry))
            self._out.hashtags.update((compact(tag), hashtag) for tag in self._strings(entry, "tags"))
        self._out.hashtag_shapes = [self._shape(entry) for entry in self._tables(data, "hashtag_shapes")]
        self._out.domain_shapes = [self._shape(entry) for entry in self._tables(data, "domain_shapes")]
        self._out.exempt = [compact(tag) for tag in self._strings(data, "hashtags_exempt")]
        templates = self._mapping(data, "party_hashtags")
        for kind in templates:
            forms = self._strings(templates, kind)
            if kind not in ("vote", *_LEVELS) or any(form.count("{}") != 1 for form in forms):
                raise self._error(f"party_hashtags, {kind}, needs one pair of braces in each form")
            self._out.party_hashtags[kind] = tuple(form.casefold() for form in forms)
        for cls, subjects in self._mapping(data, "topics").items():
            groups = self._mapping({cls: subjects}, cls)
            self._out.phrases[cls] = tuple(each for name in groups for each in self._strings(groups, name))
        self._slogan_phrases()
        return self._out

    def _entry(self, entry: Mapping[str, Any], file: Mapping[str, Any]) -> None:
        name = self._text(entry, "name")
        self._known(entry, _ENTRY_KEYS, name)
        cls = self._text({**file, **entry}, "class")
        classes = (cls, *self._strings(entry, "also"))
        capital = bool(entry.get("capital", file.get("capital", True)))
        source = str(entry.get("source", file.get("source", "")))
        weak = self._strings(entry, "weak")
        plain = [*self._strings(entry, "names"), *self._strings(entry, "short")]
        members = self._strings(entry, "members")
        forms = {form: form in weak for form in (*plain, *members, *weak)}
        for form, is_weak in forms.items():
            mine = (*classes, f"{cls}_member") if form in members else classes
            self._out.terms.append(Term(form, mine, name, is_weak, capital, source))
        for form in self._strings(entry, "misspelt"):
            slips = (slip for slip in misspellings(form) if slip not in forms)
            self._out.terms += [Term(slip, classes, name, False, capital, source) for slip in slips]
        self._out.domains += [(domain.casefold(), cls, name) for domain in self._strings(entry, "domains")]
        self._out.handles += [(fold(handle.lstrip("@")), cls, name) for handle in self._strings(entry, "handles")]
        for tag in self._strings(entry, "hashtags"):
            self._out.hashtags[compact(tag)] = Hashtag(cls, name, "block")
        self._lookalikes(entry)
        for slogan in self._tables(entry, "slogans"):
            self._slogan(slogan, name)
        if cls == "party":
            safe = self._strings(entry, "hashtag_forms")
            for form, is_weak in forms.items():
                key = compact(form)
                known = self._out.party_forms.get(key)
                if len(key) > 2 and (known is None or known.weak):
                    self._out.party_forms[key] = PartyForm(name, is_weak, not is_weak or form in safe)

    def _lookalikes(self, entry: Mapping[str, Any]) -> None:
        tables = self._mapping(entry, "lookalikes")
        for form in tables:
            table = self._mapping(tables, form)
            self._known(table, frozenset({"before", "after"}), form)
            self._out.lookalikes += [fold(f"{word} {form}") for word in self._strings(table, "before")]
            self._out.lookalikes += [fold(f"{form} {word}") for word in self._strings(table, "after")]

    def _slogan(self, table: Mapping[str, Any], party: str) -> None:
        text = self._text(table, "words")
        year = table.get("year")
        if not isinstance(year, int):
            raise self._error(f"slogan {text!r} needs a year")
        words = tuple(token.text for token in tokenise(text) if token.kind != "mark")
        self._out.slogans.append(Slogan(text, words, party, year, bool(table.get("weak", False))))

    def _slogan_phrases(self) -> None:
        for slogan in self._out.slogans:
            body = slogan.text.rstrip(".!? ")
            if not any(mark in body for mark in ".!?"):
                pattern = body.replace(",", " ,?").casefold()
                key = "weak-slogan" if slogan.weak else "slogan"
                self._out.phrases[key] = (*self._out.phrases.get(key, ()), pattern)

    def _shape(self, entry: Mapping[str, Any]) -> Shape:
        self._known(entry, frozenset({"start", "end", "class", "entity", "level", "unless", "tlds"}), "a shape")
        at_end = "end" in entry
        if at_end == ("start" in entry):
            raise self._error("a shape needs either `start` or `end`")
        return Shape(
            compact(self._text(entry, "end" if at_end else "start")),
            at_end,
            self._text(entry, "class"),
            self._text(entry, "entity"),
            self._level(entry),
            tuple(compact(each) for each in self._strings(entry, "unless")),
            tuple(self._strings(entry, "tlds")),
        )

    def _level(self, entry: Mapping[str, Any]) -> str:
        level = entry.get("level", "block")
        if level not in _LEVELS:
            raise self._error(f"the level {level!r} is neither block nor warn")
        return str(level)

    def _text(self, table: Mapping[str, Any], key: str) -> str:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._error(f"an entry has no {key}")
        return value.strip()

    def _strings(self, table: Mapping[str, Any], key: str) -> list[str]:
        value = table.get(key) or []
        if not isinstance(value, list):
            raise self._error(f"{key} must be a list")
        for each in value:
            if not isinstance(each, str) or not each.strip():
                raise self._error(f"{key} holds {each!r}, which is not text: put it in quotation marks")
        return [each.strip() for each in value]

    def _tables(self, table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        value = table.get(key) or []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self._error(f"{key} must be a list of keys and values")
        return value

    def _mapping(self, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = table.get(key) or {}
        if not isinstance(value, dict) or not all(isinstance(each, str) for each in value):
            raise self._error(f"{key} must hold named lists")
        return value

    def _known(self, table: Iterable[str], keys: frozenset[str], where: str) -> None:
        for key in table:
            if key not in keys:
                raise self._error(f"{where} has an unknown key, {key!r}")

    def _error(self, problem: str) -> UsageError:
        return UsageError(f"{self._path}: {problem}.", _MEND)
