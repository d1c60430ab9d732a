"""The text of a JSON file, read piece by piece: memory holds the value that is being read and little more."""

from __future__ import annotations

import codecs
import json
import re
from typing import BinaryIO

CHUNK = 1 << 20
"""Bytes that are read at a time."""
MAX_VALUE = 8 << 20
"""Letters of the longest value that is read in one piece; a page of 100 posts, all included, has under a million."""

_BLANK = re.compile("[ \t\r\n\x1e\ufeff]*")
_NEAR_END = 16
"""Letters at the end of what was read in which an error may only mean that more is to come: "fals", "\\u00"."""
_DECODER = json.JSONDecoder()
_WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"))
_MARKS = (*_WIDE, (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (codecs.BOM_UTF8, "utf-8-sig"))
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


class BrokenError(ValueError):
    """The value that stands here is no valid JSON.

    Attributes:
        cut: True where the file ends in the middle of it.
        deep: True where lists and objects stand inside each other so deep that nobody looks for its end.
    """

    def __init__(self, why: str, *, cut: bool = False, deep: bool = False) -> None:
        super().__init__(why)
        self.cut = cut
        self.deep = deep


class TooLongError(BrokenError):
    """The value that stands here is longer than `MAX_VALUE`."""


class JsonText:
    """Reads values one after another from a stream of bytes.

    The bytes are UTF-8, or what their byte order mark says. A byte that is no UTF-8 is read as Windows-1252, as
    browsers do, and `mended` tells that there was one.

    Attributes:
        mended: True where the value read last held a byte that is no UTF-8.
    """

    def __init__(self, stream: BinaryIO) -> None:
        first = stream.read(CHUNK)
        self._charset = next((name for mark, name in _MARKS if first.startswith(mark)), "utf-8")
        self._decoder = codecs.getincrementaldecoder(self._charset)("surrogateescape")
        self._stream = stream
        self._text = self._decode(first, not first)
        self._place = 0
        self._before = 0
        self._lines = 0
        self._ended = not first
        self.mended = False

    @property
    def byte(self) -> int:
        """The byte of the file at which reading stands, counted from 0 (after a byte order mark in wide encodings)."""
        return self._before + self._size(self._text[: self._place])

    @property
    def line(self) -> int:
        """The line at which reading stands, counted from 1."""
        return self._lines + self._text.count("\n", 0, self._place) + 1

    def peek(self) -> str:
        """The next sign that is not blank, or "" at the end; reading stands before it."""
        while True:
            match = _BLANK.match(self._text, self._place)
            self._place = match.end() if match is not None else self._place
            if self._place < len(self._text):
                return self._text[self._place]
            if not self._more():
                return ""

    def takes(self, sign: str) -> bool:
        """Steps over a sign, if it is the next one."""
        if self.peek() != sign:
            return False
        self._place += 1
        return True

    def skips(self, pattern: re.Pattern[str]) -> bool:
        """Steps over what a pattern matches here; the pattern must fit into what is read at a time."""
        self.peek()
        match = pattern.match(self._text, self._place)
        self._place = match.end() if match is not None else self._place
        return match is not None

    def opening(self) -> str:
        """How the value here begins, up to its first key and value sign: `{ "id":`, with the blanks as they stand."""
        match = re.compile(r'\{\s*"[^"\\\n]{0,60}"\s*:').match(self._text, self._place)
        return match.group() if match is not None else ""

    def value(self) -> object:
        """Reads the value that stands here.

        Raises:
            BrokenError: it is no valid JSON, or the file ends in the middle of it; reading stays at its beginning.
            TooLongError: it is longer than `MAX_VALUE`.
        """
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._place)
            except json.JSONDecodeError as error:
                short = error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _NEAR_END
                if not short:
                    raise BrokenError(f"{error.msg} ({error.pos - self._place} signs into it)") from None
                if len(self._text) - self._place > MAX_VALUE:
                    raise TooLongError("it is too long") from None
                if not self._more():
                    raise BrokenError("the file ends in the middle of it", cut=True) from None
            except RecursionError:
                raise BrokenError("too many lists and objects stand inside each other", deep=True) from None
            except ValueError:
                raise BrokenError("a number in it is too long") from None
            else:
                if end == len(self._text) and not isinstance(value, str | list | dict) and self._more():
                    continue  # a number may go on in the next piece
                piece = self._text[self._place : end]
                self._place = end
                self.mended = not piece.isascii() and _NOT_UTF8.search(piece) is not None
                return value

    def seek(self, sign: str, beyond: int = 1) -> bool:
        """Goes on to the next place where `sign` stands, at least `beyond` signs from here; false where none comes."""
        self._place = min(self._place + beyond, len(self._text))
        while (found := self._text.find(sign, self._place)) < 0:
            self._place = max(self._place, len(self._text) - len(sign) + 1)
            if not self._more():
                self._place = len(self._text)
                return False
        self._place = found
        return True

    def _more(self) -> bool:
        """Reads on, at least as much again as is held, and forgets what was read before this place."""
        if self._ended:
            return False
        gone, kept = self._text[: self._place], self._text[self._place :]
        self._before += self._size(gone)
        self._lines += gone.count("\n")
        data = self._stream.read(max(CHUNK, len(kept)))
        self._ended = not data
        self._text = kept + self._decode(data, self._ended)
        self._place = 0
        return not self._ended or len(self._text) > len(kept)

    def _decode(self, data: bytes, last: bool) -> str:
        try:
            return self._decoder.decode(data, last)
        except UnicodeDecodeError:
            # Only UTF-16 and UTF-32 get here: half a letter at the end of the file.
            self._decoder.reset()
            return "\ufffd"

    def _size(self, text: str) -> int:
        if text.isascii() and self._charset.startswith("utf-8"):
            return len(text)
        charset = self._charset if self._charset.startswith("utf-8") else f"{self._charset}-le"
        return len(text.encode(charset.removesuffix("-sig"), "surrogateescape" if "8" in charset else "replace"))


def mend_bytes(text: str) -> str:
    """The text with bytes that are no UTF-8 read as Windows-1252, and lone halves of letters replaced."""
    if text.isascii():
        return text.replace("\0", "\ufffd") if "\0" in text else text
    text = _NOT_UTF8.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
