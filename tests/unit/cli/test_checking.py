"""Which settings hold for which file, what fails, and what cannot be read. The gate is a stand-in here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest

from neutral_gate.cli import judging
from neutral_gate.cli.checking import Checker, Wishes
from neutral_gate.config import Config
from neutral_gate.elections import LONDON
from neutral_gate.model import Decision, Draft, DraftError, DraftResult, UsageError, Verdict

AT = datetime(2024, 6, 10, 12, tzinfo=LONDON)
KNOWN = ("neutrality/vote-advocacy", "timing/press-release")


class StandIn:
    """A gate whose verdict is a word in the draft."""

    made: ClassVar[list[StandIn]] = []

    def __init__(self, config: Config, people: object = None) -> None:
        self.config = config
        self.people = people
        self.lexicon = SimpleNamespace(rules=dict.fromkeys(KNOWN))
        self.versions = {"neutral_gate": "1", "lexicon": config.body_name or "none"}
        self.notices = () if config.body_type else ("No body is set.",)
        self.judged: list[tuple[Draft, datetime | None]] = []
        StandIn.made.append(self)

    def judge(self, draft: Draft, at: datetime | None = None, images: object = None) -> DraftResult:
        self.judged.append((draft, at))
        verdict = next((Verdict(word) for word in ("block", "warn") if word in draft.source), Verdict.PASS)
        kind = self.config.for_path(draft.path).kind or draft.kind or "page"
        return DraftResult(draft.path, kind, verdict, draft.sha256, (), at or AT)

    def decide(self, results: Iterable[DraftResult], at: datetime | None = None) -> Decision:
        drafts = tuple(results)
        verdict = Verdict.strictest(draft.verdict for draft in drafts)
        return Decision(at or AT, verdict, (), drafts, self.versions, self.notices)


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    StandIn.made = []
    monkeypatch.setattr(judging, "Gate", StandIn)
    monkeypatch.chdir(tmp_path)


def files(folder: Path, **texts: str) -> list[Path]:
    """Drafts with these texts; "a__b" is the file b in the folder a."""
    paths = []
    for name, text in texts.items():
        path = folder.joinpath(*name.split("__")).with_suffix(".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        paths.append(path)
    return paths


def test_each_file_is_judged_under_the_settings_nearest_to_it(tmp_path: Path) -> None:
    paths = files(tmp_path, a="x", north__b="x", north__deep__c="x", south__d="x")
    (tmp_path / "north" / "neutral-gate.toml").write_text('[body]\ntype = "icb"\nname = "North"\n')
    (tmp_path / "south" / "neutral-gate.toml").write_text('[body]\ntype = "council"\nname = "South"\n')
    checker = Checker(Wishes())
    for path in paths:
        checker.check_file(path)
    decision = checker.decision()

    assert [gate.config.body_type for gate in StandIn.made] == [None, "icb", "council"]
    assert [len(gate.judged) for gate in StandIn.made] == [1, 2, 1]
    assert [draft.path for draft in decision.drafts] == [str(path) for path in paths]
    assert decision.versions == {"neutral_gate": "1", "lexicon": "North, South, none"}
    assert decision.notices == ("No body is set.",)


def test_given_settings_hold_for_every_file(tmp_path: Path) -> None:
    paths = files(tmp_path, a="x", north__b="x")
    (tmp_path / "north" / "neutral-gate.toml").write_text('[body]\ntype = "icb"\n')
    (tmp_path / "own.toml").write_text('[body]\ntype = "alb"\n')
    checker = Checker(Wishes(config=tmp_path / "own.toml"))
    for path in paths:
        checker.check_file(path)

    assert [gate.config.body_type for gate in StandIn.made] == ["alb"]


@pytest.mark.parametrize(
    ("texts", "settings", "wished", "failed"),
    [
        (("pass",), "", None, False),
        (("warn",), "", None, False),
        (("warn",), "", "warn", True),
        (("warn",), 'fail_on = "warn"', None, True),
        (("warn",), 'fail_on = "warn"', "block", False),
        (("pass", "block", "pass"), "", None, True),
    ],
)
def test_what_fails(tmp_path: Path, texts: tuple[str, ...], settings: str, wished: str | None, failed: bool) -> None:
    (tmp_path / "neutral-gate.toml").write_text(settings)
    checker = Checker(Wishes(fail_on=wished))
    for path in files(tmp_path, **{f"n{number}": text for number, text in enumerate(texts)}):
        checker.check_file(path)

    assert checker.failed is failed
    assert not checker.broken


def test_what_cannot_be_read_is_one_finding_and_the_run_goes_on(tmp_path: Path) -> None:
    (good,) = files(tmp_path, good="x")
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02" * 50)
    checker = Checker(Wishes(at=AT, kind="news"))
    for path in (tmp_path / "none.txt", bad, good):
        checker.check_file(path)
    first, second, third = checker.decision().drafts

    assert checker.broken
    assert [finding.rule for finding in (*first.findings, *second.findings)] == ["gate/unreadable"] * 2
    assert first.findings[0].message.endswith(".")
    assert first.findings[0].suggestion
    assert (first.verdict, first.at, first.kind) == (Verdict.BLOCK, AT, "news")
    assert third.verdict is Verdict.PASS


def test_a_fault_of_a_reader_is_one_finding_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes, name: str) -> tuple[Draft, ...]:
        raise RecursionError("too deep")

    monkeypatch.setattr("neutral_gate.readers.read", fail)
    checker = Checker(Wishes())
    checker.check_file(*files(tmp_path, a="x"))

    assert checker.broken
    assert "a fault in Neutral Gate (RecursionError)" in checker.decision().drafts[0].findings[0].message


def test_an_error_in_the_settings_ends_the_run(tmp_path: Path) -> None:
    (path,) = files(tmp_path, a="x")
    (tmp_path / "neutral-gate.toml").write_text("[bdy]\n")

    with pytest.raises(UsageError, match="bdy"):
        Checker(Wishes()).check_file(path)


def test_the_command_line_beats_the_draft_and_the_settings(tmp_path: Path) -> None:
    (path,) = files(tmp_path, a="x")
    (tmp_path / "neutral-gate.toml").write_text(
        '[body]\ntype = "icb"\n[[overrides]]\npaths = ["*"]\nkind = "news"\nrules = { timing = "off" }\n'
    )
    post = b'{"text": "x", "body": "alb"}'
    plain, asked = Checker(Wishes()), Checker(Wishes(kind="blog", body="council", at=AT))
    for checker in (plain, asked):
        checker.check_file(path)
        checker.check_bytes(post, "post.json")

    one, two = StandIn.made
    assert (one.config.body_type, two.config.body_type) == ("icb", "council")
    assert [draft.kind for draft in plain.decision().drafts] == ["news", "news"]
    assert [draft.kind for draft in asked.decision().drafts] == ["blog", "blog"]
    assert all(draft.body is None for draft, _ in two.judged)
    assert [at for _, at in one.judged] == [None, None]
    assert [at for _, at in two.judged] == [AT, AT]
    assert two.config.for_path(str(path)).levels("inside") == {"timing": "off"}


def test_select_replaces_and_ignore_adds(tmp_path: Path) -> None:
    (path,) = files(tmp_path, a="x")
    (tmp_path / "neutral-gate.toml").write_text('select = ["neutrality"]\nignore = ["timing"]\n')
    wishes = Wishes(select=frozenset({"timing"}), ignore=frozenset({"timing/press-release"}))
    Checker(wishes).check_file(path)

    (gate,) = StandIn.made
    assert gate.config.select == {"timing"}
    assert gate.config.ignore == {"timing", "timing/press-release"}


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        (Wishes(select=frozenset({"tming"})), 'no family of rules called "tming"'),
        (Wishes(ignore=frozenset({"timing/x"})), 'no rule called "timing/x"'),
        (Wishes(ignore=frozenset({"neutrality/vote-advocacy"})), "must always block"),
        (Wishes(ignore=frozenset({"neutrality"})), "must always block"),
    ],
)
def test_wrong_rules_on_the_command_line(tmp_path: Path, wishes: Wishes, said: str) -> None:
    (path,) = files(tmp_path, a="x")

    with pytest.raises(UsageError, match=said):
        Checker(wishes).check_file(path)


def test_people_of_the_settings_and_of_the_command_line(tmp_path: Path) -> None:
    (path,) = files(tmp_path, a="x")
    (tmp_path / "one.csv").write_text("name,role\nOdette Farrowby,candidate\n")
    (tmp_path / "two.csv").write_text("name,role\nPercival Dray,councillor\n")
    (tmp_path / "neutral-gate.toml").write_text('people = ["one.csv"]\n')
    Checker(Wishes(people=(tmp_path / "two.csv",))).check_file(path)

    (gate,) = StandIn.made
    assert [person.name for person in gate.people.people] == ["Odette Farrowby", "Percival Dray"]


def test_standard_input_without_a_name(tmp_path: Path) -> None:
    (tmp_path / "neutral-gate.toml").write_text('[body]\ntype = "icb"\n')
    checker = Checker(Wishes())
    checker.check_bytes(b"Please block this.", None)
    (draft,) = checker.decision().drafts

    assert (draft.path, draft.verdict) == ("-", Verdict.BLOCK)
    assert StandIn.made[0].config.body_type == "icb"


def test_no_drafts_at_all_is_a_decision_too() -> None:
    assert Checker(Wishes()).decision().drafts == ()


@pytest.mark.parametrize("error", [DraftError("It has no body.", "Give it one."), ZeroDivisionError("x")])
def test_a_draft_that_the_gate_breaks_down_on_is_one_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    (path,) = files(tmp_path, a="x")

    def fail(self: object, draft: Draft, at: datetime | None = None) -> DraftResult:
        raise error

    monkeypatch.setattr(StandIn, "judge", fail)
    checker = Checker(Wishes())
    checker.check_file(path)

    assert checker.broken
    assert checker.decision().drafts[0].findings[0].rule == "gate/unreadable"
