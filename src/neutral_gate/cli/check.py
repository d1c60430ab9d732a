"""`neutral-gate check`: the drafts, the gate, the report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from neutral_gate.cli.output import columns, hide_fault_details, print_error, wants_colour
from neutral_gate.cli.parser import Parser, add_at, add_body, add_config, choice
from neutral_gate.cli.reporting import deliver, plan
from neutral_gate.model import KINDS, UsageError
from neutral_gate.model.records import replace
from neutral_gate.reports.registry import FORMATS, Options

if TYPE_CHECKING:
    import argparse
    from datetime import datetime
    from typing import Literal

    from neutral_gate.cli.checking import Checker
    from neutral_gate.cli.comparing import Comparison
    from neutral_gate.cli.keeping import Keeper
    from neutral_gate.cli.reporting import Plan

_STDIN = "-"
_MOST_JOBS = 256
_NAMED = 5  # files that a note names; of more, it gives the number


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("check", "Checks drafts before they are published.")
    add = parser.add_argument
    add("paths", metavar="PATH", nargs="*", help="files and folders to check; - reads standard input")
    add_config(parser)
    add_at(parser, "otherwise the date that a draft gives, else now")
    add("--kind", metavar="KIND", type=choice("--kind", KINDS), help=f"what the drafts are: {', '.join(KINDS)}")
    add_body(parser)
    add("--stdin-filename", metavar="NAME", help="the file name that standard input stands for")
    rules = "a rule or a family of rules"
    add("--select", metavar="RULE", action="append", default=[], help=f"run only {rules}; repeatable")
    add("--ignore", metavar="RULE", action="append", default=[], help=f"leave out {rules}; repeatable")
    people = "a list of candidates or politicians, besides those of your settings; repeatable"
    add("--people", metavar="FILE", type=Path, action="append", default=[], help=people)
    formats = f"how to report: {', '.join(FORMATS)}"
    add("--format", metavar="NAME", type=choice("--format", FORMATS), help=formats)
    output = "write a report to FILE, or to several; FORMAT=FILE says in which format, otherwise the ending does"
    add("--output", metavar="FILE", action="append", default=[], help=output)
    fail_on = "fail from this verdict on: block (the default) or warn"
    add("--fail-on", metavar="VERDICT", type=choice("--fail-on", ("block", "warn")), help=fail_on)
    add("--changed-since", metavar="REF", help="check only files that changed since this git commit or branch")
    add("--diff", metavar="REF", help="report only what stands in lines that changed since this git commit or branch")
    add("--baseline", metavar="FILE", type=Path, help="do not count the findings in this file: they were there before")
    add("--write-baseline", metavar="FILE", type=Path, help="write the findings of today to such a file")
    jobs = "how many processes to use; otherwise one a core where there are files enough"
    add("--jobs", metavar="N", type=_jobs, help=jobs)
    add("--no-cache", action="store_true", help="check every file anew, and keep no results")
    add("--ocr", action="store_true", help="also read the words that stand in pictures, with the program Tesseract")
    add("--fetch-images", action="store_true", help="also fetch pictures, from your own hosts and `image_hosts` only")
    add("--browser", action="store_true", help="also look at pages in Chromium: contrast, sizes, focus, narrow screens")
    add("--no-color", "--no-colour", action="store_true", help="no colours, even on a terminal")
    add("--quiet", action="store_true", help="report only what fails")
    add("--verbose", action="store_true", help="report notes, allowed findings and measures too")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Checks, reports, and gives the exit code: 0 clear, 1 something fails, 2 something could not be checked."""
    from neutral_gate.cli.comparing import Comparison

    args = parser().parse(arguments)
    _refuse_what_makes_no_sense(args)
    wanted = plan(args.format, args.output)
    comparison = Comparison(args.diff, args.baseline, args.write_baseline)
    checker = _checker(args)
    keeper = _keeper(args, arguments, wanted)
    try:
        notes = _check(checker, args, comparison, keeper)
    finally:
        checker.close()
    compared = comparison.compare(checker.decision())
    decision = replace(compared, notices=(*compared.notices, *notes))
    options = Options(
        colour=wants_colour() and not args.no_color,
        width=columns(),
        quiet=args.quiet,
        verbose=args.verbose,
        fail_on=cast("Literal['block', 'warn']", checker.fail_on),
    )
    printed = deliver(decision, options, wanted)
    if args.quiet:  # hidden blocks are told of whatever the report leaves out
        for line in comparison.hidden_blocks:
            print_error(line)
    if checker.broken:
        return 2
    code = 1 if checker.fails(decision.drafts) else 0
    if keeper is not None:
        from neutral_gate.lexicon.cache_folder import cache_dir

        keeper.keep(cache_dir(), code, printed)
    return code


