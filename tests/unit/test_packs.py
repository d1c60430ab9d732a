"""`extends` takes a settings file, a folder, or a rule pack that a package offers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from neutral_gate.config import load_config
from neutral_gate.config.packs import GROUP
from neutral_gate.gate import Gate
from neutral_gate.model import UsageError

RULE = """\
id: own/canteen
summary: Talks about the canteen
severity: {inside: warn, outside: warn}
message: The canteen is named.
instead: Leave it out.
find: [canteen]
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package, as pip leaves it, that offers the pack "county". It breaks if its code is run."""
    site = tmp_path / "site"
    files = site / "county_rules"
    (files / "rules").mkdir(parents=True)
    (files / "__init__.py").write_text("raise RuntimeError('a pack is files, not code')\n")
    (files / "rules" / "canteen.yaml").write_text(RULE)
    about = site / "county_rules-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: county-rules\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[{GROUP}]\ncounty = county_rules\nlost = no_such_package\n")
    monkeypatch.syspath_prepend(str(site))
    return files


def settings(folder: Path, text: str) -> Path:
    path = folder / "neutral-gate.toml"
    path.write_text(text)
    return path


def test_a_pack_without_settings_brings_its_rules(tmp_path: Path, pack: Path) -> None:
    config = load_config(settings(tmp_path, 'extends = "pack:county"\n'))

    assert config.lexicon_folders == (pack / "rules",)
    assert config.files == (tmp_path / "neutral-gate.toml",)
    assert "own/canteen" in Gate(config).lexicon.rules
    assert "county_rules" not in sys.modules


def test_a_pack_with_settings_brings_them_too(tmp_path: Path, pack: Path) -> None:
    settings(pack, 'lexicons = "rules"\nfail_on = "warn"\n')
    config = load_config(settings(tmp_path, 'extends = ["pack:county"]\n'))

    assert config.fail_on == "warn"
    assert config.lexicon_folders == (pack / "rules",)
    assert len(config.files) == 2


def test_a_folder_may_be_extended(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "canteen.yaml").write_text(RULE)
    (tmp_path / "county").mkdir()
    settings(tmp_path / "county", 'ignore = ["readability"]\n')
    config = load_config(settings(tmp_path, 'extends = ["shared", "county"]\n'))

    assert config.lexicon_folders == (tmp_path / "shared",)
    assert config.ignore == {"readability"}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("pack:parish", 'No installed package offers the rule pack "parish"'),
        ("pack:lost", "points to no_such_package"),
        ("nowhere", "cannot be read: there is no such file"),
    ],
)
def test_what_is_not_there_is_said(tmp_path: Path, pack: Path, name: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        load_config(settings(tmp_path, f'extends = "{name}"\n'))
