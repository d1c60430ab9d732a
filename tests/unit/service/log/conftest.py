"""A log on a file of its own, with a clock that the test turns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from neutral_gate.service.log import DecisionLog


class Clock:
    """Gives the moment that was set."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 4, 20, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def turn(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def log(tmp_path: Path, clock: Clock) -> Iterator[DecisionLog]:
    log = DecisionLog(f"sqlite:///{tmp_path / 'log.db'}", patience=0.2, clock=clock)
    log.migrate()
    yield log
    log.close()
