"""One file of several parts, of which a run loads those that it needs: plain data and records of plain data.

Each part has a checksum, or each of its pieces. Plain data is Python's marshal format: numbers, text, tuples, lists,
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

_MAGIC = b"NGLX2\n"
_NUMBER = 8
_CHECK = 4
_IN_A_PIECE = 4
_LARGEST_HEAD = 65_536
_START = len(_MAGIC) + 2 * _NUMBER


class Records:
    """Many pieces of plain data, each read, and its checksum tried, when it is asked for the first time.

    Args:
        data: What `pack` made, or a function that reads some of its bytes: from where, and how many.
        mend: Gives what `pack` made once more, where a piece turns out to be broken.
    """

    def __init__(self, data: bytes | Callable[[int, int], bytes], mend: Callable[[], bytes] | None = None) -> None:
        self._read: Callable[[int, int], bytes] = data if callable(data) else _reader(data)
        self._mend = mend
        self._known: dict[int, Any] = {}
        self._ends = array("I", self._read(_NUMBER, 4 * int.from_bytes(self._read(0, _NUMBER), "little")))
        self._first = _NUMBER + 4 * len(self._ends)

    def __len__(self) -> int:
        return len(self._ends)

    def __call__(self, number: int) -> Any:
        """Piece number `number`, from 0."""
        try:
            return self._known[number]
        except KeyError:
            found = self._known[number] = marshal.loads(self._piece(number))  # noqa: S302 - its checksum holds
            return found

    def read_all(self) -> None:
        """Reads every piece now, for a process that will need most of them in time."""
        for number in range(len(self)):
            self(number)

    def _piece(self, number: int) -> memoryview:
        start = self._ends[number - 1] if number else 0
        data = memoryview(self._read(self._first + start, self._ends[number] - start))
        if zlib.crc32(data[_CHECK:]) == int.from_bytes(data[:_CHECK], "little"):
            return data[_CHECK:]
        if self._mend is None:
            raise ValueError("broken")
        self._read, self._mend = _reader(self._mend()), None
        return self._piece(number)

    @staticmethod
    def pack(pieces: Iterable[Any]) -> Packed:
        """Plain data, to be read by number."""
        ends = array("I")
        data = bytearray()
        for piece in map(marshal.dumps, pieces):
            data += zlib.crc32(piece).to_bytes(_CHECK, "little") + piece
            ends.append(len(data))
        return Packed(len(ends).to_bytes(_NUMBER, "little") + ends.tobytes() + bytes(data))


class Packed(bytes):
    """What `Records` reads. Each piece has a checksum, so only what comes before them needs one more."""

    @property
    def head(self) -> bytes:
        """What comes before the pieces."""
        return self[: _NUMBER + 4 * int.from_bytes(self[:_NUMBER], "little")]


def _reader(data: bytes) -> Callable[[int, int], bytes]:
    return lambda start, size: data[start : start + size]


class Words:
    """Plain data by word, in as many pieces as it takes to read few words quickly.

    Args:
        pieces: Of what `pack` made.
    """

    def __init__(self, pieces: Records) -> None:
        self._pieces = pieces
        self._count = len(pieces)

    def __call__(self, word: str) -> Any:
        """What stands under a word, or None."""
        return self._pieces(zlib.crc32(word.encode("utf-8", "replace")) % self._count).get(word)

    @staticmethod
    def pack(entries: Mapping[str, Any]) -> Packed:
        """Plain data, to be read by word."""
        pieces: list[dict[str, Any]] = [{} for _ in range(max(1, len(entries) // _IN_A_PIECE))]
        for word, entry in entries.items():
            pieces[zlib.crc32(word.encode("utf-8", "replace")) % len(pieces)][word] = entry
        return Records.pack(pieces)


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
        self._places: dict[str, tuple[int, int, int, int]] = {}
        place = _START + len(head)
        for name, size, checked, checksum in marshal.loads(head):  # noqa: S302 - its checksum holds
            self._places[name] = place, size, checked, checksum
            place += size
        if os.fstat(self._file).st_size != place:
            raise ValueError("cut off")

    def __del__(self, close: Callable[[int], None] = os.close) -> None:  # at the end of Python `os` may be gone
        if hasattr(self, "_file"):
            close(self._file)

    def __getitem__(self, name: str) -> bytes:
        if self._made is None:
            place, size, checked, checksum = self._places[name]
            data = self._read(place, size)
            if zlib.crc32(data[:checked]) == checksum:
                return data
        return self._mended(name)

    def records(self, name: str) -> Records:
        """The pieces of a part, of which only those are read that are asked for."""
        if self._made is None:
            first, _, checked, checksum = self._places[name]
            if zlib.crc32(self._read(first, checked)) == checksum:
                return Records(lambda start, size: self._read(first + start, size), lambda: self._mended(name))
        return Records(self._mended(name))

    def _mended(self, name: str) -> bytes:
        if self._made is None:
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
    heads = {name: part.head if isinstance(part, Packed) else part for name, part in parts.items()}
    head = marshal.dumps([(name, len(part), len(heads[name]), zlib.crc32(heads[name])) for name, part in parts.items()])
    numbers = (zlib.crc32(head), len(head))
    start = _MAGIC + b"".join(number.to_bytes(_NUMBER, "little") for number in numbers)
    return start + head + b"".join(parts.values())
