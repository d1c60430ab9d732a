"""`neutral-gate audit` as a whole: what it writes, and that stopping it at any moment changes nothing."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from neutral_gate.audit import collecting, running
from neutral_gate.cli.main import run
from neutral_gate.elections import LONDON
from neutral_gate.model import UsageError

pa = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")
from pyarrow import parquet  # noqa: E402 - the extra may be missing

REPOSITORY = Path(__file__).parents[2]
SAMPLES = REPOSITORY.parent / "shared" / "data" / "social"
FILES = ("verdicts.parquet", "findings.parquet", "problems.parquet", "findings.csv", "problems.csv", "audit.json")
FILES += ("report.html",)
START = datetime(2024, 5, 1, 12, tzinfo=LONDON)


def posts(path: Path, count: int = 60, group: int = 5) -> Path:
    """Posts of three invented accounts; every tenth must be found, and one row is broken."""
    rows: list[dict[str, Any]] = []
    for number in range(count):
        row = {
            "platform": "x",
            "account": f"@thornley{number % 3}",
            "id": str(number),
            "url": f"https://social.example/{number}",
            "published": START + timedelta(days=number),
            "scheduled": number >= count - 11,
            "kind": "post",
            "text": f"The library is open until {number} on Tuesday.",
            "media": [{"type": "image", "src": "a.jpg", "alt": None}] if number % 7 == 0 else None,
            "repost_of": None,
            "repost_source": "",
        }
        if number % 10 == 9:
            row["text"] = "=Please vote for Odette Farrowby on Thursday <script>alert(1)</script>"
        if number % 10 == 4:
            row |= {"text": "", "kind": "repost", "repost_source": "@UKLabour"}
            row["repost_of"] = {"account": "@UKLabour", "name": "The Labour Party", "text": "Join us on Thursday"}
        rows.append(row)
    rows[2]["kind"] = "sermon"
    parquet.write_table(pa.Table.from_pylist(rows), path, row_group_size=group)
    return path


def command(source: Path, out: Path, *more: str) -> list[str]:
    return ["audit", str(source), "--out", str(out), "--body", "healthwatch", "--at", "2024-06-20", *more]


def contents(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return posts(tmp_path_factory.mktemp("posts") / "posts.parquet")


@pytest.fixture(scope="module")
def clean(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one run that nobody stopped."""
    out = tmp_path_factory.mktemp("clean") / "out"
    assert run(command(source, out, "--jobs", "1")) == 0
    return out


def test_it_writes_tables_and_a_report(clean: Path) -> None:
    verdicts = parquet.read_table(clean / "verdicts.parquet").to_pylist()
    findings = parquet.read_table(clean / "findings.parquet").to_pylist()
    problems = parquet.read_table(clean / "problems.parquet").to_pylist()

    assert len(verdicts) == 59
    assert [(row["place"], "sermon" in row["problem"]) for row in problems] == [("row 3", True)]
    votes = {row["post"] for row in findings if row["rule"] == "neutrality/vote-advocacy"}
    assert {row["id"] for row in verdicts if row["post"] in votes} == {str(number) for number in range(9, 60, 10)}
    assert len({row["post"] for row in verdicts}) == 59
    assert json.loads((clean / "audit.json").read_text())["counts"]["posts"] == 59


def test_the_sheet_is_safe_to_open(clean: Path) -> None:
    with (clean / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) == parquet.read_metadata(clean / "findings.parquet").num_rows
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))]
    assert any(cell.startswith("'@thornley") for cell in cells)


def test_the_report_says_what_matters_and_runs_nothing_foreign(clean: Path) -> None:
    page = (clean / "report.html").read_text("utf-8")

    for words in ("break the rules", "Who we amplify", "@UKLabour", "No need to remove these", "Scheduled items"):
        assert words in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert page.count("<script>") == 1
    loaded = re.findall(r"""(?:src|href)=["']([^"']*)["']""", page.split("</style>")[1])
    assert not [address for address in loaded if not re.fullmatch(r"#[\w-]+|https://social\.example/\d+", address)]
    assert '<svg viewBox="0 0 960' in page
    assert 'class="shade"' in page


