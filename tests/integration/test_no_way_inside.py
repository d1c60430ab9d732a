"""Pictures and lists of people come from the open internet only: no way of naming an address leads inside a network."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from neutral_gate import net
from neutral_gate.config.settings import PeopleSource
from neutral_gate.images.remote import RemoteImages
from neutral_gate.net.addresses import is_open
from neutral_gate.people.updating import update

HOST = "lists.test-site.org"
LIST = b"name,party,status\nOdette Farrowby,Green Party,candidate\n"


class Site:
    """A server on this machine that stands for one on the open internet, and for one inside a network."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.goes_on_to: dict[str, str] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                to = site.goes_on_to.get(self.path)
                self.send_response(200 if to is None else 302)
                if to is not None:
                    self.send_header("Location", to)
                self.send_header("Content-Length", str(0 if to else len(LIST)))
                self.end_headers()
                self.wfile.write(b"" if to else LIST)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def url(self, path: str, host: str = HOST) -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


Ask = Callable[[str], str]


@pytest.fixture(params=["people", "picture"])
def ask(request: pytest.FixtureRequest, tmp_path: Path) -> Ask:
    """Fetches as the update of people or the look at pictures does; gives why it was refused."""

    def people(url: str) -> str:
        with pytest.raises(net.FetchError) as caught:
            update(PeopleSource("candidates", (url,), tmp_path / "candidates.ngp", hosts=("*.test-site.org",)))
        assert caught.value.refused
        assert not (tmp_path / "candidates.ngp").exists()
        return str(caught.value)

    def picture(url: str) -> str:
        host = url.split("/")[2].rpartition(":")[0].strip("[]")
        facts = RemoteImages().facts([url], "", [host, "*.test-site.org"])[url]
        assert facts.problem == "unfetched"
        return str(facts.reason)

    return people if request.param == "people" else picture


def guarded(monkeypatch: pytest.MonkeyPatch, site: Site, resolve: Callable[[str], Sequence[str]]) -> None:
    """Takes 127.0.0.1 for a host of the open internet, and all other addresses for what they are."""
    guard = net.Guard(
        ports=frozenset({site.port}),
        resolve=lambda host, port: resolve(host),
        is_open=lambda address: address == "127.0.0.1" or is_open(address),
    )
    monkeypatch.setattr(net, "fetch", functools.partial(net.fetch, guard=guard))


INSIDE = (
    *("127.0.0.66", "10.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fd00::1", "fe80::1"),
    *("::ffff:127.0.0.66", "::ffff:10.0.0.1"),  # IPv4 in IPv6
    *("64:ff9b::7f00:42", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1"),  # NAT64
    *("2002:7f00:42::1", "2002:a9fe:a9fe::1"),  # 6to4
    "2001:0:7f00:42::8000:1",  # Teredo
)


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_stands_for_an_address_inside_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch, ask: Ask, address: str
) -> None:
    guarded(monkeypatch, site, lambda host: [address] if host == HOST else [])
    assert ask(site.url("/list.csv"))
    guarded(monkeypatch, site, lambda host: ["127.0.0.1", address] if host == HOST else [])
    assert ask(site.url("/list.csv")), "one that is open beside it does not help"
    assert site.asked == []


@pytest.mark.parametrize(
    "host", ["127.0.0.66", "[::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::1]", "2130706433", "127.1"]
)
def test_an_address_inside_is_refused_as_it_stands(site: Site, ask: Ask, host: str) -> None:
    assert ask(site.url("/list.csv", host))
    assert site.asked == []


@pytest.mark.parametrize("address", INSIDE)
def test_a_redirect_leads_nowhere_inside(site: Site, monkeypatch: pytest.MonkeyPatch, ask: Ask, address: str) -> None:
    guarded(monkeypatch, site, lambda host: ["127.0.0.1"] if host == HOST else [address])
    site.goes_on_to["/list.csv"] = site.url("/inside", "other.test-site.org")
    assert ask(site.url("/list.csv"))
    assert site.asked == ["/list.csv"]


def test_a_name_that_changes_its_mind_leads_nowhere_inside(
    site: Site, monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    answers = iter(["127.0.0.1", "127.0.0.66", "127.0.0.66"])
    guarded(monkeypatch, site, lambda host: [next(answers)] if host == HOST else [])
    site.goes_on_to["/list.csv"] = "/again.csv"
    assert ask(site.url("/list.csv"))
    assert site.asked == ["/list.csv"], "the second request looked the name up anew, and was refused"


def test_the_same_guard_lets_the_open_internet_through(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    guarded(monkeypatch, site, lambda host: ["127.0.0.1"] if host == HOST else [])
    assert update(PeopleSource("candidates", (site.url("/list.csv"),), tmp_path / "candidates.ngp")).first
    assert site.asked == ["/list.csv"]
