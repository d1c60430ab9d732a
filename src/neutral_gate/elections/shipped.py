"""The windows that ship with Neutral Gate, and a body's own windows laid over them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from neutral_gate.elections.moments import instant
from neutral_gate.elections.table import read_window
from neutral_gate.elections.terms import nearest
from neutral_gate.model import Status, UsageError, Window
from neutral_gate.model.records import replace

_CERTAINTY = tuple(Status)
_CODE = ("kept.py", "moments.py", "shipped.py", "table.py", "terms.py")
Keep = Callable[[str, Callable[[], dict[str, bytes]]], Mapping[str, bytes]]
"""Gives what the function makes, which it may have kept from an earlier run under the key."""


def load_windows(extra: Iterable[Mapping[str, object]] = (), keep: Keep | None = None) -> tuple[Window, ...]:
    """Return every known window.

    Args:
        extra: A body's own windows, as tables with the keys of `lexicons/windows.toml`. One with the id of a shipped
            window replaces it, but what it leaves out is taken from there, so that `{"id": "ge-next", "start":
            "2028-05-25T00:01", "end": "2028-07-06"}` is enough when an election is called, and `{"id": "ge-next",
            "closed": "2028-07-07T13:00"}` when it is over. New dates are `declared` unless the table says otherwise;
            where the shipped ones are more certain, the shipped window stays. With `applies = false` and a `note` that
            says why, the shipped window is left out.
        keep: Where the shipped windows are kept between runs; without it their file is read.

    Returns:
        The windows by start.

    Raises:
        UsageError: A table is wrong; the message names the window, the mistake and the nearest right word.
    """
    tables = list(extra)
    if not tables:
        return _shipped(keep)
    windows = {window.id: window for window in _shipped(keep)}
    seen: set[str] = set()
    for table in tables:
        name = str(table.get("id", ""))
        if name in seen:
            raise UsageError(f"There are two windows with the id “{name}” in your settings.", "Give each its own id.")
        seen.add(name)
        if table.get("applies", True) is not True:
            _leave_out(table, name, windows)
            continue
        own = read_window({**_inherited(_shipped_tables().get(name, {}), table), **table})
        shipped = windows.get(own.id)
        if shipped is None or _CERTAINTY.index(own.status) <= _CERTAINTY.index(shipped.status):
            windows[own.id] = _earlier_start(own, shipped)
    return _by_start(windows.values())


def layered(
    lower: Iterable[Mapping[str, object]], upper: Iterable[Mapping[str, object]]
) -> tuple[Mapping[str, object], ...]:
    """Lay the window tables of one settings file over those of the files that it extends.

    Args:
        lower: The tables of the extended files.
        upper: The tables of the file itself. One with the id of a lower table changes that one, just as a body's own
            table changes a shipped window.

    Returns:
        All tables. Two of the same id within `upper` both stay, so that `load_windows` can refuse them.
    """
    own = list(upper)
    below = {str(table.get("id", "")): table for table in lower}
    ids = {str(table.get("id", "")) for table in own}
    changed = [{**_inherited(below.get(str(table.get("id", "")), {}), table), **table} for table in own]
    return (*(table for name, table in below.items() if name not in ids), *changed)


def _inherited(lower: Mapping[str, object], table: Mapping[str, object]) -> dict[str, object]:
    """What a window's table takes over from the one below it of the same id."""
    # What was said about the old dates is not true of new ones.
    stale = ["other_starts", "note", "status", "source", "checked"] if "start" in table or "end" in table else []
    if "end" in table:
        stale += ["closed", "poll", "nominations"]
    return {key: value for key, value in lower.items() if key not in stale}


def _earlier_start(own: Window, shipped: Window | None) -> Window:
    """Of two starts that were both declared for one window, the earlier counts, and the window tells the other."""
    if (
        shipped is None
        or own.start == shipped.start
        or {own.status, shipped.status} != {Status.DECLARED}
        or own.end.date() != shipped.end.date()  # another polling day: the shipped start is of no use
    ):
        return own
    starts = sorted({own.start, shipped.start, *own.other_starts, *shipped.other_starts}, key=instant)
    return replace(own, start=starts[0], other_starts=tuple(starts[1:]))


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

    path = lexicons() / "windows.toml"
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
        tables, day = data["window"], data["checked"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise UsageError(
            f"The list of pre-election periods, {path.name}, cannot be read: {error}.",
            "Install Neutral Gate again, or correct the file if you changed it.",
        ) from None
    return {table["id"]: {"checked": day, **table} for table in tables}


_SHIPPED: list[tuple[Window, ...]] = []


def _shipped(keep: Keep | None) -> tuple[Window, ...]:
    if not _SHIPPED:
        _SHIPPED.append(_read_shipped() if keep is None else _kept(keep))
    return _SHIPPED[0]


def _read_shipped() -> tuple[Window, ...]:
    return _by_start(read_window(table) for table in _shipped_tables().values())


def _kept(keep: Keep) -> tuple[Window, ...]:
    """The shipped windows as kept; read anew where their file or the code that reads it is another."""
    from neutral_gate.digests import sha256
    from neutral_gate.elections.kept import frozen, thawed

    try:
        made_by = [repr(sys.version_info[:2]).encode(), (lexicons() / "windows.toml").read_bytes()]
        made_by += [(Path(__file__).parent / name).read_bytes() for name in _CODE]
        key = sha256(b"".join(sha256(each).digest() for each in made_by)).hexdigest()
        return thawed(keep(f"windows-{key}", lambda: {"windows": frozen(_read_shipped())})["windows"])
    except (OSError, ValueError, TypeError, LookupError, EOFError):
        return _read_shipped()


def _by_start(windows: Iterable[Window]) -> tuple[Window, ...]:
    return tuple(sorted(windows, key=lambda window: (window.start, window.id)))


def lexicons() -> Path:
    """Where the lexicons are: inside the installed package, or at the root of a source tree."""
    package = Path(__file__).parent.parent
    installed = package / "_lexicons"
    return installed if installed.is_dir() else package.parent.parent / "lexicons"
