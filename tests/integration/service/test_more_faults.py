"""Faults of the machine that the service runs on: a full disk, a clock that jumps, a rule file that breaks."""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, timedelta
from pathlib import Path

from neutral_gate.elections import now
from neutral_gate.service.auth.signatures import key_of, signed
from neutral_gate.service.log import DecisionLog

from .conftest import NEW, Command, commanded, token_for

HELLO = b'{"text": "Hello"}'
LARGE = {"html": f"<!-- {'bins ' * 40_000} --><p>The clinic is open.</p>"}
LIMIT = 1_000_000


def filled(service: Command, token: str, database: str, more_room: Callable[[], object]) -> None:
    """Has drafts checked, whose words are kept, until the disk is full; then makes room."""
    with service.client(token) as client:
        answers = [client.post("/v1/check", json=LARGE)]
        while answers[-1].status_code == 200 and len(answers) < 60:
            answers.append(client.post("/v1/check", json=LARGE))
        *good, full = answers
        assert len(good) > 1, full.text
        for refused in (full, client.post("/v1/check", json=LARGE)):
            assert refused.status_code == 503
            assert refused.headers["retry-after"] == "30"
            assert refused.headers["content-type"] == "application/problem+json"
            assert refused.json()["detail"].startswith("The decision log cannot grow")
            assert "bins" not in refused.text
            assert "verdict" not in refused.json()
        assert client.get("/healthz").status_code == 200
        more_room()
        good.append(client.post("/v1/check", json=LARGE))
        assert good[-1].status_code == 200, "it goes on by itself"
    assert "bins" not in service.said.read_text("utf-8")
    with closing(DecisionLog(database, create=False)) as log:
        assert log.verify().ok
        assert {row.id for row in log.decisions().items} == {each.json()["decision_id"] for each in good}


def settings(folder: Path) -> Path:
    """A folder whose service keeps the words of drafts, so that the disk is full soon."""
    folder.mkdir()
    (folder / "neutral-gate-service.toml").write_text("store_text = true\n", "utf-8")
    return folder


def test_a_full_disk_is_503_and_heals_when_there_is_room(small_disk: Path, tmp_path: Path) -> None:
    database = f"sqlite:///{small_disk / 'log.db'}"
    token = token_for(database, "check")
    with commanded(settings(tmp_path / "service"), database) as service:
        remount = ["mount", "-o", "remount,size=16m", str(small_disk)]
        filled(service, token, database, lambda: subprocess.run(remount, check=True))


def test_a_quota_on_files_is_503_and_heals_when_there_is_room(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'log.db'}"
    token = token_for(database, "check")
    with commanded(settings(tmp_path / "service"), database) as service:
        pid = service.process.pid
        before = resource.prlimit(pid, resource.RLIMIT_FSIZE, (LIMIT, resource.RLIM_INFINITY))
        filled(service, token, database, lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, before))


def test_after_a_jump_of_the_clock_the_service_believes_its_own(start, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(f'[senders.website]\nsecrets = ["{NEW}"]\nscopes = ["check"]\n', "utf-8")
    jump = [timedelta(0)]
    running = start(clock=lambda: now().astimezone(UTC) + jump[0], secrets=secrets)

    def status(id_: str, ahead: timedelta) -> int:
        moment = int(time.time() + ahead.total_seconds())
        headers = {"webhook-id": id_, "webhook-timestamp": str(moment)}
        headers["webhook-signature"] = signed(key_of(NEW), id_, moment, HELLO)
        with running.client("") as client:
            return client.post("/v1/check", content=HELLO, headers=headers).status_code

    assert status("before", timedelta(0)) == 200
    for days in (400, -400):
        jump[0] = timedelta(days=days)
        assert status(f"old {days}", timedelta(0)) == 401
        assert status(f"new {days}", jump[0]) == 200
    rows = running.services.log.decisions().items
    assert [row.seq for row in rows] == [3, 2, 1], "the order is that of the numbers, not of the clock"
    assert running.services.log.verify().ok


def test_a_rule_file_that_breaks_leaves_the_old_rule_in_use(start, tmp_path: Path) -> None:
    rule = tmp_path / "rules" / "own" / "canteen.yaml"
    rule.parent.mkdir(parents=True)
    good = RULE.replace("WORD", "canteen")
    rule.write_text(good, "utf-8")
    (tmp_path / "neutral-gate.toml").write_text('lexicons = ["rules"]\n[body]\ntype = "council"\n', "utf-8")
    running = start(config=tmp_path / "neutral-gate.toml")

    def rules(words: str) -> list[str]:
        with running.client() as client:
            answer = client.post("/v1/check", json={"text": words}).json()
        return [each["rule"] for each in answer["drafts"][0]["findings"] if each["rule"].startswith("own/")]

    assert rules("The canteen is closed.") == ["own/canteen"]
    for broken in (good[:60], good.replace("find:", "fnd:"), good.replace('"canteen"', '"(canteen"'), "\0"):
        rule.write_text(broken, "utf-8")
        assert running.reload() is False
        assert rules("The canteen is closed.") == ["own/canteen"]
    with running.client() as client:
        assert "the old one stays in use" in client.get("/readyz").json()["details"]["settings"]
    rule.write_text(RULE.replace("WORD", "kiosk"), "utf-8")
    assert running.reload() is True
    assert (rules("The canteen is closed."), rules("The kiosk is closed.")) == ([], ["own/canteen"])


RULE = """\
id: own/canteen
summary: Words about the WORD
why: The WORD is not ours.
severity: {inside: warn, outside: warn}
find:
  - "WORD"
message: This names the WORD.
instead: Leave it out.
examples:
  fire: [The WORD is open., Come to the WORD.]
  pass: [The clinic is open., Come to the hall.]
"""
