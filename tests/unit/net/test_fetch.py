from __future__ import annotations

import gzip
import socket
import subprocess
import threading
import time
import tracemalloc
import zlib
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext, create_default_context
from typing import TYPE_CHECKING

import pytest

from neutral_gate.model import GateError, UsageError
from neutral_gate.net import FetchError, Guard, fetch

if TYPE_CHECKING:
    from tests.unit.net.conftest import Site

HOST = "pictures.test-site.org"


def test_a_file_comes_back_with_what_the_server_says_of_it(site: Site) -> None:
    url = site.says("/a.png", b"picture", Content_Type="Image/PNG; charset=binary", ETag='"v1"')
    fetched = fetch(url, guard=site.guard())
    assert fetched.body == b"picture"
    assert fetched.media_type == "image/png"
    assert fetched.etag == '"v1"'
    assert fetched.final_url == url
    assert not fetched.not_modified


def test_a_request_names_the_host_and_the_program_and_nothing_about_the_user(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    url = site.says("/a", b"x", Set_Cookie="id=7")
    fetch(url, guard=site.guard())
    fetch(url, guard=site.guard())
    (_, headers) = site.requests[1]
    assert set(headers) == {"Host", "Accept", "Accept-Encoding", "User-Agent"}
    assert headers["Host"] == f"{HOST}:{site.port}"
    assert headers["User-Agent"].startswith("neutral-gate/")


def test_what_is_known_already_is_not_sent_again(site: Site) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(304 if handler.headers["If-None-Match"] == '"v1"' else 200)
        handler.send_header("ETag", '"v1"')
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.answers["/list"] = answer
    fetched = fetch(site.url("/list"), etag='"v1"', guard=site.guard())
    assert fetched.not_modified
    assert fetched.body == b""
    assert not fetch(site.url("/list"), guard=site.guard()).not_modified


def test_not_modified_without_a_question_is_no_answer(site: Site) -> None:
    url = site.says("/a", status=304)
    with pytest.raises(FetchError, match="304"):
        fetch(url, guard=site.guard())


@pytest.mark.parametrize("status", [204, 206, 300, 400, 403, 404, 410, 429, 500, 503])
def test_an_answer_that_is_no_file_is_an_error(site: Site, status: int) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(site.says("/a", b"" if status == 204 else b"oh", status), guard=site.guard())
    assert caught.value.status == status
    assert not caught.value.refused
    assert isinstance(caught.value, GateError)


def test_a_name_that_changes_its_mind_after_the_check_gains_nothing(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.66"], ["127.0.0.66"]])
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return next(answers)

    url = site.says("/a", b"from the checked address")
    assert fetch(url, guard=site.guard(resolve=rebinding)).body == b"from the checked address"
    assert asked == [HOST], "a name is looked up once, and the connection goes where the check looked"


def test_a_redirect_looks_its_host_up_anew_and_is_checked_anew(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    url = site.says("/a", status=302, Location="/b")
    site.says("/b", b"secret")
    with pytest.raises(FetchError, match="inside a network") as caught:
        fetch(url, guard=site.guard(resolve=lambda host, port: next(answers)))
    assert caught.value.refused
    assert [path for path, _ in site.requests] == ["/a"]


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["::1"],
        ["64:ff9b::7f00:1"],
        ["2002:7f00:1::"],
        ["::ffff:127.0.0.1"],
        ["fe80::1%lo"],
        ["93.184.216.34", "10.0.0.1"],
    ],
)
def test_a_host_inside_a_network_is_refused_before_anything_is_sent(site: Site, found: list[str]) -> None:
    guard = Guard(ports=frozenset({site.port}), resolve=lambda host, port: found)
    with pytest.raises(FetchError, match="inside a network") as caught:
        fetch(site.says("/a", b"secret"), guard=guard)
    assert caught.value.refused
    assert site.requests == []


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::127.0.0.1]", "0.0.0.0"])
def test_numbers_for_this_machine_are_refused(site: Site, host: str) -> None:
    site.says("/a", b"secret")
    with pytest.raises(FetchError):
        fetch(site.url("/a", host), guard=Guard(ports=frozenset({site.port})))
    assert site.requests == []


