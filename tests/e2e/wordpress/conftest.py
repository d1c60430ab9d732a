"""Real WordPress sites with the plugin, and the real service that they ask."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from wordpress_machines import MariaDB, builds, free_port, wait_for
from wordpress_site import DEBIAN, SECRET, Site

NEWER = "6.5"
VERSIONS = ("debian-mariadb", "newer-sqlite")
_NEEDED = ("php", "mariadbd", "mariadb-install-db")
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
source = "wordpress"
"""


class Service:
    """The real service, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        now = datetime.now()
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        (folder / "neutral-gate.toml").write_text(
            _BODY.format(start=now - timedelta(days=2), end=now + timedelta(days=30))
        )
        (folder / "senders.toml").write_text(_SENDERS)
        program = shutil.which("neutral-gate", path=str(Path(sys.executable).parent)) or "neutral-gate"
        with (folder / "service.log").open("w") as log:
            self.process = subprocess.Popen(
                [program, "serve", "--port", str(self.port), "--config", "neutral-gate.toml"],
                cwd=folder,
                env={**os.environ, "NEUTRAL_GATE_SECRETS_FILE": "senders.toml"},
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        try:
            wait_for(self.ready, 180)
        except BaseException:
            self.stop()
            raise

    def ready(self) -> bool:
        from urllib.error import URLError
        from urllib.request import urlopen

        assert self.process.poll() is None, (self.folder / "service.log").read_text()
        try:
            with urlopen(self.url + "/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def exported(self) -> str:
        """The decision log as JSON."""
        log = f"sqlite:///{self.folder}/neutral-gate.db"
        program = shutil.which("neutral-gate", path=str(Path(sys.executable).parent)) or "neutral-gate"
        command = [program, "log", "export", "--format", "json", "--database", log]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=self.folder, check=True)
        return done.stdout

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service, inside a window of its body."""
    running = Service(tmp_path_factory.mktemp("service"))
    yield running
    running.stop()


@pytest.fixture(scope="session", params=VERSIONS)
def any_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """WordPress in two versions, on two databases."""
    missing = [name for name in _NEEDED[: 3 if request.param == VERSIONS[0] else 1] if not shutil.which(name)]
    if missing:
        pytest.skip(f"real WordPress needs {', '.join(missing)}, which is not installed")
    folder = tmp_path_factory.mktemp(request.param)
    database = None
    if request.param == VERSIONS[0]:
        if not DEBIAN.is_dir():
            pytest.skip("Debian's package wordpress is not installed")
        database = MariaDB(folder / "database")
        site = Site(folder / "site", database, DEBIAN)
    else:
        package = builds()
        if package is None:
            pytest.skip("the npm package @wp-playground/wordpress-builds is not installed")
        site = Site(folder / "site", None, package, NEWER)
    yield site
    site.stop()
    if database is not None:
        database.stop()


@pytest.fixture
def site(any_site: Site, service: Service) -> Site:
    """A site that asks the service, with settings as they come."""
    any_site.fresh(url=service.url, secret=SECRET)
    return any_site


@pytest.fixture
def lonely(any_site: Site) -> Site:
    """A site whose service is away."""
    any_site.fresh(url=f"http://127.0.0.1:{free_port()}", secret=SECRET)
    return any_site


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a service that takes requests and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
