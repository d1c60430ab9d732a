"""Runs the examples of rule files: what must fire fires, what must not is left alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.model import DraftResult, Format, GateError, ImageFacts, Kind, Severity, UsageError
from neutral_gate.model.browser_facts import MEMO, BrowserFacts
from neutral_gate.people import People, Person
from neutral_gate.people.cells import handles_in, role_of
from neutral_gate.readers import read

if TYPE_CHECKING:
    from neutral_gate.lexicon.rule import Example, Rule

_FORMATS = ("text", "markdown", "html", "post-json")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one example.

    Attributes:
        rule: The rule that it belongs to.
        example: The example.
        must_fire: Whether it is one that must fire.
        problem: What went wrong, in one plain sentence, or "".
    """

    rule: Rule
    example: Example
    must_fire: bool
    problem: str


class Examples:
    """Judges examples as a body of their kind would, each kind of body with one gate.

    Args:
        folders: Folders with rule files, besides the rules that are shipped.
    """

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self._folders = tuple(folders)
        self._gates: dict[tuple[str, str], Gate] = {}

    def gate(self, body: str, people: Iterable[Mapping[str, str]] = ()) -> Gate:
        """The gate of a type of body that knows these people: name, handle, role, party."""
        listed = [dict(person) for person in people]
        key = (body, json.dumps(listed))
        gate = self._gates.get(key)
        if gate is None:
            config = Config(body_type=body, lexicon_folders=self._folders)
            gate = self._gates[key] = Gate(config, People([_person(person) for person in listed]))
        return gate

    def judge(self, example: Example) -> DraftResult:
        """The gate's answer for the draft of an example.

        Raises:
            DraftError: It cannot be read in the format that it gives.
            UsageError: Its date is none, or a rule file is not well formed.
        """
        if example.format not in _FORMATS:
            raise UsageError(f'Its format cannot be "{example.format}".', f"It can be {', '.join(_FORMATS)}.")
        (draft,) = read(example.text.encode(), "the example", cast("Format", example.format))
        images = {address: ImageFacts.of(values) for address, values in example.images.items()}
        asked = replace(draft, kind=cast("Kind", example.kind))
        if example.seen and draft.page is not None:
            draft.page.memo[MEMO] = BrowserFacts.of(example.seen, example.text)
        return self.gate(example.body, example.people).judge(asked, parse_moment(example.date), images)

    def run(self, rules: Iterable[Rule]) -> Iterator[Outcome]:
        """The outcome of every example of these rules, in order."""
        for rule in rules:
            for example, must_fire in (*((each, True) for each in rule.fire), *((each, False) for each in rule.pass_)):
                try:
                    problem = _problem(rule, example, must_fire, self.judge(example))
                except GateError as error:
                    problem = f"It could not be judged: {error.problem}"
                yield Outcome(rule, example, must_fire, problem)


def _problem(rule: Rule, example: Example, must_fire: bool, result: DraftResult) -> str:
    found = {finding.severity for finding in result.findings if finding.rule == rule.id}
    if must_fire and not found:
        return "It must fire, but the rule found nothing."
    if must_fire and example.verdict and example.verdict not in found:
        weighs = ", ".join(sorted(severity.value for severity in found))
        return f"It must weigh {example.verdict}, but it weighs {weighs}."
    if not must_fire and found - {Severity.NOTE}:
        words = next(finding.excerpt for finding in result.findings if finding.rule == rule.id)
        return f'It must be left alone, but the rule fired on "{words}".'
    return ""


def _person(person: Mapping[str, str]) -> Person:
    return Person(
        name=person["name"],
        role=role_of(person.get("role", "candidate")) or "other",
        party=person.get("party", ""),
        handles=handles_in(person.get("handle", ""), "x"),
    )
