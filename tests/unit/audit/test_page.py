from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from neutral_gate.audit.page import render
from neutral_gate.elections import LONDON

HOSTILE = '<img src=x onerror="alert(1)"> \x1b[31m \u202egnivom </pre><script>alert(2)</script>'
WHEN = datetime(2024, 6, 10, 9, tzinfo=LONDON)


def finding(**changes: Any) -> dict[str, Any]:
    plain = {"rule": "neutrality/opinion", "severity": "block", "words": HOSTILE, "why": HOSTILE, "instead": HOSTILE}
    plain |= {"clauses": ["HW-KEY-01"], "exception": "", "allowed": "", "names": HOSTILE, "start": 0, "end": 12}
    plain |= {"page": 7}
    return {**plain, **changes}


def post(**changes: Any) -> dict[str, Any]:
    plain = {"post": "0" * 64, "platform": HOSTILE, "account": HOSTILE, "url": "javascript:alert(3)", "published": WHEN}
    plain |= {"kind": "post", "verdict": "block", "in_window": True, "windows": ["w"], "shown": HOSTILE}
    plain |= {"repost_source": HOSTILE, "there_verdict": None, "scheduled": False, "findings": [finding()]}
    plain |= {"zone_assumed": HOSTILE, "source": HOSTILE, "place": HOSTILE}
    return {**plain, **changes}


def summary(**changes: Any) -> dict[str, Any]:
    counts = {"posts": 2, "block": 1, "warn": 0, "pass": 1, "undated": 1, "accounts": 1, "scheduled": 0, "problems": 1}
    counts |= {"zone_assumed": 1, "repeated": 1}
    plain: dict[str, Any] = {
        "at": WHEN.isoformat(),
        "since": None,
        "until": None,
        "notices": [HOSTILE],
        "counts": {**counts, "first": WHEN, "last": WHEN},
        "windows": [{"id": "w", "title": HOSTILE, "start": WHEN.isoformat(), "end": WHEN.isoformat(), "status": "x"}],
        "days": [{"day": date(2024, 6, 10), "posts": 1, "block": 1, "warn": 0}],
        "accounts": [{"platform": HOSTILE, "account": HOSTILE, "posts": 2, "block": 1, "warn": 0}],
        "rules": [{"rule": "neutrality/opinion", "block": 1, "warn": 0, "note": 0, "posts": 1, "summary": HOSTILE}],
        "worst": [post()],
        "scheduled": [post(scheduled=True)],
        "reposts": [{"who": HOSTILE, "reposts": 1, "quotes": 0, "block": 1, "warn": 0, "accounts": 1}],
        "access": [
            {"platform": "x", "account": HOSTILE, "posts": 2, "images": 1, "no_alt": 1, "alt_unknown": 0, "found": 1}
        ],
        "still": {
            "opening": WHEN.isoformat(),
            "count": 1,
            "posts": [{"account": HOSTILE, "published": WHEN, "there_verdict": "block", "shown": HOSTILE}],
        },
        "problems": [{"source": HOSTILE, "place": HOSTILE, "problem": HOSTILE, "mend": HOSTILE}],
        "neutral_gate": "1",
    }
    return {**plain, **changes}


def test_words_of_others_are_only_words() -> None:
    page = render(summary())

    assert "<img" not in page
    assert page.count("<script>") == page.count("</script>") == 1
    assert "javascript:" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_dates_without_a_zone_and_items_of_several_sources_are_told() -> None:
    page = render(summary(worst=[post(zone_assumed="UTC")]))
    assert "1 date without a time zone" in page
    assert "time zone UTC assumed" in page
    assert "1 item left out, since the same post stands in more than one source" in page

    counts = {**summary()["counts"], "zone_assumed": 0, "repeated": 0}
    page = render(summary(counts=counts, worst=[post(zone_assumed=None)], scheduled=[]))
    assert "time zone" not in page
    assert "more than one source" not in page


def test_an_item_without_an_address_says_which_file_it_is() -> None:
    page = render(summary(worst=[post(url="", source="in/report.pdf", place="")], scheduled=[]))
    assert "From in/report.pdf</p>" in page
    assert "Open this item" not in page

    page = render(summary(worst=[post(url="https://social.example/1", source="in/report.pdf")], scheduled=[]))
    assert "in/report.pdf" not in page


def test_lines_stay_apart_where_marks_begin() -> None:
    found = [finding(start=4, end=9)]
    page = render(summary(worst=[post(shown="One\nthree\nfour", findings=found)], scheduled=[]))
    assert re.search(r"One\n<mark[^>]*>three<", page)
    assert "</mark>\nfour" in page


def test_everything_has_a_heading_and_every_picture_a_table() -> None:
    page = render(summary())

    for part in ("time", "worst", "scheduled", "accounts", "rules", "reposts", "access", "still", "problems"):
        assert f'<h2 id="{part}">' in page
        assert f'href="#{part}"' in page
    assert page.count("<svg") == 1
    assert "The numbers behind the picture" in page
    assert page.count("<caption>") == page.count("<table>")


def test_an_empty_audit_says_so() -> None:
    empty = summary()["counts"] | {"posts": 0, "block": 0, "pass": 0, "undated": 0, "first": None, "last": None}
    nothing: dict[str, Any] = {"worst": [], "scheduled": [], "reposts": [], "problems": [], "rules": [], "days": []}
    page = render(summary(counts={**empty, "problems": 0}, still=None, windows=[], accounts=[], access=[], **nothing))

    for words in ("No items were found", "no date is known", "No item has a date", "Everything was read without doubt"):
        assert words in page


def test_a_finding_without_a_place_marks_nothing() -> None:
    page = render(summary(worst=[post(shown="Plain words.", findings=[finding(start=-1, end=-1)])], scheduled=[]))

    assert "Plain words." in page
    assert "<mark" not in page
