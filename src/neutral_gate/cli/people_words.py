"""What the `people` verbs say of lists, of changes and of people, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from neutral_gate.reports.excerpt import harmless
from neutral_gate.reports.layout import Page

if TYPE_CHECKING:
    from neutral_gate.people.provenance import Source
    from neutral_gate.people.storing import Changes

_SHOWN = 10

ROLE_WORDS = {
    "candidate": "candidate",
    "mp": "member of the UK Parliament",
    "msp": "member of the Scottish Parliament",
    "ms": "member of the Senedd",
    "mla": "member of the Northern Ireland Assembly",
    "councillor": "councillor",
    "minister": "minister",
    "mayor": "mayor",
    "pcc": "police and crime commissioner",
    "peer": "member of the House of Lords",
    "party": "party",
    "campaigner": "campaigner",
    "other": "politician",
}


def day(when: date) -> str:
    """A day as people write it: "8 April 2027"."""
    return f"{when.day} {when:%B %Y}"


def add_sources(page: Page, sources: Iterable[Source]) -> None:
    """A paragraph for each list that went into a people file."""
    for source in sources:
        kind = source.form[:1].upper() + source.form[1:]
        sentences = [
            f"{harmless(source.name)}: {kind}.",
            _rows(source),
        ]
        sentences += [f"Set aside: {count:,} ({reason})." for reason, count in source.set_aside]
        sentences.append(f"It is of {day(source.as_of)}.")
        if source.licence:
            sentences.append(f"Licence: {harmless(source.licence)}.")
        if source.credit:
            sentences.append(f"By {harmless(source.credit)}.")
        page.paragraph(" ".join(sentences))


def _rows(source: Source) -> str:
    from neutral_gate.people.forms import PARTIES, REGISTER

    one, many = ("party", "parties") if source.form in (PARTIES.name, REGISTER.name) else ("person", "people")
    rows = "1 row tells" if source.rows == 1 else f"{source.rows:,} rows tell"
    return f"{rows} of {source.people:,} {one if source.people == 1 else many}."


def add_changes(page: Page, changes: Changes) -> None:
    """Who is new, and who is gone."""
    if not changes.added and not changes.gone:
        page.paragraph("Nobody is new, and nobody is gone.")
    for names, word in ((changes.added, "new"), (changes.gone, "gone")):
        if names:
            page.paragraph(f"{len(names):,} {'is' if len(names) == 1 else 'are'} {word}: {some(names)}.")


def people_count(count: int) -> str:
    """A number of people: "1 person", "4,515 people"."""
    return "1 person" if count == 1 else f"{count:,} people"


def some(names: Sequence[str]) -> str:
    """The first names of a list, and how many more there are."""
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return f"{', '.join(harmless(name) for name in names[:_SHOWN])}{more}"
