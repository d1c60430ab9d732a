import gzip
import io
import json
import tarfile
import zipfile

import pytest

from neutral_gate.model import DraftError, UsageError
from neutral_gate.sources import open_source, tars, zips

POSTS = json.dumps(
    [{"id_str": "1", "full_text": "Tea", "created_at": "Mon Jul 01 09:00:00 +0000 2024", "user": {}}] * 3
)


@pytest.fixture
def packed(tmp_path):
    """Packs files into an archive whose name tells nothing."""

    def packed(**files):
        path = tmp_path / "export.bin"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return path

    return packed


@pytest.mark.parametrize(
    "name", ["../../outside.json", "/etc/outside.json", "a/../../b.json", "..\\b.json", "C:\\b.json"]
)
def test_a_name_that_leads_out_is_told_and_the_rest_is_read(packed, read, name):
    items, problems = read(packed(**{name: POSTS, "posts.json": POSTS}))
    assert len(items) == 3
    assert {item.place.partition(",")[0] for item in items} == {"posts.json"}
    assert ["leads out" in problem.problem for problem in problems] == [True]


def test_an_archive_in_an_archive_is_told_and_not_opened(packed, read, tmp_path):
    inner = packed(**{"posts.json": POSTS}).read_bytes()
    items, problems = read(packed(**{"inner.zip": inner, "posts.json": POSTS}))
    assert len(items) == 3
    assert [problem.place for problem in problems] == ["inner.zip"]


def test_a_bomb_is_stopped(packed, read, monkeypatch):
    monkeypatch.setattr(zips, "RATIO_FROM", 1 << 16)
    bomb = POSTS[:-1] + ", " + " " * 3_000_000 + POSTS[1:]
    items, problems = read(packed(**{"a.json": bomb, "b.json": POSTS}))
    read_of = [item.place.partition(",")[0] for item in items]
    assert read_of == ["a.json"] * 3 + ["b.json"] * 3
    assert ["far more" in problem.problem for problem in problems] == [True]


def test_too_many_files_are_told(packed, read, monkeypatch):
    monkeypatch.setattr(zips, "MAX_FILES", 2)
    items, problems = read(packed(**{f"{letter}.json": POSTS for letter in "abcd"}))
    assert len(items) == 6
    assert "more than 2 files" in problems[0].problem


def test_a_cut_archive_is_a_clear_error(packed):
    path = packed(**{"posts.json": POSTS * 50})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(DraftError, match="damaged zip archive"):
        open_source(path)


def test_a_damaged_file_inside_is_told_and_the_rest_is_read(packed, read):
    path = packed(**{"a.json": POSTS, "b.json": POSTS})
    data = bytearray(path.read_bytes())
    start = data.index(b"a.json") + len("a.json")
    data[start + 20 : start + 40] = bytes(20)
    path.write_bytes(data)
    items, problems = read(path)
    assert [item.place.partition(",")[0] for item in items] == ["b.json"] * 3
    assert [problem.place for problem in problems] == ["a.json"]


def test_a_file_with_a_password_is_told(packed, read):
    path = packed(**{"a.json": POSTS, "b.json": POSTS})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    items, problems = read(path)
    assert len(items) == 3
    assert "password" in problems[0].problem


def test_links_in_a_folder_are_not_followed(write, read, tmp_path):
    outside = write(POSTS, "outside.json")
    inside = write(POSTS, "folder/posts.json")
    (inside.parent / "link.json").symlink_to(outside)
    assert len(read(inside.parent)[0]) == 3


@pytest.mark.parametrize(
    "content", ["", "Just words", "{}", "[]", "[1, 2]", '{"a": 1}', "<p>Hello</p>", b"\x00\x01\x02", "a,b\n1,2"]
)
def test_what_is_no_source_is_a_clear_error(write, content):
    with pytest.raises(DraftError) as error:
        open_source(write(content))
    assert error.value.mend


def test_a_missing_file_is_a_clear_error(tmp_path):
    with pytest.raises(UsageError, match="no file or folder"):
        open_source(tmp_path / "missing")


def tarred(path, **files):
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content.encode()))
        link = tarfile.TarInfo("link.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return path


def test_a_tar_archive(read, tmp_path):
    path = tarred(tmp_path / "archive.bin", **{"../out.json": POSTS, "a/posts.json": POSTS, "b.json": POSTS})
    items, problems = read(path)
    assert [item.place for item in items[::3]] == ["a/posts.json, entry 1", "b.json, entry 1"]
    assert [problem.place for problem in problems] == ["../out.json"]


def test_a_tar_bomb_is_stopped(read, tmp_path, monkeypatch):
    monkeypatch.setattr(tars, "RATIO_FROM", 1 << 12)
    path = tarred(tmp_path / "archive.bin", **{"a.json": POSTS, "b.json": " " * 5_000_000})
    items, problems = read(path)
    assert len(items) == 3
    assert "far more" in problems[0].problem


def test_a_cut_tar_archive_is_told(read, tmp_path):
    noise = "".join(chr(33 + number * 7919 % 90) for number in range(200_000))
    path = tarred(tmp_path / "archive.bin", **{"a.json": POSTS, "b.txt": noise, "c.json": POSTS})
    path.write_bytes(path.read_bytes()[:-100])
    items, problems = read(path)
    assert len(items) == 3
    assert any("damaged" in problem.problem for problem in problems)


def test_a_packed_file_alone(read, tmp_path):
    path = tmp_path / "posts.bin"
    path.write_bytes(gzip.compress(POSTS.encode()))
    assert len(read(path)[0]) == 3
    path.write_bytes(gzip.compress((POSTS[:-1] + ", " + POSTS[1:] + " " * 3_000_000).encode())[:-30])
    items, problems = read(path)
    assert len(items) == 6
    assert "damaged" in problems[0].problem
