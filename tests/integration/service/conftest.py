"""A real service on a free port, in a thread of the test, so that a test can look inside it."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn

from neutral_gate.service.app import create_app
from neutral_gate.service.services import Services
from neutral_gate.service.settings import ServiceSettings
from neutral_gate.service.slow import Impatient


@dataclass
class Running:
    """A service that runs."""

    services: Services
    url: str
    token: str
    loop: asyncio.AbstractEventLoop

    def client(self, token: str | None = None, **headers: str) -> httpx.Client:
        """A client with a token; by default one that may do everything, with "" none."""
        secret = self.token if token is None else token
        own = {"Authorization": f"Bearer {secret}"} if secret else {}
        return httpx.Client(base_url=self.url, headers={**own, **headers}, timeout=30)

    def reload(self) -> bool:
        """What SIGHUP does."""
        return asyncio.run_coroutine_threadsafe(self.services.reload(), self.loop).result(60)


@contextmanager
def serving(settings: ServiceSettings, **more: object) -> Iterator[Running]:
    """Starts a service and ends it."""
    services = Services(settings, **more)  # type: ignore[arg-type]
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        create_app(settings, services),
        http=Impatient,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)
    failed: list[BaseException] = []
    loops: list[asyncio.AbstractEventLoop] = []

    async def work() -> None:
        loops.append(asyncio.get_running_loop())
        await server.serve([listener])

    def run() -> None:
        try:
            asyncio.run(work())
        except BaseException as error:  # shown by the test, not lost with the thread
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            thread.join(0.02)
        assert server.started, failed
        _, token = services.tokens.add("tests", ("admin",))
        yield Running(services, f"http://127.0.0.1:{listener.getsockname()[1]}", token, loops[0])
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()
    assert not thread.is_alive(), "the service did not end"
    assert not failed


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Starts services with settings of a test's own, each on its own database."""
    with ExitStack() as stack:
        count = 0

        def begin(clock: object = None, **settings: object) -> Running:
            nonlocal count
            count += 1
            whole = {"database": f"sqlite:///{tmp_path}/log{count}.db", "reload_seconds": 0, "workers": 1, **settings}
            more = {} if clock is None else {"clock": clock}
            return stack.enter_context(serving(ServiceSettings(**whole), **more))  # type: ignore[arg-type]

        yield begin


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One service for the tests of a module that change nothing of it."""
    folder = tmp_path_factory.mktemp("service")
    secrets = folder / "secrets.toml"
    secrets.write_text(
        f'[senders.website]\nsecrets = ["{NEW}", "{OLD}"]\nscopes = ["check"]\nsource = "wordpress"\n',
        "utf-8",
    )
    settings = ServiceSettings(
        database=f"sqlite:///{folder}/log.db", reload_seconds=0, secrets=secrets, max_body=100_000
    )
    with serving(settings) as running:
        yield running


NEW = "whsec_" + "A" * 43 + "="
OLD = "whsec_" + "B" * 42 + "A="


@dataclass
class Command:
    """`neutral-gate serve` as a process of its own."""

    process: subprocess.Popen[bytes]
    url: str
    said: Path

    def client(self, token: str, **headers: str) -> httpx.Client:
        """A client with a token."""
        return httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {token}", **headers}, timeout=30)


RUN = (sys.executable, "-m", "neutral_gate")


@contextmanager
def commanded(folder: Path, database: str, *options: str) -> Iterator[Command]:
    """Starts the command in a folder with its settings, and ends it, unless a test has done so before.

    Without a `database` it makes the one that it makes for everybody.
    """
    folder.mkdir(exist_ok=True)
    said = folder / f"said-{len(list(folder.glob('said-*')))}"
    where = ["--database", database] if database else []
    command = [*RUN, "serve", *where, "--port", "0", "--workers", "1", *options]
    with said.open("wb") as out, subprocess.Popen(command, stderr=out, cwd=folder, start_new_session=True) as process:
        try:
            end = time.monotonic() + 60
            while "Serving on" not in said.read_text("utf-8"):
                assert process.poll() is None, said.read_text("utf-8")
                assert time.monotonic() < end, "it does not start"
                time.sleep(0.05)
            yield Command(process, said.read_text("utf-8").split("Serving on ")[1].split('"')[0], said)
        finally:
            process.terminate()
            process.wait(30)


def token_for(database: str, *scopes: str) -> str:
    """A new token, made with the command."""
    words = [word for scope in scopes for word in ("--scope", scope)]
    command = [*RUN, "serve", "token", "add", "-".join(scopes), *words, "--database", database]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
