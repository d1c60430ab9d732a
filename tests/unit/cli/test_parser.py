"""Errors of the command line say what is wrong and what to do."""

from __future__ import annotations

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
