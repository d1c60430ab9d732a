"""`neutral-gate people import`: makes one people file of lists in any known form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from neutral_gate.cli.output import columns, print_out
from neutral_gate.cli.parser import Parser
from neutral_gate.cli.people_words import add_changes, add_sources, people_count
from neutral_gate.model import UsageError
from neutral_gate.reports.excerpt import harmless
from neutral_gate.reports.layout import Page

_DEFAULT = "people.ngp"


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("people import", "Makes one people file of your lists. It tells their form by their headings.")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a list, or a people file")
    parser.add_argument(
        "--output", metavar="FILE", type=Path, default=Path(_DEFAULT), help=f"the people file to write ({_DEFAULT})"
    )
    parser.add_argument("--as-of", metavar="DATE", help="the day of the lists, where they do not say it themselves")
    parser.add_argument("--licence", metavar="TEXT", default="", help="their licence, where their form does not say it")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Writes the people file, and says what went into it."""
    from neutral_gate.people.reading import Gathered, gather
    from neutral_gate.people.storing import changes, store, stored

    args = parser().parse(arguments)
    output: Path = args.output
    if any(_same(output, file) for file in args.files):
        raise UsageError(f"{output} is one of the lists themselves.", "Give the people file another name.")
    today = date.today()
    as_of = _day(args.as_of, today) if args.as_of else None
    gathered = gather(args.files, as_of)
    sources = tuple(
        replace(source, imported=source.imported or today, licence=source.licence or args.licence)
        for source in gathered.sources
    )
    old, broken = None, ""
    try:
        old = stored(output)
    except UsageError as error:
        if "no people file" in error.problem:
            raise
        broken = error.problem
    store(output, Gathered(gathered.people, sources))
    page = Page(colour=False, width=columns())
    add_sources(page, sources)
    page.gap()
    nameless = sum(person.name.startswith("@") for person in gathered.people)
    if nameless:
        page.paragraph(
            f"{nameless:,} of them are known by their accounts only. "
            "Import a list with names and the same ids together with it, to add the names."
        )
        page.gap()
    if broken:
        page.paragraph(f"{harmless(broken)} It was replaced.")
    if old is not None:
        add_changes(page, changes(old.people, gathered.people))
    page.paragraph(f"{harmless(str(output))} holds {people_count(len(gathered.people))}.")
    page.paragraph(
        f'To use it, write people = ["{harmless(output.name)}"] in your settings, or give it after --people.'
    )
    print_out(page.text())
    return 0


def _same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve()
    except OSError:
        return False


def _day(text: str, today: date) -> date:
    from neutral_gate.people.cells import date_in

    try:
        day = date_in(text)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise UsageError(f'--as-of cannot be "{text}".', "Write a date, such as 2027-04-08.")
    if day > today:
        raise UsageError(f"--as-of is {day.isoformat()}, which is still to come.", "Give the day of the list.")
    return day
