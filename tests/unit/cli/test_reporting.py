"""--format and --output together say what goes where."""

from __future__ import annotations

from pathlib import Path

import pytest

from neutral_gate.cli.reporting import ENDINGS, Plan, plan
from neutral_gate.model import UsageError
from neutral_gate.reports import FORMATS


@pytest.mark.parametrize(
    ("name", "outputs", "terminal", "files"),
    [
        (None, [], "text", {}),
        ("json", [], "json", {}),
        ("json", ["report"], None, {"report": "json"}),
        ("json", ["report.html"], None, {"report.html": "json"}),
        (None, ["report.html"], None, {"report.html": "html"}),
        (None, ["report"], None, {"report": "text"}),
        (None, ["sarif=out"], None, {"out": "sarif"}),
        ("github", ["sarif=out"], "github", {"out": "sarif"}),
        (
            "github",
            ["out.sarif", "markdown=summary", "page.HTML"],
            "github",
            {"out.sarif": "sarif", "summary": "markdown", "page.HTML": "html"},
        ),
        (None, ["a.csv", "b.xml"], None, {"a.csv": "csv", "b.xml": "junit"}),
        (None, ["odd=name.json"], None, {"odd=name.json": "json"}),
    ],
)
def test_what_goes_where(name: str | None, outputs: list[str], terminal: str | None, files: dict[str, str]) -> None:
    assert plan(name, outputs) == Plan(terminal, {Path(path): written_as for path, written_as in files.items()})


@pytest.mark.parametrize(
    ("outputs", "said"), [(["a.json", "b"], "in which format to write b"), (["a.json", "csv=a.json"], "named twice")]
)
def test_what_is_not_clear_is_said(outputs: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        plan(None, outputs)


def test_every_ending_is_of_a_format_there_is() -> None:
    assert set(ENDINGS.values()) == set(FORMATS) - {"github"}
