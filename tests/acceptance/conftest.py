"""The shared data of the project's workplace: real corpora and cases that the project does not ship."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(scope="session")
def shared():
    """The folder with the shared data; a test that needs it skips where it is missing."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the shared data is not beside this checkout (../shared/data)")
    return SHARED
