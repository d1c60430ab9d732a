"""Does a moving picture flash? Decodes its frames, as many as a budget allows, and only where they change fast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

# WCAG 2.2, success criterion 2.3.1 and its definition of a flash: more than three pairs of opposing changes in one
# second, each of a tenth of the greatest luminance or more, the darker side below 0.8, on a quarter of 341 x 256
# pixels.
_CHANGES = 7
_STEP, _DARK = 0.1, 0.8
_AREA = 341 * 256 / 4
_GRID = 16
_BUDGET = 40_000_000
"""Pixels that are decoded of one file: about half a second's work."""
_LINEAR = [value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in range(256)]


def may_flash(delays: Sequence[float], plays: int) -> bool:
    """True where so many frames change within a second that something could flash. Needs no pixel."""
    return _fast(_played(delays, plays))


def flashes(picture: Image, delays: Sequence[float], plays: int) -> bool:
    """True where a moving picture flashes more than three times in a second.

    Args:
        picture: The opened picture.
        delays: Seconds that each frame is shown.
        plays: How often it plays; 0 for ever.

    Raises:
        OSError: A frame cannot be decoded.
    """
    area = picture.width * picture.height
    frames = min(len(delays), max(_BUDGET // max(area, 1), 2))
    if area < _AREA or not may_flash(delays[:frames], plays):
        return False
    maps = []
    for frame in range(frames):
        picture.seek(frame)
        maps.append(_luminance(picture))
    order = [frame % frames for frame in range(len(_played(delays[:frames], plays)))]
    times = [0.0]
    for frame in order[:-1]:
        times.append(times[-1] + delays[frame])
    cells = sum(_too_often([maps[frame][cell] for frame in order], times) for cell in range(_GRID * _GRID))
    return cells * area / (_GRID * _GRID) >= _AREA


def _played(delays: Sequence[float], plays: int) -> Sequence[float]:
    """The frames in the order that they are seen, a short loop often enough to tell."""
    if plays == 1 or len(delays) < 2:
        return delays
    rounds = 2 + 2 * _CHANGES // len(delays)
    return [*delays] * (min(rounds, plays) if plays else rounds)


def _fast(delays: Sequence[float]) -> bool:
    start, total = 0, 0.0
    for end, delay in enumerate(delays):
        total += delay
        while total - delays[start] > 1.0 and start < end:
            total -= delays[start]
            start += 1
        if end - start >= _CHANGES:
            return True
    return False


def _luminance(picture: Image) -> list[float]:
    """The relative luminance of the cells of a coarse grid over a frame."""
    from PIL.Image import Resampling

    small = picture.convert("RGB").resize((_GRID, _GRID), Resampling.BOX)
    data = small.tobytes()
    return [
        0.2126 * _LINEAR[data[place]] + 0.7152 * _LINEAR[data[place + 1]] + 0.0722 * _LINEAR[data[place + 2]]
        for place in range(0, len(data), 3)
    ]


def _too_often(values: Sequence[float], times: Sequence[float]) -> bool:
    """True where the luminance turns up and down too often within a second."""
    turns: list[float] = []
    low = high = values[0]
    rising: bool | None = None
    for value, time in zip(values, times, strict=True):
        low, high = min(low, value), max(high, value)
        if rising is not True and value - low >= _STEP and low < _DARK:
            rising = True
        elif rising is not False and high - value >= _STEP and value < _DARK:
            rising = False
        else:
            continue
        low = high = value
        turns.append(time)
        if len(turns) >= _CHANGES and time - turns[-_CHANGES] <= 1.0:
            return True
    return False
