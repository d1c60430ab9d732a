"""Results that are kept between runs: the same answer to the letter, and never a stale one. Real files and runs."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from neutral_gate.cli import judging, recalling
from neutral_gate.cli.main import run
from neutral_gate.elections import LONDON
from neutral_gate.results import store as stores

INSIDE = ("--at", "2024-06-10")
CLEAR = "# Bins\n\nBins are emptied on Tuesday. Put your box out by 7am.\n"
VOTE = "# News\n\nBins are emptied on Tuesday.\n\nPlease vote for Odette Farrowby on Thursday.\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")
    monkeypatch.setenv("NO_COLOR", "1")
    # The compiled lexicon is shared by all tests; the results are each test's own.
    monkeypatch.setattr("neutral_gate.lexicon.cache_folder.cache_dir", lambda: tmp_path / "cache")
    # The program itself may be in the making while this test runs; that it must be settled is tested on its own.
    monkeypatch.setattr(recalling, "program_digest", lambda store: "one program")


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were really judged."""
    paths: list[str] = []
    judge = judging.Judge.begin

    def spy(self: judging.Judge, path: Path) -> object:
        paths.append(str(path))
        return judge(self, path)

    monkeypatch.setattr(judging.Judge, "begin", spy)
    return paths


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    code = run(["check", *arguments])
    return code, capsys.readouterr().out


def forget(judged: list[str]) -> list[str]:
    before = list(judged)
    judged.clear()
    return before


