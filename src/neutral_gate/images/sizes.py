"""The dated table of picture sizes that websites and social channels ask for: `lexicons/image_sizes.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from neutral_gate.model import UsageError

WEB = "web"
_FILE = "image_sizes.toml"


@dataclass(frozen=True, slots=True)
class Size:
    """Pixels that a place asks for, and for what use."""

    use: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Place:
    """A social channel, or the web.

    Attributes:
        id: Short name.
        names: What a draft may call it.
        title: Its name for readers.
        sizes: What it asks for, the usual one first; empty where it takes any.
        source: Where the figures come from.
        max_bytes: Bytes of the largest file that it takes, or 0 where that is not known.
        alt: Letters of alternative text that it takes, or 0.
    """

    id: str
    names: frozenset[str]
    title: str
    sizes: tuple[Size, ...]
    source: str
    max_bytes: int = 0
    alt: int = 0


@dataclass(frozen=True, slots=True)
class Sizes:
    """The table, and the day on which it was last compared with its sources."""

    checked: date
    places: Mapping[str, Place]

    def named(self, name: str) -> Place | None:
        """The place of that name, however it is written, or None."""
        folded = name.strip().casefold().removesuffix(".com")
        return next((place for place in self.places.values() if folded in place.names), None)


@cache
def load_sizes() -> Sizes:
    """The table that ships with Neutral Gate.

    Raises:
        UsageError: It cannot be read.
    """
    return read_sizes(_lexicons() / _FILE)


def read_sizes(path: Path) -> Sizes:
    """Reads a table of sizes.

    Raises:
        UsageError: It cannot be read; the message says why.
    """
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        places = [_place(entry) for entry in data["place"]]
        checked = data["checked"]
        if not isinstance(checked, date):
            raise TypeError("checked is no date")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"The table of picture sizes, {path.name}, cannot be read: {error}.",
            "Install Neutral Gate again, or correct the file if you changed it.",
        ) from None
    return Sizes(checked, {place.id: place for place in places})


def _place(entry: Mapping[str, Any]) -> Place:
    return Place(
        id=str(entry["id"]),
        names=frozenset(str(name) for name in entry["names"]),
        title=str(entry["title"]),
        sizes=tuple(Size(str(size["use"]), int(size["width"]), int(size["height"])) for size in entry["sizes"]),
        source=str(entry["source"]),
        max_bytes=int(entry.get("max_bytes", 0)),
        alt=int(entry.get("alt", 0)),
    )


def _lexicons() -> Path:
    """Where the lexicons are: inside the installed package, or at the root of a source tree."""
    package = Path(__file__).parent.parent
    installed = package / "_lexicons"
    return installed if installed.is_dir() else package.parent.parent / "lexicons"
