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
_NAMES = tuple(names_of(Window))
_STATUS_AT, _STRICTNESS_AT = _NAMES.index("status"), _NAMES.index("strictness")


def frozen(windows: Iterable[Window]) -> bytes:
    """Windows as bytes, in their order."""
    return marshal.dumps([[_plain(getattr(window, name)) for name in _NAMES] for window in windows])


def thawed(data: bytes) -> tuple[Window, ...]:
    """The windows that `frozen` made bytes of.

    Raises:
        ValueError, TypeError, LookupError, EOFError: It is not the work of `frozen`, or of that of another version.
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
    values = [_value(each) if type(each) is tuple else each for each in row]
    values[_STATUS_AT], values[_STRICTNESS_AT] = _STATUS[values[_STATUS_AT]], _STRICTNESS[values[_STRICTNESS_AT]]
    if len(values) != len(_NAMES):
        raise ValueError("another version")
    return Window(*values)


def _value(plain: tuple[Any, ...]) -> Any:
    what = plain[0]
    if what == "at":
        _, year, month, day, hour, minute, second, microsecond, fold = plain
        return datetime(year, month, day, hour, minute, second, microsecond, LONDON, fold=fold)
    if what == "on":
        return date.fromordinal(plain[1])
    return tuple([_value(each) if type(each) is tuple else each for each in plain[1:]])
