import json
from pathlib import Path

import pytest

from neutral_gate.sources import Problem, open_source

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "social"


@pytest.fixture
def write(tmp_path):
    """Writes a file: bytes, text, or anything else as JSON."""

    def write(content, name="posts.bin"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_bytes((content if isinstance(content, str) else json.dumps(content)).encode())
        return path

    return write


@pytest.fixture
def read():
    """Reads a path: its items and its problems."""

    def read(path, **options):
        found = list(open_source(path, **options))
        return (
            [each for each in found if not isinstance(each, Problem)],
            [each for each in found if isinstance(each, Problem)],
        )

    return read


@pytest.fixture
def one(write, read):
    """The one item that a content gives, without a problem."""

    def one(content):
        items, problems = read(write(content))
        assert problems == []
        assert len(items) == 1
        return items[0]

    return one


@pytest.fixture
def social():
    """The folder of sample files; it lies beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("needs the data folder `shared` beside the repository")
    return SHARED
