"""Settings, people and rules are read anew while the service runs; what is broken stays outside."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest


def body_of(folder: Path, **more: str) -> Path:
    path = folder / "neutral-gate.toml"
    extra = "".join(f"{key} = {value}\n" for key, value in more.items())
    path.write_text(f'{extra}[body]\ntype = "council"\n[terms]\ncontested = ["tram extension"]\n', "utf-8")
    return path


def until(condition, seconds: float = 30.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_changed_settings_are_taken_up_and_the_old_processes_end(start, tmp_path) -> None:
    path = body_of(tmp_path)
    running = start(config=path)
    (old,) = running.services.judge.processes
    with running.client() as client:
        assert running.services.judge.about["body"]["type"] == "council"
        path.write_text(path.read_text().replace("council", "nhs_trust"), "utf-8")
        assert running.reload() is True
        assert running.services.judge.about["body"]["type"] == "nhs_trust"
        assert client.post("/v1/check", json={"text": "Hello"}).status_code == 200
    assert old not in running.services.judge.processes
    assert until(lambda: not Path(f"/proc/{old}").exists())


@pytest.mark.parametrize(
    "broken", ["[body\n", 'colour = "red"\n', 'people = ["nobody.csv"]\n', 'lexicons = ["rules"]\n']
)
def test_broken_files_leave_the_old_ones_in_use_and_say_so(start, tmp_path, broken) -> None:
    path = body_of(tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.yaml").write_text("id: [broken\n", "utf-8")
    running = start(config=path)
    whole = path.read_text("utf-8")
    with running.client() as client:
        path.write_text(broken + whole, "utf-8")
        assert running.reload() is False
        details = client.get("/readyz").json()["details"]
        assert client.get("/readyz").status_code == 200
        assert "the old one stays in use" in details["settings"]
        assert client.post("/v1/check", json={"text": "Hello"}).status_code == 200
        assert "neutral_gate_settings_broken 1.0" in client.get("/metrics").text
        path.write_text(whole, "utf-8")
        assert running.reload() is True
        assert client.get("/readyz").json()["details"]["settings"] == "ok"


def test_a_worker_that_dies_while_the_files_are_broken_is_replaced(start, tmp_path) -> None:
    import os

    path = body_of(tmp_path)
    running = start(config=path)
    path.write_text("[broken", "utf-8")
    (pid,) = running.services.judge.processes
    os.kill(pid, signal.SIGKILL)
    with running.client() as client:
        assert client.post("/v1/check", json={"text": "Hello"}).status_code == 200
    assert running.services.judge.about["body"]["type"] == "council"


def test_a_keeper_that_dies_is_replaced_with_the_next_worker(start, tmp_path) -> None:
    import os

    running = start(config=body_of(tmp_path))
    (worker,) = running.services.judge.processes
    os.kill(running.services.judge._fleet._process.pid, signal.SIGKILL)
    os.kill(worker, signal.SIGKILL)
    with running.client() as client:
        assert until(lambda: client.post("/v1/check", json={"text": "Hello"}).status_code == 200)
    assert running.services.judge.reloads == 1


def test_files_that_change_are_taken_up_without_a_signal(start, tmp_path) -> None:
    path = body_of(tmp_path)
    running = start(config=path, reload_seconds=0.2)
    path.write_text(path.read_text().replace("council", "nhs_trust"), "utf-8")
    assert until(lambda: running.services.judge.about["body"]["type"] == "nhs_trust")
    path.write_text("[broken", "utf-8")
    assert until(lambda: running.services.judge.problem is not None)
    assert running.services.judge.about["body"]["type"] == "nhs_trust"


def test_checks_go_on_while_files_are_read_anew(start, tmp_path) -> None:
    import threading

    running = start(config=body_of(tmp_path), workers=2)
    statuses: list[int] = []
    stop = threading.Event()

    def ask() -> None:
        with running.client() as client:
            while not stop.is_set():
                statuses.append(client.post("/v1/check", json={"text": "Hello"}).status_code)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        for _ in range(3):
            assert running.reload() is True
    finally:
        stop.set()
        thread.join()
    assert len(statuses) > 3
    assert set(statuses) == {200}


def test_secrets_are_changed_over_without_a_restart(start, tmp_path) -> None:
    from neutral_gate.service.auth.signatures import key_of, new_secret, signed

    old, new = new_secret(), new_secret()
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(f'[senders.site]\nsecrets = ["{old}"]\n', "utf-8")
    running = start(secrets=secrets)

    def status(secret: str, id_: str) -> int:
        moment = int(time.time())
        headers = {"webhook-id": id_, "webhook-timestamp": str(moment)}
        headers["webhook-signature"] = signed(key_of(secret), id_, moment, b'{"text": "Hi"}')
        with running.client("") as client:
            return client.post("/v1/check", content=b'{"text": "Hi"}', headers=headers).status_code

    assert (status(old, "a"), status(new, "b")) == (200, 401)
    secrets.write_text(f'[senders.site]\nsecrets = ["{new}", "{old}"]\n', "utf-8")
    assert running.reload() is True
    assert (status(old, "c"), status(new, "d")) == (200, 200)
    secrets.write_text("[senders.site]\nsecrets = [5]\n", "utf-8")
    assert running.reload() is False
    assert (status(old, "e"), status(new, "f")) == (200, 200)


def test_the_command_serves_reloads_and_ends_cleanly(tmp_path) -> None:
    config = body_of(tmp_path)
    run = [sys.executable, "-m", "neutral_gate"]
    database = f"sqlite:///{tmp_path}/log.db"
    made = subprocess.run(
        [*run, "serve", "token", "add", "site", "--scope", "check", "--scope", "read", "--database", database],
        capture_output=True,
        text=True,
        check=True,
    )
    token = made.stdout.strip()
    assert token.startswith("ngt_")
    assert token not in made.stderr
    command = [*run, "serve", "--config", str(config), "--database", database, "--port", "0", "--workers", "1"]
    with (
        (tmp_path / "out").open("wb") as out,
        subprocess.Popen(command, stderr=out, cwd=tmp_path, start_new_session=True) as service,
    ):
        try:
            said = tmp_path / "out"
            assert until(lambda: "Serving on" in said.read_text(), 60)
            url = said.read_text().split("Serving on ")[1].split('"')[0]
            with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=30) as client:
                assert client.post("/v1/check", json={"text": "Wombats are marsupials"}).status_code == 200
                group_had_keepers = bool(_keepers(service.pid))
                config.write_text("[broken", "utf-8")
                service.send_signal(signal.SIGHUP)
                assert until(lambda: "stays in use" in str(client.get("/readyz").json()["details"]["settings"]))
                assert client.post("/v1/check", json={"text": "Wombats are marsupials"}).status_code == 200
        finally:
            service.send_signal(signal.SIGTERM)
            service.wait(30)
    lines = said.read_text()
    assert "Wombats" not in lines
    assert token not in lines
    assert group_had_keepers, "the test would not see a process that is left behind"
    assert "Traceback" not in lines
    assert service.returncode in (0, -signal.SIGTERM)
    rows = sqlite3.connect(tmp_path / "log.db")
    try:
        assert rows.execute("select count(*) from entries where type = 'decision'").fetchone() == (2,)
    finally:
        rows.close()
    assert until(lambda: not _keepers(service.pid)), "a process was left behind"


def test_a_service_that_is_killed_leaves_no_process_and_loses_no_answer(tmp_path) -> None:
    run = [sys.executable, "-m", "neutral_gate", "serve"]
    database = f"sqlite:///{tmp_path}/log.db"
    token = subprocess.run(
        [*run, "token", "add", "site", "--database", database], capture_output=True, text=True, check=True
    ).stdout.strip()
    said, answered = tmp_path / "out", []
    command = [*run, "--database", database, "--port", "0"]
    with said.open("wb") as out, subprocess.Popen(command, stderr=out, cwd=tmp_path, start_new_session=True) as service:
        assert until(lambda: "Serving on" in said.read_text(), 60)
        url = said.read_text().split("Serving on ")[1].split('"')[0]
        with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=30) as client:
            answered = [client.post("/v1/check", json={"text": f"Hello {n}"}).json()["decision_id"] for n in range(5)]
            assert _keepers(service.pid)
            service.kill()
    assert until(lambda: not _keepers(service.pid)), "a process was left behind"
    rows = sqlite3.connect(tmp_path / "log.db")
    try:
        assert {row[0] for row in rows.execute("select id from entries where type = 'decision'")} >= set(answered)
    finally:
        rows.close()


def _keepers(session: int) -> list[str]:
    """Processes of a service that ended: their parent is gone, but they are still of its session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            status = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if b"neutral_gate.service.judging.keeper" in words and status[3] == str(session):
            found.append(folder.name)
    return found


def test_broken_settings_at_the_start_are_a_plain_sentence(tmp_path) -> None:
    (tmp_path / "neutral-gate.toml").write_text("[body\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "neutral_gate", "serve", "--port", "0"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "not valid TOML" in done.stderr
    assert "Traceback" not in done.stderr
