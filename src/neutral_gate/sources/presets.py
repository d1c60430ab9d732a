"""What the columns of a scheduler's table mean: the presets that come with the gate, and those that a team saved."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from neutral_gate.model import UsageError

MEANINGS = ("text", "when", "date", "time", "link", "image", "alt", "account", "platform", "title", "id")
"""What a column may hold; `when` is day and time in one, `date` and `time` are the two apart."""

SHIPPED: Mapping[str, Mapping[str, str]] = {
    "hootsuite": {"when": "1", "text": "2", "link": "3", "image": "4"},
    "buffer": {"text": "Text", "image": "Image URL", "when": "Posting Time"},
}
"""Presets by name. Neither form is promised by its vendor; a changed one is saved as a preset of one's own."""

_GUESSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("text", ("text", "message", "post", "post text", "content", "caption", "post content", "copy", "tweet", "body")),
    ("when", ("when", "posting time", "date & time", "date and time", "datetime", "scheduled time", "scheduled at")),
    ("when", ("scheduled for", "schedule", "publish date", "scheduled date", "post date", "publish at", "scheduled")),
    ("date", ("date", "day")),
    ("time", ("time",)),
    ("link", ("link", "url", "link url", "links")),
    ("image", ("image url", "image", "image link", "media", "media url", "picture", "photo", "image urls")),
    ("alt", ("alt text", "alt", "image alt text", "alternative text", "image description")),
    ("account", ("account", "profile", "social profile", "page", "channel", "profiles", "accounts")),
    ("platform", ("network", "platform", "social network")),
    ("title", ("title", "subject", "headline")),
    ("id", ("id", "post id")),
)
_MESSAGES = frozenset({"conversation id", "conversation_id", "from", "to", "recipient", "sender"})
"""Columns of private messages, which are never read as posts."""
_SHAPE = 'A preset says for each meaning which column holds it: text = "Message", when = "Date".'


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what.

    Attributes:
        by_meaning: The column's name, or its number counted from 1, for each meaning.
        guessed: True where the meanings were told from the names of the columns.
    """

    by_meaning: Mapping[str, str]
    guessed: bool = False

    @property
    def headless(self) -> bool:
        """Whether the columns go by their numbers, so that the first row is a post already."""
        return all(column.isdigit() for column in self.by_meaning.values())


def columns_of(preset: str | None, mapping: Mapping[str, str] | None, file: Path | None = None) -> Columns | None:
    """The columns that a preset or a mapping names; None where neither is given.

    Args:
        preset: Name of a preset.
        mapping: Meaning to column; where a preset is given too, it says what is different.
        file: Where saved presets lie; by default in the user's own folder.

    Raises:
        UsageError: there is no such preset or meaning, or no column for the text.
    """
    if preset is None and not mapping:
        return None
    known = {**SHIPPED, **saved_presets(file)} if preset is not None else {}
    if preset is not None and preset not in known:
        raise UsageError(f"There is no preset {preset!r}.", f"Presets are: {', '.join(sorted(known))}.")
    by_meaning = {**(known[preset] if preset is not None else {}), **(mapping or {})}
    _check(by_meaning)
    return Columns(by_meaning)


def guessed_columns(names: tuple[str, ...]) -> Columns | None:
    """The meanings of columns by their usual names; None where text or date is not among them."""
    if any(name.strip().lower() in _MESSAGES for name in names):
        return None
    folded = {" ".join(name.replace("_", " ").replace("\ufeff", "").lower().split()): name for name in names}
    found: dict[str, str] = {}
    for meaning, usual in _GUESSES:
        column = next((folded[name] for name in usual if name in folded), None)
        if column is not None and column not in found.values():
            found.setdefault(meaning, column)
    return Columns(found, guessed=True) if "text" in found and found.keys() & {"when", "date"} else None


def presets_file() -> Path:
    """Where a user's own presets are kept: in the folder of settings that the system gives to programs."""
    base = os.environ.get("APPDATA" if sys.platform == "win32" else "XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "neutral-gate" / "presets.toml"


def saved_presets(file: Path | None = None) -> dict[str, Mapping[str, str]]:
    """The presets that were saved.

    Args:
        file: Where they lie; by default in the user's own folder.

    Raises:
        UsageError: the file cannot be read, or a preset in it has no such meaning.
    """
    path = file or presets_file()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}.", _SHAPE) from error
    presets: dict[str, Mapping[str, str]] = {}
    for name, value in found.items():
        if not isinstance(value, dict):
            raise UsageError(f"{path}: {name!r} is no preset.", _SHAPE)
        presets[name] = {meaning: str(column) for meaning, column in value.items()}
        _check(presets[name])
    return presets


def save_preset(name: str, mapping: Mapping[str, str], file: Path | None = None) -> Path:
    """Saves a mapping under a name; one of the same name is replaced, everything else in the file stays as it is.

    Args:
        name: Its name.
        mapping: Meaning to column.
        file: Where to; by default in the user's own folder.

    Returns:
        The file.

    Raises:
        UsageError: the mapping has an unknown meaning or no column for the text, or the file cannot be written.
    """
    import tomlkit

    _check(mapping)
    path = file or presets_file()
    saved_presets(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
        document[name] = dict(mapping)
        part = path.with_name(f"{path.name}.part")
        part.write_text(tomlkit.dumps(document), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}.", "Check your rights to it.") from error
    return path


def _check(mapping: Mapping[str, str]) -> None:
    for meaning in mapping:
        if meaning not in MEANINGS:
            raise UsageError(f"{meaning!r} is no meaning of a column.", f"Use one of: {', '.join(MEANINGS)}.")
    if "text" not in mapping:
        raise UsageError("No column is named for the text of the posts.", _SHAPE)
