"""Reads one table of a TOML file, and says plainly what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NoReturn

from neutral_gate.config.rule_names import suggest
from neutral_gate.model import UsageError
from neutral_gate.model.records import dataclass

_TYPE_NAMES = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a configuration file.

    Attributes:
        values: Its keys and values, as TOML gives them.
        name: Its name in the file, such as "body", or "" for the top of the file.
        file: The file's name, for messages.
        text: The file's text, to find the line of a key.
    """

    values: Mapping[str, object]
    name: str
    file: str
    text: str

    def only(self, allowed: Collection[str], elsewhere: Collection[str] = ()) -> None:
        """Checks the keys.

        Args:
            allowed: The keys that this table may have.
            elsewhere: Keys of the top of the file, which end up in a table if they are written below its name.

        Raises:
            UsageError: A key is unknown; the nearest one is suggested.
        """
        for key in self.values:
            if key not in allowed:
                place = f"[{self.name}]" if self.name else "the file"
                mend = suggest(key, allowed) or f"The settings here are: {', '.join(sorted(allowed))}."
                if self.name and key in elsewhere:
                    top = "under [tool.neutral-gate]" if self.name.startswith("tool.") else "to the top of the file"
                    mend = f'Move "{key}" up {top}, above the next line in square brackets.'
                self.fail(key, f'"{key}" is not a setting of {place}.', mend)

    def text_of(self, key: str, default: str = "") -> str:
        """A piece of text."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            self.wrong_type(key, "text in quotation marks", value)
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self.values.get(key, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list):
            self.wrong_type(key, 'a list of texts, such as ["one", "two"]', value)
        for item in items:
            if not isinstance(item, str):
                self.wrong_type(key, 'a list of texts, such as ["one", "two"], but one entry', item, joined=True)
            if not item.strip():
                self.fail(key, f'"{key}" has an empty entry.', "Take it out or fill it in.")
        return tuple(item.strip() for item in items)

    def choice(
        self, key: str, allowed: Collection[str], default: str | None = None, *, fold: Callable[[str], str] = str
    ) -> str | None:
        """One of several words, in the spelling that `fold` gives it."""
        if key not in self.values:
            return default
        value = fold(self.text_of(key))
        if value not in allowed:
            listed = ", ".join(f'"{word}"' for word in allowed)
            near = suggest(value.lower().replace(" ", "_").replace("-", "_"), allowed)
            self.fail(key, f'"{key}" cannot be "{value}".', f"{near} It can be {listed}.".strip())
        return value

    def table(self, key: str) -> Table:
        """A table below this one; an absent one is empty."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.wrong_type(key, f"a table, written [{self._path(key)}]", value)
        return Table(value, self._path(key), self.file, self.text)

    def tables(self, key: str) -> tuple[Table, ...]:
        """A list of tables, written [[key]]."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong_type(key, f"a list of tables, each written [[{self._path(key)}]]", value)
        return tuple(Table(item, self._path(key), self.file, self.text) for item in value)

    def wrong_type(self, key: str, wanted: str, value: object, *, joined: bool = False) -> NoReturn:
        """Raises the error for a value of a wrong type."""
        given = _TYPE_NAMES.get(type(value), "a date or time")
        link = " is" if joined else "; it is"
        self.fail(key, f'"{key}" must be {wanted}{link} {given}.', "Change its value.")

    def fail(self, key: str, problem: str, mend: str) -> NoReturn:
        """Raises the error for a key, with the line that it stands in where that can be told."""
        line = self._line_of(key)
        place = f"{self.file}, line {line}" if line else self.file
        raise UsageError(f"In {place}: {problem}", mend)

    def _path(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def _line_of(self, key: str) -> int | None:
        """The line of the only place where a key can be meant, or None."""
        spellings = (key, f'"{key}"', f"'{key}'")
        lines = []
        for number, line in enumerate(self.text.splitlines(), start=1):
            bare = line.strip()
            header = bare.startswith("[") and bare.split("#")[0].strip("[] \t").rpartition(".")[2].strip() in spellings
            named = bare.split("=")[0].strip() in spellings if "=" in bare else False
            if header or named:
                lines.append(number)
        return lines[0] if len(lines) == 1 else None
