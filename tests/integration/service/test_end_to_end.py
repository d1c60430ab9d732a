"""The command as it is run in earnest, on an SQLite file and on a real PostgreSQL: what it answers stays."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from neutral_gate.service.log import DecisionLog
from neutral_gate.service.log.users import Users

from ..conftest import Server
from .conftest import RUN, Command, commanded, token_for
from .test_pages import PASSWORD, csrf, sign_in

DRAFT = {"html": "<p>Vote for the Green Party on 6 May.</p>", "title": "Wombat news", "author": "Sam Poe"}
KEY = {"Idempotency-Key": "publish-1"}
WHY = {"reason_code": "emergency", "reason": "A flood."}


def log_command(database: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [*RUN, "log", *words, "--database", database]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def signed_off(service: Command, decision: str) -> str:
    """Asks for an override as one person and agrees as another; gives the address of the review."""
    with httpx.Client(base_url=service.url, timeout=30) as ada, httpx.Client(base_url=service.url, timeout=30) as bea:
        sign_in(ada, "ada")
        asked = ada.post(
            f"/decisions/{decision}/ask",
            data={
                "csrf": csrf(ada),
                **WHY,
                "deadline": time.strftime("%Y-%m-%dT%H:%M", time.gmtime(time.time() + 1e5)),
            },
        )
        assert asked.status_code == 303, asked.text
        sign_in(bea, "bea")
        place = asked.headers["location"]
        agreed = bea.post(place, data={"csrf": csrf(bea), "answer": "agree", "remark": "Go ahead."})
        assert agreed.status_code == 303, agreed.text
        return str(place)


def test_check_override_review_and_kill_leave_a_sound_log(database: str, tmp_path: Path) -> None:
    with closing(DecisionLog(database)) as log:
        log.migrate()
        for name, role in (("ada", "author"), ("bea", "reviewer")):
            Users(log.database).add(name, PASSWORD, role)
    token = token_for(database, "check", "override", "read")
    with commanded(tmp_path / "first", database) as service, service.client(token) as client:
        first = client.post("/v1/check", json=DRAFT, headers=KEY)
        assert (first.status_code, first.json()["verdict"]) == (200, "block")
        decision = first.json()["decision_id"]
        wish = {"decision_id": decision, "actor": "Ann Lee", **WHY}
        override = client.post("/v1/overrides", json=wish).json()["override_id"]
        place = signed_off(service, decision)
        last = client.post("/v1/check", json={"text": "The clinic is open."}).json()["decision_id"]
        service.process.kill()
        service.process.wait(30)
        with pytest.raises(httpx.TransportError):
            client.get("/healthz")

    verified = log_command(database, "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    with commanded(tmp_path / "second", database) as service, service.client(token) as client:
        row = client.get(f"/v1/decisions/{decision}").json()
        assert [row["author"], row["actor"], row["verdict"]] == ["Sam Poe", "check-override-read", "block"]
        assert override in [each["id"] for each in row["overrides"]]
        assert ("ada", "bea") in [(each["actor"], each["second_person"]) for each in row["overrides"]]
        assert client.get(f"/v1/decisions/{last}").status_code == 200
        again = client.post("/v1/check", json=DRAFT, headers=KEY).json()
        assert again["decision_id"] == decision, "the log knows the key of a request from before the kill"
        with httpx.Client(base_url=service.url, timeout=30) as bea:
            sign_in(bea, "bea")
            assert "Agreed" in bea.get(place).text
        assert "Wombat" not in service.said.read_text("utf-8")
    exported = log_command(database, "export", "--format", "json")
    kinds = [row["decision_id"] for row in json.loads(exported.stdout)["decisions"]]
    assert sorted(set(kinds)) == sorted({decision, last})
    assert "Green Party" not in exported.stdout
    assert log_command(database, "verify").returncode == 0


def test_nothing_answered_is_lost_where_the_service_is_killed_at_any_moment(database: str, tmp_path: Path) -> None:
    token = token_for(database, "check", "read")
    answered: list[str] = []
    for pause in (0.35, 0.8):
        with commanded(tmp_path / "folder", database) as service:

            def ask(running: Command = service) -> None:
                with running.client(token) as client:
                    for number in range(1_000):
                        try:
                            response = client.post("/v1/check", json={"text": f"Hello {number}"})
                        except httpx.TransportError:
                            return
                        if response.status_code == 200:
                            answered.append(response.json()["decision_id"])

            threads = [threading.Thread(target=ask) for _ in range(3)]
            before = len(answered)
            for thread in threads:
                thread.start()
            end = time.monotonic() + 30
            while len(answered) < before + 3 and time.monotonic() < end:
                time.sleep(0.01)
            time.sleep(pause)
            service.process.kill()
            for thread in threads:
                thread.join()
            assert len(answered) > before
    with closing(DecisionLog(database, create=False)) as log:
        found = log.verify()
        assert found.ok
        assert [each for each in answered if log.decision(each) is None] == []
    assert len(answered) == len(set(answered))


def test_a_postgresql_that_goes_away_or_is_locked_gives_no_verdict(start, server: Server) -> None:
    import pg8000.dbapi

    database = server.new_database()
    running = start(database=database, deadline=1.0)
    with running.client() as client:
        assert client.post("/v1/check", json=DRAFT).status_code == 200
        with closing(pg8000.dbapi.connect("log", "127.0.0.1", "postgres", server.port)) as other:
            other.cursor().execute("LOCK TABLE entries IN ACCESS EXCLUSIVE MODE")
            held = client.post("/v1/check", json=DRAFT)
            other.rollback()
        assert (held.status_code, "verdict" in held.json()) == (503, False)
        assert held.headers["retry-after"]
        server.run("pg_ctl", "--wait", "--pgdata", server.data, "--mode=immediate", "stop")
        away = client.post("/v1/check", json=DRAFT)
        unready = client.get("/readyz", headers={"Authorization": ""})
        server.run(*server.start)
        assert (away.status_code, "verdict" in away.json()) == (503, False)
        assert "Green Party" not in away.text + held.text
        assert (unready.status_code, unready.json()) == (503, {"status": "not ready"})
        assert client.post("/v1/check", json=DRAFT).status_code == 200
    assert running.services.log.count() == 2
    assert running.services.log.verify().ok


def test_it_starts_with_no_set_up_and_shows_its_first_token_on_a_terminal_only(tmp_path: Path) -> None:
    (tmp_path / "piped").mkdir()
    with commanded(tmp_path / "piped", "") as service:
        assert "ngt_" not in service.said.read_text("utf-8")
        assert "Nobody may ask yet" in service.said.read_text("utf-8")
        assert httpx.post(f"{service.url}/v1/check", json=DRAFT).status_code == 401
    assert (tmp_path / "piped" / "neutral-gate.db").is_file()

    ours, theirs = os.openpty()
    command = [*RUN, "serve", "--port", "0", "--workers", "1"]
    with subprocess.Popen(command, stderr=theirs, cwd=tmp_path, start_new_session=True) as process:
        os.close(theirs)
        try:
            shown = ""
            while "Serving on" not in shown:
                shown += os.read(ours, 4_000).decode()
            token = next(word for word in shown.split() if word.startswith("ngt_"))
            url = shown.split("Serving on ")[1].split('"')[0]
            headers = {"Authorization": f"Bearer {token}"}
            assert httpx.post(f"{url}/v1/check", json=DRAFT, headers=headers, timeout=30).status_code == 200
        finally:
            process.terminate()
            process.wait(30)
            os.close(ours)
    assert token.encode() not in (tmp_path / "neutral-gate.db").read_bytes(), "only its digest is kept"


def test_a_request_that_runs_when_the_service_is_told_to_end_gets_its_answer(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'log.db'}"
    token = token_for(database, "check")
    body = json.dumps(DRAFT).encode()
    with commanded(tmp_path / "folder", database) as service:
        address = httpx.URL(service.url)
        with socket.create_connection((address.host, address.port), timeout=20) as connection:
            head = f"POST /v1/check HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body[:20])
            time.sleep(0.3)
            service.process.terminate()
            time.sleep(0.3)
            assert service.process.poll() is None
            connection.sendall(body[20:])
            answer = b""
            while chunk := connection.recv(65_536):
                answer += chunk
        service.process.wait(30)
    assert answer.startswith(b"HTTP/1.1 200 "), answer
    decision = json.loads(answer.partition(b"\r\n\r\n")[2])["decision_id"]
    with closing(DecisionLog(database, create=False)) as log:
        assert log.decision(decision) is not None
