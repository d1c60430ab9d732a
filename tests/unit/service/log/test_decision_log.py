"""What the log promises whatever database is under it."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from subprocess import run

import pytest
from sqlalchemy import text

from neutral_gate.model import UsageError
from neutral_gate.service.log import DecisionEntry, DecisionLog, DecisionQuery, LogError, OverrideEntry, decision_log
from neutral_gate.service.log.errors import plainly
from neutral_gate.service.log.rows import wordless

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)
ENTRY = DecisionEntry(AT, "block", "ab" * 32, text="Vote for Ida Marsh.")


def test_texts_are_blanked_in_several_goes(tmp_path, clock, monkeypatch) -> None:
    monkeypatch.setattr(decision_log, "_PURGED", 2)
    log = DecisionLog(f"sqlite:///{tmp_path / 'log.db'}", store_text=True, retention_days=7, clock=clock)
    log.migrate()
    for _ in range(5):
        log.record_decision(ENTRY)
    clock.turn(days=3)
    kept = log.record_decision(replace(ENTRY, text=""))

    assert log.purge(clock() + timedelta(days=4)) == 5

    assert [row.text for row in log.decisions()] == ["", None, None, None, None, None]
    assert log.decision(kept).text == ""
    assert log.verify().ok
    log.close()


def test_what_was_kept_is_shown_when_the_policy_has_changed(tmp_path, clock) -> None:
    keeping = DecisionLog(f"sqlite:///{tmp_path / 'log.db'}", store_text=True, clock=clock)
    keeping.migrate()
    id_ = keeping.record_decision(ENTRY)
    keeping.close()
    log = DecisionLog(f"sqlite:///{tmp_path / 'log.db'}", retention_days=0, clock=clock)

    assert log.decision(id_).text == ENTRY.text
    assert log.purge(clock()) == 1
    assert log.decision(id_).text is None
    log.close()


def test_a_page_has_one_to_five_hundred_decisions(log) -> None:
    for _ in range(3):
        log.record_decision(ENTRY)

    assert len(log.decisions(DecisionQuery(limit=0))) == 1
    assert len(log.decisions(DecisionQuery(limit=-5))) == 1
    page = log.decisions(DecisionQuery(limit=3))
    assert (len(page), page.next) == (3, None)
    assert log.decisions(DecisionQuery(limit=2)).next == 2


def test_an_override_can_be_of_another_moment_than_its_entry(log, clock) -> None:
    id_ = log.record_decision(ENTRY)
    log.record_override(OverrideEntry(id_, "Jo", "other", " Because. ", at=AT))
    log.record_override(OverrideEntry(id_, "Jo", "other", "Because."))

    first, second = log.decision(id_).overrides

    assert (first.at, first.recorded, first.reason) == (AT, clock(), "Because.")
    assert second.at == clock()


def test_every_part_of_a_finding_that_can_hold_words_is_left_out() -> None:
    finding = {
        "rule": "access/alt-none",
        "severity": "warn",
        "start": {"line": 1},
        "in_baseline": False,
        "exception": None,
        **dict.fromkeys(("message", "excerpt", "suggestion", "evidence", "suppressed", "new_part"), "Ida Marsh"),
    }
    assert "Ida" not in json.dumps(wordless(finding))
    assert wordless(finding)["suppressed"] is True
    assert wordless({"rule": "a/b", "suppressed": None}) == {"rule": "a/b", "suppressed": False}


def test_an_error_of_the_database_shows_no_word_of_a_draft(log) -> None:
    with pytest.raises(LogError) as caught, log.database.write() as connection:
        connection.execute(text("INSERT INTO entries (seq, name) VALUES (7, :name)"), {"name": "Ida Marsh"})

    import traceback

    assert "Ida" not in "".join(traceback.format_exception(caught.value))


def test_errors_that_are_not_the_databases_own_pass_through() -> None:
    with pytest.raises(OSError, match="full"), plainly():
        raise OSError("full")


def test_a_format_that_there_is_not_is_refused(log) -> None:
    with pytest.raises(UsageError, match="xml"):
        log.export(io.StringIO(), "xml")
    with pytest.raises(UsageError, match="below nought"):
        DecisionLog("sqlite:///never-made.db", retention_days=-1)


def test_the_package_loads_no_migrations_and_no_argon2_before_they_are_needed() -> None:
    code = "import neutral_gate.service.log, sys; print({'alembic', 'argon2', 'pg8000'} & set(sys.modules))"
    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
