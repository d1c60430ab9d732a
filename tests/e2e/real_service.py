"""The real service in a process of its own, inside a window of its body, for websites that ask it."""

from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

SECRET = "whsec_" + base64.b64encode(b"the-site-and-the-gate-both-know-it").decode()
_BODY = """
[body]
type = "council"
name = "Harrowdale Council"
nation = "england"
areas = ["Harrowdale"]

[[windows]]
id = "harrowdale-now"
title = "Mill Lane by-election"
strictness = "local"
audience = ["council"]
areas = ["Harrowdale"]
start = "{start:%Y-%m-%d}"
end = "{end:%Y-%m-%d}"
"""
_SENDERS = f"""
[senders.website]
secrets = ["{SECRET}"]
scopes = ["check", "override", "read"]
source = "{{source}}"
"""


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(ready: Callable[[], bool], seconds: float = 20.0) -> None:
    """Waits until `ready()` is true."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError(ready)
        time.sleep(0.05)


class Service:
    """The service.

    Args:
        folder: Where its settings, its log and what it says lie.
        source: What it calls the website.
        settings: Further settings, by the names of their variables.
    """

    def __init__(self, folder: Path, source: str, **settings: str) -> None:
        now = datetime.now()
        self.folder = folder
        self.url = f"http://127.0.0.1:{free_port()}"
        body = _BODY.format(start=now - timedelta(days=2), end=now + timedelta(days=30))
        (folder / "neutral-gate.toml").write_text(body)
        (folder / "senders.toml").write_text(_SENDERS.format(source=source))
        self.program = shutil.which("neutral-gate", path=str(Path(sys.executable).parent)) or "neutral-gate"
        with (folder / "service.log").open("w") as log:
            self.process = subprocess.Popen(
                [self.program, "serve", "--port", self.url.rpartition(":")[2], "--config", "neutral-gate.toml"],
                cwd=folder,
                env={**os.environ, "NEUTRAL_GATE_SECRETS_FILE": "senders.toml", **settings},
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        try:
            wait_for(self._ready, 180)
        except BaseException:
            self.stop()
            raise

    def _ready(self) -> bool:
        assert self.process.poll() is None, (self.folder / "service.log").read_text()
        try:
            with urlopen(self.url + "/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def exported(self) -> str:
        """The decision log as JSON."""
        command = [self.program, "log", "export", "--format", "json", "--database"]
        log = f"sqlite:///{self.folder}/neutral-gate.db"
        done = subprocess.run([*command, log], capture_output=True, text=True, timeout=60, cwd=self.folder, check=True)
        return done.stdout

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)
