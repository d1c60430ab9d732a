"""The HTTP contract: what goes in, what comes out, and what is in the log."""

from __future__ import annotations

import json

import pytest


def test_check_answers_with_the_decision_and_logs_it(service) -> None:
    with service.client() as client:
        draft = {"html": "<p>Please vote for Labour on 4 July.</p>", "title": "Polling day", "kind": "news"}
        response = client.post("/v1/check", json={**draft, "author": "Sam Poe", "channel": "website"})
        answer = response.json()
        assert response.status_code == 200
        assert response.headers["cache-control"] == "no-store"
        assert answer["verdict"] == "block"
        (finding,) = [each for each in answer["drafts"][0]["findings"] if each["severity"] == "block"]
        assert (finding["rule"], finding["field"]) == ("neutrality/vote-advocacy", "html")
        start, end = finding["start"]["offset"], finding["end"]["offset"]
        assert draft["html"][start:end] == finding["excerpt"]
        row = client.get(f"/v1/decisions/{answer['decision_id']}").json()
    assert row["verdict"] == "block"
    assert row["author"] == "Sam Poe"
    assert row["channel"] == "website"
    assert row["actor"] == "tests"
    assert row["sha256"] == answer["drafts"][0]["sha256"]
    assert row["versions"] == answer["versions"]
    assert "Labour" not in json.dumps(row), "the log keeps no words unless its policy says so"


@pytest.mark.parametrize(
    ("payload", "field", "text"),
    [
        ({"html": "<p>Hello.</p>", "title": "Vote Labour"}, "title", "Vote Labour"),
        ({"markdown": "# Hello\n\nVote Labour.", "title": "News"}, "markdown", None),
        (
            {"html": "<p>Hi.</p>", "images": [{"src": "a.jpg", "alt": "Hi"}, {"src": "b.jpg", "alt": "Vote Labour"}]},
            "images[1].alt",
            "Vote Labour",
        ),
        ({"text": 'A "word".\nVote Labour'}, "text", None),
        ({"text": "Hello", "title": "Vote Labour"}, "title", "Vote Labour"),
        ({"text": "Hi", "media": [{"alt": "Hi"}], "images": [{"alt": "Vote Labour"}]}, "images[0].alt", "Vote Labour"),
        ({"format": "text", "source": "One line.\nVote Labour"}, "source", None),
    ],
)
def test_places_count_in_the_field_that_the_words_stand_in(service, payload, field, text) -> None:
    whole = text if text is not None else payload[field]
    with service.client() as client:
        answer = client.post("/v1/check", json=payload).json()
    findings = [each for each in answer["drafts"][0]["findings"] if each["rule"] == "neutrality/vote-advocacy"]
    assert [each["field"] for each in findings] == [field]
    start, end = findings[0]["start"], findings[0]["end"]
    assert whole[start["offset"] : end["offset"]].startswith("Vote Labour")
    assert start["line"] == whole[: start["offset"]].count("\n") + 1


def test_a_date_in_the_past_does_not_get_round_a_window(start, tmp_path) -> None:
    from datetime import datetime, timedelta

    from neutral_gate.elections import LONDON, now

    (tmp_path / "neutral-gate.toml").write_text('[body]\ntype = "council"\n', "utf-8")
    inside = datetime(2024, 6, 10, 9, tzinfo=LONDON)
    running = start(clock=lambda: inside, config=tmp_path / "neutral-gate.toml")
    with running.client() as client:
        back = client.post("/v1/check", json={"html": "<p>Hi</p>", "published": "2024-01-15"}).json()
        later = client.post("/v1/check", json={"html": "<p>Hi</p>", "published": "2024-09-10"}).json()
        trial = client.post("/v1/check", json={"html": "<p>Hi</p>", "at": "2024-01-15"}).json()
    assert back["inside"] is True
    assert back["at"].startswith("2024-06-10")
    assert later["inside"] is False
    assert later["at"].startswith("2024-09-10")
    assert trial["at"].startswith("2024-01-15")
    assert now() - inside > timedelta(days=1), "the clock of the test is not that of the machine"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"", 400),
        (b"\xff\xfe", 400),
        (b"[1]", 400),
        (b'{"html": NaN}', 400),
        (b'{"html": "\\ud800"}', 400),
        (b"[" * 50_000, 400),
        (b"{}", 422),
        (b'{"html": 5}', 422),
        (b'{"html": "<p>a</p>", "text": "a"}', 422),
        (b'{"source": "a"}', 422),
        (b'{"source": "a", "format": "pdf"}', 422),
        (b'{"html": "<p>a</p>", "kind": "poem"}', 422),
        (b'{"html": "<p>a</p>", "published": "soon"}', 422),
        (b'{"html": "<p>a</p>", "images": [1]}', 422),
        (b'{"text": "a", "media": 5}', 422),
    ],
)
def test_what_cannot_be_read_is_never_a_verdict(service, body, status) -> None:
    with service.client() as client:
        response = client.post("/v1/check", content=body)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"].endswith(".")
    assert response.json()["mend"]
    assert "verdict" not in response.json()


