"""`neutral-gate audit`: what accounts and sites have said, and what is scheduled; tables and a report come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.cli.output import hide_fault_details, print_out
from neutral_gate.cli.parser import Parser, add_at, add_body, add_config, choice
from neutral_gate.cli.progress import progress
from neutral_gate.model import UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from neutral_gate.audit.running import Done, Engine, Wanted

ENGINES = ("pool", "dask")
_MOST_JOBS = 256
_LAST = time(23, 59, 59, 999_999)


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("audit", "Judges what accounts and sites have published, and what is scheduled.")
    add = parser.add_argument
    sources = "exports, feeds, archives, spreadsheets, reports, saved pages, Parquet files, or with --fetch the web "
    sources += "address of a page, feed or sitemap; docs/sources.md lists them"
    add("sources", metavar="SOURCE", nargs="+", help=sources)
    add("--out", metavar="DIR", type=Path, required=True, help="the folder for the report and the tables")
    add("--since", metavar="WHEN", help="leave out what was published before this day or moment")
    add("--until", metavar="WHEN", help="leave out what comes after this day or moment")
    add_config(parser)
    add_body(parser)
    people = "a list of candidates or politicians, besides those of your settings; repeatable"
    add("--people", metavar="FILE", type=Path, action="append", default=[], help=people)
    add_at(parser, "the moment of the audit, and of items without a date; otherwise now")
    mapping = "the column of a table that holds something, such as text=Message; repeatable"
    add("--map", metavar="WHAT=COLUMN", action="append", default=[], help=mapping)
    add("--preset", metavar="NAME", help="what the columns of a table mean, by a saved name")
    add("--save-preset", metavar="NAME", help="save what --map says under this name, for the next time")
    fetch = "fetch the web addresses among the sources, one request a second, as far as their owners allow it"
    add("--fetch", action="store_true", help=fetch)
    add("--jobs", metavar="N", type=_jobs, help="how many processes to use; otherwise one a core")
    add(
        "--engine",
        metavar="NAME",
        type=choice("--engine", ENGINES),
        default="pool",
        help="pool (this computer) or dask",
    )
    add("--scheduler", metavar="URL", help="the Dask cluster, such as tcp://host:8786; otherwise one on this computer")
    fail_on = "exit with 1 from this verdict on: block or warn; otherwise an audit that is done exits with 0"
    add("--fail-on", metavar="VERDICT", type=choice("--fail-on", ("block", "warn")), help=fail_on)
    add("--quiet", action="store_true", help="no progress bar")
    add("--verbose", action="store_true", help="print the details of a check that broke down")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Runs the audit and says what it came to.

    Raises:
        UsageError: An option is wrong, an extra is not installed, or a file cannot be written.
    """
    args = parser().parse(arguments)
    _with_extra("audit", ("pyarrow", "duckdb"))
    if args.fetch:
        _with_extra("fetch", ("httpcore", "protego"))
    if args.engine == "dask":
        _with_extra("dask", ("distributed",))
    elif args.scheduler is not None:
        raise UsageError("--scheduler is for Dask.", "Add --engine dask, or leave --scheduler out.")
    if not args.verbose:
        hide_fault_details()
    wanted = _wanted(args)
    from neutral_gate.audit.running import run as run_audit

    with _engine(args, wanted.jobs) as engine, progress(args.quiet) as tell:
        done = run_audit(wanted, engine, tell)
    print_out(_said(done, wanted.out))
    counts = done.summary["counts"]
    failing = counts["block"] + (counts["warn"] if args.fail_on == "warn" else 0)
    return 1 if args.fail_on and failing else 0


def _wanted(args: Namespace) -> Wanted:
    from neutral_gate.audit.running import Wanted
    from neutral_gate.audit.units import Span
    from neutral_gate.cli.audit_sources import Sources
    from neutral_gate.cli.settings import config_for, narrowed
    from neutral_gate.cli.workers import cores
    from neutral_gate.elections import now, parse_moment
    from neutral_gate.people import People, load_people

    mapping = _mapping(args.map)
    if args.save_preset is not None:
        from neutral_gate.sources.presets import columns_of, save_preset

        columns = columns_of(args.preset, mapping or None)
        if columns is None:
            raise UsageError("--save-preset has nothing to save.", "Say what the columns mean with --map.")
        save_preset(args.save_preset, columns.by_meaning)
    sources = Sources(args.sources, args.out, args.fetch, args.preset, mapping or None)
    span = Span(_moment(args.since, time()), _moment(args.until, _LAST))
    if span.since is not None and span.until is not None and span.since > span.until:
        raise UsageError("--since is later than --until.", "Swap them.")
    config = narrowed(config_for(args.config, Path.cwd()), args.body, (), None)
    lists = (*config.people_files, *args.people)
    people = load_people(lists) if lists else People()
    return Wanted(
        sources=sources.paths(args.quiet),
        out=args.out,
        span=span,
        at=parse_moment(args.at) if args.at else now(),
        config=config,
        people=people,
        opener=sources.open,
        reading=repr((args.preset, sorted(mapping.items()))),
        jobs=args.jobs or cores(),
    )


def _mapping(written: Sequence[str]) -> Mapping[str, str]:
    found = {}
    for each in written:
        what, sign, column = each.partition("=")
        if not sign or not what or not column:
            raise UsageError(f"--map cannot be “{each}”.", "Write it like --map text=Message.")
        found[what] = column
    return found


@contextmanager
def _engine(args: Namespace, jobs: int) -> Iterator[Engine | None]:
    if args.engine == "pool":
        yield None
        return
    from neutral_gate.audit.dask_engine import cluster

    with cluster(args.scheduler, jobs) as engine:
        yield engine


def _moment(text: str | None, of_day: time) -> datetime | None:
    from neutral_gate.elections.moments import read_moment

    return read_moment(text, if_date_only=of_day) if text is not None else None


def _said(done: Done, out: Path) -> str:
    from neutral_gate.reports.wording import number

    counts = done.summary["counts"]
    lines = [
        f"{number(counts['posts'], 'item')} of {number(counts['accounts'], 'account')}: {counts['block']:,} block, "
        f"{counts['warn']:,} need a person to look, {counts['pass']:,} pass.",
    ]
    if counts["problems"]:
        where = out / "problems.csv"
        lines.append(f"{number(counts['problems'], 'problem')}: {where} says what could not be read without doubt.")
    if done.kept:
        lines.append("What an earlier run had judged was not judged again.")
    lines.append(f"Read {out / 'report.html'}.")
    return "\n".join(lines) + "\n"


def _with_extra(extra: str, modules: Sequence[str]) -> None:
    from importlib.util import find_spec

    for name in modules:
        if find_spec(name) is None:
            raise UsageError(
                f"The audit needs {name}, which is not installed.", f"Run: pip install 'neutral-gate[{extra}]'"
            )


def _jobs(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 5 and 1 <= int(text) <= _MOST_JOBS):
        raise UsageError(f'--jobs cannot be "{text}".', f"Give a whole number from 1 to {_MOST_JOBS}.")
    return int(text)
