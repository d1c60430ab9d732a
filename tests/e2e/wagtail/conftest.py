"""A real Wagtail website with the app, in a process of its own, and the real service that it asks."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from real_service import SECRET, Service, free_port
from wagtail_site import Site

NEEDED = ("wagtail", "httpx", "starlette", "uvicorn", "sqlalchemy")
APP = Path(__file__).parents[3] / "integrations" / "wagtail_hook"
HERE = all(find_spec(name) for name in NEEDED) and APP.is_dir()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not HERE:
        for item in items:
            if "e2e/wagtail" in item.path.as_posix():
                item.add_marker(
                    pytest.mark.skip(reason="Wagtail, the extra [serve] or integrations/wagtail_hook is missing")
                )


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    running = Service(tmp_path_factory.mktemp("service"), "wagtail", NEUTRAL_GATE_DEADLINE="20")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def any_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    running = Site(tmp_path_factory.mktemp("wagtail"))
    yield running
    running.stop()


@pytest.fixture
def site(any_site: Site, service: Service) -> Site:
    """The website without pages; it asks the service."""
    any_site.fresh({"URL": service.url, "SECRET": SECRET, "TIMEOUT": 20})
    return any_site


@pytest.fixture
def nowhere() -> str:
    """An address where no service is."""
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a service that takes requests and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
