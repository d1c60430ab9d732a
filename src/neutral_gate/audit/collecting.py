"""From the sources that a command line names to units of work: what is no Parquet file yet is written into some."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neutral_gate._version import __version__
from neutral_gate.audit.folder import Folder, written
from neutral_gate.audit.posts import row_of, safe
from neutral_gate.audit.schema import VERSION, schemas
from neutral_gate.audit.units import MOST_ROWS, Unit, pieces
from neutral_gate.model import GateError

if TYPE_CHECKING:
    from neutral_gate.sources import Item, Source

_log = logging.getLogger(__name__)
_PART = 2_000  # items of a part: small enough that a run that is stopped has little to read again
_LETTERS = 32 << 20  # of a part: whole pages and reports are far longer than posts
_DONE = "done.json"
Opener = Callable[[Path], "Source"]
"""Opens a source, such as `sources.open_source` with a mapping."""


@dataclass(slots=True)
class Collected:
    """What became of the sources.

    Attributes:
        units: The pieces of work, in the order of the sources.
        problems: What could not be read: source, place, problem, mend.
        folders: The folders of parts that belong to this run.
        items: Number of rows in all units.
    """

    units: list[Unit] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)
    folders: set[Path] = field(default_factory=set)
    items: int = 0


def collect(
    paths: Iterable[Path], folder: Folder, opener: Opener, reading: str, tell: Callable[[int], None] | None = None
) -> Collected:
    """Reads what has not been read by an earlier run.

    Args:
        paths: The sources. One given twice, or a copy of another, counts once.
        folder: Where the parts are kept.
        opener: Opens what is no Parquet file.
        reading: What else the reading rests on, such as a mapping of columns.
        tell: Is told how many items have been read so far.

    Raises:
        UsageError: A part cannot be written.
    """
    found = Collected()
    seen: set[str] = set()
    for path in paths:
        content = _digest(path)
        if content in seen:
            continue
        seen.add(content)
        packed = _is_parquet(path)
        if packed and not _has_large_groups(path):
            _add_file(found, path, content, str(path), 0)
            continue
        name = sha256(repr((content, str(path), reading, __version__, VERSION)).encode()).hexdigest()
        parts = folder.posts / name
        found.folders.add(parts)
        if not (parts / _DONE).exists():
            if packed:
                _split(path, parts)
            else:
                _Reader(parts, str(path), opener, lambda count: tell(found.items + count) if tell else None).read(path)
        state = json.loads((parts / _DONE).read_text("utf-8"))
        found.problems += state["problems"]
        first = 0
        for number in range(state["parts"]):
            part = parts / f"part-{number:05}.parquet"
            first += _add_file(found, part, f"{name}-{number}", str(path), first)
        if tell:
            tell(found.items)
    return found


class _Reader:
    """Reads one source into parts."""

    def __init__(self, parts: Path, source: str, opener: Opener, tell: Callable[[int], None]) -> None:
        self._parts = parts
        self._source = source
        self._opener = opener
        self._tell = tell
        self._problems: list[dict[str, str]] = []
        self._rows: list[dict[str, Any]] = []
        self._letters = 0
        self._number = 0
        self._count = 0

    def read(self, path: Path) -> None:
        self._parts.mkdir(exist_ok=True)
        for entry in self._entries(path):
            if hasattr(entry, "draft"):
                self._take(entry)
            else:
                self._problem(entry.place, entry.problem, entry.mend)
        self._write()
        state = {"parts": self._number, "problems": self._problems}
        written(self._parts / _DONE, lambda to: to.write_text(json.dumps(state), "utf-8"))

    def _entries(self, path: Path) -> Iterator[Any]:
        try:
            yield from self._opener(path)
        except GateError as error:
            self._problem("", error.problem, error.mend)
        except (OSError, ValueError, RecursionError, MemoryError) as error:
            _log.exception("%s could not be read to its end", path)
            why = f"The source could not be read to its end ({type(error).__name__})."
            self._problem(
                f"after item {self._count}", why, "What came before is in the audit. Export the source again."
            )

    def _take(self, item: Item) -> None:
        row = row_of(item, self._source)
        self._rows.append({key: safe(value) if isinstance(value, str) else value for key, value in row.items()})
        self._count += 1
        self._letters += len(row["content"])
        if len(self._rows) >= _PART or self._letters >= _LETTERS:
            self._write()

    def _problem(self, place: str, problem: str, mend: str) -> None:
        told = {"source": self._source, "place": place, "problem": problem, "mend": mend}
        self._problems.append({key: safe(value) for key, value in told.items()})

    def _write(self) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        if not self._rows:
            return
        table = pa.Table.from_pylist(self._rows, schema=schemas().posts)
        target = self._parts / f"part-{self._number:05}.parquet"
        written(target, lambda to: parquet.write_table(table, to, compression="zstd"))
        self._rows = []
        self._letters = 0
        self._number += 1
        self._tell(self._count)


def _add_file(found: Collected, path: Path, content: str, source: str, first: int) -> int:
    """Adds the row groups of a Parquet file and gives their rows; one that cannot be opened is a problem."""
    import pyarrow as pa
    from pyarrow import parquet

    before = found.items
    try:
        with parquet.ParquetFile(path) as file:
            names = file.schema_arrow.names
            if not {"text", "content"} & set(names):
                raise ValueError("it has neither a column “text” nor a column “content”")
            meta = file.metadata
            for group in range(meta.num_row_groups):
                rows = meta.row_group(group).num_rows
                span = _dates(meta.row_group(group), names)
                for start, count in pieces(rows, meta.num_rows):
                    found.units.append(Unit(str(path), group, content, source, count, start, first + start, *span))
                found.items += rows
                first += rows
    except (OSError, ValueError, pa.ArrowException) as error:
        found.units = [unit for unit in found.units if unit.path != str(path)]
        found.items = before
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        found.problems.append(
            {"source": source, "place": "", "problem": f"The Parquet file cannot be read: {why}."}
            | {"mend": "docs/audit.md says what such a file must look like."}
        )
    return found.items - before


def _has_large_groups(path: Path) -> bool:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        meta = parquet.read_metadata(path)
        return any(meta.row_group(group).num_rows > MOST_ROWS for group in range(meta.num_row_groups))
    except (OSError, pa.ArrowException):
        return False  # what is wrong with it is told when it is opened


def _split(path: Path, parts: Path) -> None:
    """Copies a file of large row groups into files of smaller ones, so that no process has to hold so many rows."""
    from pyarrow import parquet

    parts.mkdir(exist_ok=True)
    number = 0
    with parquet.ParquetFile(path) as file:
        names = [name for name in schemas().posts.names if name in file.schema_arrow.names]
        for number, batch in enumerate(file.iter_batches(MOST_ROWS, columns=names, use_threads=False), 1):
            _copy(batch, parts / f"part-{number - 1:05}.parquet")
    state = {"parts": number, "problems": []}
    written(parts / _DONE, lambda to: to.write_text(json.dumps(state), "utf-8"))


def _copy(batch: Any, target: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    written(target, lambda to: parquet.write_table(pa.Table.from_batches([batch]), to, compression="zstd"))


def _dates(group: Any, names: list[str]) -> tuple[datetime | None, datetime | None, bool]:
    """Earliest and latest date of a row group by its statistics, and whether some rows may have none."""
    if "published" not in names:
        return None, None, True
    for number in range(group.num_columns):
        column = group.column(number)
        if column.path_in_schema == "published" and column.statistics is not None and column.statistics.has_min_max:
            low, high = column.statistics.min, column.statistics.max
            nulls = column.statistics.null_count if column.statistics.has_null_count else None
            if isinstance(low, datetime) and isinstance(high, datetime) and low.tzinfo and high.tzinfo:
                return low, high, nulls != 0
    return None, None, True


def _is_parquet(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def _digest(path: Path) -> str:
    """The digest of a file, or of all files of a folder with their names."""
    total = sha256()
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    for each in files:
        total.update(str(each.relative_to(path)).encode("utf-8", "surrogateescape") + b"\0")
        with each.open("rb") as file:
            while piece := file.read(1 << 20):
                total.update(piece)
    return total.hexdigest()
