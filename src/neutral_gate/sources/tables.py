"""Rows of a CSV file, read as a stream."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from neutral_gate.sources.items import Problem
from neutral_gate.sources.places import Opener, Place

_LONGEST = 1 << 20
"""Letters of the longest cell: a post has a few thousand at most."""
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells, and the line at which it ends."""

    cells: tuple[str, ...]
    line: int


def rows(opener: Opener, place: Place) -> Iterator[Row | Problem]:
    """Reads a CSV file row by row; a cell may hold line breaks.

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        Each row that is not empty. A row that cannot be read is a problem, and so is, once, a byte that is no UTF-8;
        such bytes are left as they are for `mend_bytes`.
    """
    with opener() as stream:
        head = stream.read(1 << 16)
    charset = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
    first = head.decode(charset, "replace").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(_LONGEST)
    told = False
    with opener() as stream, io.TextIOWrapper(stream, charset, "surrogateescape", newline="") as text:
        # A file without line breaks is read in pieces, so that it never stands in memory as a whole.
        reader = csv.reader(iter(partial(text.readline, 2 * _LONGEST), ""), delimiter=delimiter)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield place.problem(f"line {reader.line_num}", f"This row cannot be read: {error}.", "Mend this row.")
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if not told and any("\udc80" <= sign <= "\udcff" for cell in cells if not cell.isascii() for sign in cell):
                told = True
                yield place.problem(
                    f"line {reader.line_num}",
                    "Some letters are not UTF-8; they were read as Windows-1252.",
                    "Save the table as UTF-8.",
                )
            yield Row(tuple(cells), reader.line_num)