@pytest.mark.parametrize("name", ["text", "json"])
def test_the_report_from_the_cache_is_the_same_to_the_letter(
    name: str, judged: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("a.md").write_text(CLEAR)
    Path("b.md").write_text(VOTE)
    Path("c.json").write_text('[{"text": "Vote Labour on Thursday."}, {"text": "The pool opens at 8am."}]')
    Path("d.html").write_text("<html lang=en><title>Caf\u00e9</title><p>Please vote for Odette Farrowby.</p>", "utf-8")
    arguments = (".", "--format", name, "--verbose", *INSIDE)
    first = check(capsys, *arguments)

    assert sorted(forget(judged)) == ["a.md", "b.md", "c.json", "d.html"]
    assert check(capsys, *arguments) == first
    assert judged == []
    assert check(capsys, *arguments, "--no-cache") == first
    assert len(judged) == 4


def test_what_changes_is_judged_again_and_nothing_else(judged: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(CLEAR)
    Path("b.md").write_text(CLEAR)
    check(capsys, ".", *INSIDE)
    forget(judged)
    Path("b.md").write_text(VOTE)

    assert check(capsys, ".", *INSIDE)[0] == 1
    assert forget(judged) == ["b.md"]
    Path("b.md").rename("c.md")  # a name may say under which settings a draft is judged
    assert check(capsys, ".", *INSIDE)[0] == 1
    assert forget(judged) == ["c.md"]


@pytest.mark.parametrize(
    "option",
    [
        ("--at", "2024-06-11"),
        (*INSIDE, "--kind", "news"),
        (*INSIDE, "--body", "icb"),
        (*INSIDE, "--select", "timing"),
        (*INSIDE, "--ignore", "timing"),
        (*INSIDE, "--people", "people.csv"),
    ],
)
def test_another_option_is_another_question(
    option: tuple[str, ...], judged: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("people.csv").write_text("name,role\nOdette Farrowby,candidate\n")
    Path("a.md").write_text(CLEAR)
    check(capsys, "a.md", *INSIDE)
    forget(judged)
    check(capsys, "a.md", *option)

    assert forget(judged) == ["a.md"]
    check(capsys, "a.md", *option)
    assert judged == []


def test_settings_and_all_that_they_are_made_of_count(judged: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    rule = (Path(__file__).parents[2] / "lexicons" / "rules").rglob("*.yaml")
    Path("../base.toml").write_text('[body]\ntype = "icb"\n')
    Path("own").mkdir()
    Path("people.csv").write_text("name,role\nOdette Farrowby,candidate\n")
    Path("neutral-gate.toml").write_text('extends = "../base.toml"\npeople = ["people.csv"]\nlexicons = ["own"]\n')
    Path("a.md").write_text(CLEAR)
    check(capsys, "a.md", *INSIDE)
    check(capsys, "a.md", *INSIDE)
    assert forget(judged) == ["a.md"]

    Path("../base.toml").write_text('[body]\ntype = "council"\n')
    check(capsys, "a.md", *INSIDE)
    assert forget(judged) == ["a.md"]
    with Path("people.csv").open("a") as people:
        people.write("Percival Dray,councillor\n")
    check(capsys, "a.md", *INSIDE)
    assert forget(judged) == ["a.md"]
    text = next(each for each in rule).read_text("utf-8")
    Path("own/note.txt").write_text(text[:10])
    check(capsys, "a.md", *INSIDE)
    assert forget(judged) == ["a.md"]
    Path("neutral-gate.toml").unlink()
    check(capsys, "a.md", *INSIDE)
    assert forget(judged) == ["a.md"]
    check(capsys, "a.md", *INSIDE)
    assert judged == []


def test_pictures_that_a_page_shows_count(judged: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text("# Pool\n\n![The pool](pool.png)\n\n![The gate](gate.png)\n")
    Image.new("RGB", (40, 40), "red").save("pool.png")
    check(capsys, "a.md", *INSIDE)
    check(capsys, "a.md", *INSIDE)
    assert forget(judged) == ["a.md"]

    Path("pool.png").write_bytes(Path("pool.png").read_bytes()[:60])
    check(capsys, "a.md", *INSIDE)
    assert forget(judged) == ["a.md"]
    Image.new("RGB", (40, 40), "red").save("gate.png")
    check(capsys, "a.md", *INSIDE)
    assert forget(judged) == ["a.md"]
    check(capsys, "a.md", *INSIDE)
    assert judged == []


def test_style_sheets_that_a_page_links_to_count(judged: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    head = '<!DOCTYPE html><html lang="en"><head><title>Garden day</title>'
    head += '<link rel="stylesheet" href="site.css"></head>'
    Path("page.html").write_text(head + '<body><h1>Garden day</h1><p class="note">Bring your gloves.</p></body></html>')
    Path("site.css").write_text("body { background: #fff } .note { color: #222 }")
    arguments = (*INSIDE, "page.html")
    assert "access/contrast" not in check(capsys, *arguments)[1]
    assert forget(judged) == ["page.html"]
    check(capsys, *arguments)
    assert not forget(judged)
    Path("site.css").write_text("body { background: #fff } .note { color: #ccc }")
    assert "access/contrast" in check(capsys, *arguments)[1]
    assert forget(judged) == ["page.html"]
    Path("site.css").unlink()
    assert "access/contrast" not in check(capsys, *arguments)[1]
    assert forget(judged) == ["page.html"]


def test_style_sheets_that_others_take_in_count(judged: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    head = '<!DOCTYPE html><html lang="en"><head><title>Garden day</title>'
    head += '<link rel="stylesheet" href="css/site.css"></head>'
    Path("page.html").write_text(head + '<body><h1>Garden day</h1><p class="note">Bring your gloves.</p></body></html>')
    Path("css").mkdir()
    Path("css/site.css").write_text('@import "base.css"; body { background: #fff }')
    Path("css/base.css").write_text(".note { color: #222 }")
    arguments = (*INSIDE, "page.html")
    assert "access/contrast" not in check(capsys, *arguments)[1]
    check(capsys, *arguments)
    assert forget(judged) == ["page.html"]
    Path("css/base.css").write_text(".note { color: #ccc }")
    assert "access/contrast" in check(capsys, *arguments)[1]
    assert forget(judged) == ["page.html"]
    Path("css/base.css").unlink()
    for _ in range(2):
        told = check(capsys, *arguments)[1]
        assert "access/contrast" not in told
        assert "checked without its style sheets, because “base.css”" in told
    assert forget(judged) == ["page.html"] * 2, "what could not be looked at is said every time"


def test_another_program_is_another_question(
    judged: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.md").write_text(CLEAR)
    check(capsys, "a.md", *INSIDE)
    monkeypatch.setattr(recalling, "program_digest", lambda store: "another program")
    check(capsys, "a.md", *INSIDE)
    assert forget(judged) == ["a.md"] * 2

    monkeypatch.setattr(recalling, "program_digest", lambda store: None)  # it changed a moment ago
    check(capsys, "a.md", *INSIDE)
    check(capsys, "a.md", *INSIDE)
    assert judged == ["a.md"] * 2


def test_a_result_for_now_ends_with_the_day(
    judged: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.md").write_text(CLEAR)
    Path("dated.md").write_text(f"---\ndate: 2024-01-15\n---\n{CLEAR}")
    today = datetime.now(LONDON)
    if (today + timedelta(minutes=1)).date() != today.date():
        pytest.skip("the day is about to end")
    check(capsys, ".")
    check(capsys, ".")
    assert sorted(forget(judged)) == ["a.md", "dated.md"]

    for later in (86_400.0, -86_400.0):
        monkeypatch.setattr(recalling.time, "time", lambda later=later: datetime.now(LONDON).timestamp() + later)
        check(capsys, ".")
        assert forget(judged) == ["a.md"]


def test_an_allow_that_ends_is_not_kept_past_its_day(judged: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    allow = '<!-- neutral-gate: allow neutrality/party-mention reason="agreed" until=2024-06-10 -->\n\n'
    Path("a.md").write_text(f"# Bins\n\n{allow}[Click here](https://example.org/bins) for the bins.\n")
    first = check(capsys, "a.md", "--at", "2024-06-10", "--format", "json")[1]
    later = check(capsys, "a.md", "--at", "2024-06-11", "--format", "json")[1]

    assert "gate/allow-expired" not in first
    assert "gate/allow-expired" in later
    assert len(judged) == 2


def test_what_cannot_be_read_is_never_kept(judged: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_bytes(b"\x00\x01\x02")
    for _ in range(2):
        assert check(capsys, "a.md", *INSIDE)[0] == 2
    assert judged == ["a.md"] * 2


@pytest.mark.parametrize("harm", ["garbage", "empty", "cut", "rows", "planted", "table"])
def test_a_broken_cache_is_no_crash_and_no_pass(
    harm: str, judged: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    Path("a.md").write_text(VOTE)
    Path("b.md").write_text(CLEAR)
    first = check(capsys, ".", *INSIDE)
    (kept,) = (tmp_path / "cache").glob("results-*.sqlite3")
    if harm == "garbage":
        kept.write_bytes(b"no database" * 500)
    elif harm == "empty":
        kept.write_bytes(b"")
    elif harm == "cut":
        kept.write_bytes(kept.read_bytes()[:5000])
    else:
        with closing(sqlite3.connect(kept)) as database, database:
            if harm == "rows":
                database.execute("UPDATE answers SET body = substr(body, 1, length(body) - 3)")
            elif harm == "planted":  # the answer for the clear draft in the place of the other one
                bodies = database.execute("SELECT body FROM answers WHERE key LIKE 'result%'").fetchall()
                for (body,) in bodies:
                    database.execute("UPDATE answers SET body = ? WHERE key LIKE 'result%'", (body,))
            else:
                database.execute("DROP TABLE answers")
        database.close()
    forget(judged)

    assert check(capsys, ".", *INSIDE) == first
    assert set(judged) == {"a.md", "b.md"} or harm == "planted"
    assert "a.md" in judged or harm == "planted"
    check(capsys, ".", *INSIDE)
    forget(judged)
    assert check(capsys, ".", *INSIDE) == first
    assert judged == []


def test_a_cache_that_others_may_write_to_is_not_believed(
    judged: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    if not hasattr(os, "geteuid"):
        pytest.skip("no such rights on this system")
    Path("a.md").write_text(CLEAR)
    check(capsys, "a.md", *INSIDE)
    (kept,) = (tmp_path / "cache").glob("results-*.sqlite3")
    assert kept.stat().st_mode & 0o077 == 0
    kept.chmod(0o666)
    forget(judged)
    check(capsys, "a.md", *INSIDE)

    assert judged == ["a.md"]


def test_without_a_cache_folder_everything_is_judged(
    judged: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Path("a.md").write_text(CLEAR)
    monkeypatch.setattr("neutral_gate.lexicon.cache_folder.cache_dir", lambda: None)
    for _ in range(2):
        assert check(capsys, "a.md", *INSIDE)[0] == 0
    assert check(capsys, "a.md", "--no-cache", *INSIDE)[0] == 0
    assert judged == ["a.md"] * 3
    assert not (tmp_path / "cache").exists()


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Path("a.md").write_text(VOTE)
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setattr("neutral_gate.lexicon.cache_folder.cache_dir", lambda: tmp_path / "file" / "below")

    assert check(capsys, "a.md", *INSIDE)[0] == 1


def test_the_store_stays_within_its_size(tmp_path: Path) -> None:
    import random

    noise = random.Random(1)
    store = stores.Store(tmp_path, max_bytes=200_000)
    for number in range(3000):
        store.put(f"key {number}", noise.randbytes(200).hex())
    store.close()
    store = stores.Store(tmp_path, max_bytes=200_000)

    assert store.get("key 2999") is not None
    assert store.get("key 0") is None
    assert (tmp_path / "results-1.sqlite3").stat().st_size < 700_000
    store.put("big", "".join(noise.choices("abcdefghijkl", k=4_000_000)))
    store.close()
    with closing(stores.Store(tmp_path)) as store:
        assert store.get("big") is None


def test_two_runs_at_once_keep_what_both_found(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from neutral_gate.results.store import Store\n"
        "store = Store(pathlib.Path(sys.argv[1]))\n"
        "for n in range(300):\n    store.put(f'{sys.argv[2]} {n}', n)\n    n % 20 or store.save()\n"
        "store.close()"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "ab"]

    assert [each.wait(timeout=60) for each in runs] == [0, 0]
    with closing(stores.Store(tmp_path)) as store:
        assert all(store.get(f"{name} {number}") == number for name in "ab" for number in range(300))


def test_a_locked_database_is_waited_for_but_not_for_ever_and_not_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "_WAIT", 0.1)
    store = stores.Store(tmp_path)
    store.put("a", 1)
    store.close()
    other = sqlite3.connect(tmp_path / "results-1.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    late = stores.Store(tmp_path)
    begun = time.monotonic()
    late.put("b", 2)
    late.close()

    assert time.monotonic() - begun < 2
    other.execute("COMMIT")
    other.close()
    with closing(stores.Store(tmp_path)) as store:
        assert store.get("a") == 1


def test_an_unchanged_draft_loads_no_rule_and_no_yaml(tmp_path: Path) -> None:
    Path("a.md").write_text(CLEAR)
    code = (
        "import sys\n"
        "from neutral_gate.cli import recalling\n"
        "recalling.program_digest = lambda store: 'one program'\n"
        "from neutral_gate.cli.main import run\n"
        "code = run(['check', 'a.md', '--quiet'])\n"
        "print(code, *sorted(sys.modules))"
    )
    loaded = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "NEUTRAL_GATE_CACHE": str(tmp_path / "cache")},
        )
        loaded.append(set(done.stdout.split()))
    first, second = loaded

    assert "0" in first & second
    assert "neutral_gate.gate" in first
    assert not {"neutral_gate.gate", "neutral_gate.lexicon.lexicon", "yaml", "tomllib", "logging", "rich"} & second
    assert not [name for name in second if name.startswith("neutral_gate.rules")]
