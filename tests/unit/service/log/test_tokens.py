"""Bearer tokens: shown once, kept as a digest, good for their scopes until they are revoked."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from neutral_gate.model import UsageError
from neutral_gate.service.log import Tokens


@pytest.fixture
def tokens(log, clock) -> Tokens:
    return Tokens(log.database, clock)


def test_a_token_opens_what_it_is_for(tokens, clock) -> None:
    made, secret = tokens.add(" website ", ["override", "check", "check"])

    found = tokens.find(secret)

    assert (found.id, found.name, found.scopes) == (made.id, "website", {"check", "override"})
    assert len(secret) >= 40
    assert tokens.add("other", ["read"])[1] != secret
    for wrong in ("", secret[:-1], secret + "x", secret.upper(), secret.removeprefix("ngt_"), "ngt_é", "ngt_"):
        assert tokens.find(wrong) is None


def test_the_secret_is_nowhere_in_the_database(log, tokens, tmp_path) -> None:
    _, secret = tokens.add("website", ["check"])
    log.close()

    assert secret.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_a_revoked_token_is_good_for_nothing(tokens, clock) -> None:
    first, secret = tokens.add("website", ["check"])
    tokens.revoke("website")
    assert tokens.find(secret) is None
    with pytest.raises(UsageError, match="No working token"):
        tokens.revoke("website")

    ended = clock()
    clock.turn(minutes=1)
    second, other = tokens.add("website", ["check"])
    assert [one.revoked for one in tokens.all()] == [ended, None]
    tokens.revoke(second.id)
    assert tokens.find(other) is None
    assert {one.id for one in tokens.all()} == {first.id, second.id}


def test_last_use_is_noted_now_and_then(tokens, clock) -> None:
    made, secret = tokens.add("website", ["check"])
    assert made.last_used is None
    start = clock()
    tokens.find(secret)
    clock.turn(minutes=9)
    tokens.find(secret)
    assert tokens.all()[0].last_used == start
    clock.turn(minutes=1)
    tokens.find(secret)
    assert tokens.all()[0].last_used == clock()


def test_a_token_opens_while_others_hold_the_log(log, tokens) -> None:
    _, secret = tokens.add("website", ["check"])
    with log.database.write() as connection:
        connection.execute(text("SELECT 1"))
        assert tokens.find(secret) is not None


@pytest.mark.parametrize(
    ("name", "scopes", "words"),
    [
        ("", ["check"], "needs a name"),
        ("x" * 101, ["check"], "needs a name"),
        ("a", [], "no scope"),
        ("a", ["check", "all"], "no scope"),
        ("taken", ["check"], "already"),
    ],
)
def test_what_makes_no_token_is_refused(tokens, name, scopes, words) -> None:
    tokens.add("taken", ["check"])
    with pytest.raises(UsageError, match=words):
        tokens.add(name, scopes)
    assert len(tokens.all()) == 1
