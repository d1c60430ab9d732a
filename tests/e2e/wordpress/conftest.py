"""Real WordPress sites with the plugin, and the real service that they ask."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from real_service import SECRET, Service, free_port
from wordpress_machines import MariaDB, builds, program
from wordpress_site import DEBIAN, Site

NEWER = "6.5"
VERSIONS = ("debian-mariadb", "newer-sqlite")
_NEEDED = ("php", "mariadbd", "mariadb-install-db")


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service, inside a window of its body."""
    running = Service(tmp_path_factory.mktemp("service"), "wordpress")
    yield running
    running.stop()


@pytest.fixture(scope="session", params=VERSIONS)
def any_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """WordPress in two versions, on two databases."""
    missing = [name for name in _NEEDED[: 3 if request.param == VERSIONS[0] else 1] if not program(name)]
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
