"""Finds the drafts among files and folders, and reads them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from neutral_gate.model import Draft, DraftError, UsageError
from neutral_gate.readers.decoding import MAX_BYTES
from neutral_gate.readers.reading import EXTENSIONS, read

_MARK_OF_A_POST = re.compile(rb'"(?:text|media|hashtags|repost_of|quote_of|reply_to)"\s*:')
_LOOK_AT = 1 << 20
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
"""Folders that hold other people's files; hidden folders (their name begins with a dot) are skipped as well."""


def find_drafts(paths: Iterable[str | Path]) -> Iterator[Path]:
    """The drafts behind paths: files as they are given, folders walked in sorted order for the known extensions.

    In a folder, a JSON file with no key of a post in it (such as a package list) is no draft and is left out.

    Args:
        paths: Files and folders.

    Yields:
        Each file once.

    Raises:
        UsageError: a path does not exist, or a folder holds no draft.
    """
    seen: set[str] = set()
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = False
            for file in _walk(path):
                found = True
                if _new(file, seen):
                    yield file
            if not found:
                raise UsageError(
                    f"There is no draft in the folder {path}.",
                    f"Name a file, or a folder with files that end in {', '.join(sorted(EXTENSIONS))}.",
                )
        elif path.exists():
            if _new(path, seen):
                yield path
        else:
            raise UsageError(f"There is no file or folder {path}.", "Check how it is written.")


def read_file(path: Path) -> tuple[Draft, ...]:
    """Reads a file.

    Args:
        path: The file.

    Returns:
        The drafts in it.

    Raises:
        DraftError: it cannot be opened or holds no draft that can be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise DraftError(
            f"{path} cannot be read: {reason}.", "Check that the file is there and may be read."
        ) from error
    return read(data, str(path))


def _walk(folder: Path) -> Iterator[Path]:
    """The files of a folder and the folders in it, in sorted order; a folder that links back to itself is read once."""
    waiting = [folder]
    entered: set[tuple[int, int]] = set()
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            raise UsageError(
                f"The folder {here} cannot be read: {(error.strerror or 'it cannot be opened').lower()}.",
                "Check that it may be read, or leave it out.",
            ) from error
        if (status.st_dev, status.st_ino) in entered:
            continue
        entered.add((status.st_dev, status.st_ino))
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                if entry.name not in SKIPPED_FOLDERS:
                    folders.append(Path(entry.path))
            elif entry.is_file() and _is_draft(Path(entry.path)):
                yield Path(entry.path)
        waiting.extend(reversed(folders))


def _is_draft(path: Path) -> bool:
    kind = EXTENSIONS.get(path.suffix.lower())
    if kind != "post-json":
        return kind is not None
    try:
        with path.open("rb") as file:
            return _MARK_OF_A_POST.search(file.read(_LOOK_AT)) is not None
    except OSError:
        return True  # reading it later says what is wrong


def _new(path: Path, seen: set[str]) -> bool:
    key = os.path.realpath(path)
    if key in seen:
        return False
    seen.add(key)
    return True
