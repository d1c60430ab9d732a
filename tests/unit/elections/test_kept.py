"""Windows that are taken up from an earlier run are those of the file, and never those of an older file."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from neutral_gate.elections import shipped
from neutral_gate.elections.kept import frozen, thawed
from neutral_gate.elections.moments import instant


class Store(dict):
    """Keeps what was made, and counts how often something was."""

    made = 0

    def keep(self, key, build):
        if key not in self:
            self.made += 1
            self[key] = build()
        return self[key]


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "_SHIPPED", [])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(shipped.lexicons() / "windows.toml", tmp_path)
    monkeypatch.setattr(shipped, "lexicons", lambda: tmp_path)
    shipped._shipped_tables.cache_clear()
    yield tmp_path
    shipped._shipped_tables.cache_clear()


def again(store: Store):
    shipped._SHIPPED.clear()
    shipped._shipped_tables.cache_clear()
    return shipped.load_windows((), store.keep)


def test_every_window_comes_back_as_it_was() -> None:
    windows = shipped.load_windows()
    found = thawed(frozen(windows))
    assert found == windows
    assert len(found) > 50
    for one, other in zip(found, windows, strict=True):
        assert instant(one.start) == instant(other.start)
        assert one.start.tzinfo is other.start.tzinfo
        assert type(one.status) is type(other.status)
        assert type(one.poll) is date


def test_they_are_read_once_and_anew_when_the_file_changes(folder: Path) -> None:
    store = Store()
    first = again(store)
    assert again(store) == first == shipped._read_shipped()
    assert store.made == 1

    path = folder / "windows.toml"
    path.write_text(path.read_text("utf-8").replace('id = "ge-2024"', 'id = "ge-2024-other"', 1), "utf-8")
    assert "ge-2024-other" in {window.id for window in again(store)}
    assert store.made == 2


@pytest.mark.parametrize("kept", [{"windows": b""}, {"windows": b"\xe9\x01"}, {}, {"windows": frozen(())[:-1]}])
def test_what_is_broken_is_read_anew(kept: dict[str, bytes]) -> None:
    assert shipped.load_windows((), lambda key, build: kept) == shipped._read_shipped()
