"""Reads a file of cases: drafts with the verdict and the rules that are expected, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn, cast, get_args

from neutral_gate.elections import parse_moment
from neutral_gate.model import BODY_TYPES, KINDS, BodyType, Format, GateError, Kind, UsageError, Verdict
from neutral_gate.people import Person
from neutral_gate.people.cells import handles_in, role_of

FORMATS: tuple[str, ...] = get_args(Format)
_OTHER_NAMES = {"tweet": "post"}
_VERDICTS = tuple(verdict.value for verdict in Verdict)
_MEND = "docs/cli.md shows the form of a case."


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case expects.

    Attributes:
        verdict: The verdict of the draft.
        rules: Rules of which at least one must find something; empty asks for none.
        not_rules: Rules that must find nothing; "*" stands for all.
    """

    verdict: Verdict
    rules: tuple[str, ...] = ()
    not_rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One draft with all that it is judged under; `expected` is None where only the answer is wanted."""

    id: str
    line: int
    text: str
    format: Format
    kind: Kind
    body: BodyType | None
    at: datetime
    people: tuple[Person, ...]
    expected: Expected | None


def read_cases(path: Path) -> Iterator[Case]:
    """Reads the cases of a file, one after the other; empty lines mean nothing.

    Args:
        path: A file in UTF-8 with one JSON object a line.

    Raises:
        UsageError: The file cannot be read, or a line is no case; the message names the line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror or "unknown error"
        raise UsageError(f"The cases {path} cannot be read: {reason}.", "Check the name of the file.") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"The cases {path} are not saved as UTF-8.", "Save the file again as UTF-8.") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _Line(path, number).case(line)


class _Line:
    """One line of the file, for the messages about it."""

    def __init__(self, path: Path, number: int) -> None:
        self._where = f"{path}, line {number}"
        self._number = number

    def case(self, line: str) -> Case:
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            self._fail(f"this is not JSON ({error})")
        if not isinstance(data, dict):
            self._fail("this is not a JSON object")
        kind, body = self._text(data, "kind"), self._text(data, "body", "")
        return Case(
            id=self._text(data, "id", f"line {self._number}"),
            line=self._number,
            text=self._text(data, "text"),
            format=cast("Format", self._word(self._text(data, "format", "text"), FORMATS, "format")),
            kind=cast("Kind", self._word(_OTHER_NAMES.get(kind, kind), KINDS, "kind")),
            body=cast("BodyType", self._word(body, BODY_TYPES, "body")) if body else None,
            at=self._moment(self._text(data, "on")),
            people=tuple(self._person(entry) for entry in self._list(data, "people")),
            expected=self._expected(data["expect"]) if data.get("expect") is not None else None,
        )

    def _expected(self, data: object) -> Expected:
        if not isinstance(data, dict):
            self._fail('"expect" must be an object with a "verdict"')
        verdict = Verdict(self._word(self._text(data, "verdict"), _VERDICTS, "verdict"))
        rules, not_rules = (tuple(map(str, self._list(data, key))) for key in ("rules", "not_rules"))
        return Expected(verdict, rules, not_rules)

    def _person(self, data: object) -> Person:
        if not isinstance(data, dict):
            self._fail('an entry of "people" is not an object')
        written = self._text(data, "role", "candidate")
        role = role_of(written)
        if role is None:
            self._fail(f'"{written}" is no role of a person')
        return Person(
            name=self._text(data, "name"),
            role=role,
            party=self._text(data, "party", ""),
            handles=handles_in(self._text(data, "handle", ""), "x"),
            source="the case",
        )

    def _moment(self, text: str) -> datetime:
        try:
            return parse_moment(text)
        except GateError as error:
            self._fail(error.problem.rstrip("."))

    def _text(self, data: Mapping[str, Any], key: str, default: str | None = None) -> str:
        value = data.get(key, default)
        if value is None:
            self._fail(f'"{key}" is missing')
        if not isinstance(value, str):
            self._fail(f'"{key}" must be text')
        return value

    def _list(self, data: Mapping[str, Any], key: str) -> list[object]:
        value = data.get(key) or []
        if not isinstance(value, list):
            self._fail(f'"{key}" must be a list')
        return value

    def _word(self, value: str, allowed: tuple[str, ...], key: str) -> str:
        if value not in allowed:
            self._fail(f'"{key}" cannot be "{value}"; it can be {", ".join(allowed)}')
        return value

    def _fail(self, problem: str) -> NoReturn:
        raise UsageError(f"{self._where}: {problem}.", _MEND)