def test_an_override_is_logged_with_who_and_why(service) -> None:
    with service.client() as client:
        decision = client.post("/v1/check", json={"text": "Vote Labour"}).json()["decision_id"]
        wish = {"decision_id": decision, "actor": "Ann Lee", "reason_code": "emergency", "reason": "A flood."}
        response = client.post("/v1/overrides", json=wish)
        assert response.status_code == 201
        row = client.get(f"/v1/decisions/{decision}").json()
        shown = client.get("/v1/decisions", params={"overridden": "true", "limit": 1}).json()
    assert [each["id"] for each in row["overrides"]] == [response.json()["override_id"]]
    assert row["overrides"][0]["actor"] == "Ann Lee"
    assert shown["decisions"][0]["decision_id"] == decision


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"decision_id": "dec_none"}, 404),
        ({"reason_code": "because"}, 422),
        ({"reason": " "}, 422),
        ({"actor": ""}, 422),
        ({"second_person": "ann lee"}, 422),
        ({"colour": "red"}, 422),
    ],
)
def test_a_wrong_override_is_refused(service, change, status) -> None:
    with service.client() as client:
        decision = client.post("/v1/check", json={"text": "Hello"}).json()["decision_id"]
        wish = {"decision_id": decision, "actor": "Ann Lee", "reason_code": "emergency", "reason": "A flood."}
        assert client.post("/v1/overrides", json={**wish, **change}).status_code == status
        assert client.get(f"/v1/decisions/{decision}").json()["overrides"] == []


def test_where_a_second_person_is_needed_one_is_not_enough(start) -> None:
    running = start(second_person=True)
    with running.client() as client:
        decision = client.post("/v1/check", json={"text": "Hello"}).json()["decision_id"]
        wish = {"decision_id": decision, "actor": "Ann Lee", "reason_code": "emergency", "reason": "A flood."}
        assert client.post("/v1/overrides", json=wish).status_code == 403
        assert client.post("/v1/overrides", json={**wish, "second_person": "Bo Ray"}).status_code == 201


def test_a_misspelt_filter_is_not_everything(service) -> None:
    with service.client() as client:
        assert client.get("/v1/decisions", params={"verdcit": "block"}).status_code == 422
        assert client.get("/v1/decisions", params={"verdict": "no"}).status_code == 422
        assert client.get("/v1/decisions", params=[("limit", "1"), ("limit", "2")]).status_code == 422


def test_windows_say_what_holds_and_what_comes(service) -> None:
    with service.client() as client:
        inside = client.get("/v1/windows", params={"at": "2024-06-10", "body": "nhs_trust"}).json()
        outside = client.get("/v1/windows", params={"at": "2024-01-15", "days": 100}).json()
    assert inside["inside"] is True
    assert "ge-2024" in [window["id"] for window in inside["windows"]]
    assert outside["inside"] is False
    assert outside["next"]


def test_metrics_count_requests_and_verdicts(service) -> None:
    with service.client() as client:
        client.post("/v1/check", json={"text": "Vote Labour"})
        text = client.get("/metrics").text
    assert 'neutral_gate_decisions_total{source="http",verdict="block"}' in text
    assert 'neutral_gate_requests_total{method="POST",route="/v1/check",status="200"}' in text
    assert "neutral_gate_ready 1.0" in text
