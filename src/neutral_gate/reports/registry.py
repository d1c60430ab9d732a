"""Which report formats there are. Each is a module with `render(decision, options) -> str`, loaded on first need."""

from __future__ import annotations

from importlib import import_module
from typing import Literal, Protocol, cast

from neutral_gate.model import Decision
from neutral_gate.model.records import dataclass

FORMATS = {
    "text": "neutral_gate.reports.terminal",
    "json": "neutral_gate.reports.as_json",
    "sarif": "neutral_gate.reports.sarif",
    "github": "neutral_gate.reports.github",
    "junit": "neutral_gate.reports.junit",
    "html": "neutral_gate.reports.html_page",
    "csv": "neutral_gate.reports.as_csv",
    "markdown": "neutral_gate.reports.markdown",
}
"""Module by format name. To add a format, write its module and name it here."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a report is to look; a format takes no notice of what means nothing to it.

    Attributes:
        colour: Whether to colour the text for a terminal.
        width: Columns to wrap at.
        quiet: Only what fails.
        verbose: Notes, allowed findings and measures too.
        fail_on: The verdict from which on the run fails.
    """

    colour: bool = False
    width: int = 100
    quiet: bool = False
    verbose: bool = False
    fail_on: Literal["block", "warn"] = "block"


class Report(Protocol):
    """What the module of a format offers."""

    def render(self, decision: Decision, options: Options) -> str:
        """The whole report, with a line feed at its end unless it is empty."""


def render(name: str, decision: Decision, options: Options) -> str:
    """Renders a decision in one of the `FORMATS`."""
    return cast("Report", import_module(FORMATS[name])).render(decision, options)
