"""`neutral-gate people update`: fetches the lists that the settings name. No other `people` verb uses the network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from neutral_gate.cli.output import columns, print_error, print_out
from neutral_gate.cli.parser import Parser, add_config
from neutral_gate.cli.people_words import add_changes, add_sources, day, people_count
from neutral_gate.cli.settings import config_for
from neutral_gate.model import GateError, UsageError
from neutral_gate.reports.excerpt import harmless
from neutral_gate.reports.layout import Page

if TYPE_CHECKING:
    from neutral_gate.config.settings import Config, PeopleSource

_EXAMPLE = '[[people_sources]], name = "candidates" and url = "https://..."'


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("people update", "Fetches the lists of people that your settings name, and says what has changed.")
    parser.add_argument("what", metavar="NAME|URL", nargs="?", help="one list; without it, all that your settings name")
    parser.add_argument("--output", metavar="FILE", type=Path, help="the people file for an address of your own")
    parser.add_argument(
        "--accept-shrink", action="store_true", help="take a new list even if it has half the people or fewer"
    )
    add_config(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Updates each list; one that cannot be fetched or read keeps its old file, and makes the exit code 2."""
    from neutral_gate.people.updating import update

    args = parser().parse(arguments)
    wanted = _wanted(config_for(args.config, Path.cwd()), args.what, args.output)
    page = Page(colour=False, width=columns())
    failed = False
    for source in wanted:
        page.gap()
        try:
            updated = update(source, accept_shrink=args.accept_shrink)
        except GateError as error:
            failed = True
            kept = f" {source.file.name} stays as it was." if source.file.exists() else ""
            print_error(f"neutral-gate: {source.name}: {error.problem}{kept}\n  What to do: {error.mend}")
            continue
        if updated.changes is None:
            page.paragraph(f"{source.name}: nothing has changed since {day(updated.since)}.")
            continue
        page.paragraph(f"{source.name}: {harmless(str(source.file))} holds {people_count(len(updated.now.people))}.")
        add_sources(page, updated.now.sources)
        if not updated.first:
            add_changes(page, updated.changes)
    print_out(page.text())
    return 2 if failed else 0


def _wanted(config: Config, what: str | None, output: Path | None) -> tuple[PeopleSource, ...]:
    """The sources to update."""
    from neutral_gate.config.settings import PeopleSource

    known = config.people_sources
    if what is None:
        if not known:
            raise UsageError("Your settings name no list to fetch.", f"Write there {_EXAMPLE}.")
        chosen = known
    else:
        chosen = tuple(source for source in known if source.name == what or what in source.urls)
    if chosen:
        if output is not None:
            raise UsageError(
                "--output goes with an address that is not in your settings.", "Leave it out, or mend your settings."
            )
        return chosen
    name = str(what)
    if re.match(r"https?://", name):
        if output is None:
            raise UsageError(f"{name} is not in your settings.", "Say with --output which people file it is for.")
        return (PeopleSource(urlsplit(name).hostname or "list", (name,), output),)
    from difflib import get_close_matches

    names = [source.name for source in known]
    near = get_close_matches(name, names, n=1)
    hint = f"Did you mean “{near[0]}”?" if near else f"Your settings name {', '.join(names) or 'none'}."
    raise UsageError(f"Your settings have no list with the name “{name}”.", hint)
