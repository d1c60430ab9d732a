"""`neutral-gate windows close`: says that an open-ended period is over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from neutral_gate.cli.output import columns, print_out
from neutral_gate.cli.parser import Parser, add_config
from neutral_gate.cli.settings_file import settings_to_change
from neutral_gate.model import UsageError
from neutral_gate.reports.layout import Page


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("windows close", "Closes a period that goes on until somebody says that it is over.")
    parser.add_argument("id", metavar="ID", help="the period's id, as `neutral-gate windows` shows it")
    parser.add_argument(
        "--on",
        metavar="WHEN",
        required=True,
        help="the date, or date and time in London, from which it no longer applies: 2029-08-17T13:00",
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would be written, and write nothing")
    add_config(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Writes the one line and shows it."""
    from neutral_gate.elections import load_windows, parse_moment
    from neutral_gate.elections.moments import say
    from neutral_gate.elections.shipped import layered
    from neutral_gate.elections.terms import nearest

    args = parser().parse(arguments)
    settings = settings_to_change(args.config, Path.cwd())
    known = {window.id: window for window in load_windows(settings.config.windows)}
    if args.id not in known:
        raise UsageError(f"There is no period “{args.id}”.", nearest(args.id, sorted(known)))
    window = known[args.id]
    if window.closed is not None:
        raise UsageError(
            f"“{args.id}” was closed already, on {say(window.closed)}.", "Change that date in your settings by hand."
        )
    if not window.open_ended:
        raise UsageError(
            f"“{args.id}” ends by itself on {say(window.end)}.",
            "There is nothing to close. To change its end, change it in your settings.",
        )
    # A date alone means from the start of that day on, as `closed` has it in the settings.
    closed = parse_moment(args.on if len(args.on.strip()) > len("2029-08-17") else f"{args.on.strip()}T00:00")
    stamp = f"{closed:%Y-%m-%dT%H:%M}"
    change = {"id": args.id, "closed": stamp}
    own = [table for table in settings.windows if table.get("id") == args.id]
    load_windows(layered(settings.config.windows, [change]))  # a date before the start is refused here
    lines = settings.change_window(args.id, "closed", stamp) if own else settings.add_window(change)
    if not args.dry_run:
        settings.save()
    page = Page(colour=False, width=columns())
    page.paragraph(f"{window.title} no longer applies from {say(closed)} on.")
    page.paragraph(f"This {'would be' if args.dry_run else 'was'} written to {settings.path}:")
    page.gap()
    for line in lines.split("\n"):
        page.line(f"  {line}")
    if args.dry_run:
        page.gap()
        page.paragraph("Nothing was changed (--dry-run).")
    print_out(page.text())
    return 0
