"""An allow goes above the block with the words, so that it covers them once it is filled in."""

from __future__ import annotations

import pytest

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.lsp.fixes import allow_fix
from neutral_gate.model import DraftResult, Finding
from neutral_gate.readers import read

WORDS = "The Government is wrong about buses."
GATE = Gate(Config(body_type="council"))


def judged(name: str, text: str) -> tuple[DraftResult, Finding]:
    (draft,) = read(text.encode(), name)
    result = GATE.judge(draft, parse_moment("2024-06-10"))
    return result, next(one for one in result.findings if one.rule == "neutrality/government-comment")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"{WORDS}\n"),
        ("a.md", f"# News\n\nBins first.\nThen this.\n{WORDS}\n\nMore.\n"),
        ("a.md", f"Bins.\n\n- one\n- {WORDS}\n"),
        ("a.md", f"---\ntitle: News\n---\n\n{WORDS}\n"),
        ("a.html", f"<p>{WORDS}</p>"),
        ("a.html", f"<body>\n<p>Bins.</p>\n  <p class=x>\n    Then\n    {WORDS}</p>\n</body>"),
        ("a.html", f"<ul>\n<li>Bins</li>\n<li>{WORDS}</li>\n</ul>"),
    ],
)
def test_an_allow_that_is_filled_in_covers_the_words(name: str, text: str) -> None:
    result, finding = judged(name, text)
    fix = allow_fix(result, finding)

    assert fix is not None
    filled = fix.text.replace('reason=""', 'reason="agreed"').replace('until=""', "until=2024-07-01")
    after, same = judged(name, text[: fix.offset] + filled + text[fix.offset :])
    assert same.suppressed == "agreed"
    assert not [one for one in after.findings if one.rule.startswith("gate/")]


def test_there_is_no_allow_where_none_can_count() -> None:
    result, finding = judged("a.txt", WORDS)
    assert allow_fix(result, finding) is None

    (draft,) = read(b"Vote Labour on Thursday.\n", "a.md")
    result = GATE.judge(draft, parse_moment("2024-06-10"))
    never = next(one for one in result.findings if one.rule == "neutrality/vote-advocacy")
    assert allow_fix(result, never) is None


def test_outside_a_window_no_last_day_is_asked_for() -> None:
    (draft,) = read(b"Vote Labour on Thursday.\n\n![](x.png)\n", "a.md")
    result = GATE.judge(draft, parse_moment("2026-01-10"))
    fixes = [allow_fix(result, one) for one in result.findings]

    assert not result.windows
    assert all("until" not in fix.text for fix in fixes if fix)