def test_an_address_that_the_network_translates_is_refused(site: Site) -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        return ["2a01:4f8::c000:aa"] if host == "ipv4only.arpa" else ["2a01:4f8::a00:1"]

    with pytest.raises(FetchError, match="inside a network"):
        fetch(site.url("/a"), guard=Guard(ports=frozenset({site.port}), resolve=resolve))


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "ftp://files.council.gov.uk/",
        "http://user:secret@pictures.test-site.org/",
        "//printer/",
        "http://[::1]/",
        "http://pictures.test-site.org:22/",
        "http://elsewhere.org/",
    ],
)
def test_a_redirect_to_a_place_that_is_refused_is_refused(site: Site, location: str) -> None:
    url = site.says("/a", status=301, Location=location)
    with pytest.raises(FetchError) as caught:
        fetch(url, allow_hosts=[HOST], guard=site.guard())
    assert caught.value.refused
    assert len(site.requests) == 1


def test_a_redirect_within_the_rules_is_followed(site: Site) -> None:
    url = site.says("/a", status=302, Location="/b?c=d#part")
    site.says("/b?c=d", b"here")
    fetched = fetch(url, guard=site.guard())
    assert fetched.body == b"here"
    assert fetched.final_url == site.url("/b?c=d")


def test_redirects_in_a_circle_end(site: Site) -> None:
    url = site.says("/a", status=302, Location="/a")
    with pytest.raises(FetchError, match="more than 5 times"):
        fetch(url, guard=site.guard())
    assert len(site.requests) == 6


@pytest.mark.parametrize(
    ("allowed", "goes"),
    [
        ([HOST], True),
        (["*.test-site.org"], True),
        (["PICTURES.Test-Site.org"], True),
        (["test-site.org"], False),
        (["*.pictures.test-site.org"], False),
        (["*.site.org"], False),
        ([], False),
    ],
)
def test_only_hosts_on_the_list_are_asked(site: Site, allowed: list[str], goes: bool) -> None:
    url = site.says("/a", b"x")
    if goes:
        assert fetch(url, allow_hosts=allowed, guard=site.guard()).body == b"x"
    else:
        with pytest.raises(FetchError, match="not one that may be fetched from"):
            fetch(url, allow_hosts=allowed, guard=site.guard())
    assert bool(site.requests) is goes


def test_only_the_ports_of_websites_are_asked(site: Site) -> None:
    with pytest.raises(FetchError, match="port"):
        fetch(site.says("/a", b"x"), guard=site.guard(ports=frozenset({80, 443})))


def test_an_answer_that_says_it_is_too_large_is_not_read(site: Site) -> None:
    with pytest.raises(FetchError, match="larger than 1000 bytes"):
        fetch(site.says("/a", b"x" * 1001), max_bytes=1000, guard=site.guard())
    assert len(fetch(site.says("/b", b"x" * 1000), max_bytes=1000, guard=site.guard()).body) == 1000


def _chunks(*parts: bytes, pause: float = 0, **headers: str) -> object:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        for part in parts:
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            handler.wfile.flush()
            time.sleep(pause)
        handler.wfile.write(b"0\r\n\r\n")

    return answer


def test_an_answer_that_never_ends_is_cut_off(site: Site) -> None:
    site.answers["/a"] = _chunks(*[b"x" * 1000] * 1000)  # type: ignore[assignment]
    with pytest.raises(FetchError, match="larger"):
        fetch(site.url("/a"), max_bytes=5000, guard=site.guard())


def test_packed_answers_are_unpacked(site: Site) -> None:
    body = b"one line after another\n" * 1000
    packed = gzip.compress(body[:5000]) + gzip.compress(body[5000:])
    assert fetch(site.says("/a", packed, Content_Encoding="gzip"), guard=site.guard()).body == body
    assert fetch(site.says("/b", zlib.compress(body), Content_Encoding="deflate"), guard=site.guard()).body == body


def test_a_packed_bomb_is_cut_off_at_its_unpacked_size(site: Site) -> None:
    bomb = gzip.compress(bytes(200_000_000), 1)
    url = site.says("/a", bomb, Content_Encoding="gzip")
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match=r"larger than 1\.0 MB"):
            fetch(url, max_bytes=1_000_000, guard=site.guard())
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_packing_of_nothing_at_all_ends_too(site: Site) -> None:
    empty = gzip.compress(b"")
    site.answers["/a"] = _chunks(*[empty * 500] * 100, Content_Encoding="gzip")  # type: ignore[assignment]
    with pytest.raises(FetchError, match="larger"):
        fetch(site.url("/a"), max_bytes=1000, guard=site.guard())


