"""What a run must not load: a clean small draft pays for nothing but the standard library."""

import os
import subprocess
import sys

import pytest

HEAVY = {
    *("spacy", "numpy", "PIL", "bs4", "turbohtml", "rich", "jinja2", "markdown_it", "jsonschema", "holidays", "yaml"),
    "tomlkit",
}


def loaded(tmp_path, *arguments):
    environment = {**os.environ, "NEUTRAL_GATE_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-X", "importtime", "-m", "neutral_gate", *arguments]
    for _ in range(2):  # the first run fills the cache
        result = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    names = (line.rpartition("|")[2].strip() for line in result.stderr.splitlines() if "|" in line)
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("name", ["draft.md", "draft.txt", "draft.json"])
def test_a_clean_draft_loads_nothing_heavy(tmp_path, name):
    text = '{"text": "The pool opens at 8am."}' if name.endswith("json") else "# Pool\n\nThe pool opens at 8am.\n"
    (tmp_path / name).write_text(text, "utf-8")

    modules = loaded(tmp_path, "check", name, "--at", "2024-06-10")

    assert "neutral_gate" in modules
    assert modules & HEAVY == set()


def test_help_loads_no_lexicon(tmp_path):
    assert loaded(tmp_path, "--help") & HEAVY == set()


def test_the_public_names_load_neither_spacy_nor_a_web_framework(tmp_path):
    code = "from neutral_gate import Config, Decision, Draft, Finding, Gate, Verdict; import sys; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)

    assert not {"spacy", "starlette", "numpy"} & set(result.stdout.split())
