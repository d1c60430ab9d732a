"""Windows as plain data and back: reading their file takes twenty times as long as taking them up again."""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from neutral_gate.elections.moments import LONDON
from neutral_gate.model import Status, Strictness, Window
from neutral_gate.model.records import names_of

_STATUS = {each.value: each for each in Status}
_STRICTNESS = {each.value: each for each in Strictness}
_NAMES = names_of(Window)


def frozen(windows: Iterable[Window]) -> bytes:
    """Windows as bytes, in their order."""
    return marshal.dumps([[_plain(getattr(window, name)) for name in _NAMES] for window in windows])


def thawed(data: bytes) -> tuple[Window, ...]:
    """The windows that `frozen` made bytes of.

    Raises:
        ValueError, TypeError, KeyError, EOFError: It is not the work of `frozen`, or of that of another version.
    """
    return tuple(_window(row) for row in marshal.loads(data))  # noqa: S302 - plain data; its checksum holds


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        clock = (value.hour, value.minute, value.second, value.microsecond)
        return ("at", value.year, value.month, value.day, *clock, value.fold)
    if isinstance(value, date):
        return ("on", value.toordinal())
    if isinstance(value, Status | Strictness):
        return value.value
    if isinstance(value, tuple):
        return ("row", *map(_plain, value))
    return value


def _window(row: list[Any]) -> Window:
    values = dict(zip(_NAMES, map(_value, row), strict=True))
    values["status"], values["strictness"] = _STATUS[values["status"]], _STRICTNESS[values["strictness"]]
    return Window(**values)


def _value(plain: Any) -> Any:
    if not isinstance(plain, tuple):
        return plain
    what, *rest = plain
    if what == "at":
        year, month, day, hour, minute, second, microsecond, fold = rest
        return datetime(year, month, day, hour, minute, second, microsecond, LONDON, fold=fold)
    return date.fromordinal(rest[0]) if what == "on" else tuple(map(_value, rest))
