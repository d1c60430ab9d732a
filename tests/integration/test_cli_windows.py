"""`neutral-gate windows` and what it can do: ask, look ahead, add, close, import. All names are invented."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from neutral_gate.cli.main import run
from neutral_gate.config import load_config
from neutral_gate.elections import Body, active_windows, load_windows, parse_moment

SETTINGS = """\
# Our settings
fail_on = "block"   # as agreed in March

[body]
type = "council"
nation = "england"
areas = ["Harrowdale"]   # the whole borough
neighbours = ["Elmshire"]

# rules come last
[rules]
readability = "off"
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "neutral-gate.toml"
    path.write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    return path


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code and what was said, on one line."""
    code = run(["windows", *arguments])
    caught = capsys.readouterr()
    return code, " ".join((caught.out + caught.err).split())


def ids(settings: Path, at: str) -> list[str]:
    config = load_config(settings)
    return [each.id for each in active_windows(load_windows(config.windows), parse_moment(at), config.body())]


class TestAsking:
    def test_every_window_shows_source_status_and_age(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = ask(capsys, "--at", "2027-04-20", "--body", "council")

        assert code == 0
        assert "Its dates are projected" in said
        assert "Checked on 21 November 2026, 150 days before." in said
        assert "Source: Worked out: the last day for the notice of election" in said

    def test_a_stale_projection_asks_for_newer_dates(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "Look for newer dates." in ask(capsys, "--at", "2028-04-20", "--body", "council")[1]

    def test_two_stated_starts(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "the earliest, 22 April 2017, counts, not 2 May 2017" in ask(capsys, "--at", "2017-05-10")[1]

    def test_a_slip_in_an_area_is_an_error_with_the_right_name(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = ask(capsys, "--at", "2024-03-26", "--body", "opcc", "--area", "Dyfed Powis", "--nation", "wales")

        assert code == 2
        assert "There is no area “Dyfed Powis” on record. What to do: Did you mean “Dyfed Powys”?" in said

    def test_a_slip_in_the_settings_is_pointed_out(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        settings.write_text(SETTINGS.replace("Elmshire", "Staffordshir"))

        assert "Did you mean “Staffordshire”?" in ask(capsys, "--at", "2027-04-20")[1]

    def test_offices_and_governments_can_ask_too(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "the office of a police and crime commissioner" in ask(capsys, "--body", "opcc")[1]
        assert "sp-2026-gov" in ask(
            capsys, "--body", "devolved_government", "--nation", "scotland", "--at", "2026-04-01"
        )[1]  # fmt: skip

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["ad"], "Did you mean `neutral-gate windows add`?"),
            (["draft.md"], "give --ahead 60 too"),
            (["--ahead", "soon"], "Give a number of days"),
            (["--ahead", "-3"], "Give a number of days"),
            (["--ahead", "60", "nothing.md"], "nothing.md"),
        ],
    )
    def test_wrong_words(self, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = ask(capsys, *arguments)

        assert code == 2
        assert words in said


class TestCalendar:
    def test_it_goes_to_standard_output_and_nothing_else_does(self, capsys: pytest.CaptureFixture[str]) -> None:
        icalendar = pytest.importorskip("icalendar")
        assert run(["windows", "--at", "2026-11-21", "--body", "council", "--ics", "-"]) == 0
        events = icalendar.Calendar.from_ical(capsys.readouterr().out).walk("VEVENT")

        assert "loc-2027-la@neutral-gate" in [str(event["UID"]) for event in events]
        assert not any("2024" in str(event["UID"]) for event in events)

    def test_a_file_of_the_days_ahead(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        target = tmp_path / "periods.ics"
        code, said = ask(
            capsys, "--at", "2027-03-20", "--body", "council", "--ahead", "60", "--ics", str(target)
        )  # fmt: skip

        assert code == 0
        assert "1 pre-election period (up to 2027-05-19) written to" in said
        assert target.read_text().count("BEGIN:VEVENT") == 1

    def test_a_folder_that_is_not_there(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = ask(capsys, "--ics", str(tmp_path / "none" / "a.ics"))

        assert (code, "cannot be written" in said) == (2, True)


def draft(path: Path, day: str, text: str) -> None:
    path.write_text(f"---\ndate: {day}\n---\n\n{text}\n")


class TestLookingAhead:
    BAD = "Vote for Odette Farrowby on 6 May."

    def test_what_opens_and_what_will_then_block(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        drafts = settings.parent / "drafts"
        drafts.mkdir()
        draft(drafts / "bad.md", "2027-04-20", self.BAD)
        draft(drafts / "good.md", "2027-04-21", "The pool opens at 8am.")
        draft(drafts / "later.md", "2027-12-01", self.BAD)
        draft(drafts / "past.md", "2027-01-01", self.BAD)
        (drafts / "undated.md").write_text(self.BAD)

        code, said = ask(capsys, "--at", "2027-03-20", "--ahead", "60", "drafts")

        assert code == 1
        assert "In the next 60 days 1 pre-election period will open: - in 11 days. Local and mayoral" in said
        assert "2 drafts are due in these days. 1 draft will be blocked on the day" in said
        assert "drafts/bad.md, due on Tuesday 20 April 2027" in said
        assert "It falls in: Local and mayoral elections in England, 6 May 2027." in said
        assert "no date of publication stands in them: drafts/undated.md" in said
        assert "2 drafts left out" in said
        assert "good.md" not in said

    def test_nothing_will_block(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        draft(settings.parent / "good.md", "2027-04-21", "The pool opens at 8am.")

        code, said = ask(capsys, "--at", "2027-03-20", "--ahead", "60", "good.md")

        assert code == 0
        assert "1 draft is due in these days. None of them will be blocked on its day." in said

    def test_the_same_words_block_inside_the_period_and_not_before(
        self, settings: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        words = "The council launches a consultation on the new ring road today. Tell us what you think."
        draft(settings.parent / "a.md", "2027-03-25", words)
        draft(settings.parent / "b.md", "2027-04-25", words)

        before = ask(capsys, "--at", "2027-03-20", "--ahead", "60", "a.md")
        inside = ask(capsys, "--at", "2027-03-20", "--ahead", "60", "b.md")

        assert before[0] == 0
        assert "None of them will be blocked" in before[1]
        assert inside[1] != before[1]
        assert "It falls in: Local and mayoral" in inside[1]

    def test_no_window_ahead(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "In the next 3 days no further" in ask(capsys, "--at", "2027-01-20", "--ahead", "3")[1]

    def test_a_draft_that_cannot_be_read_is_no_pass(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (settings.parent / "post.json").write_text('{"text": ')

        assert ask(capsys, "--at", "2027-03-20", "--ahead", "60", "post.json")[0] == 2


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the answer, which is as its schema says."""
    code = run(["windows", "--format", "json", *arguments])
    caught = capsys.readouterr()
    assert caught.err == ""
    assert caught.out.isascii()
    data: dict[str, Any] = json.loads(caught.out)
    schema = json.loads((Path(__file__).parents[2] / "schemas" / "windows.schema.json").read_text("utf-8"))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(data)
    assert set(data) <= set(schema["properties"]), "a key that no schema speaks of"
    for window in (*data["windows"], *data["next"]):
        assert set(window) == set(schema["$defs"]["window"]["properties"])
    return code, data


