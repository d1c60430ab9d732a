import pytest

from neutral_gate.lexicon import places
from neutral_gate.model import GateError


@pytest.fixture
def package(tmp_path, monkeypatch):
    folder = tmp_path / "src" / "neutral_gate"
    (folder / "lexicon").mkdir(parents=True)
    monkeypatch.setattr(places, "__file__", str(folder / "lexicon" / "places.py"))
    return folder


def checkout(root):
    (root / "lexicons").mkdir()
    (root / "lexicons" / "clauses.yaml").touch()
    (root / "pyproject.toml").touch()


def test_an_installed_package_has_them_inside(package):
    (package / "_lexicons").mkdir()
    assert places.lexicons_dir() == package / "_lexicons"


def test_a_checkout_has_them_at_its_root(package, tmp_path):
    checkout(tmp_path)
    assert places.lexicons_dir() == tmp_path / "lexicons"


def test_those_inside_the_package_win(package, tmp_path):
    checkout(tmp_path)
    (package / "_lexicons").mkdir()
    assert places.lexicons_dir() == package / "_lexicons"


def test_a_folder_of_that_name_that_is_no_checkout_is_left_alone(package, tmp_path):
    (tmp_path / "lexicons").mkdir()
    with pytest.raises(GateError, match="files that come with Neutral Gate are missing"):
        places.lexicons_dir()


def test_the_checkout_of_this_test_is_found():
    assert (places.lexicons_dir() / "clauses.yaml").is_file()
