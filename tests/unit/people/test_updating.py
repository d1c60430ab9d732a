"""Updates through the guarded client, against a server of our own on this machine."""

from __future__ import annotations

import functools
import hashlib
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from neutral_gate import net
from neutral_gate.config.settings import PeopleSource
from neutral_gate.model import UsageError
from neutral_gate.people.storing import Changes, stored
from neutral_gate.people.updating import update
from neutral_gate.people.xml_list import HEADER  # the columns of another form, for a list of another sort

TODAY, LATER = date(2027, 4, 10), date(2027, 4, 20)


class Site:
    """A small web site: what it answers, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.etags = True
        self.asked: list[tuple[str, str | None, int]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = site.pages.get(self.path)
                mark = f'"{hashlib.sha256(body or b"").hexdigest()[:12]}"'
                known = self.headers.get("If-None-Match")
                status = 404 if body is None else 304 if site.etags and known == mark else 200
                site.asked.append((self.path, known, status))
                self.send_response(status)
                if status == 200 and site.etags:
                    self.send_header("ETag", mark)
                content = body if status == 200 and body is not None else b""
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    site = Site()
    guard = net.Guard(ports=frozenset({site.port}), is_open=lambda _: True)
    monkeypatch.setattr(net, "fetch", functools.partial(net.fetch, guard=guard))
    yield site
    site.close()


def people(*names: str) -> bytes:
    rows = [f"{number},{name},local.harrowdale.2027-05-06\n" for number, name in enumerate(names)]
    return b"person_id,person_name,ballot_paper_id\n" + "".join(rows).encode()


def test_first_again_and_changed(tmp_path: Path, site: Site) -> None:
    site.pages["/candidates.csv"] = people("Odette Farrowby", "Una Reed", "Neville Oddsworth")
    wanted = PeopleSource("candidates", (site.url("/candidates.csv"),), tmp_path / "candidates.ngp")

    first = update(wanted, today=TODAY)
    assert first.first
    assert [each.name for each in first.now.people] == ["Odette Farrowby", "Una Reed", "Neville Oddsworth"]
    (source,) = first.now.sources
    assert (source.name, source.as_of, source.imported) == ("candidates.csv", TODAY, TODAY)
    assert source.sha256 == hashlib.sha256(site.pages["/candidates.csv"]).hexdigest()
    assert source.url == wanted.urls[0]
    assert source.licence == "CC BY 4.0"

    again = update(wanted, today=LATER)
    assert again.changes is None
    assert again.since == TODAY
    assert site.asked[-1][1:] == (source.etag, 304)
    known = stored(wanted.file)
    assert known is not None
    assert {each.as_of for each in (*known.sources, *known.people)} == {
        LATER
    }  # the server has just said that the list is still the newest

    site.pages["/candidates.csv"] = people("Odette Farrowby", "Una Reed", "Neville Oddsworth", "Ada Thorn")
    assert update(wanted, today=LATER).changes == Changes(("Ada Thorn",), ())


def test_the_same_list_without_a_mark_of_the_server_is_no_change(tmp_path: Path, site: Site) -> None:
    site.etags = False
    site.pages["/candidates.csv"] = people("Odette Farrowby")
    wanted = PeopleSource("candidates", (site.url("/candidates.csv"),), tmp_path / "candidates.ngp")
    update(wanted, today=TODAY)

    assert update(wanted, today=LATER).changes is None
    assert site.asked[-1][1:] == (None, 200)


def test_two_lists_of_which_one_has_changed(tmp_path: Path, site: Site) -> None:
    site.pages["/a.csv"] = people("Odette Farrowby")
    site.pages["/b.csv"] = b"name,role\nUna Reed,mp\n"
    wanted = PeopleSource("all", (site.url("/a.csv"), site.url("/b.csv")), tmp_path / "all.ngp")
    update(wanted, today=TODAY)
    site.pages["/b.csv"] = b"name,role\nUna Reed,mp\nAda Thorn,mp\n"

    updated = update(wanted, today=LATER)
    assert updated.changes == Changes(("Ada Thorn",), ())
    assert {each.name for each in updated.now.people} == {"Odette Farrowby", "Una Reed", "Ada Thorn"}


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "is a web page"),
        (people("Odette Farrowby", "Una Reed")[:-35], "breaks off in the middle"),
        (b"", "is empty"),
        (people("Odette Farrowby", "Una Reed"), "only 2 people, where the old one has 4"),
        (",".join(HEADER[2:]).encode() + b"\n" + b"x," * 8 + b"x\n", "no heading says"),
        (None, "answered with the number 404"),
    ],
)
def test_an_old_file_stays_where_the_new_list_is_broken(
    tmp_path: Path, site: Site, page: bytes | None, problem: str
) -> None:
    site.pages["/candidates.csv"] = people("Odette Farrowby", "Una Reed", "Neville Oddsworth", "Ada Thorn")
    wanted = PeopleSource("candidates", (site.url("/candidates.csv"),), tmp_path / "candidates.ngp")
    update(wanted, today=TODAY)
    before = wanted.file.read_bytes()
    if page is None:
        del site.pages["/candidates.csv"]
    else:
        site.pages["/candidates.csv"] = page
    with pytest.raises((UsageError, net.FetchError)) as caught:
        update(wanted, today=LATER)

    assert problem in caught.value.problem
    assert wanted.file.read_bytes() == before


def test_a_list_that_shrank_is_taken_where_somebody_says_so(tmp_path: Path, site: Site) -> None:
    site.pages["/candidates.csv"] = people("Odette Farrowby", "Una Reed")
    wanted = PeopleSource("candidates", (site.url("/candidates.csv"),), tmp_path / "candidates.ngp")
    update(wanted, today=TODAY)
    site.pages["/candidates.csv"] = people("Odette Farrowby")

    assert update(wanted, accept_shrink=True, today=LATER).changes == Changes((), ("Una Reed",))


def test_a_checksum_of_the_settings_counts(tmp_path: Path, site: Site) -> None:
    site.pages["/candidates.csv"] = people("Odette Farrowby")
    right = hashlib.sha256(site.pages["/candidates.csv"]).hexdigest()
    url, file = site.url("/candidates.csv"), tmp_path / "candidates.ngp"
    with pytest.raises(UsageError, match=right):
        update(PeopleSource("candidates", (url,), file, sha256="0" * 64))
    assert not file.exists()

    assert update(PeopleSource("candidates", (url,), file, sha256=right)).first


def test_nothing_inside_a_network_is_asked(tmp_path: Path) -> None:
    wanted = PeopleSource("candidates", ("http://127.0.0.1/candidates.csv",), tmp_path / "candidates.ngp")
    with pytest.raises(net.FetchError) as caught:
        update(wanted)

    assert caught.value.refused
    assert not wanted.file.exists()
