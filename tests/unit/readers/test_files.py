import os
from pathlib import Path

import pytest

from neutral_gate.model import DraftError, UsageError
from neutral_gate.readers import find_drafts, read_file


@pytest.fixture
def folder(tmp_path):
    for name in ("b.md", "a.html", "sub/c.TXT", "sub/d.json", "sub/e.png", ".hidden/f.md", "node_modules/g.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"text": "Words"}' if path.suffix == ".json" else "Words", encoding="utf-8")
    return tmp_path


def names(paths, root):
    return [path.relative_to(root).as_posix() for path in find_drafts(paths)]


def test_a_folder_is_walked_in_order_for_known_extensions(folder):
    assert names([folder], folder) == ["a.html", "b.md", "sub/c.TXT", "sub/d.json"]


def test_a_file_is_taken_as_it_is_given_whatever_its_name(folder):
    assert names([folder / "sub/e.png", str(folder / ".hidden/f.md")], folder) == ["sub/e.png", ".hidden/f.md"]


def test_json_in_a_folder_that_is_no_post_is_left_out_but_a_broken_post_is_not(folder):
    (folder / "package.json").write_text('{"name": "site", "version": "1"}', encoding="utf-8")
    (folder / "posts.json").write_text('[{"text": "Tea", }]', encoding="utf-8")

    assert names([folder], folder) == ["a.html", "b.md", "posts.json", "sub/c.TXT", "sub/d.json"]
    assert names([folder / "package.json"], folder) == ["package.json"]


def test_a_file_given_twice_is_read_once(folder):
    assert names([folder / "b.md", folder], folder) == ["b.md", "a.html", "sub/c.TXT", "sub/d.json"]


def test_a_link_that_leads_back_is_no_endless_walk(folder):
    (folder / "sub" / "back").symlink_to(folder, target_is_directory=True)

    assert names([folder], folder) == ["a.html", "b.md", "sub/c.TXT", "sub/d.json"]


def test_a_dangling_link_in_a_folder_is_left_out(folder):
    (folder / "gone.md").symlink_to(folder / "nowhere.md")

    assert "gone.md" not in names([folder], folder)


def test_a_missing_path_is_a_usage_error():
    with pytest.raises(UsageError, match="nowhere"):
        list(find_drafts(["nowhere"]))


def test_a_folder_without_drafts_says_what_is_looked_for(tmp_path):
    (tmp_path / "x.png").write_bytes(b"")

    with pytest.raises(UsageError, match=r"\.html.*\.md"):
        list(find_drafts([tmp_path]))


def test_reading_keeps_the_path_as_given(folder):
    (draft,) = read_file(folder / "b.md")

    assert draft.path == str(folder / "b.md")
    assert len(draft.sha256) == 64


def test_a_file_that_is_gone_is_a_draft_error(tmp_path):
    with pytest.raises(DraftError, match="cannot be read"):
        read_file(tmp_path / "gone.md")


@pytest.mark.skipif(os.geteuid() == 0, reason="the super-user may read everything")
def test_a_file_that_may_not_be_read_is_a_draft_error(folder):
    (folder / "b.md").chmod(0)

    with pytest.raises(DraftError, match="permission denied"):
        read_file(folder / "b.md")


def test_a_folder_given_as_a_file_is_a_draft_error(tmp_path):
    with pytest.raises(DraftError, match="cannot be read"):
        read_file(Path(tmp_path))
