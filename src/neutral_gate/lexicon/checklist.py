"""The checklist: what a person has to look at, because no machine can."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.lexicon.yamlfile import read_yaml
from neutral_gate.model import KINDS, UsageError
from neutral_gate.model.records import dataclass

FILE = "checklist.yaml"
PROCESS = "process"
LIMIT = 6  # a longer list is not read
_ANY = "any"
_WHEN = ("window", "outside", "always")
_NEEDS = ("", "images")
_KEYS = frozenset(("id", "text", "clauses", "kinds", "when", "needs", "weight"))
_MEND = f"The head of lexicons/{FILE} says what each line needs."


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One line of the checklist.

    Attributes:
        id: Its name.
        text: What to do, in one plain sentence.
        clauses: Ids of the clauses of guidance that it covers.
        kinds: Draft kinds that it fits; `any` for all, `process` for the work around publishing.
        when: `window`, `outside` or `always`.
        needs: `images` where the draft must have an image, else "".
        weight: 1 to 99; the heavier line goes first.
    """

    id: str
    text: str
    clauses: tuple[str, ...]
    kinds: frozenset[str]
    when: str
    needs: str
    weight: int

    def fits(self, kind: str, in_window: bool, has_images: bool) -> bool:
        """Whether the line is for such a draft, or for the work around publishing where `kind` is `process`."""
        wanted = kind in self.kinds or (_ANY in self.kinds and kind != PROCESS)
        timely = self.when == "always" or (self.when == "window") is in_window
        return wanted and timely and (has_images or not self.needs)


def checklist_for(
    kind: str, in_window: bool, has_images: bool, limit: int = LIMIT, lines: Iterable[ChecklistLine] | None = None
) -> tuple[str, ...]:
    """What a person should look at in one draft, the most important first.

    Args:
        kind: Draft kind.
        in_window: Whether a window is active for the body at the moment the draft is judged for.
        has_images: Whether the draft has an image.
        limit: The greatest number of lines.
        lines: Lines to choose from, such as those kept in a cache; by default those of the lexicon.

    Raises:
        UsageError: There is no such kind, or the checklist is missing or faulty.
    """
    if kind not in KINDS:
        raise UsageError(f"There is no kind of draft called {kind}.", f"Use one of these: {', '.join(KINDS)}.")
    return _pick(shipped_lines() if lines is None else lines, kind, in_window, has_images)[: max(limit, 0)]


def process_lines(in_window: bool) -> tuple[str, ...]:
    """What to do around publishing, such as agreeing a plan with the board; the most important first.

    Raises:
        UsageError: The checklist is missing or faulty.
    """
    return _pick(shipped_lines(), PROCESS, in_window, has_images=False)


@cache
def shipped_lines() -> tuple[ChecklistLine, ...]:
    """All lines of the lexicon, in the order of the file; read once a process.

    Raises:
        UsageError: The checklist is missing or faulty.
    """
    return read_lines(lexicons_dir() / FILE)


def read_lines(path: Path) -> tuple[ChecklistLine, ...]:
    """The lines in a file.

    Raises:
        UsageError: It cannot be read, or a line is faulty; the message names file and line id.
    """
    entries = read_yaml(path, _MEND).get("lines")
    if not isinstance(entries, list):
        raise UsageError(f"{path} has no lines.", _MEND)
    lines = tuple(_line(entry, f"{path}, entry {number},") for number, entry in enumerate(entries, 1))
    ids = [line.id for line in lines]
    for line_id in ids:
        if ids.count(line_id) > 1:
            raise UsageError(f"{path} has more than one line {line_id}.", "Give each line an id of its own.")
    return lines


def _pick(lines: Iterable[ChecklistLine], kind: str, in_window: bool, has_images: bool) -> tuple[str, ...]:
    fitting = [line for line in lines if line.fits(kind, in_window, has_images)]
    return tuple(line.text for line in sorted(fitting, key=lambda line: -line.weight))


def _line(entry: Any, where: str) -> ChecklistLine:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise UsageError(f"{where} has no id.", _MEND)
    where = f"{where} {entry['id']},"
    for key in entry:
        if key not in _KEYS:
            raise UsageError(
                f"{where} has an unknown key, {key}.", f"These keys are known: {', '.join(sorted(_KEYS))}."
            )
    text, weight = entry.get("text"), entry.get("weight")
    if not isinstance(text, str) or not text.strip():
        raise UsageError(f"{where} has no text.", _MEND)
    if not isinstance(weight, int) or not 1 <= weight <= 99:
        raise UsageError(f"{where} has no weight from 1 to 99.", _MEND)
    kinds = frozenset(_one_of(kind, (*KINDS, _ANY, PROCESS), "kinds", where) for kind in _ids(entry, "kinds", where))
    if PROCESS in kinds and len(kinds) > 1:
        raise UsageError(f"{where} is for drafts and for the work around them.", "Write two lines, one for each.")
    return ChecklistLine(
        id=entry["id"],
        text=text.strip(),
        clauses=_ids(entry, "clauses", where),
        kinds=kinds,
        when=_one_of(entry.get("when"), _WHEN, "when", where),
        needs=_one_of(entry.get("needs", ""), _NEEDS, "needs", where),
        weight=weight,
    )


def _ids(entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = entry.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        raise UsageError(f"{where} has no list of {key}.", _MEND)
    return tuple(value)


def _one_of(value: Any, allowed: tuple[str, ...], key: str, where: str) -> str:
    if value not in allowed:
        choices = ", ".join(choice for choice in allowed if choice)
        raise UsageError(f"{where} says {key}: {value}.", f"It can be one of these: {choices}.")
    return str(value)
