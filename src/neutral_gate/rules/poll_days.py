"""Whether words point to polling day without its name: "the 4th", "on Thursday", "tomorrow", "three more sleeps"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from neutral_gate.text import Token


def _numbered(words: str) -> dict[str, int]:
    """The number of each word in a row of them, from 1."""
    return {word: number for number, word in enumerate(words.split(), start=1)}


_MONTH = 28
"""Days before a poll in which its day alone ("the 4th") is no other month's."""
_WEEKDAYS = _numbered("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = _numbered("january february march april may june july august september october november december")
_COUNTS = _numbered("one two three four five six seven eight nine ten eleven twelve thirteen fourteen")
_FORTNIGHT = 14
_ORDINALS = _numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
_SPELT = ("st", "nd", "rd", "th")
_UNTIL = frozenset({"sleeps", "sleep", "days", "day", "nights", "night", "dawns"})
_FILLERS = frozenset({"more", "big", "little", "long", "short", "to"})
_REACH = 3
"""Words from a number to the days that it counts: "three more little sleeps"."""


def points_to_poll(tokens: Sequence[Token], today: date, polls: Collection[date]) -> bool:
    """True where the words of a sentence, said on a day, point to one of the polling days that lie ahead."""
    ahead = [poll for poll in polls if poll >= today]
    return any(_points(tokens, place, poll, (poll - today).days) for poll in ahead for place in range(len(tokens)))


def _points(tokens: Sequence[Token], place: int, poll: date, days: int) -> bool:
    """Whether the word at a place is, or begins, what points to a poll in some days' time."""
    word = tokens[place].text
    before = tokens[place - 1].text if place else ""
    if word in ("today", "tonight", "tomorrow"):
        return days == (word == "tomorrow")
    if word in _WEEKDAYS:
        return _WEEKDAYS[word] == poll.isoweekday() and days < (14 if before == "next" else 7)
    if word == "week" and before in ("this", "next"):
        return (days + _monday(poll, days)) // 7 == (before == "next")
    if _counted(tokens, place) == days:
        return True
    return _day_of_month(tokens, place, poll, days)


def _monday(poll: date, days: int) -> int:
    """The number of the weekday on which it is so many days before a poll; Monday is 0."""
    return (poll.weekday() - days) % 7


def _counted(tokens: Sequence[Token], place: int) -> int | None:
    """The number of days that the words from a place on count; None where they count none."""
    word = tokens[place].text
    if word == "fortnight":
        return _FORTNIGHT
    number = int(word) if word.isascii() and word.isdigit() and len(word) < len("100") else _COUNTS.get(word)
    for token in tokens[place + 1 : place + 1 + _REACH]:
        if token.text in _UNTIL:
            return number
        if token.text not in _FILLERS:
            return None
    return None


def _day_of_month(tokens: Sequence[Token], place: int, poll: date, days: int) -> bool:
    """Whether the word at a place is a poll's day of the month: "the 4th", "4 July", "Thursday 4"."""
    word = tokens[place].text
    ordinal = word in _ORDINALS or word.endswith(_SPELT)
    digits = word[:-2] if word.endswith(_SPELT) else word
    day = _ORDINALS.get(word) or (int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 3 else 0)
    if day != poll.day:
        return False
    around = [token for token in (*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 3]) if token.capital]
    months = [_MONTHS[token.text] for token in around if token.text in _MONTHS]
    if months:
        return poll.month in months
    before = tokens[place - 1].text if place else ""
    return days <= _MONTH and (before in _WEEKDAYS or (ordinal and before in ("the", "on", "by", "come")))
