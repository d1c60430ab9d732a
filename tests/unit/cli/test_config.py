"""`neutral-gate config check` says what in the settings does nothing, or leaves a gap."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from neutral_gate.cli.main import run

GOOD = """\
people = "people.csv"
[body]
type = "council"
"""
AT = ["--at", "2026-05-01"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text("name,role,party,area\nOdette Farrowby,candidate,Labour Party,Ashcombe\n")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "bins.md").write_text("Bins are emptied on Tuesday.\n")
    return tmp_path


def checked(text: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    Path("neutral-gate.toml").write_text(text)
    code = run(["config", "check", *AT])
    shown = capsys.readouterr()
    return code, " ".join((shown.out + shown.err).split())


def test_good_settings_are_well(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = checked(GOOD, capsys)

    assert (code, shown[-12:]) == (0, "All is well.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[body]\ntype = "council"\n', "No list of people is named"),
        ('people = "people.csv"\n', "No body is set"),
        ('ignore = ["timing"]\n' + GOOD, '"ignore" names timing, so 14 rules'),
        ('ignore = ["neutrality/opinion"]\n' + GOOD, "so neutrality/opinion does not run"),
        ('select = ["access", "neutrality"]\n' + GOOD, '"select" leaves out 21 rules'),
        (GOOD + '[rules]\n"source" = "off"\n', '"source" is off inside pre-election periods. Is'),
        (GOOD + '[[overrides]]\npaths = ["blog/**"]\nkind = "blog"\n', 'The overrides for "blog/**" cover no draft'),
        (
            GOOD + '[[overrides]]\npaths = ["news/**"]\n[overrides.rules]\n"neutrality/opinion" = "off"\n',
            "is off inside pre-election periods for news/**",
        ),
        (
            GOOD + '[[windows]]\nid = "old"\ntitle = "Old"\nstrictness = "local"\nstart = 2020-03-01\n'
            'end = 2020-05-07\nsource = "the returning officer"\n',
            "Your own window old ended on",
        ),
    ],
)
def test_what_leaves_a_gap_is_said(text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = checked(text, capsys)

    assert said in shown
    assert code == 1


def test_what_is_harmless_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        'ignore = ["readability"]\n'
        + GOOD
        + '[rules]\n"access" = "off"\n"neutrality/opinion" = {outside = "off"}\n'
        + '[[overrides]]\npaths = ["news/**"]\nkind = "news"\n'
    )

    assert checked(text, capsys)[0] == 0


@pytest.mark.parametrize(
    ("allow", "said"),
    [
        ('allow neutrality/opinion reason="agreed" until=2026-04-30', "ended on 30 April 2026"),
        ('allow neutrality/opinon reason="agreed"', 'names "neutrality/opinon", which is no rule'),
        ("allow", "an allow cannot be read"),
    ],
)
def test_allows_that_do_not_count_are_said(
    allow: str, said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "news" / "bins.md").write_text(f"<!-- neutral-gate: {allow} -->\n\nBins.\n")
    code, shown = checked(GOOD, capsys)

    assert said in shown
    assert code == 1


def test_an_allow_that_still_counts_is_not_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    allow = '<!-- neutral-gate: allow neutrality/opinion reason="agreed" until=2026-05-01 -->'
    (here / "news" / "bins.md").write_text(f"{allow}\n\nBins.\n")

    assert checked(GOOD, capsys)[0] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD + '[rules]\n"neutrality/opinon" = "warn"\n', 'Did you mean "neutrality/opinion"?'),
        (GOOD.replace("people.csv", "none.csv"), "none.csv"),
        ('lexicons = ["none"]\n' + GOOD, "none does not exist"),
        ("[body\n", "not valid TOML"),
    ],
)
def test_a_setting_that_is_wrong_stops_with_2(text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = checked(text, capsys)

    assert said in shown
    assert code == 2


def test_no_settings_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "check"]) == 2
    assert "neutral-gate init" in capsys.readouterr().err


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Neutral Gate settings"
    assert run(["config", "mend"]) == 2
