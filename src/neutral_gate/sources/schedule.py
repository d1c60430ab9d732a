"""Tables of schedulers (Hootsuite, Buffer, or with columns of one's own): what is planned, and when.

Dates in them name no zone; they are taken as Europe/London, and the item says so. In 03/04/2027 the day comes first,
unless the table itself shows that the month does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

from neutral_gate.model import DraftError
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.making import Media, Parts, item_of
from neutral_gate.sources.moments import LONDON, moment
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.presets import SHIPPED, Columns, guessed_columns
from neutral_gate.sources.tables import Row, rows

Table = Callable[[], Iterator[Row | Problem]]
"""Gives the rows of a table, from its beginning each time."""
LOOK_AT = 20
"""Rows at the beginning among which the row with the columns' names is looked for."""
_SHOWN = 15
_CLOCK = r"(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([ap]\.?m\.?)?"
_NUMBERS = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}|\d{{2}})(?:[ ,T]+(?:at )?{_CLOCK})?", re.IGNORECASE)
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?:[ ,T]+{_CLOCK})?", re.IGNORECASE)


def read(opener: Opener, place: Place, columns: Columns | None = None) -> Iterator[Item | Problem]:
    """Reads a table of planned posts.

    Args:
        opener: Opens the file.
        place: The file.
        columns: Which column holds what; by default this is told from their names, or else from the first row.

    Yields:
        An item a row that has a text, a link or a picture.

    Raises:
        DraftError: a column that is named is not there.
    """
    yield from read_rows(lambda: rows(opener, place), place, columns)


def read_rows(table: Table, place: Place, columns: Columns | None = None) -> Iterator[Item | Problem]:
    """The same for the rows of any table; `table` gives them from the beginning each time that it is called."""
    first = [row for row in islice(table(), LOOK_AT) if isinstance(row, Row)]
    known = columns or columns_in(first)
    if known is None:
        raise DraftError(f"{place.source}: the columns of this table say nothing here.", "Name them in a mapping.")
    places, names_at = _places(known, first, place)
    month_first = _month_first(table, places)
    for row in table():
        if isinstance(row, Problem):
            yield row
        elif row.line > names_at:
            cells = {meaning: row.cells[at].strip() for meaning, at in places.items() if at < len(row.cells)}
            yield from _planned(cells, row, place, month_first)


def columns_in(first: list[Row]) -> Columns | None:
    """The columns of a table by its first rows: their usual names, or a moment before a text, as Hootsuite has it."""
    for row in first:
        found = guessed_columns(row.cells)
        if found is not None:
            return found
    dated = [row for row in first if len(row.cells) >= 2 and row.cells[1].strip() and _is_moment(row.cells[0])]
    return Columns(SHIPPED["hootsuite"]) if first and len(dated) == len(first) else None


def _is_moment(cell: str) -> bool:
    return _when(cell, month_first=False) is not None or _when(cell, month_first=True) is not None


def _places(columns: Columns, first: list[Row], place: Place) -> tuple[dict[str, int], int]:
    """The place of each meaning in a row, counted from 0, and the line of the row with the names (0 where none is)."""
    if columns.headless:
        return {meaning: int(column) - 1 for meaning, column in columns.by_meaning.items()}, 0
    wanted = {meaning: column.strip().lower() for meaning, column in columns.by_meaning.items()}
    for row in first:
        names = [cell.replace("\ufeff", "").strip().lower() for cell in row.cells]
        if all(column in names for column in wanted.values() if not column.isdigit()):
            return {m: int(c) - 1 if c.isdigit() else names.index(c) for m, c in wanted.items()}, row.line
    shown = ", ".join(cell.strip() for cell in first[0].cells[:_SHOWN]) if first else "nothing"
    missing = ", ".join(columns.by_meaning.values())
    raise DraftError(
        f"{place.source}: no row has all the columns that are asked for ({missing}).",
        f"The first row has: {shown}. Change the mapping.",
    )


def _month_first(table: Table, places: dict[str, int]) -> bool:
    """Whether the table shows that its dates begin with the month: some day is over 12, and stands second."""
    at = places.get("when", places.get("date"))
    second = False
    for row in table():
        if isinstance(row, Problem) or at is None or at >= len(row.cells):
            continue
        match = _NUMBERS.match(row.cells[at].strip())
        if match is not None and int(match.group(1)) > 12:
            return False
        second = second or (match is not None and int(match.group(2)) > 12)
    return second


def _planned(cells: dict[str, str], row: Row, place: Place, month_first: bool) -> Iterator[Item | Problem]:
    text, link = cells.get("text", ""), cells.get("link", "")
    images = [each for each in re.split(r"[\s,|]+", cells.get("image", "")) if each]
    if not text and not link and not images:
        return
    written = cells.get("when") or " ".join(filter(None, (cells.get("date"), cells.get("time"))))
    published = _when(written, month_first)
    if published is None:
        yield place.problem(
            f"line {row.line}",
            f"The date {written!r} cannot be read." if written else "This row names no date.",
            "Write it like 2027-04-12 09:00.",
        )
    alt = cells.get("alt")
    # One column of alternative texts is about the first picture.
    media = tuple(
        Media("image", src, (alt or None) if not at else None, alt_known="alt" in cells and not at)
        for at, src in enumerate(images)
    )
    yield item_of(
        Parts(
            platform=cells.get("platform", "").lower() or "scheduler",
            text=text,
            title=cells.get("title", ""),
            account=cells.get("account", ""),
            id=cells.get("id", ""),
            published=published[0] if published is not None else None,
            zone_assumed=published[1] if published is not None else "",
            scheduled=True,
            media=media,
            links=((link, ""),) if link and link not in text else (),
        ),
        place.source,
        place.at(f"line {row.line}"),
    )


def _when(written: str, month_first: bool) -> tuple[datetime, str] | None:
    """The moment that a cell names and the zone that was assumed for it, or None."""
    if match := _NUMBERS.fullmatch(written.strip()):
        one, two, year, hour, minute, half = match.groups()
        day, month = (two, one) if month_first else (one, two)
        year = year if len(year) == 4 else f"20{year}"
        return _moment(year, month, day, hour or "12", minute or "00", half)
    if match := _ISO.fullmatch(written.strip()):
        year, month, day, hour, minute, half = match.groups()
        return _moment(year, month, day, hour or "12", minute or "00", half)
    if not re.search(r"\d[-/ ]\w+|[A-Za-z]{3}", written):
        return None
    found, zone = moment(written, "Europe/London")
    return (found, zone) if found is not None else None


def _moment(year: str, month: str, day: str, hour: str, minute: str, half: str | None) -> tuple[datetime, str] | None:
    number = int(hour)
    if half:
        number = number % 12 + (12 if half.lower().startswith("p") else 0)
    try:
        return datetime(int(year), int(month), int(day), number, int(minute), tzinfo=LONDON), "Europe/London"
    except ValueError:
        return None
