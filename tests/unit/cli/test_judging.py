"""Files that are judged at once have the results that each has alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from neutral_gate.cli import judging
from neutral_gate.cli.judging import Judge
from neutral_gate.cli.wishes import Outcome, Wishes
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.model.records import replace

AT = parse_moment("2024-06-10")
CLEAR = "# Bins\n\nBins are emptied on Tuesday. Put your box out by 7am.\n"


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.chdir(tmp_path)
    texts = {
        "a.md": CLEAR * 40,
        "b.md": "# News\n\nPlease vote for Odette Farrowby on Thursday.\n",
        "c.json": '[{"text": "Vote Labour on Thursday."}, {"text": "The pool opens at 8am."}]',
        "d.html": '<html lang="en"><title>Pool</title><h1>Pool</h1><p><img src="pool.png">Vote Labour.</p></html>',
        "e.txt": "The pool opens at 8am.",
        "f.md": "\0",
        "north/g.md": "# News\n\nVote Labour on Thursday.\n",
        "north/neutral-gate.toml": '[body]\ntype = "council"\nareas = ["E07000223"]\n',
        "h.md": f"---\ndate: 2023-02-01\n---\n{CLEAR}",
        "pool.png": "no picture",
    }
    for name, text in texts.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)
    return [Path(name) for name in texts if not name.endswith((".toml", ".png"))] + [Path("gone.md")]


def alike(outcome: Outcome) -> Outcome:
    """An outcome without the moment at which a file could not be read."""
    return outcome._replace(results=tuple(replace(result, at=AT) for result in outcome.results))


@pytest.mark.parametrize("wishes", [Wishes(at=AT), Wishes(at=AT, body="council"), Wishes()])
@pytest.mark.parametrize("together", [1, 3, 100])
def test_together_and_alone_are_the_same(
    wishes: Wishes, together: int, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "_TOGETHER", together)
    monkeypatch.setattr(judging, "_PAYS_FROM", 1)
    alone = [alike(Judge(wishes, keep=True).file(path)) for path in paths]
    at_once = [alike(outcome) for outcome in Judge(wishes, keep=True).files(paths)]

    assert at_once == alone
    assert [outcome.broken for outcome in alone] == [path.name in ("f.md", "gone.md") for path in paths]
    assert any(finding.rule == "neutrality/vote-advocacy" for each in alone for finding in each.results[0].findings)


def test_what_cannot_be_judged_at_once_is_judged_alone(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [alike(Judge(Wishes(at=AT)).file(path)) for path in paths]
    asked = []

    def fail(self: Gate, drafts: object, at: object = None) -> object:
        asked.append(drafts)
        raise RuntimeError("too many at once")

    monkeypatch.setattr(judging, "_PAYS_FROM", 1)
    monkeypatch.setattr(Gate, "judge_many", fail)
    monkeypatch.setattr(judging.faults, "log", lambda *words: None)

    assert [alike(outcome) for outcome in Judge(Wishes(at=AT)).files(paths)] == alone
    assert asked


def test_few_words_are_judged_alone(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gate, "judge_many", None)  # laying so little out side by side would take longer

    assert [each.broken for each in Judge(Wishes(at=AT)).files(paths[1:3])] == [False, False]
