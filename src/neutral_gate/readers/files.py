"""Finds the drafts among files and folders, and reads them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.lazy import late
from neutral_gate.model import DraftError, UsageError
from neutral_gate.readers.decoding import MAX_BYTES
from neutral_gate.readers.documents import ENDS, end_of
from neutral_gate.readers.documents import MAX_BYTES as MAX_DOCUMENT
from neutral_gate.readers.reading import EXTENSIONS, read

if TYPE_CHECKING:
    from neutral_gate.model import Draft

_MARK_OF_A_POST = late(rb'"(?:text|media|hashtags|repost_of|quote_of|reply_to)"\s*:')
_LOOK_AT = 1 << 20
_AT_FIRST = 1 << 16
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
    seen = _Seen()
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = False
            for file, wanted in _walk(path, left_out):
                found = True
                if wanted and seen.is_new(file):
                    yield file
            if not found:
                raise UsageError(
                    f"There is no draft in the folder {path}.",
                    f"Name a file, or a folder with files that end in {', '.join(sorted(EXTENSIONS))}.",
                )
        elif os.path.lexists(path):
            if seen.is_new(path) and not left_out(path, False):
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
    name = str(path)
    most = MAX_DOCUMENT if end_of(name) in ENDS else MAX_BYTES
    try:
        with open(name, "rb", buffering=0) as file:  # noqa: PTH123 - half as long as the way of a Path
            data = file.read(_AT_FIRST)  # asked for all that may be there, Python makes room for it
            while (left := most + 1 - len(data)) and (more := file.read(min(left, _LOOK_AT))):
                data += more
            return data
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
            kind = _kind(entry)
            if kind == "file" and end_of(entry.name) not in EXTENSIONS:
                continue
            path = Path(entry.path)
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
    kind = EXTENSIONS.get(end_of(path.name))
    if kind != "post-json":
        return kind is not None
    try:
        with path.open("rb") as file:
            return _MARK_OF_A_POST.search(file.read(_LOOK_AT)) is not None
    except OSError:
        return True  # reading it later says what is wrong


class _Seen:
    """Tells files that came before, also by another name; where a folder really lies is looked at once."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: dict[str, str] = {}

    def is_new(self, path: Path) -> bool:
        name = str(path)
        folder, last = os.path.split(name)
        if last in ("", ".", "..") or os.path.islink(name):  # noqa: PTH114
            key = os.path.realpath(name)
        else:
            real = self._folders.get(folder)
            if real is None:
                real = self._folders[folder] = os.path.realpath(folder)
            key = os.path.join(real, last)  # noqa: PTH118
        if key in self._files:
            return False
        self._files.add(key)
        return True
