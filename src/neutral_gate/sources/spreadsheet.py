"""Workbooks of Excel and its kin (.xlsx): plans of posts, a sheet after another, read row by row."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO
from itertools import islice
from typing import Any

from neutral_gate.model import DraftError
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.office import check_workbook, whole
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.presets import Columns
from neutral_gate.sources.schedule import LOOK_AT, columns_in, read_rows
from neutral_gate.sources.tables import Row

MAX_ROWS = 100_000
"""Rows of a sheet that are read. A plan of posts has some hundreds."""
_MOST_CELLS = 200
"""Cells of a row that are looked at."""
_BATCH = 500


def read(opener: Opener, place: Place, columns: Columns | None = None) -> Iterator[Item | Problem]:
    """Reads a workbook.

    Args:
        opener: Opens the file.
        place: The file.
        columns: Which column holds what; by default this is told from their names in each sheet.

    Yields:
        An item a row that has a text, a link or a picture. Sheets with other columns are left out.

    Raises:
        DraftError: it is no workbook that can be read, or no sheet has the columns that are asked for.
    """
    data = whole(opener, place)
    workbook = _opened(data, place)
    refused: DraftError | None = None
    read_one = False
    for name in _sheets(workbook):
        here = Place(place.source, place.at(f"sheet {name}"))
        table = partial(_rows, workbook[name], here)
        if columns is None and columns_in(_first(table())) is None:
            continue
        try:
            yield from read_rows(table, here, columns)
            read_one = True
        except DraftError as error:
            refused = error
    if not read_one:
        raise refused or DraftError("No sheet of this workbook is a plan of posts.", "Name its columns in a mapping.")


def is_plan(data: bytes, place: Place) -> bool:
    """Whether a sheet of a workbook has the columns of a plan of posts.

    Raises:
        DraftError: it is no workbook that can be read.
    """
    workbook = _opened(data, place)
    sheets = (_first(_rows(workbook[name], place)) for name in _sheets(workbook))
    return any(columns_in(first) is not None for first in sheets)


def _opened(data: bytes, place: Place) -> Any:
    try:
        import openpyxl  # type: ignore[import-untyped]
    except ImportError:
        raise DraftError(
            f"{place.source} is a workbook, and openpyxl is not installed, which reads them.",
            "Run: pip install 'neutral-gate[audit]'",
        ) from None
    check_workbook(data, place)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about fonts, print settings and the like
            return openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # the library ends in all sorts of errors on broken files
        raise DraftError(
            f"{place.at('') or place.source} cannot be read as a workbook ({type(error).__name__}).",
            "Open it in Excel or LibreOffice, and save it again as .xlsx.",
        ) from error


def _sheets(workbook: Any) -> list[str]:
    """The names of the sheets with cells; others hold charts alone."""
    return [sheet.title for sheet in workbook.worksheets]


def _first(table: Iterator[Row | Problem]) -> list[Row]:
    return [row for row in islice(table, LOOK_AT) if isinstance(row, Row)]


def _rows(sheet: Any, place: Place) -> Iterator[Row | Problem]:
    """The rows of a sheet that are not empty, cells as words, and a problem where it cannot be read further."""
    sheet.reset_dimensions()  # the size that a sheet states of itself may be a lie
    found = sheet.iter_rows()
    number = 0
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                batch = list(islice(found, _BATCH))
        except Exception as error:  # see above
            yield place.problem(
                f"after line {number}",
                f"This sheet cannot be read further ({type(error).__name__}).",
                "Open it in Excel or LibreOffice, and save it again as .xlsx.",
            )
            return
        if not batch:
            return
        for cells in batch:
            number += 1
            if number > MAX_ROWS:
                yield place.problem(
                    f"line {number}", f"Only the first {MAX_ROWS:,} rows were read.", "Split the sheet into parts."
                )
                return
            written = tuple(_cell(cell) for cell in cells[:_MOST_CELLS])
            if any(cell.strip() for cell in written):
                yield Row(written, number)


def _cell(cell: Any) -> str:
    """The words of a cell; a moment without a time of day where its form shows none."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        timed = value.time() != time() or "h" in str(cell.number_format).lower()
        return f"{value:%Y-%m-%d %H:%M}" if timed else f"{value:%Y-%m-%d}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
