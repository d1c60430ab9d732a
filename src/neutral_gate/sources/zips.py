"""The files of a source: a file alone, a folder, or a zip archive that is read where it lies and never unpacked."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from neutral_gate.model import DraftError
from neutral_gate.sources.items import Problem
from neutral_gate.sources.places import Place

MAX_FILES = 500_000
"""Most files in a folder or archive. An X archive has one for each picture; the largest known hold about 200,000."""
MAX_RATIO = 400
"""Most bytes that one packed byte may give. Deflate gives 1,032 at the very most; text and JSON stay under 50."""
RATIO_FROM = 64 << 20
"""Bytes up to which the ratio is not looked at: a small file of blanks harms nobody."""
# `NotImplementedError` is what zipfile says of a way of packing that it does not know.
_READ_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
_PACKED = (".zip", ".gz", ".tgz", ".7z", ".rar")


class Files(Protocol):
    """The files of a source, by name."""

    def names(self) -> Iterator[str | Problem]:
        """The name of each file, in order, and a problem for each that is left alone."""

    def open(self, name: str) -> BinaryIO:
        """Opens a file.

        Raises:
            DraftError: it cannot be read.
        """


class Readable(Protocol):
    """A stream of bytes, of which no more is asked than this."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most `size` of them."""

    def close(self) -> None:
        """Closes it."""


class Closable(Protocol):
    """Something that is closed at the end."""

    def close(self) -> None:
        """Closes it."""


class OneFile:
    """A file alone; its name is ""."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> Iterator[str | Problem]:
        """The one name."""
        yield ""

    def open(self, name: str) -> BinaryIO:
        """Opens it; see `Files`."""
        return _opened(self._path)


class Folder:
    """A folder and the folders in it; links that lead out of it are not followed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> Iterator[str | Problem]:
        """Names relative to the folder; see `Files`."""
        count = 0
        for root, folders, files in os.walk(self._path):
            folders.sort()
            for file in sorted(files):
                path = Path(root, file)
                if path.is_symlink() or not path.is_file():
                    continue
                count += 1
                if count > MAX_FILES:
                    yield too_many(str(self._path))
                    return
                yield path.relative_to(self._path).as_posix()

    def open(self, name: str) -> BinaryIO:
        """Opens a file in it; see `Files`."""
        return _opened(self._path / name)


class Zip:
    """A zip archive.

    Raises:
        DraftError: it is no zip archive, or a damaged one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._archive = zipfile.ZipFile(path)
        except _READ_ERRORS as error:
            raise DraftError(
                f"{path} is a damaged zip archive ({error}).", "It may be cut off. Download it again."
            ) from error

    def names(self) -> Iterator[str | Problem]:
        """Names inside the archive; see `Files`."""
        place = Place(str(self._path))
        seen: set[str] = set()
        for count, entry in enumerate(self._archive.infolist(), 1):
            name = entry.filename
            if count > MAX_FILES:
                yield too_many(str(self._path))
                return
            if entry.is_dir():
                continue
            if leads_out(name):
                yield outside(place, name)
            elif entry.flag_bits & 1:
                yield place.problem(name, "This file is locked with a password.", "Unpack the archive and read that.")
            elif name.lower().endswith(_PACKED):
                yield place.problem(
                    name, "This is an archive inside the archive, so it was not read.", "Unpack it and read that."
                )
            elif name in seen:
                yield place.problem(name, "Two files have this name; only the last is read.", "Check the archive.")
            else:
                seen.add(name)
                yield name

    def open(self, name: str) -> BinaryIO:
        """Opens a file in it; see `Files`. Reading on may raise DraftError, too."""
        try:
            entry = self._archive.getinfo(name)
            return Unpacked(self._archive.open(entry), entry.compress_size, f"{self._path}: {name}").buffered()
        except (*_READ_ERRORS, KeyError) as error:
            raise damaged(f"{self._path}: {name}", error) from error


class Unpacked(io.RawIOBase):
    """A file while it is unpacked, with an eye on how much comes out of it.

    Args:
        stream: What unpacks it.
        packed: Its size as it was packed, in bytes.
        label: What messages call it.
        archive: What is closed with it.
    """

    def __init__(self, stream: Readable, packed: int, label: str, archive: Closable | None = None) -> None:
        self._stream = stream
        self._archive = archive
        self._most = max(RATIO_FROM, packed * MAX_RATIO)
        self._count = 0
        self._label = label

    def buffered(self) -> BinaryIO:
        """The same as a stream that others can read from."""
        return io.BufferedReader(self, 1 << 16)

    def close(self) -> None:
        """Closes what it was opened from, too."""
        if not self.closed:
            self._stream.close()
            if self._archive is not None:
                self._archive.close()
        super().close()

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Unpacks the next bytes.

        Raises:
            DraftError: the file is damaged, or far more comes out of it than an export holds.
        """
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            data = self._stream.read(len(view))
        except _READ_ERRORS as error:
            raise damaged(self._label, error) from error
        self._count += len(data)
        if self._count > self._most:
            raise DraftError(
                f"{self._label} unpacks to far more than an export holds, so reading stopped.", "Check the archive."
            )
        view[: len(data)] = data
        return len(data)


def leads_out(name: str) -> bool:
    """Whether the name of a file in an archive leads out of the folder that it would be unpacked to."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in next(iter(path.parts), "")


def outside(place: Place, name: str) -> Problem:
    """The problem of a file whose name leads out of its archive."""
    return place.problem(name, "This file's name leads out of the archive, so it was not read.", "Check the archive.")


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise DraftError(
            f"{path} cannot be read: {error.strerror or error}.", "Check its name and your rights to it."
        ) from error


def damaged(label: str, error: Exception) -> DraftError:
    """The error of a file that cannot be unpacked."""
    return DraftError(f"{label} is damaged ({error}).", "Download or export it again.")


def too_many(path: str) -> Problem:
    """The problem of an archive or folder with more files than are looked at."""
    return Place(path).problem(
        "", f"There are more than {MAX_FILES:,} files in it; the rest was not read.", "Split it into parts."
    )
