from __future__ import annotations

import json
import logging

from neutral_gate.service.journal import JsonLines


def line_of(**more: object) -> dict[str, object]:
    record = logging.LogRecord("gate", logging.INFO, __file__, 1, "Hello %s", ("you",), None)
    record.__dict__.update(more)
    return json.loads(JsonLines().format(record))


def test_a_line_is_json_with_its_fields() -> None:
    line = line_of(fields={"event": "request", "status": 200})
    assert (line["message"], line["event"], line["status"], line["level"]) == ("Hello you", "request", 200, "info")


def test_a_line_stays_one_line() -> None:
    record = logging.LogRecord("gate", logging.INFO, __file__, 1, "a\nb\x1b[31m", (), None)
    assert "\n" not in JsonLines().format(record)
    assert "\x1b" not in JsonLines().format(record)


def test_an_error_says_where_and_not_what() -> None:
    try:
        raise ValueError("words of a draft")
    except ValueError as error:
        record = logging.LogRecord(
            "gate", logging.ERROR, __file__, 1, "failed", (), (ValueError, error, error.__traceback__)
        )
    text = JsonLines().format(record)
    assert "words of a draft" not in text
    assert json.loads(text)["error"] == "ValueError"
    assert "test_journal.py" in text
