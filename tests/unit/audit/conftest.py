"""Posts of invented people, and the settings that they are judged under."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from neutral_gate.audit.engine import Settings
from neutral_gate.audit.schema import schemas
from neutral_gate.config import Config
from neutral_gate.elections import LONDON
from neutral_gate.people import People

pa = pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")


def moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=LONDON)


@pytest.fixture
def settings() -> Settings:
    return Settings(Config(body_type="healthwatch"), People(), moment("2024-06-10"), None, "key")


@pytest.fixture
def table() -> Callable[..., Any]:
    def make(*rows: dict[str, Any]) -> Any:
        plain = {"platform": "x", "account": "@thornley", "published": moment("2024-06-10T09:00"), "place": ""}
        return pa.Table.from_pylist([{**plain, **row} for row in rows], schema=schemas().posts)

    return make
