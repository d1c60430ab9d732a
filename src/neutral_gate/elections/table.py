"""One table of `lexicons/windows.toml`, or of a body's own settings, read into a Window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from neutral_gate.elections.moments import POLLS_CLOSE, instant, read_moment, say
from neutral_gate.elections.terms import AUDIENCES, ELECTION_KINDS, NATIONS, checked, fold_area, nearest
from neutral_gate.model import Status, Strictness, UsageError, Window

KEYS: tuple[str, ...] = (
    "id",
    "title",
    "kinds",
    "strictness",
    "audience",
    "nations",
    "areas",
    "near_areas",
    "start",
    "end",
    "poll",
    "nominations",
    "other_starts",
    "open_ended",
    "closed",
    "advisory",
    "status",
    "source",
    "checked",
    "note",
    "applies",
)
"""Every key that a window's table may have; `applies` is for a body's own settings only."""

OWN_SOURCE = "your own settings"
_WITHOUT_CANDIDATES = {"ref", "recall"}
_AFTER_MIDNIGHT = timedelta(hours=6)
"""A period that ends at 00:01, after the night of the count, ends with the polling day before."""
_NOMINATIONS_BEFORE = timedelta(days=27)
"""19 working days before a Thursday, as law has it for most polls in Great Britain; bank holidays only make it earlier.
Counted days stand in the tables; this is for a body's own tables without one, so that no check has to count."""


def read_window(table: Mapping[str, object]) -> Window:
    """Read one window.

    Args:
        table: The keys of `KEYS`; `id`, `strictness`, `start` and `end` are needed, the others have defaults: it binds
            everyone everywhere, its dates are declared, and they come from the body's own settings.

    Returns:
        The window. Its `areas` are the table's areas, or where it has none the nations that it is limited to.

    Raises:
        UsageError: An unknown key or word, a missing key, a wrong type, a bad date, or an end before the start.
    """
    name = _text(table, "id", "(without an id)")
    where = f"In the window “{name}”: "
    try:
        return _window(table, name)
    except UsageError as error:
        raise UsageError(where + error.problem, error.mend) from None


def _window(table: Mapping[str, object], name: str) -> Window:
    for key in table:
        if key not in KEYS:
            raise UsageError(f"“{key}” is not a key of a window.", nearest(key, KEYS))
    for key in ("id", "strictness", "start", "end"):
        if key not in table:
            raise UsageError(f"“{key}” is missing.", f"Add a line `{key} = ...` to it.")
    starts = [_moment(table["start"], "start", time(0, 0))]
    starts += [_moment(value, "other_starts", time(0, 0)) for value in _list(table, "other_starts")]
    start = min(starts, key=instant)
    end = _moment(table["end"], "end", POLLS_CLOSE)
    closed = _moment(table["closed"], "closed", time(0, 0)) if "closed" in table else None
    for last, what in ((end, "end"), (closed, "closing")):
        if last is not None and instant(last) < instant(start):
            raise UsageError(
                f"the {what} ({say(last)}) comes before the start ({say(start)}).", "Correct one of the two dates."
            )
    poll = _day(table, "poll") or (end - _AFTER_MIDNIGHT).date()
    audience = [checked(word, (*AUDIENCES, "everyone"), "a body type") for word in _words(table, "audience")]
    nations = [checked(fold_area(word), NATIONS, "a nation") for word in _words(table, "nations")]
    areas = [fold_area(word) for word in _words(table, "areas")]
    strictness = checked(_text(table, "strictness"), [level.value for level in Strictness], "a strictness")
    status = checked(_text(table, "status", Status.DECLARED.value), [level.value for level in Status], "a status")
    return Window(
        id=name,
        title=_text(table, "title", f"Pre-election period {name}"),
        strictness=Strictness(strictness),
        start=start,
        end=end,
        status=Status(status),
        source=_text(table, "source", OWN_SOURCE),
        audience=frozenset(AUDIENCES if not audience or "everyone" in audience else audience),
        areas=frozenset(areas or nations),
        kinds=tuple(checked(word, ELECTION_KINDS, "a kind of election") for word in _words(table, "kinds")),
        open_ended=_flag(table, "open_ended"),
        closed=closed,
        note=_text(table, "note", ""),
        other_starts=tuple(each for each in sorted(set(starts), key=instant) if each != start),
        near_areas=frozenset(fold_area(word) for word in _words(table, "near_areas")),
        advisory=_flag(table, "advisory"),
        poll=poll,
        nominations=_nominations(table, poll),
        checked=_day(table, "checked"),
    )


def _nominations(table: Mapping[str, object], poll: date) -> date | None:
    """The last day of nominations as stated, else the latest that it can be in Great Britain."""
    stated = _day(table, "nominations")
    return stated if stated or set(_words(table, "kinds")) <= _WITHOUT_CANDIDATES else poll - _NOMINATIONS_BEFORE


def _day(table: Mapping[str, object], key: str) -> date | None:
    """A day without a time."""
    return _moment(table[key], key, time(12, 0)).date() if key in table else None


def _moment(value: object, key: str, if_date_only: time) -> datetime:
    if not isinstance(value, str | date):
        raise UsageError(f"“{key}” must be a date or a date with a time.", f'Write `{key} = "2027-03-31T00:01"`.')
    return read_moment(value, if_date_only=if_date_only)


def _text(table: Mapping[str, object], key: str, default: str = "") -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or (key in table and not value.strip() and key != "note"):
        raise UsageError(f"“{key}” must be a text that is not empty.", f'Write `{key} = "..."`.')
    return value.strip()


def _flag(table: Mapping[str, object], key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise UsageError(f"“{key}” must be true or false, without quotation marks.", f"Write `{key} = true`.")
    return value


def _list(table: Mapping[str, object], key: str) -> list[object]:
    value = table.get(key, [])
    if not isinstance(value, list | tuple):
        raise UsageError(f"“{key}” must be a list.", f'Write `{key} = ["..."]`.')
    return list(value)


def _words(table: Mapping[str, object], key: str) -> list[str]:
    words = [word for word in _list(table, key) if isinstance(word, str) and word.strip()]
    if len(words) != len(_list(table, key)):
        raise UsageError(f"“{key}” must be a list of texts.", f'Write `{key} = ["..."]`.')
    return words
