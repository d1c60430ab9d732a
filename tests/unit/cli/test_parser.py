"""Errors of the command line say what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import pytest

from neutral_gate.cli.main import VERBS, run, verb_module
from neutral_gate.model import UsageError


@pytest.mark.parametrize(
    ("verb", "arguments", "problem", "mend"),
    [
        ("check", ["--formt", "json", "a.md"], "There is no option --formt.", "Did you mean --format?"),
        ("check", ["--form=json", "a.md"], "There is no option --form.", "Did you mean --format?"),
        (
            "check",
            ["--zzzzzz", "a.md"],
            "There is no option --zzzzzz.",
            "`neutral-gate check --help` lists the options.",
        ),
        ("check", ["a.md", "--format"], "The option --format needs a value.", "--help"),
        (
            "check",
            ["a.md", "--format", "jsn"],
            '--format cannot be "jsn".',
            'Did you mean "json"? It can be text, json',
        ),
        ("check", ["a.md", "--kind", "tweet"], '--kind cannot be "tweet".', "post, repost"),
        ("check", ["a.md", "--body", "Council"], '--body cannot be "Council".', 'Did you mean "council"?'),
        ("check", ["a.md", "--fail-on", "note"], '--fail-on cannot be "note".', "block, warn"),
        ("explain", [], "RULE is missing.", "`neutral-gate explain --help`"),
        ("explain", ["a/b", "c/d"], '"c/d" is one word too many.', "--help"),
        ("check", ["a.md", "--quiet=yes"], "The command line cannot be read: argument --quiet", "--help"),
    ],
)
def test_wrong_options(verb: str, arguments: list[str], problem: str, mend: str) -> None:
    with pytest.raises(UsageError) as caught:
        verb_module(verb).parser().parse(arguments)

    assert problem in caught.value.problem
    assert mend in caught.value.mend


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_and_every_option_says_what_it_does(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([verb, "--help"]) == 0

    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: neutral-gate {verb}")
    for action in verb_module(verb).parser()._actions:
        assert action.help


LINES = [
    [],
    ["a.md"],
    ["-"],
    ["a.md", "b c.md", ""],
    ["--quiet", "a.md", "--format", "json"],
    ["--format=json", "--select", "a/b", "a.md", "b.md", "--select=c"],
    ["a.md", "--at", "2024-06-10", "--people", "x.csv", "--people=y.csv", "--jobs", "2"],
    ["a.md", "--output", "-", "--stdin-filename="],
    ["a.md", "--no-colour"],
    ["a.md", "--quiet", "b.md"],
    ["--", "--quiet"],
    ["a.md", "--at", "--quiet"],
    ["a.md", "--at", "-1"],
    ["a.md", "--quiet=yes"],
    ["a.md", "-q"],
    ["a.md", "--jobs", "none"],
    ["a.md", "--jobs"],
    ["a.md", "--verb"],
]


@pytest.mark.parametrize("line", LINES, ids=" ".join)
@pytest.mark.parametrize("verb", ["check", "images", "windows", "audit", "people_import"])
def test_a_plain_line_is_read_as_argparse_reads_it(verb: str, line: list[str]) -> None:
    module = import_module(f"neutral_gate.cli.{verb}")

    def answer(read: Callable[[list[str]], object]) -> object:
        try:
            return vars(read(line))
        except UsageError as error:
            return error.problem, error.mend

    assert answer(module.parser().parse) == answer(module.parser()._whole().parse)


def test_a_plain_line_needs_no_argparse() -> None:
    for line in LINES[:9]:
        assert verb_module("check").parser()._plain(line) is not None
    for line in LINES[9:]:
        if "none" not in line:
            assert verb_module("check").parser()._plain(line) is None
