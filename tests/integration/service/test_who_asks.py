"""Tokens, scopes and signatures: nobody does what they may not, and a request that comes again does nothing twice."""

from __future__ import annotations

import base64
import json
import threading
import time

import httpx
import pytest

from neutral_gate.service.auth.signatures import TOLERANCE, key_of, new_secret, signed

NEW = "whsec_" + "A" * 43 + "="
OLD = "whsec_" + "B" * 42 + "A="
DRAFT = json.dumps({"html": "<p>Hello.</p>"}).encode()


def headers(secret: str = NEW, id_: str = "msg_1", when: float | None = None, body: bytes = DRAFT) -> dict[str, str]:
    moment = int(time.time() if when is None else when)
    return {
        "webhook-id": id_,
        "webhook-timestamp": str(moment),
        "webhook-signature": signed(key_of(secret), id_, moment, body),
    }


def asked(service, given: dict[str, str], body: bytes = DRAFT) -> httpx.Response:
    with service.client("") as client:
        return client.post("/v1/check", content=body, headers=given)


@pytest.mark.parametrize("secret", [NEW, OLD])
def test_both_secrets_hold_while_they_are_changed_over(service, secret) -> None:
    response = asked(service, headers(secret, id_=f"over-{secret[6]}"))
    assert response.status_code == 200
    row = service.services.log.decision(response.json()["decision_id"])
    assert (row.actor, row.source) == ("website", "wordpress")


def test_one_good_signature_among_others_is_enough(service) -> None:
    given = headers(id_="several")
    given["webhook-signature"] = f"v1a,AAAA v1,{base64.b64encode(b'x' * 32).decode()} {given['webhook-signature']}"
    assert asked(service, given).status_code == 200


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"webhook-signature": "v1,AAAA"}, "does not fit"),
        ({"webhook-signature": "AAAA"}, 'no "v1" signature'),
        ({"webhook-signature": "v1"}, 'no "v1" signature'),
        ({"webhook-signature": "v1,%%%"}, 'no "v1" signature'),
        ({"webhook-signature": "v1,a,b,c"}, 'no "v1" signature'),
        ({"webhook-signature": ","}, 'no "v1" signature'),
        ({"webhook-signature": ""}, "no webhook-signature"),
        ({"webhook-timestamp": "soon"}, "webhook-timestamp"),
        ({"webhook-timestamp": "-5"}, "webhook-timestamp"),
        ({"webhook-timestamp": "1e9"}, "webhook-timestamp"),
        ({"webhook-timestamp": "9" * 400}, "webhook-timestamp"),
        ({"webhook-timestamp": "0"}, "too old"),
        ({"webhook-timestamp": "99999999999"}, "in the future"),
        ({"webhook-id": "msg_2"}, "does not fit"),
        ({"webhook-id": "x" * 300}, "webhook-id"),
        ({"webhook-id": ""}, "no webhook-id"),
    ],
)
def test_a_wrong_header_is_401_with_a_plain_sentence(service, change, words) -> None:
    response = asked(service, {**headers(), **change})
    assert response.status_code == 401
    assert words in response.json()["detail"]
    assert response.json()["mend"]


def test_a_body_that_was_changed_on_its_way_is_401(service) -> None:
    assert asked(service, headers(), DRAFT.replace(b"Hello", b"Jello")).status_code == 401


def test_another_secret_is_401(service) -> None:
    assert asked(service, headers(new_secret())).status_code == 401


def test_a_request_is_good_for_five_minutes_and_no_longer(service) -> None:
    assert asked(service, headers(id_="late", when=time.time() - TOLERANCE + 20)).status_code == 200
    assert asked(service, headers(id_="too-late", when=time.time() - TOLERANCE - 20)).status_code == 401
    assert asked(service, headers(id_="too-early", when=time.time() + TOLERANCE + 20)).status_code == 401


