"""The settings of a body, as plain data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Literal, get_args

from neutral_gate.config.globs import matches
from neutral_gate.elections.body import Body
from neutral_gate.model.records import dataclass, field, replace
from neutral_gate.model.term import Term

Level = Literal["off", "note", "warn", "block"]
LEVELS: tuple[str, ...] = get_args(Level)

Situation = Literal["inside", "outside"]

FailOn = Literal["block", "warn"]
FAIL_ON: tuple[str, ...] = get_args(FailOn)

ALWAYS_BLOCKS = "neutrality/vote-advocacy"
"""The one rule that nobody can lower, ignore or allow: a public body never asks for votes."""

TERM_CLASSES = ("party", "campaigner", "contested")


@dataclass(frozen=True, slots=True)
class Levels:
    """What a rule or a family counts as, inside a window and outside. None keeps the rule's own severity."""

    inside: Level | None = None
    outside: Level | None = None

    def at(self, situation: Situation) -> Level | None:
        """The level that holds inside a window, or outside."""
        return self.inside if situation == "inside" else self.outside

    def under(self, later: Levels | None) -> Levels:
        """These levels, with those of a later setting on top."""
        return self if later is None else Levels(later.inside or self.inside, later.outside or self.outside)

    def without(self, later: Levels | None) -> Levels:
        """These levels, less the situations that a later setting speaks of."""
        if later is None:
            return self
        return Levels(None if later.inside else self.inside, None if later.outside else self.outside)


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for some files only.

    Attributes:
        paths: Patterns such as "news/**", read from `root`.
        root: The folder of the configuration file that has them.
        kind: The kind that these files are, or None.
        rules: Levels by rule id or family.
    """

    paths: tuple[str, ...]
    root: Path
    kind: str | None = None
    rules: Mapping[str, Levels] = field(default_factory=dict)

    def covers(self, path: str) -> bool:
        """Whether a file, named as on the command line, falls under these patterns."""
        try:
            relative = Path(path).resolve().relative_to(self.root.resolve())
        except (OSError, ValueError):  # elsewhere, or not the name of a file at all
            return False
        return any(matches(relative.as_posix(), pattern) for pattern in self.paths)


@dataclass(frozen=True, slots=True)
class PeopleSource:
    """A list of people that `people update` fetches.

    Attributes:
        name: What the body calls it.
        urls: Where its lists are; all of them go into one people file.
        file: The people file.
        hosts: Further hosts that these addresses may send on to.
        sha256: What the list's bytes must have as their SHA-256, in hex, or "".
        licence: Under which it may be used, where its form does not say so.
    """

    name: str
    urls: tuple[str, ...]
    file: Path
    hosts: tuple[str, ...] = ()
    sha256: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a body. `Config()` is a generic public body under every UK-wide window.

    Attributes:
        body_type: One of `BODY_TYPES`, or None for a generic public body.
        body_name: The body's own name, or "".
        areas: Names or codes of the areas that it serves.
        nation: One of `elections.NATIONS`, or None.
        neighbours: Areas beside its own, whose windows are advisory.
        accounts: Its own social media accounts, as written ("@" or not).
        domains: Its own web domains.
        image_hosts: Further hosts that pictures may be fetched from, where that is asked for.
        staff: Names of its staff who share a name with a candidate; these are never taken for the candidate.
        people_files: Lists of candidates, politicians and parties.
        people_sources: Lists that `people update` fetches.
        windows: Own windows, as `elections.load_windows` takes them.
        rule_levels: Levels by rule id or family; a rule's own entry beats its family's.
        own_terms: Own words by class: "party", "campaigner", "contested".
        lexicon_folders: Folders with rule files of its own.
        fail_on: The verdict from which on a check fails.
        on_internal_error: Severity of a check that broke down, inside a window and outside. Never less than a warning.
        overrides: Settings for some files; the later one wins.
        select: Rules or families to run; empty runs all.
        ignore: Rules or families to leave out.
        kind: The kind that every draft is, or None where each draft says its own.
        files: The configuration files that were read, the last one the nearest to the draft.
    """

    body_type: str | None = None
    body_name: str = ""
    areas: frozenset[str] = frozenset()
    nation: str | None = None
    neighbours: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    image_hosts: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    people_files: tuple[Path, ...] = ()
    people_sources: tuple[PeopleSource, ...] = ()
    windows: tuple[Mapping[str, object], ...] = ()
    rule_levels: Mapping[str, Levels] = field(default_factory=dict)
    own_terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lexicon_folders: tuple[Path, ...] = ()
    fail_on: FailOn = "block"
    on_internal_error: Levels = Levels("block", "warn")
    overrides: tuple[Override, ...] = ()
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    kind: str | None = None
    files: tuple[Path, ...] = ()

    def levels(self, situation: Situation) -> dict[str, Level]:
        """The levels that this body sets, by rule id or family; a rule's own entry beats its family's.

        Args:
            situation: "inside" a window or "outside".
        """
        levels = {name: levels.at(situation) for name, levels in self.rule_levels.items() if name != ALWAYS_BLOCKS}
        return {name: level for name, level in levels.items() if level is not None}

    def body(self, body_type: str | None = None) -> Body:
        """The body, as `elections` takes it, with another type where a draft or a command line names one."""
        return Body(body_type or self.body_type, self.areas, self.nation, self.neighbours)

    def selects(self, rule: str) -> bool:
        """Whether a rule is selected and not ignored. The rule that always blocks, and `gate/`, always run."""
        if rule == ALWAYS_BLOCKS or family(rule) == "gate":
            return True
        names = {rule, family(rule)}
        return not names & self.ignore and (not self.select or bool(names & self.select))

    def for_path(self, path: str) -> Config:
        """These settings for one file: the overrides that cover it are part of its kind and levels.

        Args:
            path: The draft's path. Of several overrides that cover it, the last one wins.
        """
        if not self.overrides:
            return self
        kind, rule_levels = self.kind, dict(self.rule_levels)
        covering = [override for override in self.overrides if override.covers(path)]
        for override in covering:
            kind = override.kind or kind
            for name in rule_levels:
                if name not in override.rules:
                    rule_levels[name] = rule_levels[name].without(override.rules.get(family(name)))
            for name, levels in override.rules.items():
                rule_levels[name] = rule_levels.get(name, Levels()).under(levels)
        return replace(self, kind=kind, rule_levels=rule_levels, overrides=()) if covering else self

    def terms(self) -> tuple[Term, ...]:
        """The body's own parties and campaigners, for the lexicon to recognise as names."""
        source = self.files[-1].name if self.files else "settings"
        return tuple(
            Term(form, (name,), entity=form, source=source)
            for name in ("party", "campaigner")
            for form in self.own_terms.get(name, ())
        )

    def phrases(self) -> dict[str, tuple[str, ...]]:
        """The body's own contested issues, for the lexicon to add to its word lists: phrases by list.

        Marks that mean something in a pattern, such as brackets, are taken out: these are plain words.
        """
        words = (" ".join(_plain(form).split()) for form in self.own_terms.get("contested", ()))
        phrases = tuple(phrase for phrase in words if phrase)
        return {"contested_topic": phrases} if phrases else {}

    def picture_hosts(self) -> frozenset[str]:
        """The hosts that pictures may be fetched from: its own domains with all below them, and those that it names."""
        own = {domain.lower().removeprefix("www.") for domain in self.domains}
        return frozenset({*own, *(f"*.{domain}" for domain in own), *self.image_hosts})

    def named_rules(self) -> Collection[str]:
        """Every rule id and family that these settings name."""
        names = {*self.rule_levels, *self.select, *self.ignore}
        for part in self.overrides:
            names.update(part.rules)
        return names


def family(rule: str) -> str:
    """The family of a rule id; a family's name is its own."""
    return rule.partition("/")[0]


def _plain(phrase: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "'’-&" else " " for letter in phrase)