def test_tables_keep_the_order_of_the_sources_however_units_end(
    source: Path, clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tables are written while units are still judged."""
    judged = running.in_pool
    monkeypatch.setattr(running, "in_pool", lambda pieces, *rest: judged([*pieces][::-1], *rest))

    assert run(command(source, tmp_path / "out", "--jobs", "2")) == 0

    assert contents(tmp_path / "out") == contents(clean)


def test_what_is_done_is_not_done_again(source: Path, clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(clean)

    assert run(command(source, clean, "--jobs", "1")) == 0

    assert "not judged again" in capsys.readouterr().out
    assert contents(clean) == before


def test_a_span_counts_only_what_is_in_it(source: Path, tmp_path: Path) -> None:
    assert run(command(source, tmp_path, "--jobs", "1", "--since", "2024-06-01", "--until", "2024-06-10")) == 0

    told = json.loads((tmp_path / "audit.json").read_text())
    assert told["counts"]["posts"] == 10
    assert told["still"]["count"] > 0, "from before the general election period"
    assert told["windows"][0]["id"] == "ge-2024"


PAUSED = """
import sys, time
from neutral_gate.audit import pool
from neutral_gate.cli.main import run

through = pool._through

def paused(*given):
    for number, piece in enumerate(through(*given)):
        yield piece
        while number == 1:
            time.sleep(0.05)  # short: another thread may take the signal, which ends no sleep

pool._through = paused
sys.exit(run(sys.argv[1:]))
"""
"""The program, which hands out no more after two units, so that a busy machine cannot be too late to stop it."""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_stopped_and_run_again_is_one_clean_run(source: Path, clean: Path, tmp_path: Path, how: signal.Signals) -> None:
    """Two processes judge; the first process is really stopped when some results are there and others are not."""
    out = tmp_path / "out"
    words = [sys.executable, "-c", PAUSED, *command(source, out, "--jobs", "2")]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        results = out / ".audit" / "results"
        until = time.monotonic() + 120
        while time.monotonic() < until and process.poll() is None:
            if results.is_dir() and len(list(results.glob("*.parquet"))) >= 2:
                break
            time.sleep(0.01)
        assert process.poll() is None, "it was done before it could be stopped"
        process.send_signal(how)
        process.wait(60)
    kept = len(list(results.glob("*.parquet")))
    assert 2 <= kept < 12
    assert not (out / "verdicts.parquet").exists()

    assert run(command(source, out, "--jobs", "1")) == 0

    assert contents(out) == contents(clean)


def test_a_full_disk_is_said_plainly_and_loses_nothing(
    source: Path, clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    writes = 0
    real = os.fsync

    def full(file: int) -> None:
        nonlocal writes
        writes += 1
        if writes == 6:
            raise OSError(28, "No space left on device")
        real(file)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        __import__("neutral_gate.cli.audit").cli.audit.run(command(source, out, "--jobs", "1")[1:])
    assert not list(out.rglob("*.new"))
    monkeypatch.undo()

    assert run(command(source, out, "--jobs", "1")) == 0
    assert contents(out) == contents(clean)


def test_a_process_that_dies_takes_no_other_rows_with_it(source: Path, clean: Path, tmp_path: Path) -> None:
    """Processes of the pool are killed while they judge; the audit goes on and ends as if nothing had been."""
    out = tmp_path / "out"
    program = "import sys; from neutral_gate.cli.main import run; sys.exit(run(sys.argv[1:]))"
    words = [sys.executable, "-c", program, *command(source, out, "--jobs", "2")]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        if not children.exists():
            process.kill()
            pytest.skip("this system does not list the children of a process")
        until = time.monotonic() + 120
        results = out / ".audit" / "results"
        while time.monotonic() < until and not (results.is_dir() and list(results.glob("*.parquet"))):
            time.sleep(0.01)
        for child in map(int, children.read_text().split()):
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)
                break
        assert process.wait(240) == 0

    assert contents(out) == contents(clean)


def test_two_audits_do_not_share_a_folder(source: Path, clean: Path) -> None:
    from neutral_gate.audit.folder import Folder

    with Folder(clean).locked():
        assert run(command(source, clean, "--jobs", "1")) == 2


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--since", "soon"], "soon"),
        (["--since", "2024-07-01", "--until", "2024-06-01"], "later than"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--engine dask"),
        (["--map", "text"], "--map"),
        (["--jobs", "0"], "--jobs"),
    ],
)
def test_wrong_options_are_said_plainly(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], words: str
) -> None:
    assert run(command(source, tmp_path, *more)) == 2
    assert words in capsys.readouterr().err


def test_a_broken_source_is_a_problem_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "cut.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)))
    good = posts(tmp_path / "posts.parquet", 12)
    words = command(tmp_path / "cut.parquet", tmp_path / "out", "--jobs", "1")
    words[2:2] = [str(tmp_path / "noise.bin"), str(good)]

    assert run(words) == 0

    told = parquet.read_table(tmp_path / "out" / "problems.parquet").to_pylist()
    assert [Path(row["source"]).name for row in told] == ["cut.parquet", "noise.bin", "posts.parquet"]
    assert all(row["problem"] and row["mend"] for row in told)
    assert parquet.read_metadata(tmp_path / "out" / "verdicts.parquet").num_rows == 11


def test_large_row_groups_are_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("neutral_gate.audit.collecting.MOST_ROWS", 10)
    path = posts(tmp_path / "posts.parquet", 25, group=25)

    assert run(command(path, tmp_path / "out", "--jobs", "1")) == 0

    rows = parquet.read_table(tmp_path / "out" / "verdicts.parquet").to_pylist()
    assert [row["place"] for row in rows[:2]] == ["row 1", "row 2"]
    assert rows[-1]["place"] == "row 25"


def test_exports_of_platforms_are_read(tmp_path: Path) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the samples of exports are not here (../shared/data/social)")
    words = command(SAMPLES / "synthetic" / "tweets.js", tmp_path, "--jobs", "1")
    words.insert(2, str(SAMPLES / "synthetic" / "outbox.json"))

    assert run(words) == 0

    rows = parquet.read_table(tmp_path / "verdicts.parquet").to_pylist()
    assert {row["platform"] for row in rows} == {"x", "mastodon"}
    assert any(row["repost_source"] for row in rows)
    assert all(row["published"] for row in rows)


def queries() -> list[tuple[str, str]]:
    """The questions of docs/audit.md with their SQL."""
    text = (REPOSITORY / "docs" / "audit.md").read_text("utf-8")
    found = re.findall(r"\*\*([^*]+)\*\*\s+```sql\n(.*?)```", text, re.DOTALL)
    assert len(found) == text.count("```sql"), "a query stands below no question"
    return found


def test_the_questions_in_the_docs_have_answers(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clean)
    found = queries()
    assert len(found) >= 8
    answers: dict[str, list[Any]] = {}
    for question, sql in found:
        answers[question] = duckdb.sql(sql).to_arrow_table().to_pylist()
        assert answers[question], question
    assert answers["Whom did we amplify?"][0]["repost_source"] == "@UKLabour"


def test_the_same_post_in_two_exports_counts_once(tmp_path: Path) -> None:
    post = {"id": "1800123456789", "text": "Please vote Labour on Thursday.", "created_at": "2024-06-10T09:00:00.000Z"}
    page = {"data": [post], "includes": {"users": [{"id": "7", "username": "thornley"}]}}
    page["data"][0] |= {"author_id": "7"}
    older = {"id_str": post["id"], "full_text": post["text"], "created_at": "Mon Jun 10 09:00:00 +0000 2024"}
    older |= {"user": {"screen_name": "thornley"}}
    (tmp_path / "new.json").write_text(json.dumps(page))
    (tmp_path / "old.json").write_text(json.dumps([older, {**older, "id_str": "1800123456790"}]))

    verb, *words = command(tmp_path / "new.json", tmp_path / "out", "--jobs", "1")
    assert run([verb, str(tmp_path / "old.json"), *words]) == 0

    counts = json.loads((tmp_path / "out" / "audit.json").read_text())["counts"]
    assert (counts["posts"], counts["block"], counts["repeated"]) == (2, 2, 1)
    rows = parquet.read_table(tmp_path / "out" / "findings.parquet").to_pylist()
    posts_found = {row["post"] for row in rows}
    assert posts_found == {row["post"] for row in parquet.read_table(tmp_path / "out" / "verdicts.parquet").to_pylist()}


def test_a_part_that_is_kept_has_few_posts_or_few_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thousand reports in one part would not fit into memory."""
    monkeypatch.setattr(collecting, "_LETTERS", 5_000)
    site = tmp_path / "site"
    site.mkdir()
    for number in range(6):
        (site / f"{number}.html").write_text(f"<!doctype html><title>{number}</title><p>" + "Tea at ten. " * 200)

    assert run(command(site, tmp_path / "out", "--jobs", "1")) == 0

    parts = list((tmp_path / "out" / ".audit" / "posts").rglob("*.parquet"))
    assert [parquet.read_metadata(part).num_rows for part in sorted(parts)] == [3, 3]


def test_a_plan_with_columns_of_ones_own_is_judged_and_its_columns_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "settings"))
    book = openpyxl.Workbook()
    book.active.append(["Wording", "Goes out"])
    book.active.append(["Please vote Labour on Thursday.", datetime(2024, 6, 20, 9)])
    book.save(tmp_path / "plan.xlsx")
    words = ["--jobs", "1", "--map", "text=Wording", "--map", "when=Goes out", "--save-preset", "ours"]

    assert run(command(tmp_path / "plan.xlsx", tmp_path / "out", *words)) == 0
    assert run(command(tmp_path / "plan.xlsx", tmp_path / "again", "--jobs", "1", "--preset", "ours")) == 0

    for out in ("out", "again"):
        told = json.loads((tmp_path / out / "audit.json").read_text())
        assert (told["counts"]["scheduled"], len(told["scheduled"])) == (1, 1)
    assert run(command(tmp_path / "plan.xlsx", tmp_path / "none", "--save-preset", "ours")) == 2
    assert "nothing to save" in capsys.readouterr().err


