"""`neutral-gate rules` and `neutral-gate explain`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from neutral_gate.cli.main import run
from neutral_gate.cli.rules import GATE_RULES
from neutral_gate.lexicon.rulebook import load_rules

RULE = "neutrality/vote-advocacy"
OWN = """
id: own/canteen
summary: Talks about the canteen
why: The canteen is a touchy subject here.
severity: {inside: warn, outside: "off"}
message: The canteen is named.
instead: Leave it out.
kinds: [news]
find: [canteen]
clauses: [OUR-1]
examples:
  fire: ["The canteen opens."]
  pass: ["The cafe opens."]
"""


@pytest.fixture
def settings(tmp_path: Path) -> str:
    """Settings with a rule of one's own and a level of one's own."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "canteen.yaml").write_text(OWN)
    path = tmp_path / "neutral-gate.toml"
    path.write_text('lexicons = ["rules"]\n[rules]\n"own/canteen" = { outside = "note" }\n')
    return str(path)


def test_every_rule_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0

    shown = capsys.readouterr().out
    for rule in [*load_rules(), *GATE_RULES]:
        assert any(line.startswith(f"{rule} ") for line in shown.splitlines())
    assert "set in your settings" not in shown


def test_own_rules_and_levels_are_listed(settings: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "--config", settings]) == 0

    shown = capsys.readouterr().out
    (line,) = [line for line in shown.splitlines() if line.startswith("own/canteen")]
    assert line.split() == ["own/canteen", "warn", "warn", "warn", "note*", "Talks", "about", "the", "canteen"]
    assert "* set in your settings." in shown


def test_rules_as_json(settings: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "--format", "json", "--config", settings]) == 0

    rules = {rule["rule"]: rule for rule in json.loads(capsys.readouterr().out)}
    assert rules[RULE]["severity"] == dict.fromkeys(("general", "local", "referendum", "outside"), "block")
    assert rules["own/canteen"]["severity"]["outside"] == "note"
    assert rules["own/canteen"]["kinds"] == ["news"]


def test_a_rule_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", RULE]) == 0

    rule = load_rules()[RULE]
    shown = " ".join(capsys.readouterr().out.split())
    for words in (rule.summary, rule.why, rule.message, rule.suggestion, rule.fire[0].text, rule.pass_[0].text):
        assert " ".join(words.split()) in shown
    assert all(clause in shown for clause in rule.clauses)
    assert "block outside any period" in shown


def test_an_own_rule_explained(settings: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "own/canteen", "--config", settings]) == 0

    shown = capsys.readouterr().out
    assert "note outside any period (set in your settings)" in shown
    assert "Only at drafts of these kinds: news." in shown
    assert "  - OUR-1\n" in shown
    assert "It leaves alone\n  - (page) The cafe opens.\n" in shown


@pytest.mark.parametrize("rule", GATE_RULES)
def test_what_the_gate_itself_reports_is_explained(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", rule]) == 0
    assert GATE_RULES[rule] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rule", "mend"),
    [
        ("neutrality/vote-advocay", f'Did you mean "{RULE}"?'),
        ("vote-advocacy", f'Did you mean "{RULE}"?'),
        ("gate/unreadble", 'Did you mean "gate/unreadable"?'),
        ("zzz", "`neutral-gate rules` lists them all."),
    ],
)
def test_an_unknown_rule(rule: str, mend: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", rule]) == 2
    assert mend in capsys.readouterr().err
