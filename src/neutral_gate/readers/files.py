"""Finds the drafts among files and folders, and reads them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.lazy import late
from neutral_gate.model import DraftError, UsageError
from neutral_gate.readers.decoding import MAX_BYTES
from neutral_gate.readers.documents import ENDS
from neutral_gate.readers.documents import MAX_BYTES as MAX_DOCUMENT
from neutral_gate.readers.reading import EXTENSIONS, read

if TYPE_CHECKING:
    from neutral_gate.model import Draft

_MARK_OF_A_POST = late(rb'"(?:text|media|hashtags|repost_of|quote_of|reply_to)"\s*:')
_LOOK_AT = 1 << 20
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
"""Folders that hold other people's files; hidden folders (their name begins with a dot) are skipped as well."""


def find_drafts(
    paths: Iterable[str | Path], left_out: Callable[[Path, bool], bool] = lambda path, folder: False
) -> Iterator[Path]:
    """The drafts behind paths: files as they are given, folders walked in sorted order for the known extensions.

    In a folder, a JSON file with no key of a post in it (such as a package list) is no draft and is left out.

    Args:
        paths: Files and folders.
        left_out: Says of a file, or of a folder (True), that the body wants it left out.

    Yields:
        Each file once. A folder, or an entry of one, that cannot be looked into comes as it is: whoever reads it is
        told why, and the rest is still checked.

    Raises:
        UsageError: a path does not exist, or a folder holds no draft.
    """
    seen: set[str] = set()
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = False
            for file, wanted in _walk(path, left_out):
                found = True
                if wanted and _new(file, seen):
                    yield file
            if not found:
                raise UsageError(
                    f"There is no draft in the folder {path}.",
                    f"Name a file, or a folder with files that end in {', '.join(sorted(EXTENSIONS))}.",
                )
        elif os.path.lexists(path):
            if _new(path, seen) and not left_out(path, False):
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
    return read(file_bytes(path), str(path))


def file_bytes(path: Path) -> bytes:
    """The bytes of a file, one more at most than is read of one: documents may be larger than text.

    Raises:
        DraftError: it cannot be opened; the message says why.
    """
    most = MAX_DOCUMENT if path.suffix.lower() in ENDS else MAX_BYTES
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        problem, mend = _why_not(path, error)
        raise DraftError(problem, mend) from error


def _why_not(path: Path, error: OSError) -> tuple[str, str]:
    """What is wrong with a file or folder that could not be opened, and what to do."""
    what = str(path)
    if isinstance(error, IsADirectoryError | PermissionError) and path.is_dir():
        what = f"The folder {path}"
        try:
            os.scandir(path).close()
        except OSError as inner:
            error = inner
    reason = (error.strerror or "it cannot be opened").lower()
    if what != str(path):
        return f"{what} cannot be read: {reason}.", "Check that it may be read, or leave it out."
    return f"{what} cannot be read: {reason}.", "Check that the file is there and may be read."


def _walk(folder: Path, left_out: Callable[[Path, bool], bool]) -> Iterator[tuple[Path, bool]]:
    """The files of a folder and the folders in it, in sorted order, and whether each is wanted.

    A folder that links back to itself is read once. One that cannot be read comes in place of its files.
    """
    waiting = [folder]
    entered: set[tuple[int, int]] = set()
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            with os.scandir(here) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError:
            yield here, True
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            kind, path = _kind(entry), Path(entry.path)
            if kind == "folder":
                if entry.name in SKIPPED_FOLDERS:
                    continue
                if left_out(path, True):
                    yield path, False
                else:
                    folders.append(path)
            elif kind and _is_draft(path):
                yield path, not left_out(path, False)
        waiting.extend(reversed(folders))


def _kind(entry: os.DirEntry[str]) -> str:
    """What an entry is: "folder", "file", "broken" where nobody can tell (a link to itself), or else ""."""
    try:
        if entry.is_dir():
            return "folder"
        return "file" if entry.is_file() else ""
    except OSError:
        return "broken"


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
