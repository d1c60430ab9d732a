"""A real service with its pages, and a real browser to look at them."""

from __future__ import annotations

import asyncio
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from neutral_gate.service.services import Services

NEEDED = ("playwright", "axe_playwright_python", "starlette", "uvicorn", "argon2", "python_multipart", "sqlalchemy")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HERE = all(find_spec(name) for name in NEEDED) and CHROMIUM is not None
PASSWORD = "three-random-words-here"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not HERE:
        reason = "Chromium, or the Python packages of the extras [serve] and [browser], are not installed"
        for item in items:
            if "e2e/pages" in item.path.as_posix():
                item.add_marker(pytest.mark.skip(reason=reason))


@dataclass
class Clock:
    """The service's clock; inside the pre-election period of May 2027's local elections unless a test moves it."""

    moment: datetime = field(default_factory=lambda: datetime.fromisoformat("2027-04-20T10:00:00+01:00"))

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class Site:
    """A service that runs."""

    url: str
    services: Services
    clock: Clock


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    import uvicorn

    from neutral_gate.service.app import create_app
    from neutral_gate.service.services import Services
    from neutral_gate.service.settings import ServiceSettings

    folder = tmp_path_factory.mktemp("pages")
    (folder / "people.csv").write_text(
        "name,party,area,role,as of\nIsolde Quarrington,Green Party,Camden,candidate,2027-04-01\n", "utf-8"
    )
    (folder / "neutral-gate.toml").write_text(
        'people = ["people.csv"]\n[body]\ntype = "healthwatch"\nname = "Healthwatch Camden"\nareas = ["camden"]\n',
        "utf-8",
    )
    settings = ServiceSettings(
        database=f"sqlite:///{folder}/log.db", config=folder / "neutral-gate.toml", reload_seconds=0, deadline=20
    )
    clock = Clock()
    services = Services(settings, clock)
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        create_app(settings, services), ws="none", log_config=None, access_log=False, timeout_graceful_shutdown=3
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])))
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.02)
    assert server.started
    for name, role in (("ada", "author"), ("bea", "reviewer"), ("cleo", "reader")):
        services.users.add(name, PASSWORD, role, name.capitalize())
    yield Site(f"http://127.0.0.1:{listener.getsockname()[1]}", services, clock)
    server.should_exit = True
    thread.join(30)
    listener.close()


@pytest.fixture(scope="module")  # while Playwright is open its event loop runs, and no test may start another
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


Visitor = Callable[..., "Page"]


@pytest.fixture
def visitor(site: Site, browser: Browser) -> Iterator[Visitor]:
    """Gives a page of somebody who has signed in, in a browser context of their own."""
    contexts = []

    def come(name: str = "ada", *, width: int = 1280, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        if name:
            page.goto("/sign-in")
            page.get_by_label("Your name here").fill(name)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(site.url + "/")
        return page

    yield come
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def draft_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], Path]:
    """Writes a file to be chosen in a form."""
    folder = tmp_path_factory.mktemp("files")

    def write(name: str, data: bytes) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return write