class TestForPrograms:
    def test_what_holds_and_what_comes(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, told = as_json(capsys, "--at", "2027-04-20")

        assert (code, told["at"]) == (0, "2027-04-20T12:00:00+01:00")
        assert (told["inside"], told["strictness"]) == (True, "local")
        assert told["body"] == {
            "type": "council",
            "nation": "england",
            "areas": ["Harrowdale"],
            "neighbours": ["Elmshire"],
        }
        assert ids(settings, "2027-04-20") == [each["id"] for each in told["windows"]]
        assert told["windows"][0]["poll"] == "2027-05-06"
        assert told["next"] == sorted(told["next"], key=lambda each: each["start"])
        assert "No election on record is in “Harrowdale”." in told["remarks"][0]
        assert "checklist" not in told
        assert "1 pre-election period applies to" in told["sentences"][0]

    def test_outside_any(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        _, told = as_json(capsys, "--at", "2027-01-20", "--ahead", "3", "--checklist")

        assert (told["inside"], told["strictness"], told["windows"], told["next"]) == (False, None, [], [])
        assert len(told["checklist"]) > 3

    def test_an_open_ended_period_of_ones_own(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        ask(capsys, "add", "mill-lane", "--start", "2027-08-25", "--end", "2027-09-30", "--kind", "local")
        _, told = as_json(capsys, "--at", "2027-08-20")
        own = next(each for each in told["next"] if each["id"] == "mill-lane")
        assert (own["start"], own["status"], own["closed"]) == ("2027-08-25T00:00:00+01:00", "declared", None)

    def test_scheduled_drafts(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        drafts = settings.parent / "drafts"
        drafts.mkdir()
        draft(drafts / "bad.md", "2027-04-20", TestLookingAhead.BAD)
        draft(drafts / "good.md", "2027-04-21", "The pool opens at 8am.")
        draft(drafts / "later.md", "2027-12-01", TestLookingAhead.BAD)
        (drafts / "undated.md").write_text(TestLookingAhead.BAD)

        code, told = as_json(capsys, "--at", "2027-03-20", "--ahead", "60", "drafts")

        assert code == 1
        assert [(each["path"], each["verdict"]) for each in told["drafts"]] == [
            ("drafts/bad.md", "block"),
            ("drafts/good.md", "pass"),
        ]
        bad = told["drafts"][0]
        assert bad["at"].startswith("2027-04-20T")
        assert bad["windows"] == [each["id"] for each in told["next"]]
        assert (bad["findings"][0]["severity"], bad["findings"][0]["line"]) == ("block", 5)
        assert (told["undated"], told["left_out"]) == (["drafts/undated.md"], 1)
        (drafts / "post.json").write_text('{"text": ')
        assert as_json(capsys, "--at", "2027-03-20", "--ahead", "60", "drafts")[0] == 2

    def test_one_answer_at_a_time(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = ask(capsys, "--format", "json", "--ics", "-")
        assert (code, "cannot go together" in said) == (2, True)


class TestAdding:
    def test_one_line_declares_a_period(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = ask(
            capsys, "add", "harrow-2027", "--start", "2027-03-22", "--end", "2027-05-06", "--kind", "local",
            "--area", "Harrowdale", "--source", "https://harrowdale.example/notice",
        )  # fmt: skip

        assert code == 0
        assert '[[windows]] id = "harrow-2027"' in said
        assert "It binds your own body." in said
        assert settings.read_text().startswith(SETTINGS)
        assert ids(settings, "2027-03-25") == ["harrow-2027"]

    def test_dates_worked_out_from_polling_day(self, settings: Path) -> None:
        assert run(["windows", "add", "poll", "--kind", "local", "--poll", "2028-05-04", "--area", "Harrowdale"]) == 0
        window = {each.id: each for each in load_windows(load_config(settings).windows)}["poll"]

        assert f"{window.start:%Y-%m-%d} {window.end:%Y-%m-%d %H:%M}" == "2028-03-27 2028-05-04 22:00"
        assert window.status.value == "statutory_latest"
        assert window.checked is not None

    def test_a_by_election_by_ward_advises_the_rest_of_the_council(
        self, settings: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, said = ask(
            capsys, "add", "mill", "--kind", "local", "--poll", "2027-09-30", "--by-election", "--area", "Mill Lane",
            "--near", "Harrowdale",
        )  # fmt: skip
        config = load_config(settings)
        ward = Body("council", frozenset({"Mill Lane"}))
        at = parse_moment("2027-09-10")

        assert (code, "It advises your own body only." in said) == (0, True)
        assert [each.advisory for each in active_windows(load_windows(config.windows), at, config.body())] == [True]
        assert [each.advisory for each in active_windows(load_windows(config.windows), at, ward)] == [False]

    def test_the_next_general_election_is_called_in_one_line(self, settings: Path) -> None:
        assert run(["windows", "add", "ge-next", "--start", "2028-05-25T00:01", "--end", "2028-07-06"]) == 0
        assert ids(settings, "2028-06-01") == ["ge-next"]
        assert ids(settings, "2028-08-01") == ["ge-next"]

    def test_a_dry_run_writes_nothing(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = ask(capsys, "add", "dry", "--start", "2027-03-22", "--end", "2027-05-06", "--dry-run")

        assert (code, settings.read_text()) == (0, SETTINGS)
        assert "would be written to" in said
        assert "Nothing was changed" in said

    def test_the_layout_of_lists_line_ends_and_pyproject(self, tmp_path: Path) -> None:
        listed = tmp_path / "listed.toml"
        listed.write_text('windows = [\n  {id = "ge-next", closed = "2029-08-17"}, # over\n]\n[body]\ntype = "icb"\n')
        crlf = tmp_path / "crlf.toml"
        crlf.write_bytes(b'\xef\xbb\xbf[body]\r\ntype = "icb"   # us\r\n')
        shared = tmp_path / "pyproject.toml"
        shared.write_text('[project]\nname = "x" # mine\n\n[tool.neutral-gate.body]\ntype = "icb"\n')
        for path in (listed, crlf, shared):
            words = ["--start", "2027-03-22", "--end", "2027-05-06", "--config", str(path)]
            assert run(["windows", "add", "own", *words]) == 0
            assert [table["id"] for table in load_config(path).windows][-1] == "own"

        assert "# over" in listed.read_text()
        assert crlf.read_bytes().startswith(b'\xef\xbb\xbf[body]\r\ntype = "icb"   # us\r\n')
        assert b"\n" not in crlf.read_bytes().replace(b"\r\n", b"")
        assert shared.read_text().startswith('[project]\nname = "x" # mine\n')
        assert "[[tool.neutral-gate.windows]]" in shared.read_text()
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []

    @pytest.mark.parametrize(
        ("words", "problem"),
        [
            (["--start", "2027-05-07", "--end", "2027-05-06"], "comes before the start"),
            (["--start", "soon", "--end", "2027-05-06"], "“soon” is not a date"),
            (["--start", "2027-02-30", "--end", "2027-05-06"], "no such date"),
            (["--start", "2027-05-01"], "--end is missing"),
            ([], "--start and --end is missing"),
            (["--poll", "2027-05-06"], "--poll needs --kind"),
            (["--start", "2027-03-22", "--end", "2027-05-06", "--audience", "councl"], "“councl” is not a body type"),
            (["--start", "2027-03-22", "--end", "2027-05-06", "--area", "Harowdale"], "Did you mean “Harrowdale”?"),
            (["--start", "2027-03-22", "--end", "2027-05-06", "--area", "Narnia"], "add it to `areas` or `neighbours`"),
            (["--start", "2027-03-22", "--end", "2027-05-06", "--nation", "Walse"], "“wales”"),
            (["--start", "2027-03-22", "--end", "2027-05-06", "--kind", "locl"], 'Did you mean "local"?'),
            (["--kind", "local", "--poll", "2027-05-06", "--by-election"], "none was named"),
            (["--strt", "2027-03-22"], "Did you mean --start?"),
        ],
    )
    def test_mistakes_change_nothing(
        self, words: list[str], problem: str, settings: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, said = ask(capsys, "add", "own", *words)

        assert code == 2
        assert problem in said
        assert "What to do:" in said
        assert settings.read_text() == SETTINGS

    def test_an_id_can_be_taken_once(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        words = ["add", "own", "--start", "2027-03-22", "--end", "2027-05-06"]
        assert run(["windows", *words]) == 0
        once = settings.read_text()

        code, said = ask(capsys, *words)

        assert (code, settings.read_text()) == (2, once)
        assert "There is a period “own” in your settings already." in said
        assert ask(capsys, "add", "Our Own", *words[2:])[0] == 2

    def test_without_settings_there_is_nothing_to_write_to(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        code, said = ask(capsys, "add", "own", "--start", "2027-03-22", "--end", "2027-05-06")

        assert (code, "neutral-gate init" in said) == (2, True)


def closing(report: str) -> list[str]:
    """The notices of a report in JSON that ask somebody to close a period."""
    return [notice for notice in json.loads(report)["notices"] if "nobody has closed it" in notice]


class TestClosing:
    def test_a_shipped_window(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, said = ask(capsys, "close", "ge-next", "--on", "2029-08-17T13:00")

        assert code == 0
        assert "no longer applies from Friday 17 August 2029 at 13:00 on" in said
        assert settings.read_text().startswith(SETTINGS)
        assert ids(settings, "2029-08-17T12:59") == ["ge-next"]
        assert ids(settings, "2029-08-17T13:00") == []

    def test_an_own_window_keeps_its_place_and_its_comments(self, settings: Path) -> None:
        own = '[[windows]]   # ours\nid = "own"  # short\nstrictness = "general"\nstart = "2027-03-01"\n'
        settings.write_text(f'{own}end = "2027-04-01"\nopen_ended = true\n\n{SETTINGS[SETTINGS.index("[body]") :]}')
        before = settings.read_text()

        assert run(["windows", "close", "own", "--on", "2027-04-03"]) == 0
        assert settings.read_text() == before.replace("# short\n", '# short\nclosed = "2027-04-03T00:00"\n')

    @pytest.mark.parametrize(
        ("words", "problem"),
        [
            (["ge-nxt", "--on", "2029-08-17"], "Did you mean “ge-next”?"),
            (["ge-2024", "--on", "2029-08-17"], "was closed already"),
            (["loc-2027-la", "--on", "2027-05-07"], "ends by itself"),
            (["ge-next", "--on", "2020-01-01"], "comes before the start"),
            (["ge-next", "--on", "tomorrow"], "is not a date"),
            (["ge-next"], "--on is missing"),
        ],
    )
    def test_mistakes_change_nothing(
        self, words: list[str], problem: str, settings: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, said = ask(capsys, "close", *words)

        assert (code, settings.read_text()) == (2, SETTINGS)
        assert problem in said

    def test_every_decision_reminds_of_it_until_then(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (settings.parent / "a.txt").write_text("The pool opens at 8am.")
        told = []
        for day in ("2029-08-15", "2029-08-18", "2029-08-19"):
            run(["check", "--at", day, "--format", "json", "a.txt"])
            told.append(closing(capsys.readouterr().out))
        run(["windows", "close", "ge-next", "--on", "2029-08-18T13:00"])
        capsys.readouterr()
        run(["check", "--at", "2029-08-19", "--format", "json", "a.txt"])
        after = closing(capsys.readouterr().out)

        assert told[0] == after == []
        assert "2 days ago. It still applies, because nobody has closed it." in told[1][0]
        assert "3 days ago." in told[2][0]
        assert "neutral-gate windows close ge-next --on DATE" in told[2][0]


def entry(name: str, **more: Any) -> dict[str, Any]:
    """An election as EveryElection lists it."""
    kind, *parts = name.split(".")
    day = parts.pop()
    council = parts[0] if parts else None
    return {
        "election_id": name,
        "poll_open_date": day,
        "election_type": {"election_type": kind},
        "organisation": council
        and {
            "slug": council,
            "common_name": council.replace("-", " ").title(),
            "official_name": f"{council.replace('-', ' ').title()} Borough Council",
            "territory_code": "ENG",
        },
        "division": None,
        "group": None,
        "group_type": None,
        "children": [],
        "current": True,
        "cancelled": False,
        "metadata": None,
        **more,
    }


def listing(*entries: dict[str, Any], count: int = 0) -> str:
    return json.dumps({"count": count or len(entries), "next": None, "previous": None, "results": entries})


DAY = "2027-05-06"
WHOLE = (
    entry(f"local.{DAY}", group_type="election", children=[f"local.harrowdale.{DAY}", f"local.elmshire.{DAY}"]),
    entry(
        f"local.harrowdale.{DAY}",
        group_type="organisation",
        children=[f"local.harrowdale.{ward}.{DAY}" for ward in "ab"],
    ),
    entry(f"local.harrowdale.a.{DAY}", group=f"local.harrowdale.{DAY}"),
    entry(f"local.harrowdale.b.{DAY}", group=f"local.harrowdale.{DAY}"),
    entry(f"local.elmshire.{DAY}", group_type="organisation", children=[f"local.elmshire.x.{DAY}"]),
    entry(f"local.farness.{DAY}", group_type="organisation"),
)


class TestImporting:
    def test_ballots_organisations_and_groups_are_one_election(
        self, settings: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (settings.parent / "list.json").write_text(listing(*WHOLE))

        code, said = ask(capsys, "import", "list.json", "--at", "2027-01-10")
        config = load_config(settings)

        assert code == 0
        assert "Read 4 elections from 1 file." in said
        assert "1 election that is not in your areas" in said
        assert [table["id"] for table in config.windows] == ["ee-local-2027-05-06-england-councils"]
        assert config.windows[0]["areas"] == ["Harrowdale", "Elmshire"]
        assert settings.read_text().endswith(SETTINGS)
        assert ids(settings, "2027-04-01")[0] == "ee-local-2027-05-06-england-councils"

    def test_importing_again_replaces_the_file_and_keeps_the_settings(self, settings: Path) -> None:
        (settings.parent / "list.json").write_text(listing(*WHOLE))
        assert run(["windows", "import", "list.json", "--at", "2027-01-10"]) == 0
        once = settings.read_text()
        assert run(["windows", "import", "list.json", "--at", "2027-01-10"]) == 0

        assert settings.read_text() == once
        assert len(load_config(settings).windows) == 1

    def test_own_settings_change_an_imported_period(self, settings: Path) -> None:
        (settings.parent / "list.json").write_text(listing(*WHOLE))
        name = "ee-local-2027-05-06-england-councils"
        assert run(["windows", "import", "list.json", "--at", "2027-01-10"]) == 0
        assert run(["windows", "add", name, "--start", "2027-03-20", "--source", "our notice"]) == 0

        window = {each.id: each for each in load_windows(load_config(settings).windows)}[name]
        assert (f"{window.start:%m-%d}", window.status.value, window.source) == ("03-20", "declared", "our notice")

    def test_by_elections_have_their_ward_and_advise_the_council(self, settings: Path) -> None:
        ballot = entry(
            "local.harrowdale.mill-lane.by.2027-02-18", division={"name": "Mill Lane", "territory_code": "ENG"}
        )  # fmt: skip
        (settings.parent / "list.json").write_text(listing(ballot))
        assert run(["windows", "import", "list.json", "--at", "2027-01-01"]) == 0
        (table,) = load_config(settings).windows

        assert (table["areas"], table["near_areas"]) == (["Mill Lane"], ["Harrowdale"])
        assert table["id"] == "ee-local-2027-02-18-harrowdale-mill-lane-councils"

    def test_cancelled_past_and_unknown_ones_are_left_out_and_named(
        self, settings: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (settings.parent / "list.json").write_text(
            listing(
                entry(f"local.harrowdale.a.{DAY}", cancelled=True),
                entry(f"local.harrowdale.b.{DAY}", metadata={"cancelled_election": {"title": "Off"}}),
                entry("local.harrowdale.c.2020-05-06"),
                entry(f"parish.harrowdale.{DAY}"),
                entry("local.harrowdale.d.soon", poll_open_date=None),
                entry(f"local.farness.e.{DAY}", organisation=None),
            )
        )
        code, said = ask(capsys, "import", "list.json", "--at", "2027-01-10")

        assert code == 0
        assert "2 elections that are cancelled: local.harrowdale.a.2027-05-06, local.harrowdale.b.2027-05-06." in said
        assert "1 election that is over." in said
        assert "2 elections that could not be read: parish.harrowdale.2027-05-06, local.harrowdale.d.soon." in said
        assert "1 election that is not in your areas." in said
        assert "nothing was written" in said
        assert settings.read_text() == SETTINGS

    def test_a_cancelled_group_takes_its_ballots_with_it(
        self, settings: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        group = entry(f"local.harrowdale.{DAY}", cancelled=True, group_type="organisation",
                      children=[f"local.harrowdale.a.{DAY}"])  # fmt: skip
        top = entry(f"local.{DAY}", group_type="election", children=[f"local.harrowdale.{DAY}"])
        (settings.parent / "list.json").write_text(listing(group, top))

        assert "nothing was written" in ask(capsys, "import", "list.json", "--at", "2027-01-10")[1]

    def test_pages_count_as_one_list_and_a_missing_one_is_told(
        self, settings: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (settings.parent / "one.json").write_text(listing(*WHOLE[:3], count=len(WHOLE)))
        (settings.parent / "two.json").write_text(listing(*WHOLE[3:], count=len(WHOLE)))

        part = ask(capsys, "import", "one.json", "--at", "2027-01-10", "--dry-run")[1]
        both = ask(capsys, "import", "one.json", "two.json", "--at", "2027-01-10", "--dry-run")[1]

        assert "3 more entries on other pages" in part
        assert "other pages" not in both
        assert "Read 4 elections from 2 files." in both
        assert settings.read_text() == SETTINGS
        assert not (settings.parent / "neutral-gate-elections.toml").exists()

    def test_a_day_with_elections_elsewhere_only_points_to_the_period_to_leave_out(
        self, settings: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (settings.parent / "list.json").write_text(listing(WHOLE[-1]))
        said = ask(capsys, "import", "list.json", "--at", "2027-01-10")[1]

        assert "but none in your areas" in said
        assert "(loc-2027-la)" in said
        assert "(loc-2028-la)" not in said

    def test_many_elections_of_all_kinds(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        councils = [entry(f"local.council-{number}.{DAY}") for number in range(120)]
        others = [
            entry(f"mayor.elmshire.{DAY}"),
            entry(f"pcc.farshire.{DAY}"),
            entry(f"sp.{DAY}"), entry(f"naw.c.dale.{DAY}"), entry(f"nia.{DAY}"),
            entry("parl.2029-08-15"), entry("ref.harrowdale.2027-06-10"), entry(f"gla.a.{DAY}"),
        ]  # fmt: skip
        (settings.parent / "list.json").write_text(listing(*councils, *others))

        code, said = ask(capsys, "import", "list.json", "--at", "2027-01-10", "--all")
        tables = {table["id"]: table for table in load_config(settings).windows}

        assert code == 0
        assert "Read 128 elections" in said
        assert len(tables["ee-local-2027-05-06-england-councils"]["areas"]) == 120
        assert tables["ee-ref-2027-06-10-england-everyone"]["start"] == "2027-05-14T00:00"
        assert tables["ee-parl-2029-08-15-everyone"]["open_ended"] is True
        assert "ee-mayor-2027-05-06-england-councils" in tables

    def test_an_election_that_is_not_soon_is_projected(self, settings: Path) -> None:
        far = (date.fromisoformat(DAY) + timedelta(days=364)).isoformat()
        (settings.parent / "list.json").write_text(listing(entry(f"local.harrowdale.{far}", current=False)))
        assert run(["windows", "import", "list.json", "--at", "2027-01-10"]) == 0

        assert load_config(settings).windows[0]["status"] == "projected"

    @pytest.mark.parametrize(
        ("data", "problem"),
        [
            (b"", "not valid JSON"),
            (b'{"results": [{"election_id"', "cut off"),
            (b"<!doctype html><p>Not found", "is a web page, not JSON"),
            (b'{"results": [{"name": "x"}]}', "entry 1 has no “election_id”"),
            (b'{"detail": "Not found."}', "entry 1 has no “election_id”"),
            (b"[]", "holds no elections"),
            ('{"results": []}'.encode("utf-16"), "not saved as UTF-8"),
            (b"[" * 200_000, "nested too deeply"),
        ],
    )
    def test_bad_files_are_named_and_change_nothing(
        self, data: bytes, problem: str, settings: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (settings.parent / "list.json").write_bytes(data)
        old = settings.parent / "neutral-gate-elections.toml"
        old.write_text("# Written by `neutral-gate windows import`.\n")

        code, said = ask(capsys, "import", "list.json")

        assert code == 2
        assert "list.json" in said
        assert problem in said
        assert settings.read_text() == SETTINGS
        assert old.read_text() == "# Written by `neutral-gate windows import`.\n"

    def test_somebody_elses_file_is_not_replaced(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (settings.parent / "list.json").write_text(listing(*WHOLE))
        (settings.parent / "mine.toml").write_text("# mine\n")

        for target in ("mine.toml", "neutral-gate.toml"):
            assert ask(capsys, "import", "list.json", "--into", target)[0] == 2
        assert (settings.parent / "mine.toml").read_text() == "# mine\n"
        assert ask(capsys, "import", "none.json")[0] == 2


class TestBadSettings:
    @pytest.mark.parametrize(
        ("lines", "problem"),
        [
            ('strictness = "local"\nstart = "2027-05-07"\nend = "2027-05-06"', "comes before the start"),
            ('strictness = "local"\nstart = "2027-05-01"\nend = "2027-05-06"\nare = ["x"]', "Did you mean “areas”?"),
            ('strictness = "loca"\nstart = "2027-05-01"\nend = "2027-05-06"', "Did you mean “local”?"),
            ('strictness = "local"\nstart = 2027\nend = "2027-05-06"', "must be a date"),
            ('strictness = "local"\nstart = "2027-05-01"', "“end” is missing"),
            ('strictness = "local"\nstart = "2027-05-01"\nend = "2027-05-06"\nadvisory = "yes"', "true or false"),
            ('strictness = "local"\nstart = "2027-05-01"\nend = "2027-05-06"\nchecked = "May"', "is not a date"),
        ],
    )
    def test_the_file_the_window_and_the_mend_are_named(
        self, lines: str, problem: str, settings: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        settings.write_text(f'{SETTINGS}\n[[windows]]\nid = "own"\n{lines}\n')

        code, said = ask(capsys)

        assert code == 2
        assert "neutral-gate.toml: In the window “own”" in said
        assert problem in said

    def test_wrong_encoding(self, settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
        settings.write_bytes('[body]\nname = "Café"\n'.encode("latin-1"))

        code, said = ask(capsys)

        assert (code, "are not saved as UTF-8" in said) == (2, True)

    def test_what_add_wrote_is_plain_toml(self, settings: Path) -> None:
        assert (
            run(["windows", "add", "own", "--start", "2027-03-22", "--end", "2027-05-06", "--note", 'a "b" \\ c']) == 0
        )
        assert tomllib.loads(settings.read_text())["windows"][0]["note"] == 'a "b" \\ c'


@pytest.mark.parametrize("arguments", [("check", "a.txt"), ("windows",)])
def test_no_day_is_counted_and_nothing_is_written_on_the_way_to_an_answer(
    arguments: tuple[str, ...], settings: Path
) -> None:
    settings.write_text(
        f'{SETTINGS}\n[[windows]]\nid = "own"\nstrictness = "local"\nstart = "2027-03-01"\nend = "2027-05-06"\n'
    )
    (settings.parent / "a.txt").write_text("The pool opens at 8am.")
    command = [sys.executable, "-X", "importtime", "-m", "neutral_gate", *arguments, "--at", "2027-04-20"]

    result = subprocess.run(command, capture_output=True, text=True, check=True)

    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in result.stderr.splitlines() if "|" in line}
    assert "neutral_gate" in loaded
    assert loaded & {"holidays", "tomlkit"} == set()
