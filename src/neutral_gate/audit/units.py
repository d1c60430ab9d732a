"""The pieces of work of an audit: some thousand rows of a Parquet file each, with a name that tells what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from neutral_gate.audit.engine import Settings, judge
from neutral_gate.audit.garbage import swept_between
from neutral_gate.audit.schema import schemas
from neutral_gate.elections import LONDON
from neutral_gate.model import DraftError

if TYPE_CHECKING:
    from pyarrow import Table

MOST_ROWS = 20_000
"""Rows of a row group that one process takes in hand: with their results some 100 MB."""
_FEWEST_ROWS = 1_000  # fewer would take longer to begin with than to judge
_PIECES = 16  # of a small file, so that all processes have some, and end at about the same time
_BATCH = 2_000  # rows that are plain Python objects at a time
_BYTES = 1 << 20
"""Bytes of these rows, for whole pages are far longer than posts, and take a hundred times their length meanwhile."""


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when items count; either end may be open. Both moments belong to it."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A row group, or some of its rows.

    Attributes:
        path: The Parquet file.
        group: Number of the row group.
        content: Digest that stands for what is in the file.
        source: What to call the file it comes from, where its rows do not say.
        rows: Number of rows.
        start: Number of its first row in the row group, from 0.
        first: Number of its first row in that file, from 0.
        earliest: The earliest date in it, or None where that is not known.
        latest: The latest, likewise.
        undated: True where it may have rows without a date.
    """

    path: str
    group: int
    content: str
    source: str
    rows: int
    start: int = 0
    first: int = 0
    earliest: datetime | None = None
    latest: datetime | None = None
    undated: bool = True

    def key(self, settings: Settings, span: Span) -> str:
        """The name of its results: what is in it, and what the judging rests on as far as that touches it."""
        part = (self.content, self.group, self.start, self.rows, self.source)
        told: list[object] = [*part, settings.key, settings.opening]
        if self.undated:
            told.append(settings.at)
        if not self._inside(span):
            told += [span.since, span.until]
        return sha256(repr(told).encode()).hexdigest()

    def _inside(self, span: Span) -> bool:
        if self.earliest is None or self.latest is None:
            return span == Span()
        after = span.since is None or self.earliest >= span.since
        return after and (span.until is None or self.latest <= span.until)


def pieces(rows: int, whole: int) -> Iterator[tuple[int, int]]:
    """Where to part a row group, as the first row and the number of rows of each piece.

    It hangs on the file alone, never on the number of processes: another run finds the results of this one.

    Args:
        rows: Rows of the row group.
        whole: Rows of its file.
    """
    most = min(MOST_ROWS, max(_FEWEST_ROWS, -(-whole // _PIECES)))
    count = -(-rows // most)
    for number in range(count):
        start = rows * number // count
        yield start, rows * (number + 1) // count - start


def rows_of(unit: Unit) -> Table:
    """The rows of a unit in the columns and types of the table `posts`.

    Raises:
        DraftError: The file cannot be read, or a column has another type.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(unit.path) as file:
            names = [name for name in schemas().posts.names if name in file.schema_arrow.names]
            group = file.read_row_group(unit.group, columns=names, use_threads=False)
        table = group.slice(unit.start, unit.rows)
        columns = {name: _cast(table.column(name), schemas().posts.field(name).type) for name in names}
    except (OSError, pa.ArrowException) as error:
        raise DraftError(
            f"The rows cannot be read ({str(error).splitlines()[0]}).", "docs/audit.md lists the columns."
        ) from error
    if "source" not in columns:
        columns["source"] = pa.array([unit.source] * table.num_rows)
    columns["place"] = _places(columns.get("place"), unit.first, table.num_rows)
    return pa.table(columns)


def work(unit: Unit, settings: Settings, span: Span) -> Table:
    """Judges the rows of a unit that count; see `cut`. Rows that cannot be read are one row with a problem."""
    try:
        return judged(cut(rows_of(unit), span, settings.opening), settings)
    except DraftError as error:
        return lost(unit, error)


def judged(rows: Table, settings: Settings) -> Table:
    """The results of a table of posts."""
    import pyarrow as pa

    most = max(1, min(_BATCH, _BYTES * rows.num_rows // max(rows.nbytes, 1)))
    with closing(swept_between(rows.to_batches(max_chunksize=most))) as batches:
        found = [judge(batch, settings) for batch in batches]
    return pa.Table.from_batches(found, schema=schemas().results)


def cut(rows: Table, span: Span, opening: datetime | None) -> Table:
    """The rows that count: those of the span, those without a date, and those from before `opening`."""
    import pyarrow.compute as pc

    if "published" not in rows.column_names or span == Span():
        return rows
    when = rows.column("published")
    keep = pc.is_null(when)
    late = pc.less_equal(when, _scalar(span.until)) if span.until is not None else pc.is_valid(when)
    early = pc.greater_equal(when, _scalar(span.since)) if span.since is not None else pc.is_valid(when)
    if opening is not None:
        early = pc.or_(early, pc.less(when, _scalar(opening)))
    return rows.filter(pc.or_(keep, pc.fill_null(pc.and_(late, early), False)))


def _places(given: Any, first: int, count: int) -> Any:
    """Where each row stands: as its source says, else its number, so that no two rows have one name."""
    import pyarrow as pa
    import pyarrow.compute as pc

    numbered = pa.array([f"row {first + number}" for number in range(1, count + 1)])
    if given is None:
        return numbered
    written = given.combine_chunks()
    return pc.if_else(pc.not_equal(pc.fill_null(written, ""), ""), written, numbered)


def _scalar(moment: datetime) -> Any:
    import pyarrow as pa

    return pa.scalar(moment, type=schemas().posts.field("published").type)


def _cast(column: Any, wanted: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_timestamp(wanted):
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            column = pc.cast(column, pa.timestamp("us", tz="UTC") if _zoned(column) else pa.timestamp("us"))
        if pa.types.is_date(column.type):
            column = pc.cast(column, pa.timestamp("us"))
        if pa.types.is_timestamp(column.type) and column.type.tz is None:
            column = pc.assume_timezone(
                pc.cast(column, pa.timestamp("us")), str(LONDON), ambiguous="earliest", nonexistent="latest"
            )
    return column if column.type == wanted else column.cast(wanted)


def _zoned(column: Any) -> bool:
    first = next((str(each) for each in column if each.is_valid), "")
    return first.endswith("Z") or "+" in first[10:] or "-" in first[10:]


def lost(unit: Unit, error: DraftError) -> Table:
    """The results of a unit that could not be judged: one row with the problem."""
    import pyarrow as pa

    row = dict.fromkeys(schemas().results.names)
    place = f"rows {unit.first + 1} to {unit.first + unit.rows}"
    row |= {"source": unit.source, "place": place, "problem": error.problem, "mend": error.mend}
    return pa.Table.from_pylist([row], schema=schemas().results)
