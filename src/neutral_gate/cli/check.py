"""`neutral-gate check`: the drafts, the gate, the report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from neutral_gate.cli.output import columns, hide_fault_details, print_out, wants_colour, write_file
from neutral_gate.cli.parser import Parser, add_at, add_body, add_config, choice
from neutral_gate.model import KINDS, UsageError
from neutral_gate.reports.registry import FORMATS, Options, render

if TYPE_CHECKING:
    import argparse
    from typing import Literal

    from neutral_gate.cli.checking import Checker

_STDIN = "-"


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
    add("--format", metavar="NAME", type=choice("--format", FORMATS), default="text", help=formats)
    add("--output", metavar="FILE", type=Path, help="write the report to a file")
    fail_on = "fail from this verdict on: block (the default) or warn"
    add("--fail-on", metavar="VERDICT", type=choice("--fail-on", ("block", "warn")), help=fail_on)
    add("--ocr", action="store_true", help="also read the words that stand in pictures, with the program Tesseract")
    add("--no-color", "--no-colour", action="store_true", help="no colours, even on a terminal")
    add("--quiet", action="store_true", help="report only what fails")
    add("--verbose", action="store_true", help="report notes, allowed findings and measures too")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Checks, reports, and gives the exit code: 0 clear, 1 something fails, 2 something could not be checked."""
    args = parser().parse(arguments)
    checker = _checked(args)
    options = Options(
        colour=wants_colour() and not args.no_color and args.output is None,
        width=columns(),
        quiet=args.quiet,
        verbose=args.verbose,
        fail_on=cast("Literal['block', 'warn']", checker.fail_on),
    )
    decision = checker.decision()
    report = render(args.format, decision, options)
    if args.output is None:
        print_out(report)
    else:
        write_file(args.output, report)
        if not args.quiet:
            from neutral_gate.reports.wording import summary

            print_out(f"{summary(decision)} The report is in {args.output}.\n")
    if checker.broken:
        return 2
    return 1 if checker.failed else 0


def _checked(args: argparse.Namespace) -> Checker:
    """The checker after all drafts of the command line."""
    if not args.paths:
        raise UsageError("There is nothing to check.", "Name files or folders, or - to read standard input.")
    if args.paths.count(_STDIN) and len(args.paths) > 1:
        raise UsageError("Standard input (-) goes with no other file.", "Check it on its own.")
    if args.stdin_filename and args.paths != [_STDIN]:
        raise UsageError("--stdin-filename is only for standard input.", "Leave it out, or check - alone.")
    if not args.verbose:
        hide_fault_details()
    from neutral_gate.cli.checking import Checker, Wishes
    from neutral_gate.elections import parse_moment

    checker = Checker(
        Wishes(
            config=args.config,
            at=parse_moment(args.at) if args.at else None,
            kind=args.kind,
            body=args.body,
            select=frozenset(args.select),
            ignore=frozenset(args.ignore),
            people=tuple(args.people),
            fail_on=args.fail_on,
            folders=tuple(Path(path) for path in args.paths if path != _STDIN and Path(path).is_dir()),
            ocr=args.ocr,
        )
    )
    if args.paths == [_STDIN]:
        from neutral_gate.readers.decoding import MAX_BYTES

        checker.check_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), args.stdin_filename)
        return checker
    from neutral_gate.readers import find_drafts

    for path in list(find_drafts(args.paths)):  # a path that is not there stops the run before it starts
        checker.check_file(path)
    return checker
