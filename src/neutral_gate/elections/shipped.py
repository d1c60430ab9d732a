"""The windows that ship with Neutral Gate, and a body's own windows laid over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from neutral_gate.elections.table import read_window
from neutral_gate.elections.terms import nearest
from neutral_gate.model import Status, UsageError, Window

_CERTAINTY = tuple(Status)


def load_windows(extra: Iterable[Mapping[str, object]] = ()) -> tuple[Window, ...]:
    """Return every known window.

    Args:
        extra: A body's own windows, as tables with the keys of `lexicons/windows.toml`. One with the id of a shipped
            window replaces it, but what it leaves out is taken from there, so that `{"id": "ge-next", "start":
            "2028-05-25T00:01", "end": "2028-07-06"}` is enough when an election is called, and `{"id": "ge-next",
            "closed": "2028-07-07T13:00"}` when it is over. New dates are `declared` unless the table says otherwise;
            where the shipped ones are more certain, the shipped window stays. With `applies = false` and a `note` that
            says why, the shipped window is left out.

    Returns:
        The windows by start.

    Raises:
        UsageError: A table is wrong; the message names the window, the mistake and the nearest right word.
    """
    tables = list(extra)
    if not tables:
        return _shipped()
    windows = {window.id: window for window in _shipped()}
    seen: set[str] = set()
    for table in tables:
        name = str(table.get("id", ""))
        if name in seen:
            raise UsageError(f"There are two windows with the id “{name}” in your settings.", "Give each its own id.")
        seen.add(name)
        if table.get("applies", True) is not True:
            _leave_out(table, name, windows)
            continue
        own = read_window({**_inherited(name, table), **table})
        shipped = windows.get(own.id)
        if shipped is None or _CERTAINTY.index(own.status) <= _CERTAINTY.index(shipped.status):
            windows[own.id] = own
    return _by_start(windows.values())


def _inherited(name: str, table: Mapping[str, object]) -> dict[str, object]:
    """What a body's own window takes over from the shipped one of that id."""
    shipped = dict(_shipped_tables().get(name, {}))
    # What was said about the old dates is not true of new ones.
    stale = ["other_starts", "note", "status", "source"] if "start" in table or "end" in table else []
    if "end" in table:
        stale.append("closed")
    return {key: value for key, value in shipped.items() if key not in stale}


def _leave_out(table: Mapping[str, object], name: str, windows: dict[str, Window]) -> None:
    if table["applies"] is not False:
        raise UsageError(
            f"In the window “{name}”: “applies” must be true or false, without quotation marks.",
            "Write `applies = false`.",
        )
    if name not in windows:
        raise UsageError(
            f"There is no window “{name}” that could be left out.", nearest(name, sorted(_shipped_tables()))
        )
    if not str(table.get("note", "")).strip():
        raise UsageError(
            f"The window “{name}” is left out without a reason.",
            'Add a line such as `note = "There is no election in our area."`.',
        )
    del windows[name]


@cache
def _shipped_tables() -> Mapping[str, Mapping[str, object]]:
    import tomllib

    path = _lexicons() / "windows.toml"
    try:
        with path.open("rb") as file:
            tables = tomllib.load(file)["window"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise UsageError(
            f"The list of pre-election periods, {path.name}, cannot be read: {error}.",
            "Install Neutral Gate again, or correct the file if you changed it.",
        ) from None
    return {table["id"]: table for table in tables}


@cache
def _shipped() -> tuple[Window, ...]:
    return _by_start(read_window(table) for table in _shipped_tables().values())


def _by_start(windows: Iterable[Window]) -> tuple[Window, ...]:
    return tuple(sorted(windows, key=lambda window: (window.start, window.id)))


def _lexicons() -> Path:
    """Where the lexicons are: inside the installed package, or at the root of a source tree."""
    package = Path(__file__).parent.parent
    installed = package / "_lexicons"
    return installed if installed.is_dir() else package.parent.parent / "lexicons"
