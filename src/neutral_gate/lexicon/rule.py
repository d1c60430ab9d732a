"""What a rule file says, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neutral_gate.model.records import dataclass, field

LEVELS = ("block", "warn", "note", "off")
SITUATIONS = ("general", "local", "referendum", "outside")


@dataclass(frozen=True, slots=True)
class Find:
    """One thing that a rule or an exception looks for. Every condition that is given must hold.

    Attributes:
        match: Patterns; one of them is what is found.
        unless: Patterns that must not stand in the same sentence.
        needs: Patterns of which one must stand in the same sentence.
        near: Patterns of which one must stand in the sentence, the one before, the one after or the same table row.
        unless_near: Patterns that must not stand there.
        needs_section: Patterns of which one must stand in the same section, from a heading to the next.
        unless_section: Patterns that must not stand in the same section.
        needs_draft: Patterns of which one must stand anywhere in the draft.
        unless_draft: Patterns that must not stand anywhere in the draft.
        where: "any", "lead" (titles, headings, first paragraph; the whole of a post), "heading", "image" (alt text,
            captions), "cell" (of a table), "prose" (all but alt texts, tooltips and hashtags).
        voice: "any", "own" (not in a quotation, nor reported as others' view) or "quoted".
        day: "any", or "polling": the sentence, the one before or the one after points to the polling day of an active
            window, whether by its name, its date or by counting the days to it. For rules only.
        kinds: Draft kinds that it is limited to; empty for all.
        not_kinds: Draft kinds that it leaves alone.
        severity: Levels that differ from the rule's, by situation.
        message: What to say in place of the rule's message, or "".
    """

    match: tuple[str, ...]
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    needs_section: tuple[str, ...] = ()
    unless_section: tuple[str, ...] = ()
    needs_draft: tuple[str, ...] = ()
    unless_draft: tuple[str, ...] = ()
    where: str = "any"
    voice: str = "any"
    day: str = "any"
    kinds: frozenset[str] = frozenset()
    not_kinds: frozenset[str] = frozenset()
    severity: Mapping[str, str] = field(default_factory=dict)
    message: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A draft that a rule must fire on, or must leave alone.

    Attributes:
        text: The draft, in its format.
        kind: Its kind.
        format: "text", "markdown", "html" or "post-json".
        body: Body type.
        date: Date of publication, as text (YAML 1.1 would read a key named "on" as true).
        people: People of the list that the example needs: name, handle, role, party.
        verdict: The severity that the finding must have, or "" where the rule's own for that day is meant.
        images: What is known about the files of its images, by address: the fields of `ImageFacts`.
        seen: What a browser has seen on it: our rule's id without its family, by the first letters of the element.
    """

    text: str
    kind: str = "page"
    format: str = "text"
    body: str = "council"
    date: str = "2024-06-10"
    people: tuple[Mapping[str, str], ...] = ()
    verdict: str = ""
    images: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its file says it. `detector` names the Python check of a structural rule, or is "".

    `wcag` lists the success criteria of WCAG 2.2 that a rule serves, `act` the W3C accessibility test rules that it
    implements.
    """

    id: str
    summary: str
    why: str
    clauses: tuple[str, ...]
    severity: Mapping[str, str]
    message: str
    suggestion: str
    find: tuple[Find, ...] = ()
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    detector: str = ""
    kinds: frozenset[str] = frozenset()
    exceptions: tuple[str, ...] = ()
    fire: tuple[Example, ...] = ()
    pass_: tuple[Example, ...] = ()
    path: str = ""
    wcag: tuple[str, ...] = ()
    act: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class ExceptionRule:
    """A signal that makes findings of some rules pass, or drop by one step.

    Attributes:
        id: Its name.
        reason: Why, in plain words for the reader.
        rules: Rule ids or families that it may touch; never `neutrality/vote-advocacy`.
        effect: "pass" or "lower".
        scope: How far it reaches: "sentence", "block", "section" (from a heading to the next) or "draft".
        clauses: Clauses of guidance that allow it.
    """

    id: str
    reason: str
    rules: tuple[str, ...]
    effect: str
    scope: str
    find: tuple[Find, ...]
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clauses: tuple[str, ...] = ()
    fire: tuple[Example, ...] = ()
    pass_: tuple[Example, ...] = ()
    path: str = ""
