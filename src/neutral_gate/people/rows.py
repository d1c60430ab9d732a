"""What one row of a people list says: a person, or a reason to set it aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from neutral_gate.model import UsageError
from neutral_gate.model.records import dataclass
from neutral_gate.people import cells
from neutral_gate.people.columns import HANDLE_COLUMNS, Columns
from neutral_gate.people.forms import SOCIAL
from neutral_gate.people.person import Handle, Person, Role
from neutral_gate.text import fold

_Value = TypeVar("_Value")
_DATE = "a date, such as 2024-07-04"
_VACANT = re.compile(
    r"(?:\W|the|this|a|seat|is|currently|councillor|cllr)*"
    r"(?:vacant|vacancy|to be (?:confirmed|elected)|tbc|no councillor)(?:\W|seat|position|\d)*",
    re.IGNORECASE,
)
_TITLED = re.compile(r"(?:cllr|coun|councillor|cyng|cynghorydd)\b", re.IGNORECASE)
_NAMES = frozenset({"name", "first", "last", "nickname"})
_NOTHING = frozenset({"NA", "N/A", "NaN", "nan", "NULL", "null", "None", "#N/A"})
"""What programs write for an empty cell. Not taken for one in names: there are people of the name Null."""
SHARED_IDS = "uk.org.publicwhip/"
"""What the ids start with that all lists of mySociety share."""


class SetAside(Exception):  # noqa: N818 - no error: the row is counted, with the reason
    """A row that tells of nobody; its text says why."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A person of a row, and further ids that stand for the same one."""

    person: Person
    ids: tuple[str, ...] = ()