def test_reports_are_judged_with_their_pages_shown(tmp_path: Path, make_pdf: Any) -> None:
    pytest.importorskip("pypdfium2", reason="needs the extra `documents`")
    report = tmp_path / "report.pdf"
    report.write_bytes(make_pdf([["The clinic is open."], ["Please vote Labour on Thursday."]], title="Report"))

    assert run(command(report, tmp_path / "out", "--jobs", "1")) == 0

    (row,) = parquet.read_table(tmp_path / "out" / "verdicts.parquet").to_pylist()
    assert (row["kind"], row["platform"], row["verdict"]) == ("report", "document", "block")
    assert row["shown"] == "Report\n[page 1]\nThe clinic is open.\n[page 2]\nPlease vote Labour on Thursday."
    rows = parquet.read_table(tmp_path / "out" / "findings.parquet").to_pylist()
    found = {each["rule"]: (row["shown"][each["start"] : each["end"]], each["page"]) for each in rows}
    assert found["neutrality/vote-advocacy"] == ("vote Labour on", 2)
    assert found["access/pdf-untagged"][1] is None, "it is about the whole report"
    with (tmp_path / "out" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert [each["page"] for each in table if each["rule"] == "neutrality/vote-advocacy"] == ["2"]
    assert "(page 2; " in (tmp_path / "out" / "report.html").read_text("utf-8")
    told = json.loads((tmp_path / "out" / "audit.json").read_text())
    pages = {each["rule"]: each["page"] for each in told["worst"][0]["findings"]}
    assert (pages["neutrality/vote-advocacy"], pages["access/pdf-untagged"]) == (2, None)


def test_a_word_document_has_no_pages(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="needs python-docx, which writes the file")
    document = docx.Document()
    document.add_paragraph("Please vote Labour on Thursday.")
    document.save(str(tmp_path / "report.docx"))

    assert run(command(tmp_path / "report.docx", tmp_path / "out", "--jobs", "1")) == 0

    rows = parquet.read_table(tmp_path / "out" / "findings.parquet").to_pylist()
    assert {each["page"] for each in rows} == {None}
    assert "(page" not in (tmp_path / "out" / "report.html").read_text("utf-8")
