"""What a run must not load: a clean small draft pays for nothing but the standard library."""

import json
import os
import subprocess
import sys
import time
from contextlib import closing

import pytest

from neutral_gate.results import grounds
from neutral_gate.results.stamps import program_digest
from neutral_gate.results.store import Store

HEAVY = {
    *("spacy", "numpy", "PIL", "bs4", "turbohtml", "rich", "jinja2", "markdown_it", "jsonschema", "holidays", "yaml"),
    "tomlkit",
    # Of the standard library what takes long to load; these can all be had without.
    *("argparse", "dataclasses", "inspect", "logging", "threading", "multiprocessing", "subprocess", "tomllib"),
    *("hashlib", "shutil", "tempfile", "random", "difflib", "html", "csv", "email", "socket", "asyncio"),
}
if sys.version_info >= (3, 13):  # there the standard library's own zoneinfo leads to it, by sysconfig
    HEAVY -= {"threading"}
ANSWERING = {
    *("neutral_gate._version", "neutral_gate.lazy", "neutral_gate.faults", "neutral_gate.digests"),
    *("neutral_gate.cli", "neutral_gate.cli.output"),
    *("neutral_gate.lexicon", "neutral_gate.lexicon.cache_folder", "neutral_gate.lexicon.places"),
    *("neutral_gate.results", "neutral_gate.results.again", "neutral_gate.results.grounds"),
    "neutral_gate.results.stamps",
}
JUDGING = {
    "neutral_gate.gate",
    "neutral_gate.rules",
    "neutral_gate.cli.judging",
    "neutral_gate.readers.markdown_reader",
}


def loaded(tmp_path, *arguments, whole=False):
    environment = {**os.environ, "NEUTRAL_GATE_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-X", "importtime", "-m", "neutral_gate", *arguments]
    lines = []
    for number in range(4):  # the first run fills the cache; another may do so where somebody edits the program
        result = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)
        assert result.returncode == 0, result.stdout + result.stderr
        lines = [line.rpartition("|")[2].strip() for line in result.stderr.splitlines() if "|" in line]
        if number and "neutral_gate.lexicon.parts" not in lines:
            break
    return set(lines) if whole else {name.partition(".")[0] for name in lines}


@pytest.mark.parametrize("name", ["draft.md", "draft.txt", "draft.json"])
def test_a_clean_draft_loads_nothing_heavy(tmp_path, name):
    text = '{"text": "The pool opens at 8am."}' if name.endswith("json") else "# Pool\n\nThe pool opens at 8am.\n"
    (tmp_path / name).write_text(text, "utf-8")

    modules = loaded(tmp_path, "check", "--no-cache", name, "--at", "2024-06-10")

    assert "neutral_gate" in modules
    assert modules & HEAVY == set()


@pytest.fixture
def settled(tmp_path):
    """A draft that was there before, and a program to which nobody is writing: else nothing is kept."""
    path = tmp_path / "draft.md"
    path.write_text("# Pool\n\nThe pool opens at 8am.\n", "utf-8")
    with closing(Store(tmp_path / "cache")) as store:
        for _ in range(200):
            if program_digest(store) is not None and grounds.settled(tmp_path, time.time_ns()):
                break
            time.sleep(0.05)
        yield
        if program_digest(store) is None:
            pytest.skip("somebody is writing to the program")


@pytest.mark.usefixtures("settled")
def test_a_file_that_did_not_change_is_answered_without_the_rules(tmp_path):
    words = ("check", "draft.md", "--at", "2024-06-10", "--format", "json")  # whose report is made anew each time
    modules = loaded(tmp_path, *words, whole=True)

    assert "neutral_gate.cli.recalling" in modules
    assert modules & JUDGING == set()
    assert {name.partition(".")[0] for name in modules} & HEAVY == set()


@pytest.mark.usefixtures("settled")
def test_a_run_that_was_done_before_is_answered_with_next_to_nothing(tmp_path):
    loaded(tmp_path, "check", "draft.md", "--at", "2024-06-10")
    modules = loaded(tmp_path, "check", "draft.md", "--at", "2024-06-10", whole=True)

    assert "neutral_gate.results.again" in modules
    assert {name for name in modules if name.startswith("neutral_gate.")} <= ANSWERING
    assert not {"typing", "pathlib", "datetime", "zoneinfo", "json", "sqlite3", "re", "enum"} & modules


def test_help_loads_no_lexicon(tmp_path):
    assert loaded(tmp_path, "--help") & HEAVY == set()


@pytest.mark.parametrize(("text", "code"), [("The pool opens at 8am.\n", 0), ("Vote Labour on Thursday.\n", 1)])
def test_the_end_is_quick_and_loses_nothing(tmp_path, text, code):
    (tmp_path / "draft.md").write_text(text, "utf-8")
    command = [sys.executable, "-m", "neutral_gate", "check", "draft.md", "--at", "2024-06-10", "--format", "json"]
    result = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    assert result.returncode == code, result.stderr
    assert json.loads(result.stdout)["drafts"][0]["path"] == "draft.md"


def test_what_waits_for_the_end_of_the_process_is_not_left_out(tmp_path):
    program = (
        "import atexit, sys\natexit.register(print, 'the end')\nsys.argv = ['neutral-gate', '--version']\n"
        "from neutral_gate.__main__ import main\nmain()\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=True)

    assert result.stdout.startswith("neutral-gate ")
    assert result.stdout.endswith("the end\n")


def test_the_public_names_load_neither_spacy_nor_a_web_framework(tmp_path):
    code = "from neutral_gate import Config, Decision, Draft, Finding, Gate, Verdict; import sys; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)

    assert not {"spacy", "starlette", "numpy"} & set(result.stdout.split())
