"""What happens when things go wrong: each ends as docs/service.md says, and never in a pass."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from neutral_gate.elections import now

HELLO = {"text": "Hello"}


def held(pid: int) -> None:
    """Stops a process where it is: it hangs, whatever it does."""
    os.kill(pid, signal.SIGSTOP)


def waited(condition, seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def in_thread(work) -> tuple[threading.Thread, list]:
    found: list = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    return thread, found


def test_a_worker_that_is_killed_in_mid_check_costs_no_answer(start) -> None:
    running = start(deadline=20.0)
    (pid,) = running.services.judge.processes
    held(pid)
    with running.client() as client:
        thread, found = in_thread(lambda: client.post("/v1/check", json=HELLO))
        assert waited(lambda: running.services.judge.running == 1)
        os.kill(pid, signal.SIGKILL)
        thread.join()
        assert found[0].status_code == 200
        assert running.services.judge.processes.isdisjoint({pid})
        assert running.services.log.decision(found[0].json()["decision_id"]) is not None


def test_a_draft_that_kills_every_worker_is_503_and_not_a_pass(start) -> None:
    running = start(deadline=20.0)
    judge = running.services.judge
    done = threading.Event()
    seen: set[int] = set()

    def kill() -> None:
        while not done.is_set():
            for pid in judge.processes - seen:
                held(pid)
                if waited(lambda: judge.running == 1 or done.is_set()):
                    time.sleep(0.05)
                    os.kill(pid, signal.SIGKILL)
                    seen.add(pid)

    # The first is held before the request comes, so that none of them gets anywhere.
    thread, _ = in_thread(kill)
    try:
        with running.client() as client:
            long = {"text": "The clinic is open on Monday, and people can walk in. " * 20_000}
            response = client.post("/v1/check", json=long)
    finally:
        done.set()
        thread.join()
    assert response.status_code == 503
    assert response.headers["retry-after"] == "1"
    assert len(seen) >= 2
    with running.client() as client:
        for pid in judge.processes:
            os.kill(pid, signal.SIGCONT)
        assert client.post("/v1/check", json=HELLO).status_code == 200


def test_a_hung_worker_is_ended_and_replaced(start) -> None:
    running = start(deadline=0.5)
    (pid,) = running.services.judge.processes
    held(pid)
    with running.client() as client:
        since = time.monotonic()
        response = client.post("/v1/check", json=HELLO)
        assert response.status_code == 504
        assert time.monotonic() - since < 20
        assert waited(lambda: not Path(f"/proc/{pid}").exists()), "the hung process is still there"
        assert waited(lambda: len(running.services.judge.processes) == 1)
        assert client.post("/v1/check", json=HELLO).status_code == 200
    assert running.services.log.count() == 1, "what was not answered is not in the log"


def test_over_capacity_the_answer_comes_at_once(start) -> None:
    running = start(admission=2, deadline=3.0)
    (pid,) = running.services.judge.processes
    held(pid)
    with running.client() as client, running.client() as other:
        threads = [in_thread(lambda: client.post("/v1/check", json=HELLO)) for _ in range(2)]
        assert waited(lambda: running.services.judge.running == 2)
        for _ in range(20):  # while both workers are held: an answer that waited for one would never come
            response = other.post("/v1/check", json={"text": "Hello " * 1000})
            assert response.status_code == 503
            assert response.headers["retry-after"] == "1"
        os.kill(pid, signal.SIGCONT)
        for thread, found in threads:
            thread.join()
            assert found[0].status_code == 200


def test_a_client_that_goes_away_leaves_no_worker_behind(start) -> None:
    running = start(deadline=10.0, workers=1)
    (pid,) = running.services.judge.processes
    held(pid)
    body = json.dumps(HELLO).encode()
    head = (
        f"POST /v1/check HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {running.token}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    address = httpx.URL(running.url)
    with socket.create_connection((address.host, address.port)) as connection:
        connection.sendall(head.encode() + body)
        assert waited(lambda: running.services.judge.running == 1)
    os.kill(pid, signal.SIGCONT)
    assert waited(lambda: running.services.judge.running == 0)
    with running.client() as client:
        assert client.post("/v1/check", json=HELLO).status_code == 200


def test_a_locked_database_is_503_and_not_an_answer(start) -> None:
    running = start(deadline=0.5)
    path = running.services.settings.database.removeprefix("sqlite:///")
    with running.client() as client:
        assert client.post("/v1/check", json=HELLO).status_code == 200
        lock = sqlite3.connect(path, isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        try:
            response = client.post("/v1/check", json=HELLO)
            assert response.status_code == 503
            assert "retry-after" in response.headers
            assert "verdict" not in response.json()
        finally:
            lock.execute("ROLLBACK")
            lock.close()
        assert client.post("/v1/check", json=HELLO).status_code == 200
    assert running.services.log.count() == 2


@pytest.mark.parametrize("said", [True, False])
def test_ten_megabytes_are_413_before_they_are_held(service, said) -> None:
    body = json.dumps({"text": "x" * 10_000_000}).encode()

    def pieces():
        for place in range(0, len(body), 65_536):
            yield body[place : place + 65_536]

    with service.client() as client:
        response = client.post("/v1/check", content=body if said else pieces())
        assert response.status_code == 413, "what is still sent goes by, so that the answer is read"
        assert client.post("/v1/check", json=HELLO).status_code == 200


def test_a_body_that_does_not_say_its_size_is_counted_too(service) -> None:
    with service.client() as client:
        response = client.post("/v1/check", content=iter([b"{" + b" " * 60_000, b" " * 60_000 + b"}"]))
    assert response.status_code == 413


def test_a_slow_client_is_408_and_keeps_nobody_else_waiting(start) -> None:
    running = start(body_seconds=0.5, admission=1)
    address = httpx.URL(running.url)
    with socket.create_connection((address.host, address.port), timeout=10) as connection:
        head = f"POST /v1/check HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {running.token}\r\n"
        connection.sendall(head.encode() + b"Content-Length: 50\r\n\r\n{")
        with running.client() as client:
            assert client.post("/v1/check", json=HELLO).status_code == 200
        assert b" 408 " in connection.recv(200)


def test_many_signed_bodies_at_once_are_refused_before_they_fill_the_memory(start, monkeypatch) -> None:
    monkeypatch.setattr("neutral_gate.service.routes.asking._MOST_UNPROVEN", 1)
    running = start(body_seconds=20.0)
    address = httpx.URL(running.url)
    signed = f"webhook-id: a\r\nwebhook-timestamp: {int(time.time())}\r\nwebhook-signature: v1,AAAA\r\n"
    head = f"POST /v1/check HTTP/1.1\r\nHost: x\r\n{signed}Content-Length: 50\r\n\r\n{{"
    with socket.create_connection((address.host, address.port), timeout=10) as connection:
        connection.sendall(head.encode())
        assert waited(lambda: running.services.unproven == 1)
        with socket.create_connection((address.host, address.port), timeout=10) as other:
            other.sendall(head.encode())
            assert b" 503 " in other.recv(200)
        with running.client() as client:  # who has a token is known before
            assert client.post("/v1/check", json=HELLO).status_code == 200
    assert waited(lambda: running.services.unproven == 0)


def test_a_client_that_never_ends_its_head_is_hung_up_on(start, monkeypatch) -> None:
    monkeypatch.setattr("neutral_gate.service.slow.HEADER_SECONDS", 0.3)
    running = start()
    address = httpx.URL(running.url)
    with socket.create_connection((address.host, address.port), timeout=10) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost:")
        assert connection.recv(200) == b""
    with socket.create_connection((address.host, address.port), timeout=10) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b""
        while b'"ok"}' not in answer:
            answer += connection.recv(4000)
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost:")  # and so with the second request of a connection
        assert connection.recv(200) == b""


def test_a_clock_that_jumps_ends_no_check_and_refuses_old_signatures(start) -> None:
    moment: list[datetime] = [now()]
    running = start(clock=lambda: moment[0], deadline=5.0)
    with running.client() as client:
        for jump in (timedelta(days=400), timedelta(days=-800), timedelta(0)):
            moment[0] = now() + jump
            response = client.post("/v1/check", json=HELLO)
            assert response.status_code == 200
            assert response.json()["at"][:10] == moment[0].isoformat()[:10]
    assert running.services.log.verify().ok


def test_a_fault_of_ours_shows_no_trace_and_no_word_of_the_draft(start, monkeypatch, caplog) -> None:
    running = start()

    def broken(entry: object) -> str:
        raise ValueError(f"secret words: {entry}")

    monkeypatch.setattr(running.services.log, "record_decision", broken)
    with running.client() as client:
        response = client.post("/v1/check", json={"text": "Wombats are marsupials", "title": "Wombats"})
    assert response.status_code == 500
    assert "Traceback" not in response.text
    assert "Wombats" not in response.text
    assert "secret words" not in response.text
    from neutral_gate.service.journal import JsonLines

    lines = "\n".join(JsonLines().format(record) for record in caplog.records)
    assert "ValueError" in lines
    assert "Wombats" not in lines
    assert "secret words" not in lines
