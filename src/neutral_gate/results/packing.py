"""Results as plain data that JSON can hold, and back, so that a report of them is the same to the letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from neutral_gate.model.decision import DraftResult, ExceptionUsed
from neutral_gate.model.finding import Finding, Position, Severity, Verdict
from neutral_gate.model.records import names_of
from neutral_gate.model.window import Status, Strictness, Window

_CLASSES: dict[str, type[Any]] = {
    each.__name__: each for each in (DraftResult, ExceptionUsed, Finding, Position, Window)
}
_WORDS: dict[str, type[Enum]] = {each.__name__: each for each in (Severity, Verdict, Status, Strictness)}
_LONDON = ZoneInfo("Europe/London")
_NAMES = {name: names_of(kind) for name, kind in _CLASSES.items()}


def pack(value: object) -> Any:
    """A value as plain data: what JSON knows as it is, everything else as a list that starts with what it is.

    Raises:
        TypeError: It holds something that could not be unpacked to the same again.
    """
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if kind in (tuple, list):
        return [kind.__name__, *map(pack, value)]  # type: ignore[call-overload]
    if isinstance(value, frozenset):
        return ["frozenset", *sorted(map(pack, value), key=repr)]
    if kind is dict:
        return ["dict", *([pack(key), pack(item)] for key, item in value.items())]  # type: ignore[attr-defined]
    if kind is datetime:
        return _packed_moment(value)  # type: ignore[arg-type]
    if kind is date:
        return ["date", value.isoformat()]  # type: ignore[attr-defined]
    name = kind.__name__
    if _CLASSES.get(name) is kind:
        return [name, *(pack(getattr(value, field)) for field in _NAMES[name])]
    if _WORDS.get(name) is kind:
        return [name, value.value]  # type: ignore[attr-defined]
    raise TypeError(f"{kind} cannot be packed")


def unpack(packed: Any) -> Any:
    """The value that `pack` made plain data of.

    Raises:
        ValueError, TypeError, KeyError, IndexError: It is not the work of `pack`.
    """
    if not isinstance(packed, list):
        return packed
    name, *rest = packed
    if name in _CLASSES:
        return _CLASSES[name](*map(unpack, rest))
    if name in _WORDS:
        return _WORDS[name](rest[0])
    return _PLAIN[name](rest)


def _packed_moment(moment: datetime) -> list[str]:
    zone = moment.tzinfo
    if isinstance(zone, ZoneInfo):
        if zone.key != _LONDON.key:
            raise TypeError(f"{zone} is not London")
        return ["london", moment.astimezone(UTC).isoformat()]
    return ["datetime", moment.isoformat()]


def _dict(pairs: Iterable[list[Any]]) -> dict[Any, Any]:
    return {unpack(key): unpack(value) for key, value in pairs}


_PLAIN: dict[str, Callable[[list[Any]], Any]] = {
    "tuple": lambda rest: tuple(map(unpack, rest)),
    "list": lambda rest: list(map(unpack, rest)),
    "frozenset": lambda rest: frozenset(map(unpack, rest)),
    "dict": _dict,
    "date": lambda rest: date.fromisoformat(rest[0]),
    "datetime": lambda rest: datetime.fromisoformat(rest[0]),
    "london": lambda rest: datetime.fromisoformat(rest[0]).astimezone(_LONDON),
}
