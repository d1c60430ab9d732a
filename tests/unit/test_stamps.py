"""The digest of the program: cheap where nothing changed, and another one whatever changed."""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path

import pytest

from neutral_gate.results import stamps
from neutral_gate.results.store import Store


@pytest.fixture
def lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "lexicons"
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "one.yaml").write_text("id: one\n")
    monkeypatch.setattr(stamps, "lexicons_path", lambda: str(folder))
    return folder


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    later = time.time_ns() + 60_000_000_000
    monkeypatch.setattr(stamps.time, "time_ns", lambda: later)


@pytest.mark.usefixtures("settled")
def test_the_files_are_read_once_and_then_known_by_their_stamp(
    lexicon: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "cache")
    first = stamps.program_digest(store)
    store.close()
    read: list[object] = []
    digest = stamps.file_digest
    monkeypatch.setattr(stamps, "file_digest", lambda path: read.append(path) or digest(path))

    with closing(Store(tmp_path / "cache")) as store:
        assert stamps.program_digest(store) == first
    assert read == []
    assert stamps.program_digest(Store(None)) == first
    assert read


@pytest.mark.usefixtures("settled")
def test_a_change_that_hides_behind_its_old_time_is_seen(lexicon: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    file = lexicon / "rules" / "one.yaml"
    before, first = file.stat(), stamps.program_digest(store)
    time.sleep(0.02)
    file.write_text("id: two\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert file.stat().st_size == before.st_size
    assert stamps.program_digest(store) != first
    store.close()


@pytest.mark.usefixtures("settled")
def test_new_files_and_another_html_engine_count(
    lexicon: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "cache")
    digests = {stamps.program_digest(store)}
    (lexicon / "rules" / "two.yaml").write_text("id: two\n")
    digests.add(stamps.program_digest(store))
    (lexicon / "rules" / "two.yaml").rename(lexicon / "two.yaml")
    digests.add(stamps.program_digest(store))
    monkeypatch.setenv("NEUTRAL_GATE_HTML_ENGINE", "another")
    digests.add(stamps.program_digest(store))
    store.close()

    assert len(digests) == 4
    assert None not in digests


def test_a_program_that_changed_a_moment_ago_has_no_digest(lexicon: Path, tmp_path: Path) -> None:
    (lexicon / "rules" / "one.yaml").write_text("id: new\n")

    with closing(Store(tmp_path / "cache")) as store:
        assert stamps.program_digest(store) is None
