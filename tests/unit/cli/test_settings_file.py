"""Small changes to a settings file that leave all else as it stands."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from neutral_gate.cli.settings_file import SettingsFile, settings_to_change
from neutral_gate.model import UsageError

OWN = {"id": "own", "strictness": "local", "start": "2027-03-01", "end": "2027-05-06"}
BODY = '# ours\n[body]\ntype = "icb"   # since 2022\n'


def settings(tmp_path: Path, text: str = BODY, name: str = "neutral-gate.toml") -> SettingsFile:
    path = tmp_path / name
    path.write_text(text)
    return SettingsFile(path)


def test_nothing_is_written_before_save(tmp_path: Path) -> None:
    file = settings(tmp_path)
    file.add_window(OWN)

    assert file.path.read_text() == BODY
    file.save()
    assert file.path.read_text().startswith(BODY)
    assert tomllib.loads(file.path.read_text())["windows"] == [OWN]


def test_a_key_that_is_there_is_replaced_in_its_place(tmp_path: Path) -> None:
    file = settings(
        tmp_path,
        f'{BODY}\n[[windows]]\nid = "ge-next"\nclosed = "2029-08-16"  # at noon\n\n# rules\n[rules]\naccess = "off"\n',
    )
    before = file.text
    file.change_window("ge-next", "closed", "2029-08-17")
    file.save()

    assert file.path.read_text() == before.replace("08-16", "08-17")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (BODY, 'extends = ["more.toml"]'),
        (f'extends = "a.toml"  # why\n{BODY}', 'extends = ["a.toml", "more.toml"] # why'),
    ],
)
def test_extending_one_more_file(text: str, first: str, tmp_path: Path) -> None:
    for name in ("a.toml", "more.toml"):
        (tmp_path / name).write_text("")
    file = settings(tmp_path, text)

    assert file.extend("more.toml")
    file.save()
    assert " ".join(file.path.read_text().splitlines()[0].split()) == " ".join(first.split())
    assert not SettingsFile(file.path).extend("more.toml")


def test_extending_from_a_pyproject(tmp_path: Path) -> None:
    (tmp_path / "more.toml").write_text("")
    file = settings(tmp_path, '[project]\nname = "x"\n\n[tool.neutral-gate.body]\ntype = "icb"\n', "pyproject.toml")

    assert file.extend("more.toml")
    file.save()
    assert tomllib.loads(file.path.read_text())["tool"]["neutral-gate"]["extends"] == ["more.toml"]


def test_what_cannot_be_read_is_not_written(tmp_path: Path) -> None:
    file = settings(tmp_path)
    file.add_window({**OWN, "end": "2026-01-01"})

    with pytest.raises(UsageError, match=r"neutral-gate\.toml.*Nothing was written"):
        file.save()
    assert file.path.read_text() == BODY
    assert [path.name for path in tmp_path.iterdir()] == ["neutral-gate.toml"]


def test_rights_of_the_file_stay(tmp_path: Path) -> None:
    file = settings(tmp_path)
    file.path.chmod(0o640)
    file.add_window(OWN)
    file.save()

    assert file.path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    file = settings(tmp_path)
    file.add_window(OWN)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UsageError, match="cannot be written"):
            file.save()
    finally:
        tmp_path.chmod(0o700)


def test_the_nearest_settings_are_changed(tmp_path: Path) -> None:
    file = settings(tmp_path)
    (tmp_path / "news").mkdir()

    assert settings_to_change(None, tmp_path / "news").path == file.path
    with pytest.raises(UsageError, match="cannot be read"):
        settings_to_change(tmp_path / "none.toml", tmp_path)
