"""Paid content and press releases by kind and by link."""

from __future__ import annotations

import pytest

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.readers import read
from neutral_gate.rules.media import paid_code

IN_WINDOW = "2024-06-10"
OUTSIDE = "2024-09-10"
SOME_PAGE = "https://www.pool.example/swim"


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(Config(body_type="council"))


def rules_of(gate: Gate, text: str, kind: str, on: str = IN_WINDOW) -> list[tuple[str, str]]:
    (draft,) = read(f"---\nkind: {kind}\n---\n{text}".encode(), "draft.md", "markdown")
    result = gate.judge(draft, parse_moment(on))
    return [
        (finding.rule, finding.severity.value) for finding in result.findings if finding.rule.startswith("timing/p")
    ]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("utm_medium=cpc", "utm_medium=cpc"),
        ("utm_source=meta&utm_medium=Paid-Social", "utm_medium=Paid-Social"),
        ("utm_source=google_ads", "utm_source=google_ads"),
        ("utm_medium=social&utm_campaign=swim_boosted", "utm_campaign=swim_boosted"),
        ("a=1;gclid=Ab12", "gclid=Ab12"),
        ("utm_source=newsletter&utm_medium=email", None),
        ("utm_medium=organic_social&utm_campaign=swim", None),
        ("utm_campaign=leads&utm_content=loads", None),
        ("utm_source=threads&utm_medium=social", None),
        ("utm_medium=email&utm_content=top-banner", None),
        ("fbclid=Ab12", None),
        ("page=2&medium=paid", None),
        ("", None),
    ],
)
def test_a_tracking_code_tells_a_paid_link(query: str, code: str | None) -> None:
    assert paid_code(f"{SOME_PAGE}?{query}") == code


def test_an_address_that_cannot_be_read_is_not_paid() -> None:
    assert paid_code("https://[broken?utm_medium=cpc") is None


def test_a_paid_link_is_found_where_it_stands(gate: Gate) -> None:
    source = f"Swim for a pound. [Book]({SOME_PAGE}?utm_medium=ppc) today."
    (draft,) = read(source.encode(), "draft.md", "markdown")
    result = gate.judge(draft, parse_moment(IN_WINDOW))
    (finding,) = [each for each in result.findings if each.rule == "timing/paid-promotion"]
    assert source[finding.start.offset : finding.end.offset] == f"{SOME_PAGE}?utm_medium=ppc"
    assert "utm_medium=ppc" in finding.message


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("advert", [("timing/paid-promotion", "block")]),
        ("press_release", [("timing/press-release", "warn")]),
        ("news", []),
    ],
)
def test_the_kind_alone_counts_once(gate: Gate, kind: str, expected: list[tuple[str, str]]) -> None:
    text = "# The lido\n\nThe lido opens at 7am. Bring a towel.\n\n## Prices\n\nIt costs £3."
    assert rules_of(gate, text, kind) == expected
    assert rules_of(gate, text, kind, OUTSIDE) == []
