"""Accounts and sessions of the pages."""

from __future__ import annotations

import time

import pytest
from argon2 import PasswordHasher

from neutral_gate.model import UsageError
from neutral_gate.service.log import ROLES, Sessions, Users

PASSWORD = "three random words"


@pytest.fixture
def users(log, clock, monkeypatch) -> Users:
    users = Users(log.database, clock)
    monkeypatch.setattr(users, "_hasher", PasswordHasher(time_cost=1, memory_cost=64), raising=False)
    return users


@pytest.fixture
def sessions(log, clock) -> Sessions:
    return Sessions(log.database, clock)


def test_name_and_password_open_an_account(users, clock) -> None:
    made = users.add(" Jo.Reed ", PASSWORD, "reviewer", "Jo Reed")
    assert (made.name, made.display, made.role, made.created) == ("jo.reed", "Jo Reed", "reviewer", clock())

    clock.turn(days=1)
    assert users.check("JO.Reed", PASSWORD).name == "jo.reed"

    assert users.get("jo.reed").last_sign_in == clock()
    for name, password in [("jo.reed", PASSWORD + "!"), ("jo.reed", ""), ("nobody", PASSWORD), ("", ""), ("\0", "\0")]:
        assert users.check(name, password) is None
    assert users.check("jo.reed", PASSWORD + "x" * 100_000) is None


def test_two_ways_to_write_a_letter_are_one_password(users) -> None:
    users.add("jo", "café three words")
    assert users.check("jo", "cafe\u0301 three words") is not None


def test_only_an_argon2id_hash_is_kept(log, users, tmp_path) -> None:
    users.add("jo", PASSWORD)
    log.close()

    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert PASSWORD.encode() not in kept
    assert b"$argon2id$" in kept


def test_a_hash_of_weaker_settings_is_made_anew_at_sign_in(log, users, clock) -> None:
    users.add("jo", PASSWORD)
    stronger = Users(log.database, clock)

    assert stronger.check("jo", PASSWORD) is not None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stronger, "_note_sign_in", lambda name, password, old: notes.append(old))
        notes: list[bool] = []
        stronger.check("jo", PASSWORD)
    assert notes == [False]


def test_a_name_that_there_is_not_takes_as_long(log, clock) -> None:
    users = Users(log.database, clock)
    users.add("jo", PASSWORD)
    users.check("nobody", PASSWORD)  # the first makes the decoy

    def seconds(name: str) -> float:
        start = time.perf_counter()
        users.check(name, "wrong password")
        return time.perf_counter() - start

    known, unknown = (min(seconds(name) for _ in range(5)) for name in ("jo", "nobody"))
    assert unknown > known / 3


def test_what_makes_no_account_is_refused(users) -> None:
    users.add("jo", PASSWORD)
    for name in ("", " ", "a b", "x" * 101, "a\nb", "\0 "):
        with pytest.raises(UsageError, match="cannot be used"):
            users.add(name, PASSWORD)
    with pytest.raises(UsageError, match="already"):
        users.add("ＪＯ", PASSWORD)
    with pytest.raises(UsageError, match="too short"):
        users.add("sam", "x" * 11)
    with pytest.raises(UsageError, match="too long"):
        users.add("sam", "x" * 1001)
    with pytest.raises(UsageError, match="no role"):
        users.add("sam", PASSWORD, "king")
    assert [one.name for one in users.all()] == ["jo"]


def test_each_role_may_do_what_those_before_it_may(users) -> None:
    for number, role in enumerate(ROLES):
        user = users.add(role, PASSWORD, role)
        assert [user.may(one) for one in ROLES] == [True] * (number + 1) + [False] * (len(ROLES) - number - 1)
    users.close("admin")
    assert not users.get("admin").may("reader")


def test_a_closed_account_opens_no_more(users, sessions) -> None:
    users.add("jo", PASSWORD)
    _, secret = sessions.open("jo")
    users.close("Jo")

    assert users.check("jo", PASSWORD) is None
    assert users.get("jo").closed is not None
    assert sessions.find(secret) is None


def test_a_new_password_or_role_ends_the_sessions(users, sessions) -> None:
    users.add("jo", PASSWORD)
    _, first = sessions.open("jo")
    users.set_password("jo", "three other words")
    assert sessions.find(first) is None
    assert users.check("jo", PASSWORD) is None
    assert users.check("jo", "three other words") is not None

    _, second = sessions.open("jo")
    users.set_role("jo", "admin")
    assert sessions.find(second) is None
    assert users.get("jo").role == "admin"
    for change in (lambda: users.set_role("nobody", "admin"), lambda: users.close("nobody")):
        with pytest.raises(UsageError, match="no account"):
            change()


def test_a_session_is_found_by_its_secret_only(log, sessions, tmp_path) -> None:
    session, secret = sessions.open("jo")
    other, another = sessions.open("jo")

    assert sessions.find(secret) == session
    assert session.csrf != other.csrf
    assert secret != another
    for wrong in ("", "é", secret[:-1], session.csrf):
        assert sessions.find(wrong) is None
    sessions.close(secret)
    assert sessions.find(secret) is None
    assert sessions.close_all("jo") == 1
    assert sessions.find(another) is None
    log.close()
    assert secret.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_a_session_ends_after_an_hour_of_rest_and_after_a_day_of_work(sessions, clock) -> None:
    _, idle = sessions.open("jo")
    _, busy = sessions.open("jo")
    for _ in range(13):
        assert sessions.find(busy) is not None
        clock.turn(minutes=55)
    assert sessions.find(idle) is None
    assert sessions.find(busy) is not None  # 11 hours and 55 minutes
    clock.turn(minutes=5)
    assert sessions.find(busy) is None


def test_ended_sessions_are_swept_out(log, sessions, clock) -> None:
    sessions.open("jo")
    clock.turn(hours=1)
    sessions.open("sam")

    assert sessions.close_all("jo") == 0
    assert sessions.close_all("sam") == 1
