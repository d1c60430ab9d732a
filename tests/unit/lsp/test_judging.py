"""The text of an editor is judged with the style sheets that lie beside it, as they are at that moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from neutral_gate.lsp.judging import Judge

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Garden day</title><link rel="stylesheet" href="{}"></head>'
    '<body><h1>Garden day</h1><p class="note">Bring your gloves and a spade.</p></body></html>'
)


def rules(path: Path, text: str, judge: Judge) -> set[str]:
    (result,) = judge.judge(path, text)
    return {finding.rule for finding in result.findings}


@pytest.mark.parametrize("address", ["../css/site.css", "/css/site.css"])
def test_style_sheets_of_the_folder_of_the_settings_count(tmp_path: Path, address: str) -> None:
    (tmp_path / "neutral-gate.toml").write_text('[body]\ntype = "council"\n')
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "site.css").write_text('@import "base.css";')
    base = tmp_path / "css" / "base.css"
    (tmp_path / "pages").mkdir()
    page, judge = tmp_path / "pages" / "garden.html", Judge()  # not saved yet: the editor has the text

    base.write_text("body { background: #fff } .note { color: #ccc }")
    assert "access/contrast" in rules(page, PAGE.format(address), judge)
    base.write_text("body { background: #fff } .note { color: #222 }")
    assert "access/contrast" not in rules(page, PAGE.format(address), judge)


def test_style_sheets_elsewhere_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "site.css").write_text("body { background: #fff } .note { color: #ccc }")
    (tmp_path / "pages").mkdir()

    assert "access/contrast" not in rules(tmp_path / "pages" / "garden.html", PAGE.format("../site.css"), Judge())
