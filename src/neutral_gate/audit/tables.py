"""What an audit writes besides its report: Parquet, CSV and JSON, streamed, so that memory stays flat."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from neutral_gate.audit.doubles import repeated
from neutral_gate.audit.folder import PART, written
from neutral_gate.audit.schema import TABLES, schemas
from neutral_gate.reports.as_csv import safe_cell

if TYPE_CHECKING:
    from pyarrow import Table

_ROWS = 20_000
"""Rows of a row group: small files of results are put together into ones that read fast."""


class Written(NamedTuple):
    """What was written: the number of problems, and of items that were left out since they stand in another source."""

    problems: int
    repeated: int


def write_tables(results: Iterable[Path], problems: list[dict[str, str]], out: Path) -> Written:
    """Writes `verdicts`, `findings` and `problems`, each as Parquet; findings and problems as CSV too.

    Args:
        results: Files of the table `results`, in the order of the sources. They may come while others are still being
            judged; where it turns out in the end that items stand in several sources, the tables are written again.
        problems: What could not be read.
        out: The folder.

    Returns:
        How many problems there are, and how many items stood in several sources and were written once.

    Raises:
        UsageError: A file cannot be written.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import parquet

    lost: list[dict[str, str]] = []
    doubles: Mapping[Path, list[int]] = {}
    read: list[Path] = []

    def tables(paths: Iterable[Path]) -> Iterator[tuple[Table, Table]]:
        lost[:], read[:] = problems, ()
        for path in paths:
            read.append(path)
            with parquet.ParquetFile(path) as file:  # `read_table` imports more, and loses a Ctrl-C meanwhile
                table = file.read(use_threads=False)
            if path in doubles:
                places = pa.array(range(table.num_rows), pa.int64())
                table = table.filter(pc.invert(pc.is_in(places, pa.array(doubles[path], pa.int64()))))
            kept, gone = _split(table)
            lost.extend(gone)
            yield kept.select(schemas().verdicts.names).cast(schemas().verdicts), findings_of(kept)

    def write(verdicts_path: Path) -> None:
        nonlocal doubles
        findings_path, csv_path = out / f"findings.parquet{PART}", out / f"findings.csv{PART}"
        try:
            _write_both(tables(results), verdicts_path, findings_path, csv_path)
            doubles = repeated(read)
            if doubles:
                _write_both(tables([*read]), verdicts_path, findings_path, csv_path)
            written(out / "findings.parquet", findings_path.replace)
            written(out / "findings.csv", csv_path.replace)
        finally:
            findings_path.unlink(missing_ok=True)
            csv_path.unlink(missing_ok=True)

    written(out / "verdicts.parquet", write)
    _write_problems(lost, out)
    return Written(len(lost), sum(map(len, doubles.values())))


def _write_both(tables: Iterable[tuple[Table, Table]], verdicts_path: Path, findings_path: Path, sheet: Path) -> None:
    """Writes verdicts and findings as Parquet, and the findings as a sheet too."""
    with ExitStack() as stack:
        verdicts = stack.enter_context(_Writer(verdicts_path, schemas().verdicts))
        findings = stack.enter_context(_Writer(findings_path, schemas().findings))
        rows = _csv(stack.enter_context(sheet.open("w", encoding="utf-8", newline="")), TABLES["findings"])
        for verdict, finding in tables:
            verdicts.add(verdict)
            findings.add(finding)
            for batch in finding.to_batches(max_chunksize=2_000):
                rows.writerows([_cells(row.values()) for row in batch.to_pylist()])


def findings_of(results: Table) -> Table:
    """The table `findings` of a table `results`."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = results.column("found").combine_chunks()
    parents = pc.list_parent_indices(found)
    flat = pc.list_flatten(found)
    columns = []
    for name in schemas().findings.names:
        if name in TABLES["verdicts"]:
            columns.append(results.column(name).take(parents))
        else:
            columns.append(pc.struct_field(flat, name))
    return pa.table(columns, schema=schemas().findings)


def write_json(data: dict[str, Any], path: Path) -> None:
    """Writes what the report shows as one JSON object in ASCII."""
    written(path, lambda to: to.write_text(json.dumps(data, indent=1, default=_plain) + "\n", "ascii"))


class _Writer:
    """Writes a Parquet file, small tables put together."""

    def __init__(self, path: Path, schema: Any) -> None:
        from pyarrow import parquet

        self._writer = parquet.ParquetWriter(path, schema, compression="zstd")
        self._waiting: list[Table] = []

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *error: object) -> None:
        self._flush()
        self._writer.close()

    def add(self, table: Table) -> None:
        self._waiting.append(table)
        if sum(each.num_rows for each in self._waiting) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._waiting:
            self._writer.write_table(pa.concat_tables(self._waiting).combine_chunks(), row_group_size=_ROWS)
            self._waiting = []


def _split(results: Table) -> tuple[Table, list[dict[str, str]]]:
    """The rows with a verdict, and the problems of those without."""
    import pyarrow.compute as pc

    bad = pc.is_valid(results.column("problem"))
    gone = results.filter(bad).select(list(TABLES["problems"])).to_pylist()
    return results.filter(pc.invert(bad)), [{key: value or "" for key, value in row.items()} for row in gone]


def _write_problems(problems: list[dict[str, str]], out: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.Table.from_pylist(problems, schema=schemas().problems)
    written(out / "problems.parquet", lambda to: parquet.write_table(table, to, compression="zstd"))

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = _csv(file, TABLES["problems"])
            rows.writerows([_cells(problem.values()) for problem in problems])

    written(out / "problems.csv", write)


def _csv(file: Any, columns: Iterable[str]) -> Any:
    """A table for a spreadsheet; the byte order mark keeps Excel from taking UTF-8 for an older encoding."""
    file.write("\ufeff")
    rows = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(columns)
    return rows


def _cells(values: Iterable[object]) -> list[str]:
    return [_safe(value) if isinstance(value, str) else _safe(_cell(value)) for value in values]


@lru_cache(maxsize=4096)
def _safe(cell: str) -> str:
    """What `safe_cell` makes of a cell; most of them, such as what a rule says, stand in many rows."""
    return safe_cell(cell)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value)


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
