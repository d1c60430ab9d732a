"""Changes a body's settings file by a few lines, and leaves all else in it as it stands: comments, order, layout."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from neutral_gate.config import find_config, load_config
from neutral_gate.model import UsageError

_BOM = "\ufeff"


class SettingsFile:
    """A settings file that is being changed. Nothing is written before `save`.

    Args:
        path: The file. It must be one that `load_config` can read.

    Raises:
        UsageError: It cannot be read or holds a wrong setting.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.config = load_config(path)
        self.text = path.read_bytes().decode("utf-8-sig")
        self._old = self.text
        self._bom = _BOM if path.read_bytes().startswith(_BOM.encode()) else ""
        self._shared = path.name == "pyproject.toml"
        self._newline = "\r\n" if "\r\n" in self.text else "\n"

    @property
    def windows(self) -> Sequence[Mapping[str, Any]]:
        """The tables of windows that stand in this very file."""
        found: Sequence[Mapping[str, Any]] = self._own(self.text).get("windows", [])
        return found

    def add_window(self, values: Mapping[str, Any]) -> str:
        """Adds a window's table at the end.

        Args:
            values: Its keys with texts, lists of texts, or true and false.

        Returns:
            The lines that were added.
        """
        wanted = [*self.windows, dict(values)]
        header = "[[tool.neutral-gate.windows]]" if self._shared else "[[windows]]"
        lines = [header, *(f"{key} = {_written(value)}" for key, value in values.items())]
        if re.search(r"^[ \t]*windows[ \t]*=", self._old, re.MULTILINE):  # a list in brackets takes no table after it
            self._edit(lambda own: own["windows"].append(_inline(values)))
        else:
            start = self.text.rstrip()
            self.text = (start + 2 * self._newline if start else "") + self._newline.join([*lines, ""])
        self._expect(wanted, lines)
        return "\n".join(lines)

    def change_window(self, name: str, key: str, value: str) -> str:
        """Sets one key of a window whose table stands in this file.

        Args:
            name: The window's id.
            key: The key.
            value: Its new text.

        Returns:
            The line that was written.
        """
        wanted = [{**table, key: value} if table.get("id") == name else dict(table) for table in self.windows]
        place = next(place for place, table in enumerate(self.windows) if table.get("id") == name)
        line = f"{key} = {_written(value)}"
        found = re.compile(rf"^[ \t]*id[ \t]*=[ \t]*(?:{re.escape(_written(name))}|'{re.escape(name)}')[^\r\n]*", re.M)
        if key in self.windows[place] or not (match := found.search(self.text)):

            def change(own: Any) -> None:
                own["windows"][place][key] = value

            self._edit(change)
        else:  # right after the id: at the end of a table it would stand below comments of the next one
            self.text = f"{self.text[: match.end()]}{self._newline}{line}{self.text[match.end() :]}"
        self._expect(wanted, [line])
        return line

    def extend(self, name: str) -> bool:
        """Adds a file to those that these settings extend; False where they do so already."""
        stated = self._own(self.text).get("extends", [])
        names = [stated] if isinstance(stated, str) else list(stated)
        if any((self.path.parent / each).resolve() == (self.path.parent / name).resolve() for each in names):
            return False
        if "extends" in self._own(self.text):

            def change(own: Any) -> None:
                own["extends"] = [*names, name]

            self._edit(change)
        elif self._shared:

            def add(own: Any) -> None:
                own.add("extends", [name])

            self._edit(add)
        else:
            self.text = f"extends = [{_written(name)}]{self._newline}{self.text}"
        return True

    def save(self) -> None:
        """Writes the file in one step, after a look whether the new settings can be read.

        Raises:
            UsageError: They cannot; the old file stays as it is.
        """
        import tomlkit

        check = tomlkit.dumps(dict(self._own(self.text))) if self._shared else self.text
        draft = self.path.with_name(f".{self.path.stem}-{os.getpid()}.toml")
        try:
            _write(draft, check)
            load_config(draft)
            _write(draft, self._bom + self.text)
            draft.chmod(self.path.stat().st_mode)
            draft.replace(self.path)
        except UsageError as error:
            problem = error.problem.replace(str(draft), str(self.path))
            raise UsageError(f"{problem} Nothing was written.", error.mend) from None
        except OSError as error:
            raise UsageError(
                f"{self.path} cannot be written: {error.strerror or error}. It is as it was.",
                "Check that you may change it and that the disk is not full.",
            ) from error
        finally:
            draft.unlink(missing_ok=True)

    def _own(self, text: str) -> Mapping[str, Any]:
        import tomllib

        whole = tomllib.loads(text)
        return whole["tool"]["neutral-gate"] if self._shared else whole

    def _edit(self, change: Any) -> None:
        import tomlkit

        document = tomlkit.parse(self.text)
        change(document["tool"]["neutral-gate"] if self._shared else document)
        self.text = tomlkit.dumps(document)

    def _expect(self, windows: Sequence[Mapping[str, Any]], lines: Sequence[str]) -> None:
        """Makes sure that the new text says what was meant, and nothing else has changed."""
        before, after = dict(self._own(self._old)), dict(self._own(self.text))
        before.pop("windows", None)
        if list(after.pop("windows", [])) != list(windows) or any(after.get(key) != before[key] for key in before):
            raise UsageError(
                f"{self.path} is laid out in a way that cannot be changed safely. Nothing was written.",
                f"Add this yourself: {' | '.join(lines)}",
            )


def settings_to_change(given: Path | None, start: Path) -> SettingsFile:
    """The settings file that a command line is to change.

    Args:
        given: The file after --config, or None to look for one.
        start: A folder from which to look upwards.

    Raises:
        UsageError: There is none.
    """
    path = given or find_config(start)
    if path is None:
        raise UsageError(
            "There is no settings file to write to.", "Write one with `neutral-gate init`, or name one with --config."
        )
    return SettingsFile(path)


def _written(value: Any) -> str:
    """A value as TOML."""
    import tomlkit

    return str(tomlkit.item(value).as_string())


def _inline(values: Mapping[str, Any]) -> Any:
    import tomlkit

    table = tomlkit.inline_table()
    table.update(dict(values))
    return table


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
