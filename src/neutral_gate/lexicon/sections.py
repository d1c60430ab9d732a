"""One file of several parts, of which a run loads those that it needs: plain data and records of plain data.

Each part has a checksum. Plain data is Python's marshal format: numbers, text, tuples, lists,
dicts and sets, and no code is run by reading it. Parts with classes of the gate are read by `cache.thaw` only.
"""

from __future__ import annotations

import marshal
import os
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

_MAGIC = b"NGLX1\n"
_NUMBER = 8
_LARGEST_HEAD = 65_536
_START = len(_MAGIC) + 2 * _NUMBER


class Records:
    """Many pieces of plain data, each read when it is asked for the first time.

    Args:
        data: What `pack` made.
    """

    def __init__(self, data: bytes) -> None:
        size = int.from_bytes(data[:_NUMBER], "little")
        self._ends = array("I", data[_NUMBER : _NUMBER + size * 4])
        self._data = memoryview(data)[_NUMBER + size * 4 :]
        self._read: dict[int, Any] = {}

    def __len__(self) -> int:
        return len(self._ends)

    def __call__(self, number: int) -> Any:
        """Piece number `number`, from 0."""
        try:
            return self._read[number]
        except KeyError:
            start = self._ends[number - 1] if number else 0
            found = self._read[number] = marshal.loads(self._data[start : self._ends[number]])  # noqa: S302 - own data
            return found

    @staticmethod
    def pack(pieces: Iterable[Any]) -> bytes:
        """Plain data, to be read by number."""
        ends = array("I")
        data = bytearray()
        for piece in pieces:
            data += marshal.dumps(piece)
            ends.append(len(data))
        return len(ends).to_bytes(_NUMBER, "little") + ends.tobytes() + bytes(data)


class Parts(Mapping[str, bytes]):
    """The parts of a file that `join` made; each is read, and its checksum tried, when it is asked for.

    The file stays open, so that another one put in its place meanwhile does no harm.

    Args:
        path: The file.
        mend: Makes the parts anew, where one of them turns out to be broken.

    Raises:
        OSError: There is no such file.
        ValueError: It is cut off, or no file of parts.
    """

    def __init__(self, path: Path, mend: Callable[[], dict[str, bytes]]) -> None:
        self._mend = mend
        self._made: dict[str, bytes] | None = None
        # A bare descriptor: a file object may be finalised before `__del__` here, and then warns that nobody closed it.
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        start = self._read(0, _START)
        size = int.from_bytes(start[-_NUMBER:], "little") if len(start) == _START else 0
        head = self._read(_START, size) if size < _LARGEST_HEAD else b""
        check = start[len(_MAGIC) : len(_MAGIC) + _NUMBER]
        if not head or start[: len(_MAGIC)] != _MAGIC or int.from_bytes(check, "little") != zlib.crc32(head):
            raise ValueError("broken")
        self._places: dict[str, tuple[int, int, int]] = {}
        place = _START + len(head)
        for name, size, checksum in marshal.loads(head):  # noqa: S302 - its checksum holds
            self._places[name] = place, size, checksum
            place += size
        if os.fstat(self._file).st_size != place:
            raise ValueError("cut off")

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            os.close(self._file)

    def __getitem__(self, name: str) -> bytes:
        if self._made is None:
            place, size, checksum = self._places[name]
            data = self._read(place, size)
            if zlib.crc32(data) == checksum:
                return data
            self._made = self._mend()
        return self._made[name]

    def _read(self, place: int, size: int) -> bytes:
        """Some bytes of the file; forked processes share its position, so that is not used where it can be helped."""
        if hasattr(os, "pread"):
            return os.pread(self._file, size, place)
        os.lseek(self._file, place, os.SEEK_SET)  # Windows, where nothing forks
        return os.read(self._file, size)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def join(parts: Mapping[str, bytes]) -> bytes:
    """A file of named parts."""
    head = marshal.dumps([(name, len(part), zlib.crc32(part)) for name, part in parts.items()])
    numbers = (zlib.crc32(head), len(head))
    start = _MAGIC + b"".join(number.to_bytes(_NUMBER, "little") for number in numbers)
    return start + head + b"".join(parts.values())
