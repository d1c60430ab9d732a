"""`neutral-gate people check`: looks through the lists for what needs a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from neutral_gate.cli.output import columns, print_out
from neutral_gate.cli.parser import Parser, add_at, add_config
from neutral_gate.cli.people_words import day, people_count
from neutral_gate.cli.settings import config_for
from neutral_gate.model import UsageError
from neutral_gate.reports.excerpt import harmless
from neutral_gate.reports.layout import Page
from neutral_gate.reports.wording import number


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("people check", "Looks for what needs a person in your lists, or in those you name.")
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="lists to look at, in place of your own")
    add_at(parser, "today, if you leave it out")
    add_config(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Lists the points: 0 where none needs a person, 1 where one does."""
    from neutral_gate.elections import now, parse_moment
    from neutral_gate.people.inspecting import Own, Point, inspect
    from neutral_gate.people.reading import gather

    args = parser().parse(arguments)
    config = config_for(args.config, Path.cwd())
    files = tuple(args.files) or config.people_files
    if not files:
        raise UsageError("There is no list to look at.", 'Name one, or write people = ["people.ngp"] in your settings.')
    faults: list[UsageError] = []
    people, sources = gather(files, faults=faults.append)
    today = (parse_moment(args.at) if args.at else now()).date()
    points = [Point(f"{error.problem} {error.mend}", True) for error in faults]
    points += inspect(people, sources, Own(config.areas, config.staff, config.accounts), today)
    page = Page(colour=False, width=columns())
    page.paragraph(f"{people_count(len(people))} in {number(len(sources), 'list')}, looked at for {day(today)}.")
    urgent = [point for point in points if point.needs_a_person]
    for title, chosen in (
        ("This needs a person:", urgent),
        ("Good to know:", [point for point in points if not point.needs_a_person]),
    ):
        if chosen:
            page.gap()
            page.paragraph(title)
            for point in chosen:
                page.item("-", harmless(point.text))
    if not urgent:
        page.gap()
        page.paragraph("Nothing needs a person.")
    print_out(page.text())
    return 1 if urgent else 0
