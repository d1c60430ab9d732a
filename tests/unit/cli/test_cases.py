"""Files of cases, and how answers compare with them. The gate is a stand-in here."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from neutral_gate.cli.case_file import read_cases
from neutral_gate.cli.main import run
from neutral_gate.config import Config
from neutral_gate.elections import LONDON
from neutral_gate.model import Draft, DraftResult, Finding, Position, Severity, UsageError, Verdict
from neutral_gate.people import Handle, People

FULL = {
    "id": "T1",
    "kind": "tweet",
    "format": "post-json",
    "body": "council",
    "on": "2024-06-10",
    "text": '{"text": "Vote for Odette Farrowby"}',
    "expect": {"verdict": "block", "rules": ["a/block"], "not_rules": ["a/note"]},
    "people": [{"name": "Odette Farrowby", "handle": "@OFarrowby", "role": "candidate", "party": "Harrowdale First"}],
    "why": "a test",
    "clauses": ["X-1"],
}


class StandIn:
    """A gate that finds the words "block", "warn" and "note"."""

    def __init__(self, config: Config, people: People) -> None:
        self.config = config
        self.people = people

    def judge(self, draft: Draft, at: datetime) -> DraftResult:
        words = [word for word in ("block", "warn", "note") if word in draft.source]
        place = Position(0, 1, 1)
        findings = [Finding(f"a/{word}", Severity(word), "m", f"the {word}", place, place) for word in words]
        assert draft.kind is not None
        verdict = Verdict.of(finding.severity for finding in findings)
        return DraftResult(draft.path, draft.kind, verdict, draft.sha256, tuple(findings), at)


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("neutral_gate.gate.Gate", StandIn)


def written(folder: Path, *cases: dict[str, object] | str) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(case if isinstance(case, str) else json.dumps(case) for case in cases), "utf-8")
    return path


def case(text: str, verdict: str | None = None, **expect: list[str]) -> dict[str, object]:
    plain: dict[str, object] = {"id": text, "kind": "page", "on": "2024-06-10", "text": text}
    return plain if verdict is None else {**plain, "expect": {"verdict": verdict, **expect}}


def test_a_case_in_full(tmp_path: Path) -> None:
    (one,) = read_cases(written(tmp_path, FULL))

    assert (one.id, one.line, one.kind, one.body, one.format) == ("T1", 1, "post", "council", "post-json")
    assert one.at == datetime(2024, 6, 10, 12, tzinfo=LONDON)
    (person,) = one.people
    assert (person.name, person.role, person.party) == ("Odette Farrowby", "candidate", "Harrowdale First")
    assert person.handles == (Handle("x", "ofarrowby"),)
    assert one.expected is not None
    assert (one.expected.verdict, one.expected.rules, one.expected.not_rules) == (
        Verdict.BLOCK,
        ("a/block",),
        ("a/note",),
    )


def test_what_may_be_left_out(tmp_path: Path) -> None:
    (one,) = read_cases(written(tmp_path, "", '{"kind": "page", "on": "2024-06-10", "text": "x"}', "  "))

    assert (one.id, one.line, one.format, one.body, one.people, one.expected) == ("line 2", 2, "text", None, (), None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "this is not JSON"),
        ("[1]", "this is not a JSON object"),
        ({**FULL, "kind": "toot"}, '"kind" cannot be "toot"'),
        ({**FULL, "body": "charity"}, '"body" cannot be "charity"'),
        ({**FULL, "format": "docx"}, '"format" cannot be "docx"'),
        ({**FULL, "on": "June"}, "is not a date"),
        ({**FULL, "text": 3}, '"text" must be text'),
        ({**FULL, "people": 3}, '"people" must be a list'),
        ({**FULL, "people": [3]}, 'an entry of "people" is not an object'),
        ({**FULL, "people": [{"role": "mp"}]}, '"name" is missing'),
        ({**FULL, "people": [{"name": "X", "role": "king"}]}, '"king" is no role'),
        ({**FULL, "expect": {"rules": []}}, '"verdict" is missing'),
        ({**FULL, "expect": {"verdict": "stop"}}, '"verdict" cannot be "stop"'),
        ({**FULL, "expect": "block"}, '"expect" must be an object'),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: dict[str, object] | str, said: str) -> None:
    path = written(tmp_path, case("fine"), line)

    with pytest.raises(UsageError) as caught:
        list(read_cases(path))
    assert f"{path}, line 2: " in caught.value.problem
    assert said in caught.value.problem


def test_a_missing_file_and_another_encoding(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        list(read_cases(tmp_path / "none.jsonl"))
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "caf\xe9"}')
    with pytest.raises(UsageError, match="UTF-8"):
        list(read_cases(tmp_path / "latin.jsonl"))


def test_json_is_one_answer_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cases", str(written(tmp_path, case("a block"), case("a note"))), "--format", "json"]) == 0

    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {
            "id": "a block",
            "verdict": "block",
            "findings": [{"rule": "a/block", "severity": "block", "excerpt": "the block"}],
        },
        {
            "id": "a note",
            "verdict": "pass",
            "findings": [{"rule": "a/note", "severity": "note", "excerpt": "the note"}],
        },
    ]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (case("a block", "block", rules=["a/block", "a/x"]), ""),
        (case("a note", "pass", rules=[], not_rules=["*"]), ""),
        (case("a block", "warn"), "expected warn, got block"),
        (case("a block", "block", rules=["a/x", "a/y"]), "none of these found anything: a/x, a/y"),
        (case("a block and warn", "block", not_rules=["a/warn"]), "these should have found nothing: a/warn"),
        (case("a warn", "warn", not_rules=["*"]), "these should have found nothing: a/warn"),
    ],
)
def test_what_counts_as_expected(
    tmp_path: Path, one: dict[str, object], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["cases", str(written(tmp_path, one))]) == (1 if said else 0)

    shown = capsys.readouterr().out
    assert said in shown
    assert (f"{one['id']} (line 1): " in shown) is bool(said)


def test_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = [
        case("block 1", "block"),
        case("block 2", "block"),
        case("block 3", "pass", not_rules=["*"]),
        case("missed", "block"),
        case("clear", "pass", not_rules=["*"]),
        case("warn", "warn"),
        case("silent"),
    ]

    assert run(["cases", str(written(tmp_path, *cases))]) == 1
    shown = capsys.readouterr().out
    assert "As expected:     4 of 6 cases (66.7 %)\n" in shown
    assert "Right verdict:   4 of 6 cases (66.7 %)\n" in shown
    assert "Block precision: 2 of 3 that were blocked should be (66.7 %)\n" in shown
    assert "Block recall:    2 of 3 that should be blocked were (66.7 %)\n" in shown
    assert "False alarms:    1 of 2 that should pass (50.0 %)\n" in shown
    assert "1 case expects nothing.\n" in shown
    assert '    block a/block                           "the block"\n' in shown


def test_no_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cases", str(written(tmp_path, "\n\n"))]) == 0
    assert capsys.readouterr().out == "There are no cases in this file.\n"


def test_a_draft_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = {**case("{broken", "pass"), "format": "post-json"}

    assert run(["cases", str(written(tmp_path, case("fine"), bad))]) == 2
    assert "line 2: the draft cannot be read." in capsys.readouterr().err


def test_the_settings_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Config, list[str]]] = []

    class Spy(StandIn):
        def __init__(self, config: Config, people: People) -> None:
            super().__init__(config, people)
            seen.append((config, [person.name for person in people.people]))

    monkeypatch.setattr("neutral_gate.gate.Gate", Spy)
    (tmp_path / "own.csv").write_text("name,role\nPercival Dray,councillor\n")
    settings = tmp_path / "own.toml"
    settings.write_text('people = ["own.csv"]\n[body]\ntype = "alb"\n')
    path = written(tmp_path, FULL, case("x"), FULL)

    assert run(["cases", str(path), "--config", str(settings), "--format", "json"]) == 1
    assert [config.body_type for config, _ in seen] == ["alb", "alb"]
    assert [names for _, names in seen] == [["Percival Dray", "Odette Farrowby"], ["Percival Dray"]]
