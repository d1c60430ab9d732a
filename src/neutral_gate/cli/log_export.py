"""`neutral-gate log export`: decisions and overrides as a table or as JSON."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.cli.log_opening import add_database, opened
from neutral_gate.cli.output import print_error, print_out
from neutral_gate.cli.parser import Parser, choice
from neutral_gate.model import UsageError, Verdict

if TYPE_CHECKING:
    from neutral_gate.service.log import DecisionLog, DecisionQuery
    from neutral_gate.service.log.export import Writer

_FORMATS = ("csv", "json")
_YES_NO = {"yes": True, "no": False}


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("log export", "Writes decisions and overrides as a table or as JSON, oldest first.")
    add = parser.add_argument
    add("--format", type=choice("--format", _FORMATS), default="csv", metavar="FORMAT", help="csv (default) or json")
    add("--output", metavar="FILE", type=Path, help="where to write it; otherwise to standard output")
    add("--since", metavar="WHEN", help="logged on this day, or at this time, or later: 2026-03-26")
    add("--until", metavar="WHEN", help="logged on this day, or before this time: 2026-05-07")
    add("--verdict", metavar="VERDICT", type=choice("--verdict", [one.value for one in Verdict]), help="only these")
    add("--author", metavar="NAME", help="only what this author wrote")
    add("--rule", metavar="RULE", help="only what this rule found something in")
    add("--window", metavar="ID", help="only what was judged inside this election period")
    add("--overridden", metavar="YES|NO", type=choice("--overridden", _YES_NO), help="with an override, or without")
    add("--without-personal", action="store_true", help="leave out names of people, and reasons in their own words")
    add("--with-text", action="store_true", help="also write the texts of drafts, where they were kept")
    add_database(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Writes the export: 0."""
    args = parser().parse(arguments)
    with opened(args) as log:
        query = _query(args)
        if args.output is None:
            _export(log, args, query, _StandardOutput())
            return 0
        count = _to_file(log, args, query)
    print_error(f"{count:,} decision{'' if count == 1 else 's'} written to {args.output}.")
    return 0


class _StandardOutput:
    def write(self, text: str, /) -> None:
        print_out(text)


def _query(args: Namespace) -> DecisionQuery:
    from neutral_gate.service.log import DecisionQuery

    return DecisionQuery(
        since=_moment(args.since, time.min),
        until=_moment(args.until, time.max),
        verdict=args.verdict,
        author=args.author,
        rule=args.rule,
        window=args.window,
        overridden=_YES_NO.get(args.overridden),
    )


def _moment(text: str | None, if_date_only: time) -> datetime | None:
    from neutral_gate.elections.moments import read_moment

    return None if text is None else read_moment(text, if_date_only=if_date_only)


def _export(log: DecisionLog, args: Namespace, query: DecisionQuery, out: Writer) -> int:
    return log.export(out, args.format, query=query, personal=not args.without_personal, text=args.with_text)


def _to_file(log: DecisionLog, args: Namespace, query: DecisionQuery) -> int:
    """Writes beside the file and renames at the end, so that half an export is never taken for all of it."""
    part = args.output.with_name(f"{args.output.name}.part")
    try:
        with os.fdopen(
            os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", -1, "utf-8", newline=""
        ) as out:
            count = _export(log, args, query, out)
        part.replace(args.output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(
            f"{args.output} cannot be written: {error.strerror or 'unknown error'}.",
            "Check that the folder exists, may be written and has room.",
        ) from error
    return count