class Row:
    """One row of a list.

    Args:
        path: The file, for messages and keys.
        place: The row's place in it, such as "line 2".
        row: Its cells.
        columns: What they mean.
    """

    def __init__(self, path: Path, place: str, row: Sequence[str], columns: Columns) -> None:
        self._path = path
        self._place = place
        self._row = row
        self._columns = columns

    def listed(self, changed: date) -> Listed:
        """The person that the row tells of.

        Args:
            changed: The day of the file, for a list that does not say when it was made.

        Raises:
            SetAside: It tells of nobody.
            UsageError: A cell cannot be read, or says something that cannot be.
        """
        if self._columns.form.subject == "party":
            from neutral_gate.people.register import organisation  # only a list of parties pays for it

            return Listed(organisation(self, changed))
        name, handles = self._name(), self._handles()
        key = self._key()
        also = cells.bare(self.cell("parliament_id"))
        elections = (cells.bare(self.cell("ballot")) or cells.bare(self.cell("election")),)
        areas = (cells.bare(self.cell(each)) for each in ("area", "council", "code"))
        since, until = self.value("from", cells.date_in, _DATE), self.value("until", cells.date_in, _DATE)
        until = until or cells.polling_day(elections[0])
        if since is not None and until is not None and until < since:
            raise self.error(
                f"the end, {until.isoformat()}, lies before the start, {since.isoformat()}", "Put the dates right."
            )
        person = Person(
            name=name or f"@{handles[0].name}",
            role=self._role(),
            party=" ".join(self.cell("party").split()),
            party_ids=cells.party_ids(self.cell("party_id")),
            handles=handles,
            areas=tuple(dict.fromkeys(filter(None, areas))),
            elections=tuple(filter(None, elections)),
            nicknames=self._nicknames(name),
            surname=_words(self.cell("last")),
            holds_seat=self.value("holds_seat", cells.flag, "yes or no"),
            source=self._path.name,
            as_of=self.as_of(changed),
            valid_from=since,
            valid_until=until,
            websites=self._websites(),
            key=key,
        )
        return Listed(person, (also,) if also.startswith(SHARED_IDS) else ())

    def cell(self, meaning: str) -> str:
        """The cell of a meaning, without blanks around it."""
        cell = self._columns.cell(self._row, meaning).strip()
        return "" if cell in _NOTHING and meaning not in _NAMES else cell

    def value(self, meaning: str, read: Callable[[str], _Value], wanted: str) -> _Value:
        """What a cell says.

        Args:
            meaning: Which cell.
            read: Reads it, and raises ValueError where it cannot.
            wanted: What ought to be in it, for the message.

        Raises:
            UsageError: It cannot be read.
        """
        cell = self.cell(meaning)
        try:
            return read(cell)
        except (ValueError, OverflowError) as error:
            raise self.error(f"“{cell}” is not {wanted}", "Mend the cell, or leave it empty.") from error

    def as_of(self, changed: date) -> date:
        """The day that the row was true."""
        return self.value("as_of", cells.date_in, _DATE) or changed

    def error(self, problem: str, mend: str) -> UsageError:
        """An error that names the file and the row."""
        return UsageError(f"{self._path}, {self._place}: {problem}.", mend)

    @property
    def source(self) -> str:
        """The file's name."""
        return self._path.name

    def _key(self) -> str:
        key = cells.bare(self.cell("id"))
        if not key or key.startswith(SHARED_IDS):
            return key
        return f"{self._columns.form.register or self._path.name}:{key}"

    def _name(self) -> str:
        """The name; "" where the list gives accounts only."""
        form = self._columns.form
        name = _words(self._columns.cell(self._row, "name"), quotes=False)
        name = name or " ".join(f"{_words(self.cell('first'))} {_words(self.cell('last'))}".split())
        if name.count('"') == 2 and name[0] == name[-1] == '"':
            name = name[1:-1].strip()
        if _VACANT.fullmatch(name) or self.value("vacant", cells.flag, "yes or no"):
            raise SetAside("nobody holds the seat")
        if any(letter.isalpha() for letter in name):
            return name
        if form is SOCIAL:
            if not self._handles():
                raise SetAside("neither a name nor an account")
            return ""
        if form.empty_seats:
            raise SetAside("nobody holds the seat")
        raise self.error("this row has no name", "Write the name, or take the row out.")

    def _nicknames(self, name: str) -> tuple[str, ...]:
        """The nicknames of the list, and the name on the ballot paper where it is another."""
        given = [_words(each) for each in cells.bare(self.cell("nickname")).split(";")]
        first, last = _words(self.cell("first")), _words(self.cell("last"))
        if first and last and self.cell("name"):
            formal = f"{first} {last.title() if last.isupper() else last}"
            if fold(formal) != fold(name):
                given.append(formal)
        return tuple(dict.fromkeys(filter(None, given)))

    def _role(self) -> Role:
        written = cells.bare(self.cell("role"))
        if not written:
            found = re.search(r"/(mp|msp|ms|mla|peer)/", self.cell("address"))
            return (cells.role_of(found[1]) if found else None) or self._columns.form.role
        role = cells.role_of(written)
        if role is None:
            from difflib import get_close_matches  # only a list with a mistake pays for it

            near = get_close_matches(written.casefold(), cells.known_roles(), n=1)
            mend = (
                f"Did you mean “{near[0]}”?"
                if near
                else "Write candidate, mp, councillor, minister, mayor, pcc or other."
            )
            raise self.error(f"“{written}” is no role that is known", mend)
        return role

    def _handles(self) -> tuple[Handle, ...]:
        return tuple(
            dict.fromkeys(
                each for platform in HANDLE_COLUMNS for each in cells.handles_in(self.cell(platform), platform)
            )
        )

    def _websites(self) -> tuple[str, ...]:
        written = (each for column in ("website", "blog") for each in self.cell(column).split(";"))
        return tuple(dict.fromkeys(filter(None, (cells.website(each) for each in written))))


def is_titled(name: str) -> bool:
    """Whether a name starts with a councillor's title."""
    return _TITLED.match(cells.bare(name)) is not None


def _words(cell: str, *, quotes: bool = True) -> str:
    return " ".join((cells.bare(cell) if quotes else cell).split())
