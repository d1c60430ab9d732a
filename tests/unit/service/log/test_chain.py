"""The chain can be checked without this program, by what the documentation says about it."""

from __future__ import annotations

import hashlib
import json
import math
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.service.log import DecisionEntry, DecisionLog, OverrideEntry
from neutral_gate.service.log.chain import canonical, clean, link, listed
from neutral_gate.service.log.moments import read, written

AT = datetime(2026, 4, 20, 9, tzinfo=UTC)


def test_a_few_lines_of_other_code_can_walk_the_chain(tmp_path: Path, log: DecisionLog) -> None:
    id_ = log.record_decision(DecisionEntry(AT, "block", "ab" * 32, name="café.md", author="Zoë"))
    log.record_override(OverrideEntry(id_, "Jo", "other", "Because."))

    previous = "0" * 64
    with closing(sqlite3.connect(tmp_path / "log.db")) as connection:
        rows = connection.execute("SELECT content, previous, hash FROM entries ORDER BY seq").fetchall()
    for content, before, digest in rows:
        assert before == previous
        assert digest == hashlib.sha256(f"{previous}\n{content}".encode("ascii")).hexdigest()
        previous = digest
    assert previous == log.verify().head
    decision, override = (json.loads(content) for content, _, _ in rows)
    assert (decision["type"], decision["seq"], decision["name"]) == ("decision", 1, "café.md")
    assert (override["type"], override["decision_id"], override["reason"]) == ("override", id_, "Because.")


def test_the_same_data_is_the_same_text() -> None:
    assert canonical({"b": 1, "a": ["é", None, True]}) == '{"a":["\\u00e9",null,true],"b":1}'
    assert link("0" * 64, "{}") == hashlib.sha256(b"0" * 64 + b"\n{}").hexdigest()
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": math.nan})


@given(st.text(st.characters()))
def test_clean_text_can_be_held_everywhere(text: str) -> None:
    held = clean(text)
    assert held.encode("utf-8").decode("utf-8") == held
    assert "\0" not in held
    assert clean(held) == held


def test_a_list_is_written_so_that_each_word_can_be_found() -> None:
    assert listed(["ge-2024", "local-2026"]) == " ge-2024 local-2026 "
    assert listed([]) == ""


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_moments_sort_as_text_and_come_back(moment: datetime, minutes: int) -> None:
    here = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))

    assert read(written(here)) == here
    assert (written(here) < written(AT)) == (here < AT)
    assert len(written(here)) == 27


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        written(datetime(2026, 4, 20))