@pytest.mark.parametrize(
    ("body", "packing", "words"),
    [
        (b"not packed", "gzip", "packed wrongly"),
        (gzip.compress(b"x" * 5000)[:-9], "gzip", "end of the server's answer is missing"),
        (b"x", "br", "packed its answer as 'br'"),
        (b"x", "gzip, gzip", "packed its answer"),
    ],
)
def test_answers_that_are_packed_wrongly_are_errors(site: Site, body: bytes, packing: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        fetch(site.says("/a", body, Content_Encoding=packing), guard=site.guard())


def test_an_answer_that_breaks_off_is_an_error(site: Site) -> None:
    with pytest.raises(FetchError, match="broke off"):
        fetch(site.says("/a", b"half", Content_Length="8"), guard=site.guard())


def test_a_server_that_sends_a_letter_at_a_time_is_ended_by_the_clock(site: Site) -> None:
    site.answers["/a"] = _chunks(*[b"x"] * 200, pause=0.05)  # type: ignore[assignment]
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"longer than 0\.4 seconds"):
        fetch(site.url("/a"), timeout=0.4, guard=site.guard())
    assert time.monotonic() - started < 8  # all of it takes 10


def test_headers_that_drip_are_ended_by_the_clock(site: Site) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        for _ in range(200):
            handler.wfile.write(b"H")
            handler.wfile.flush()
            time.sleep(0.05)

    site.answers["/a"] = answer
    started = time.monotonic()
    with pytest.raises(FetchError):
        fetch(site.url("/a"), timeout=0.4, guard=site.guard())
    assert time.monotonic() - started < 8  # all of it takes 10


def test_headers_without_end_are_cut_off(site: Site) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            handler.wfile.write(b"X-%d: %s\r\n" % (number, b"y" * 100))

    site.answers["/a"] = answer
    with pytest.raises(FetchError):
        fetch(site.url("/a"), guard=site.guard())


def test_a_look_up_that_hangs_is_ended_by_the_clock(site: Site) -> None:
    hung = threading.Event()

    def resolve(host: str, port: int) -> Sequence[str]:
        hung.wait(5)
        return ["127.0.0.1"]

    started = time.monotonic()
    with pytest.raises(FetchError):
        fetch(site.url("/a"), timeout=0.3, guard=site.guard(resolve=resolve))
    assert time.monotonic() - started < 8  # all of it takes 10
    hung.set()


def test_an_unknown_host_and_a_closed_door_are_plain_errors(site: Site) -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(-2, "not known")

    with pytest.raises(FetchError, match="cannot be found"):
        fetch(site.url("/a"), guard=site.guard(resolve=unknown))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="could not be reached"):
        fetch(f"http://{HOST}:{port}/", guard=site.guard(ports=frozenset({port})))


def test_something_that_speaks_no_http_is_a_plain_error(site: Site) -> None:
    site.answers["/a"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n") and None
    with pytest.raises(FetchError):
        fetch(site.url("/a"), guard=site.guard())


def test_the_mark_of_a_version_cannot_smuggle_a_header_in(site: Site) -> None:
    with pytest.raises(FetchError, match="odd letters"):
        fetch(site.says("/a", b"x"), etag='"v1"\r\nX-Evil: 1', guard=site.guard())
    assert site.requests == []


def test_without_its_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("neutral_gate.net.client.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install neutral-gate\[fetch\]"):
        fetch("https://www.council.gov.uk/")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for the test host and its key, in one file."""
    key, made = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    try:
        subprocess.run([*command, "-keyout", str(key), "-out", str(made)], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("the program openssl, which makes the certificate for this test, is not installed")
    made.write_text(made.read_text() + key.read_text())
    return made


def test_a_secure_server_proves_the_name_that_was_asked_for(site: Site, certificate: Path) -> None:
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    site.says("/a", b"private")
    trust = create_default_context(cafile=str(certificate))
    assert fetch(site.url("/a", scheme="https"), guard=site.guard(), tls=trust).body == b"private"
    other = site.url("/a", "elsewhere.test-site.org", scheme="https")
    with pytest.raises(FetchError, match="cannot prove"):
        fetch(other, guard=site.guard(), tls=trust)
    with pytest.raises(FetchError, match="cannot prove"):
        fetch(site.url("/a", scheme="https"), guard=site.guard())
    site.says("/down", status=302, Location=site.url("/a", scheme="http"))
    with pytest.raises(FetchError, match="secure address"):
        fetch(site.url("/down", scheme="https"), guard=site.guard(), tls=trust)
