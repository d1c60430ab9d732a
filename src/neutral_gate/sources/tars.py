"""Files packed with gzip: one alone, as collectors of posts keep it, or a tar archive, as older Mastodon gives."""

from __future__ import annotations

import gzip
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from neutral_gate.model import DraftError
from neutral_gate.sources.items import Problem
from neutral_gate.sources.places import Place
from neutral_gate.sources.zips import MAX_FILES, MAX_RATIO, RATIO_FROM, Unpacked, damaged, leads_out, outside, too_many

_ERRORS = (tarfile.TarError, zlib.error, EOFError, OSError)


def is_tar(path: Path) -> bool:
    """Whether a packed file is a tar archive."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            return archive.next() is not None
    except _ERRORS:
        return False


class Gzip:
    """A packed file alone; its name is ""."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> Iterator[str | Problem]:
        """The one name."""
        yield ""

    def open(self, name: str) -> BinaryIO:
        """Opens it; reading may raise DraftError."""
        try:
            return Unpacked(gzip.open(self._path, "rb"), self._path.stat().st_size, str(self._path)).buffered()
        except OSError as error:
            raise damaged(str(self._path), error) from error


class Tar:
    """A tar archive, read where it lies; links in it are not followed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> Iterator[str | Problem]:
        """Names inside the archive, and a problem for each file that is left alone, or where the archive is cut off."""
        place = Place(str(self._path))
        most = max(RATIO_FROM, self._path.stat().st_size * MAX_RATIO)
        size = 0
        try:
            with tarfile.open(self._path, "r:gz") as archive:
                for count, member in enumerate(archive, 1):
                    size += member.size
                    if size > most:
                        yield place.problem(
                            member.name, "The archive unpacks to far more than an export holds.", "Check the archive."
                        )
                        return
                    if count > MAX_FILES:
                        yield too_many(str(self._path))
                        return
                    if leads_out(member.name):
                        yield outside(place, member.name)
                    elif member.isfile():
                        yield member.name
        except _ERRORS as error:
            yield place.problem(
                "", f"The archive is damaged ({error}); what stands before was read.", "Download it again."
            )

    def open(self, name: str) -> BinaryIO:
        """Opens a file in it; reading may raise DraftError."""
        label = f"{self._path}: {name}"
        try:
            archive = tarfile.open(self._path, "r:gz")  # noqa: SIM115
        except _ERRORS as error:
            raise damaged(label, error) from error
        try:
            member = next(each for each in archive if each.name == name and each.isfile())
            stream = archive.extractfile(member)
        except (*_ERRORS, StopIteration) as error:
            archive.close()
            raise damaged(label, error) from error
        if stream is None:
            archive.close()
            raise DraftError(f"{label} is no file.", "Download the archive again.")
        return Unpacked(stream, self._path.stat().st_size, label, archive).buffered()
