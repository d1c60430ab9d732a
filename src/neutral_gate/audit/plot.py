"""Verdicts over time as one SVG picture, the pre-election periods shaded. Its numbers stand in a table beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from html import escape
from typing import Any

from neutral_gate.elections.moments import say_day
from neutral_gate.reports.excerpt import harmless

WIDTH, _LEFT, _RIGHT = 960, 56, 12
_TOP, _HIGH, _GAP, _LOW, _FOOT = 44, 150, 34, 70, 34
_DAILY, _WEEKLY = 62, 430  # days up to which a bar is a day, and a week; beyond that it is a month


@dataclass(frozen=True, slots=True)
class Bar:
    """What was published from one day until before another: items in all, and those that block or warn."""

    start: date
    end: date
    posts: int = 0
    block: int = 0
    warn: int = 0

    @property
    def label(self) -> str:
        """The time in words."""
        last = self.end - timedelta(1)
        return say_day(self.start) if last == self.start else f"{say_day(self.start)} to {say_day(last)}"


def bars_of(days: Sequence[Mapping[str, Any]]) -> list[Bar]:
    """The days put together into bars: days, weeks or months, by how long the whole time is. None is left out."""
    if not days:
        return []
    first, last = days[0]["day"], days[-1]["day"]
    length = (last - first).days + 1
    bars: list[Bar] = []
    start = _begin(first, length)
    while start <= last:
        end = _next(start, length)
        bars.append(Bar(start, end))
        start = end
    place = 0
    for row in days:
        while row["day"] >= bars[place].end:
            place += 1
        bar = bars[place]
        bars[place] = replace(
            bar, posts=bar.posts + row["posts"], block=bar.block + row["block"], warn=bar.warn + row["warn"]
        )
    return bars


def plot(bars: Sequence[Bar], windows: Iterable[Mapping[str, Any]]) -> str:
    """The picture as SVG text, or "" where there is nothing to show.

    Args:
        bars: In order of time.
        windows: Pre-election periods with `title`, `start` and `end` as ISO 8601.
    """
    if not bars:
        return ""
    across = _Across(bars[0].start, bars[-1].end)
    base = _TOP + _HIGH
    foot = base + _GAP + _LOW
    height = foot + _FOOT
    parts = [_shades(across, windows, foot)]
    parts.append(_axis("Block or need a look", _TOP, _HIGH, _scale(max(bar.block + bar.warn for bar in bars))))
    parts.append(_axis("All items", base + _GAP, _LOW, _scale(max(bar.posts for bar in bars))))
    trouble, everything = _scale(max(b.block + b.warn for b in bars)), _scale(max(b.posts for b in bars))
    for bar in bars:
        left, wide = across.bar(bar)
        block, warn = _HIGH * bar.block / trouble, _HIGH * bar.warn / trouble
        posts = _LOW * bar.posts / everything
        shapes = _rect(left, base - block, wide, block, "bar-block")
        shapes += _rect(left, base - block - warn, wide, warn, "bar-warn")
        shapes += _rect(left, foot - posts, wide, posts, "bar-all")
        told = f"{bar.label}: {bar.posts:,} items, {bar.block:,} block, {bar.warn:,} need a look"
        parts.append(f"<g><title>{escape(told)}</title>{shapes}</g>")
    parts.append(_dates(across, foot))
    blocks, warns = sum(bar.block for bar in bars), sum(bar.warn for bar in bars)
    say = f"Bars over time. {blocks:,} items block and {warns:,} need a look. The table below has the numbers."
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="plot-title plot-desc">'
        f'<title id="plot-title">Verdicts over time</title><desc id="plot-desc">{escape(say)}</desc>'
        '<defs><pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" class="stripe-ground"/><rect width="2.5" height="6" class="stripe"/>'
        "</pattern></defs>" + "".join(parts) + "</svg>"
    )


class _Across:
    """Days to places from left to right."""

    def __init__(self, start: date, end: date) -> None:
        self.start, self.end = start, end
        self._days = max((end - start).days, 1)

    def place(self, day: date) -> float:
        part = min(max((day - self.start).days, 0), self._days) / self._days
        return _LEFT + part * (WIDTH - _LEFT - _RIGHT)

    def bar(self, bar: Bar) -> tuple[float, float]:
        left, right = self.place(bar.start), self.place(bar.end)
        room = (right - left) * 0.15
        return left + room, max(right - left - 2 * room, 0.5)


def _shades(across: _Across, windows: Iterable[Mapping[str, Any]], foot: float) -> str:
    shapes = []
    for number, window in enumerate(windows, 1):
        start = datetime.fromisoformat(window["start"]).date()
        end = datetime.fromisoformat(window["end"]).date() + timedelta(1)
        left, right = across.place(start), across.place(end)
        if right > left:
            title = f"<title>{escape(harmless(window['title']))}</title>"
            shapes.append(f"<g>{title}{_rect(left, _TOP - 6, right - left, foot - _TOP + 6, 'shade')}")
            shapes.append(f'<text class="period" x="{left + 4:.1f}" y="{_TOP + 8}">{number}</text></g>')
    return "".join(shapes)


def _axis(title: str, top: float, high: float, most: int) -> str:
    lines = []
    for value in sorted({0, most // 2, most}):
        y = top + high - high * value / most
        lines.append(f'<line class="grid" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(f'<text class="tick" text-anchor="end" x="{_LEFT - 6}" y="{y + 4:.1f}">{value:,}</text>')
    return f'<text class="axis" x="{_LEFT}" y="{top - 10:.1f}">{title}</text>' + "".join(lines)


def _dates(across: _Across, foot: float) -> str:
    """At most six dates below the picture."""
    days = (across.end - across.start).days
    count = min(6, days)
    marks = sorted({across.start + timedelta(days * number // count) for number in range(count)})
    shapes = []
    for day in marks:
        x = across.place(day)
        shapes.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{foot}" y2="{foot + 5}"/>')
        shapes.append(f'<text class="tick" x="{x:.1f}" y="{foot + 20}">{escape(_short(day))}</text>')
    return "".join(shapes)


def _rect(x: float, y: float, wide: float, high: float, name: str) -> str:
    if high <= 0 or wide <= 0:
        return ""
    return f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{max(high, 1):.1f}"/>'


def _short(day: date) -> str:
    return f"{day.day} {say_day(day).split()[1][:3]} {day.year}"


def _scale(most: int) -> int:
    """A round number at or above `most`, at least 2 and even."""
    step = 1
    while step * 10 < most:
        step *= 10
    return next(number * step for number in (2, 4, 6, 8, 10) if number * step >= most)


def _begin(day: date, length: int) -> date:
    if length <= _DAILY:
        return day
    return day - timedelta(day.weekday()) if length <= _WEEKLY else day.replace(day=1)


def _next(start: date, length: int) -> date:
    if length <= _DAILY:
        return start + timedelta(1)
    if length <= _WEEKLY:
        return start + timedelta(7)
    return (start.replace(day=28) + timedelta(4)).replace(day=1)