def test_a_request_that_is_sent_again_gets_the_same_answer_and_one_entry(service) -> None:
    given = headers(id_="again")
    before = service.services.log.count()
    answers = [asked(service, given).json() for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert service.services.log.count() == before + 1


def test_two_at_once_with_one_id_make_one_entry(service) -> None:
    given, before, found = headers(id_="twins"), service.services.log.count(), []
    threads = [threading.Thread(target=lambda: found.append(asked(service, given).json())) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({answer["decision_id"] for answer in found}) == 1
    assert service.services.log.count() == before + 1


def test_one_id_for_two_drafts_is_409(service) -> None:
    assert asked(service, headers(id_="one")).status_code == 200
    other = json.dumps({"html": "<p>Another.</p>"}).encode()
    assert asked(service, headers(id_="one", body=other), other).status_code == 409


def test_after_a_restart_the_log_still_knows_the_id(service) -> None:
    first = asked(service, headers(id_="restart")).json()
    service.services.repeats._answers.clear()  # what a restart forgets
    assert asked(service, headers(id_="restart")).json()["decision_id"] == first["decision_id"]
    service.services.repeats._answers.clear()
    other = json.dumps({"html": "<p>Another.</p>"}).encode()
    assert asked(service, headers(id_="restart", body=other), other).status_code == 409


def test_a_token_may_have_an_idempotency_key(service) -> None:
    with service.client() as client:
        first, second = (
            client.post("/v1/check", content=DRAFT, headers={"Idempotency-Key": "key-1"}).json() for _ in range(2)
        )
        assert first == second
        assert client.post("/v1/check", content=DRAFT, headers={"Idempotency-Key": "x" * 300}).status_code == 400


ROUTES = [
    ("POST", "/v1/check", {"check"}),
    ("POST", "/v1/overrides", {"override"}),
    ("GET", "/v1/decisions", {"read"}),
    ("GET", "/v1/decisions/dec_x", {"read"}),
    ("GET", "/v1/windows", {"check", "read"}),
    ("GET", "/metrics", {"read"}),
]


@pytest.mark.parametrize(("method", "path", "scopes"), ROUTES)
def test_no_route_without_its_scope(service, method, path, scopes) -> None:
    with service.client("") as client:
        assert client.request(method, path).status_code == 401
        assert client.request(method, path, headers={"Authorization": "Bearer ngt_nobody"}).status_code == 401
        assert client.request(method, path, headers={"Authorization": "Basic dTpw"}).status_code == 401
        assert client.request(method, path, headers={"Authorization": "Bearer " + "x" * 9_000}).status_code == 401
    for scope in ("check", "override", "read", "admin"):
        _, token = service.services.tokens.add(f"{scope}-{method}-{path}", (scope,))
        with service.client(token) as client:
            allowed = client.request(method, path).status_code != 403
        assert allowed == (scope in scopes or scope == "admin"), scope


def test_every_route_is_in_that_list_or_open_to_all(service) -> None:
    from starlette.routing import Route

    from neutral_gate.service.routes import routes

    api = {
        route.path for route in routes(service.services) if isinstance(route, Route) and route.path.startswith("/v1")
    }
    assert api == {"/v1/check", "/v1/overrides", "/v1/decisions", "/v1/decisions/{id}", "/v1/windows"}


def test_details_of_readiness_are_for_those_who_may_read(service) -> None:
    _, token = service.services.tokens.add("ready", ("read",))
    with service.client("") as client:
        assert client.get("/readyz").json() == {"status": "ready"}
        assert client.get("/readyz", headers={"Authorization": "Bearer ngt_no"}).json() == {"status": "ready"}
        details = client.get("/readyz", headers={"Authorization": f"Bearer {token}"}).json()["details"]
    assert (details["log"], details["settings"], details["judging"]) == ("ok", "ok", "ok")


def test_a_revoked_token_ends_soon(service) -> None:
    _, token = service.services.tokens.add("short", ("read",))
    with service.client(token) as client:
        assert client.get("/v1/decisions").status_code == 200
        service.services.tokens.revoke("short")
        service.services.callers._clock = lambda: time.monotonic() + 11  # ten seconds on
        try:
            assert client.get("/v1/decisions").status_code == 401
        finally:
            service.services.callers._clock = time.monotonic
