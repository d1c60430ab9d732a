"""One audit from its sources to its files; what an earlier run has done is not done again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from neutral_gate._version import __version__
from neutral_gate.audit.collecting import Collected, Opener, collect
from neutral_gate.audit.engine import Settings
from neutral_gate.audit.folder import Folder
from neutral_gate.audit.pool import Piece, in_pool
from neutral_gate.audit.schema import TABLES
from neutral_gate.audit.tables import write_json, write_tables
from neutral_gate.audit.units import Span, Unit
from neutral_gate.config import Config
from neutral_gate.elections import active_windows
from neutral_gate.gate import Gate
from neutral_gate.people import People

Engine = Callable[[Iterable[Piece], Settings, Span], Iterator[Piece]]
"""Judges units and writes their results, such as `pool.in_pool`."""
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks of an audit.

    Attributes:
        sources: Files and folders.
        out: The folder to write to.
        span: From when to when items count.
        at: The moment of the run.
        config: The body's settings.
        people: Candidates and politicians.
        opener: Opens a source that is no Parquet file.
        reading: What else the reading rests on, such as a mapping of columns.
        jobs: How many processes to use.
    """

    sources: Sequence[Path]
    out: Path
    span: Span
    at: datetime
    config: Config
    people: People
    opener: Opener
    reading: str = ""
    jobs: int = 2


@dataclass(frozen=True, slots=True)
class Done:
    """What an audit came to.

    Attributes:
        summary: What `audit.json` holds.
        judged: Number of units that this run judged itself.
        kept: Number of units whose results an earlier run had left.
    """

    summary: dict[str, Any]
    judged: int
    kept: int


def run(wanted: Wanted, engine: Engine | None = None, tell: Tell | None = None) -> Done:
    """Runs an audit.

    Args:
        wanted: What is asked for.
        engine: Judges the units; by default a pool of processes.
        tell: Is told how many items are done, of how many.

    Raises:
        UsageError: A setting is wrong, a file cannot be written, or another audit is at work in the folder.
    """
    folder = Folder(wanted.out)
    with folder.locked():
        gate = Gate(wanted.config, wanted.people)
        what = _digest(gate, list(map(str, wanted.sources)), wanted.span, wanted.reading)
        at = datetime.fromisoformat(folder.begun(what, wanted.at.isoformat())).astimezone(wanted.at.tzinfo)
        settings = Settings(wanted.config, wanted.people, at, opening_of(gate, wanted.span, at), _digest(gate))
        found = collect(wanted.sources, folder, wanted.opener, wanted.reading)
        targets = [folder.results / f"{unit.key(settings, wanted.span)}.parquet" for unit in found.units]
        waiting = [(unit, path) for unit, path in zip(found.units, targets, strict=True) if not path.exists()]
        given_up: set[Path] = set()
        pieces = dict.fromkeys(waiting)  # equal units have equal results
        todo = engine or (lambda these, under, span: in_pool(these, under, span, wanted.jobs, given_up))

        def ready() -> Generator[Path, None, None]:
            """The files of results, each as soon as it and all before it are there."""
            done = found.items - _rows(unit for unit, _ in pieces)
            waiting = deque(targets)
            for unit, _ in todo(pieces, settings, wanted.span) if pieces else ():
                done += unit.rows
                if tell:
                    tell(done, found.items)
                while waiting and waiting[0].exists():
                    yield waiting.popleft()
            yield from waiting

        with closing(ready()) as results:  # the tables are written while other units are judged
            summary = _write(wanted, settings, gate, found, results)
        folder.finished({*targets, *found.folders} - given_up)
    return Done(summary, len(pieces), len(targets) - len(pieces))


def opening_of(gate: Gate, span: Span, at: datetime) -> datetime | None:
    """The start of the earliest period that binds the body at the end of what is looked at, or None outside any."""
    body = gate.config.body(None)
    windows = active_windows(gate.windows, span.until or at, body)
    binding = [window.start for window in windows if not window.advisory]
    return min(binding, default=None)


def _write(wanted: Wanted, settings: Settings, gate: Gate, found: Collected, results: Iterable[Path]) -> dict[str, Any]:
    from neutral_gate.audit.page import write_page
    from neutral_gate.audit.summing import summary_of

    done = write_tables(results, found.problems, wanted.out)
    summary = summary_of(wanted.out, wanted.span, settings, gate, done)
    write_json(summary, wanted.out / "audit.json")
    write_page(summary, wanted.out / "report.html")
    return summary


def _rows(units: Iterable[Unit]) -> int:
    return sum(unit.rows for unit in units)


def _digest(gate: Gate, *more: object) -> str:
    """A digest of everything that a verdict rests on besides the post and its moment."""
    config = gate.config
    columns = [list(table) for table in TABLES.values()]
    told = (__version__, columns, gate.lexicon.digest, gate.people.digest, _told(config), *more)
    return sha256(repr(told).encode("utf-8", "surrogateescape")).hexdigest()


def _told(value: object) -> object:
    """Settings in an order that is the same in every process: sets have none of their own."""
    from dataclasses import fields, is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *[(each.name, _told(getattr(value, each.name))) for each in fields(value)]]
    if isinstance(value, dict):
        return sorted((str(key), repr(_told(each))) for key, each in value.items())
    if isinstance(value, set | frozenset):
        return sorted(repr(_told(each)) for each in value)
    if isinstance(value, list | tuple):
        return [_told(each) for each in value]
    return repr(value)
