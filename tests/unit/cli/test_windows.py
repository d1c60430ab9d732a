"""`neutral-gate windows`."""

from __future__ import annotations

from pathlib import Path

import pytest

from neutral_gate.cli.main import run


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_inside_a_window(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["windows", "--at", "2024-06-10", "--body", "icb"]) == 0

    answer = said(capsys)
    assert "1 pre-election period applies to an integrated care board" in answer
    assert "ge-2024" in answer
    assert "[ ]" not in answer


def test_settings_say_who_asks_and_the_command_line_beats_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "neutral-gate.toml").write_text('[body]\ntype = "nhs_trust"\n')
    monkeypatch.chdir(tmp_path)

    assert run(["windows", "--at", "2024-06-10"]) == 0
    assert "an NHS trust" in said(capsys)
    assert run(["windows", "--at", "2024-06-10", "--body", "council"]) == 0
    assert "a council" in said(capsys)


def test_own_windows_of_the_settings_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "own.toml"
    settings.write_text(
        '[body]\ntype = "council"\nareas = ["Harrowdale"]\n[[windows]]\nid = "harrowdale-by"\ntitle = "Mill Lane"\n'
        'strictness = "local"\nareas = ["Harrowdale"]\nstart = "2023-09-01"\nend = "2023-09-28"\n'
    )

    assert run(["windows", "--at", "2023-09-10", "--config", str(settings)]) == 0
    assert "Mill Lane (harrowdale-by)" in said(capsys)
    assert run(["windows", "--at", "2023-09-10", "--config", str(settings), "--area", "Elsewhere"]) == 0
    assert "no pre-election period applies" in said(capsys)


def test_the_checklist_of_the_work_around_publishing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["windows", "--at", "2024-06-10", "--checklist"]) == 0
    assert said(capsys).count("[ ]") > 3


@pytest.mark.parametrize("arguments", [["--at", "soon"], ["--nation", "atlantis"], ["--config", "none.toml"]])
def test_wrong_values_are_usage_errors(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["windows", *arguments]) == 2
    assert "What to do:" in capsys.readouterr().err
