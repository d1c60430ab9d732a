"""`neutral-gate people show`: what is known of a person, and whether the gate would notice the name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.cli.output import columns, print_out
from neutral_gate.cli.parser import Parser, add_at, add_config
from neutral_gate.cli.people_words import ROLE_WORDS, day
from neutral_gate.cli.settings import config_for
from neutral_gate.model import UsageError
from neutral_gate.reports.excerpt import harmless
from neutral_gate.reports.layout import Page

if TYPE_CHECKING:
    from neutral_gate.config import Config
    from neutral_gate.people import People, Person

_MOST = 10
_FORMS = 6
_LABELS = 12


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("people show", "Says what is known of a person, and whether the gate would notice the name.")
    parser.add_argument("name", metavar="NAME", nargs="+", help="a name, a part of one, or an account")
    parser.add_argument(
        "--people", metavar="FILE", type=Path, action="append", default=[], help="a list, besides your own; repeatable"
    )
    add_at(parser, "now, if you leave it out")
    add_config(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Tells of everybody of that name: 0, or 1 where there is nobody."""
    from neutral_gate.elections import active_windows, load_windows, now, parse_moment
    from neutral_gate.people import People
    from neutral_gate.people.finding import find, nearest
    from neutral_gate.people.reading import gather

    args = parser().parse(arguments)
    config = config_for(args.config, Path.cwd())
    files = (*config.people_files, *args.people)
    if not files:
        raise UsageError("There is no list to look in.", "Name one after --people, or as `people` in your settings.")
    at = parse_moment(args.at) if args.at else now()
    gathered = gather(files)
    people = People(gathered.people)
    query = " ".join(args.name)
    found = find(people.people, query)
    page = Page(colour=False, width=columns())
    if not found:
        near = nearest(people.people, query)
        page.paragraph(f"Nobody in your lists is called “{harmless(query)}”.")
        if near:
            page.paragraph(f"Did you mean {harmless(near)}?")
        print_out(page.text())
        return 1
    windows = active_windows(load_windows(config.windows), at, config.body())
    since = min((window.start.date() for window in windows), default=at.date())
    ages = {source.name: source.as_of for source in gathered.sources}
    for person in found[:_MOST]:
        page.gap()
        _add(page, person, ages, at.date())
        sentences = " ".join(_noticed(person, people, config, at.date(), since))
        page.labelled("The gate:", harmless(sentences), _LABELS)
    if len(found) > _MOST:
        page.gap()
        page.paragraph(f"{len(found) - _MOST:,} more have this name. Write more of it to find the one you mean.")
    print_out(page.text())
    return 0


def _add(page: Page, person: Person, ages: dict[str, date], today: date) -> None:
    """What is known of a person, one line a fact."""
    page.paragraph(harmless(person.name), "bold")
    seat = " who held the seat" if person.holds_seat and person.role == "candidate" else ""
    facts = [("Is:", f"{ROLE_WORDS[person.role]}{seat}")]
    facts += [("Party:", person.party)] if person.party and person.role != "party" else []
    facts += [("Also:", "; ".join(person.nicknames))] if person.nicknames else []
    facts += [("Areas:", "; ".join(person.areas))] if person.areas else []
    facts += [("Stands in:", "; ".join(person.elections))] if person.elections else []
    facts += [("Accounts:", "; ".join(f"@{each.name} ({each.platform})" for each in person.handles))]
    facts += [("Websites:", "; ".join(person.websites))] if person.websites else []
    facts += [("From:", day(person.valid_from))] if person.valid_from else []
    facts += [("Until:", day(person.valid_until))] if person.valid_until else []
    lists = [f"{name}, of {day(ages[name])}" if name in ages else name for name in person.source.split(", ")]
    facts.append(("Listed in:", "; ".join(lists)))
    newest = max((ages[name] for name in person.source.split(", ") if name in ages), default=None)
    if newest is not None and newest < today:
        facts.append(("Age:", f"{(today - newest).days:,} days"))
    for label, text in facts:
        if text:
            page.labelled(label, harmless(text), _LABELS)


def _noticed(person: Person, people: People, config: Config, on: date, since: date) -> Iterator[str]:
    """Whether the gate would notice the name on a day, and why."""
    from neutral_gate.text import fold

    if person not in people.on_day(on, since).people:
        if person.valid_from is not None and on < person.valid_from:
            yield f"It passes the name over until {day(person.valid_from)}."
        else:
            yield f"It passes the name over on {day(on)}, because the role has ended."
        return
    if fold(person.name) in {fold(name) for name in config.staff}:
        yield "It takes the name for one of your staff, unless a political title stands with it."
    elif person.name.startswith("@"):
        yield "It knows the account only, because the list gives no name."
    else:
        yield _found(person, people, config)
    if config.areas and person.areas and person not in people.in_areas(config.areas).people:
        yield f"None of the areas is yours ({', '.join(sorted(config.areas))})."
    if person.handles:
        yield "It notices the accounts in texts, links and reposts."


def _found(person: Person, people: People, config: Config) -> str:
    """What the gate makes of a sentence with nothing but the name in it."""
    from neutral_gate.people.names import forms_of
    from neutral_gate.people.person import ORGANISATIONS
    from neutral_gate.text import tokenise

    forms = list(forms_of(person))[:_FORMS]
    written = f"It looks for {', '.join(f'“{form}”' for form in forms)}."
    if person.role in ORGANISATIONS:
        return written
    names = people.names(config.staff, config.areas)
    found = names.find(tokenise(f"Yesterday {person.name} came to see us.")) if names is not None else []
    terms = [term for _, _, each in found for term in each if term.entity == person.name]
    if any(not term.weak for term in terms):
        return written
    return (
        f"{written} The name counts only where the text is political, because other people or places bear it, "
        "or because it is made of common words."
    )