def _refuse_what_makes_no_sense(args: argparse.Namespace) -> None:
    """Stops at options that do not go together."""
    if not args.paths:
        raise UsageError("There is nothing to check.", "Name files or folders, or - to read standard input.")
    if args.paths.count(_STDIN) and len(args.paths) > 1:
        raise UsageError("Standard input (-) goes with no other file.", "Check it on its own.")
    if args.stdin_filename and args.paths != [_STDIN]:
        raise UsageError("--stdin-filename is only for standard input.", "Leave it out, or check - alone.")
    for option, ref in (("--diff", args.diff), ("--changed-since", args.changed_since)):
        if ref is not None and args.paths == [_STDIN]:
            raise UsageError("Git knows nothing of standard input.", f"Leave {option} out, or check the file itself.")
    if args.diff is not None and args.write_baseline:
        raise UsageError("A baseline must hold all findings, and --diff leaves some out.", "Leave --diff out.")


def _checker(args: argparse.Namespace) -> Checker:
    from neutral_gate.cli.checking import Checker
    from neutral_gate.cli.wishes import Wishes

    wishes = Wishes(
        config=args.config,
        at=_moment(args.at),
        kind=args.kind,
        body=args.body,
        select=frozenset(args.select),
        ignore=frozenset(args.ignore),
        people=tuple(args.people),
        fail_on=args.fail_on,
        folders=tuple(Path(path) for path in args.paths if path != _STDIN and Path(path).is_dir()),
        ocr=args.ocr,
        fetch_images=args.fetch_images,
        browser=args.browser,
    )
    faults = None if args.verbose else hide_fault_details
    if not _lasts(args):
        return Checker(wishes, None, faults)
    from neutral_gate.lexicon.cache_folder import cache_dir
    from neutral_gate.results.store import Store

    return Checker(wishes, Store(cache_dir()), faults)


def _lasts(args: argparse.Namespace) -> bool:
    """Whether results may be kept: they rest on files alone."""
    return not (args.no_cache or args.ocr or args.fetch_images or args.browser or args.paths == [_STDIN])


def _keeper(args: argparse.Namespace, arguments: Sequence[str], wanted: Plan) -> Keeper | None:
    """Keeps the report as a whole, where it says the same all day long and is all that the run is for."""
    compared = args.diff or args.changed_since or args.baseline or args.write_baseline
    if not _lasts(args) or compared or wanted.files or wanted.terminal != "text":
        return None
    from neutral_gate.cli.keeping import Keeper

    return Keeper(arguments, args.paths)


def _check(
    checker: Checker, args: argparse.Namespace, comparison: Comparison, keeper: Keeper | None
) -> tuple[str, ...]:
    """Checks all drafts of the command line; gives what else is to be said of them."""
    if args.paths == [_STDIN]:
        from neutral_gate.readers.documents import MAX_BYTES  # a text may not be as large, and then says so

        checker.check_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), args.stdin_filename)
        return ()
    from neutral_gate.cli.progress import progress
    from neutral_gate.config.ignore_file import IGNORE_NAME, IgnoreFiles
    from neutral_gate.readers.files import find_drafts

    ignore = IgnoreFiles()
    left_out: list[Path] = []

    def leaves_out(path: Path, folder: bool) -> bool:
        out = ignore.leaves_out(path, folder)
        if out:
            left_out.append(path)
        elif folder and keeper is not None:
            keeper.enters(path)
        return out

    paths = list(find_drafts(args.paths, leaves_out))  # a path that is not there stops the run before it starts
    if args.changed_since is not None:
        from neutral_gate.results.changes import Changes

        paths = Changes(args.changed_since).only_touched(paths)
    comparison.prepare(paths)
    with progress(args.quiet) as watch:
        checker.check_files(paths, args.jobs, watch, keeper.rests_on if keeper is not None else None)
    if not left_out or (paths and not args.verbose):
        return ()
    named = ", ".join(map(str, left_out[:_NAMED]))
    more = f" and {len(left_out) - _NAMED:,} more" if len(left_out) > _NAMED else ""
    return (f"Left out, as {IGNORE_NAME} asks: {named}{more}.",)


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    from neutral_gate.elections import parse_moment

    return parse_moment(text)


def _jobs(text: str) -> int:
    """The number after --jobs."""
    if text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_JOBS:
        return int(text)
    raise UsageError(f'--jobs cannot be "{text}".', f"Give a number from 1 to {_MOST_JOBS}.")
