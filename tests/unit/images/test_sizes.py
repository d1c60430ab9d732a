from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from neutral_gate.images.sizes import load_sizes, read_sizes
from neutral_gate.model import UsageError


def test_the_shipped_table() -> None:
    sizes = load_sizes()

    assert sizes.checked >= date(2026, 11, 21)
    assert {"web", "x", "facebook", "instagram", "linkedin", "bluesky"} <= set(sizes.places)
    for place in sizes.places.values():
        assert place.source
        assert place.id in place.names
        assert all(size.width > 0 and size.height > 0 and size.use for size in place.sizes)


@pytest.mark.parametrize(
    ("name", "found"), [("X", "x"), (" Twitter ", "x"), ("facebook.com", "facebook"), ("MySpace", None)]
)
def test_a_place_by_any_of_its_names(name: str, found: str | None) -> None:
    place = load_sizes().named(name)

    assert (place.id if place else None) == found


@pytest.mark.parametrize(
    "text",
    ["", "checked = 2026-01-01", "checked = 4\nplace = []", 'checked = 2026-01-01\nplace = [{id = "x"}]', "checked ="],
)
def test_a_broken_table_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sizes.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match=r"sizes\.toml, cannot be read"):
        read_sizes(path)
