"""How long what holds at a moment goes on holding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from neutral_gate.elections.moments import LONDON
from neutral_gate.model import Window


def steady(windows: Iterable[Window], moment: datetime) -> tuple[float, float]:
    """The seconds since 1970 around a moment between which neither the day changes nor a window opens or closes.

    Args:
        windows: All that there are, for any body.
        moment: With a time zone. At an edge itself, the first of the two numbers is the moment.
    """
    day = moment.astimezone(LONDON).date()
    edges = [datetime.combine(each, time(), LONDON) for each in (day, day + timedelta(days=1))]
    for window in windows:
        edges += [window.start, window.end, *window.other_starts]
        if window.closed is not None:
            edges.append(window.closed)
    seconds = [edge.timestamp() for edge in edges]
    here = moment.timestamp()
    return max(each for each in seconds if each <= here), min(each for each in seconds if each > here)
