"""`neutral-gate windows import`: takes over elections from EveryElection, as saved to a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from neutral_gate.cli.output import columns, print_out
from neutral_gate.cli.parser import Parser, add_at, add_config
from neutral_gate.cli.settings_file import SettingsFile, settings_to_change
from neutral_gate.elections.every_election import MAX_BYTES, Listing, read_listing
from neutral_gate.elections.imported import Imported, windows_for
from neutral_gate.model import UsageError
from neutral_gate.reports.layout import Page
from neutral_gate.reports.wording import number

DEFAULT = "neutral-gate-elections.toml"
_MARK = "# Written by `neutral-gate windows import`."
_HEAD = f"""{_MARK} The next import replaces this file, so change nothing here.
# To change a period, add a [[windows]] table with its id to your own settings: that one wins.
"""
_SHOWN = 5


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser(
        "windows import",
        "Takes over elections in your areas from a list that EveryElection gives,\n"
        "and works out the pre-election periods before them.",
    )
    add = parser.add_argument
    help_files = "the list as JSON; where it has several pages, all of them"
    add("files", metavar="FILE", nargs="+", type=Path, help=help_files)
    add("--into", metavar="FILE", type=Path, help=f"the file for the periods; {DEFAULT} beside your settings")
    add("--all", action="store_true", help="take elections in all areas, not only in yours")
    add("--dry-run", action="store_true", help="show what would be written, and write nothing")
    add_at(parser, "elections before it are left out; now, if you leave it out")
    add_config(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Reads the list, writes the windows file, and makes the settings extend it."""
    from dataclasses import replace

    from neutral_gate.elections import now, parse_moment

    args = parser().parse(arguments)
    settings = settings_to_change(args.config, Path.cwd())
    listing = read_listing((str(path), _read(path)) for path in args.files)
    body = settings.config.body()
    asked = replace(body, areas=frozenset(), neighbours=frozenset()) if args.all else body
    today = (parse_moment(args.at) if args.at else now()).date()
    found = windows_for(listing.contests, asked, today)
    target = args.into or settings.path.parent / DEFAULT
    _check_target(target, settings)
    page = Page(colour=False, width=columns())
    _report(page, listing, found, args.files)
    if found.tables:
        _write(target, settings, found.tables, dry_run=args.dry_run)
        done = "would be written to" if args.dry_run else "were written to"
        page.paragraph(f"{number(len(found.tables), 'period')} {done} {target}:")
        for table in found.tables:
            page.item("-", f"{table['title']} ({table['id']}): {table['start'][:10]} to {table['end'][:10]}")
        page.gap()
        page.paragraph("`neutral-gate windows --ahead 365` shows when they open for you.")
    else:
        page.paragraph("No election of this list is in your areas and still to come, so nothing was written.")
    _quiet_days(page, settings, found)
    print_out(page.text())
    return 0


def _quiet_days(page: Page, settings: SettingsFile, found: Imported) -> None:
    """Points to periods that bind the body by its nation, on days when the list has no election in its areas."""
    from neutral_gate.elections import load_windows
    from neutral_gate.elections.active import binding_windows

    bound = binding_windows(load_windows(settings.config.windows), settings.config.body())
    idle = [window for window in bound if window.poll in found.quiet and not window.advisory]
    if not idle:
        return
    page.gap()
    page.paragraph(
        "The list has elections on these days, but none in your areas. If that is right, these periods do not bind "
        "you. Leave each out with `applies = false` and a `note` that says why:"
    )
    for window in idle:
        page.item("-", f"{window.title} ({window.id})")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror or "unknown error"
        raise UsageError(f"{path} cannot be read: {reason}.", "Check the file's name.") from error


def _check_target(target: Path, settings: SettingsFile) -> None:
    if target.resolve() == settings.path.resolve():
        raise UsageError(
            f"{target} is your settings file: an import would replace it.", f"Name another file, such as {DEFAULT}."
        )
    try:
        old = target.read_bytes() if target.exists() else b""
    except OSError as error:
        raise UsageError(f"{target} cannot be read: {error.strerror}.", "Name another file with --into.") from error
    if old and not old.startswith(_MARK.encode()):
        raise UsageError(
            f"{target} was not written by an import, so it is not replaced.", "Name another file with --into."
        )


def _write(target: Path, settings: SettingsFile, tables: Sequence[Mapping[str, Any]], *, dry_run: bool) -> None:
    """Writes the windows file and lets the settings extend it; on an error both stay as they were."""
    import tomlkit

    from neutral_gate.cli.output import write_file
    from neutral_gate.elections import load_windows

    text = f"{_HEAD}\n{tomlkit.dumps({'windows': [dict(table) for table in tables]})}"
    load_windows(tables)
    try:
        name = target.resolve().relative_to(settings.path.parent.resolve()).as_posix()
    except ValueError:
        name = target.resolve().as_posix()
    settings.extend(name)
    if dry_run:
        return
    old = target.read_text("utf-8") if target.exists() else None
    fresh = target.with_name(f".{target.name}.new")
    write_file(fresh, text)
    fresh.replace(target)
    try:
        settings.save()
    except UsageError:
        if old is None:
            target.unlink()
        else:
            write_file(target, old)
        raise


def _report(page: Page, listing: Listing, found: Imported, files: Sequence[Path]) -> None:
    """What was read and what was left out, so that nothing goes missing in silence."""
    page.paragraph(f"Read {number(len(listing.contests), 'election')} from {number(len(files), 'file')}.")
    if listing.missing:
        page.paragraph(
            f"The list has {listing.missing:,} more entries on other pages (“next” in the file). Save those pages too, "
            "and give all files in one command."
        )
    left = (
        (len(listing.cancelled), "is cancelled", "are cancelled", listing.cancelled),
        (found.past, "is over", "are over", ()),
        (found.elsewhere, "is not in your areas", "are not in your areas", ()),
        (len(listing.unread), "could not be read", "could not be read", listing.unread),
        (len(found.unplaced), "names no nation that we know", "name no nation that we know", found.unplaced),
    )
    for count, one, many, names in left:
        if count:
            listed = f": {', '.join(names[:_SHOWN])}{' ...' if len(names) > _SHOWN else ''}" if names else ""
            page.paragraph(f"Left out: {number(count, 'election')} that {one if count == 1 else many}{listed}.")
    page.gap()
