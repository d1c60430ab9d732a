"""docs/cli.md and docs/configuration.md leave nothing out, and their examples work."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from neutral_gate.allows import find_allows
from neutral_gate.cli.case_file import read_cases
from neutral_gate.cli.main import VERBS, verb_module
from neutral_gate.config import load_config
from neutral_gate.config.reading import _BODY_KEYS, _TOP_KEYS
from neutral_gate.config.settings import LEVELS, TERM_CLASSES
from neutral_gate.elections import load_windows
from neutral_gate.elections.table import KEYS as WINDOW_KEYS
from neutral_gate.model import BODY_TYPES, KINDS
from neutral_gate.reports import FORMATS

DOCS = Path(__file__).parents[3] / "docs"
CLI = (DOCS / "cli.md").read_text("utf-8")
SETTINGS = (DOCS / "configuration.md").read_text("utf-8")


def section(verb: str) -> str:
    """What docs/cli.md says about a verb."""
    return CLI.split(f"\n## {verb}\n")[1].split("\n## ")[0]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_of_a_verb_is_explained_with_it(verb: str) -> None:
    told = section(verb)
    for action in verb_module(verb).parser()._actions:
        names = [name for name in action.option_strings if name not in ("-h", "--help")]
        for name in names:
            assert f"`{name}" in told
        if not action.option_strings:
            assert str(action.metavar) in told


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_that_is_explained_exists(verb: str) -> None:
    known = {name for action in verb_module(verb).parser()._actions for name in action.option_strings}

    assert set(re.findall(r"^\| `(--[a-z-]+)", section(verb), re.MULTILINE)) <= known


def test_verbs_kinds_bodies_and_formats_are_all_named() -> None:
    assert all(f"(#{verb})" in CLI for verb in VERBS)
    assert all(f"`{word}`" in section("check") for word in (*KINDS, *BODY_TYPES, *FORMATS))


def test_every_setting_is_explained() -> None:
    keys = (*_TOP_KEYS, *_BODY_KEYS, *TERM_CLASSES, *WINDOW_KEYS, "paths")

    assert [key for key in keys if not re.search(rf"^\| .*`\[*{key}\]*`.*\| ", SETTINGS, re.MULTILINE)] == []
    assert all(f'`"{level}"`' in SETTINGS for level in LEVELS)
    assert all(f"`{word}`" in SETTINGS for word in BODY_TYPES)


@pytest.mark.parametrize("example", blocks(SETTINGS, "toml"))
def test_the_examples_of_settings_can_be_read(example: str, tmp_path: Path) -> None:
    assert tomllib.loads(example)
    (tmp_path / "county").mkdir()
    (tmp_path / "county" / "neutral-gate.toml").write_text("")
    own = tmp_path / "own"
    own.mkdir()
    (own / "neutral-gate.toml").write_text(example, encoding="utf-8")

    load_windows(load_config(own / "neutral-gate.toml").windows)


def test_the_example_of_an_allow_is_one() -> None:
    (example,) = blocks(SETTINGS, "html")
    (allow,) = find_allows(example)

    assert allow.problem == ""
    assert allow.until is not None


def test_the_example_of_a_case_is_one(tmp_path: Path) -> None:
    (example,) = blocks(section("cases"), "json")
    (tmp_path / "cases.jsonl").write_text(example)
    (case,) = read_cases(tmp_path / "cases.jsonl")

    assert case.expected is not None
