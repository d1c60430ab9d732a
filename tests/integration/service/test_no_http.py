"""What is no HTTP: it is refused in plain text, the connection is closed, and the service does not mind."""

from __future__ import annotations

import json
import socket
import time

import httpx
import pytest

from neutral_gate.service.journal import JsonLines

POST = b"POST /v1/check HTTP/1.1\r\nHost: x\r\n"
GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
WORD = b"Wombatshire"

NO_HTTP = {
    "bytes": b"\0\x01\x02 " + WORD + b"\r\n\r\n",
    "the start of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + WORD * 20 + b"\r\n\r\n",
    "a request line without a version": b"GET /" + WORD + b"\r\n\r\n",
    "a request line of one word": WORD + b"\r\n\r\n",
    "a blank in the address": b"GET / " + WORD + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "a header without a colon": GET + WORD + b"\r\n\r\n",
    "a header with a blank in its name": GET + b"A " + WORD + b": b\r\n\r\n",
    "a header with a zero byte": GET + b"A: " + WORD + b"\0\r\n\r\n",
    "no host": b"GET /healthz HTTP/1.1\r\nA: b\r\n\r\n",
    "a length below nothing": POST + b"Content-Length: -5\r\n\r\n" + WORD,
    "a length in words": POST + b"Content-Length: " + WORD + b"\r\n\r\n",
    "two lengths": POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "a coding that nobody knows": POST + b"Transfer-Encoding: " + WORD + b"\r\n\r\n",
    "a header that does not end": GET + b"A: " + WORD * 30_000,
    "headers that do not end": GET + b"A: b\r\n" * 60_000,
    "an address that does not end": b"GET /" + WORD * 30_000,
}


def said(service, sent: bytes, *later: bytes) -> bytes:
    """All that comes back until the service closes the connection."""
    address = httpx.URL(service.url)
    answer = b""
    with socket.create_connection((address.host, address.port), timeout=10) as connection:
        try:
            connection.sendall(sent)
            for more in later:
                time.sleep(0.2)  # so that it comes by itself, and not with what came before
                connection.sendall(more)
            while part := connection.recv(65_536):
                answer += part
        except (ConnectionResetError, BrokenPipeError):
            pass  # the service hung up while we still wrote; that is its right
    return answer


def unharmed(service, caplog, answer: bytes, rows: int) -> None:
    assert b"Traceback" not in answer
    assert WORD not in answer
    assert service.services.log.count() == rows, "only what was answered is in the log"
    journal = [json.loads(JsonLines().format(record)) for record in caplog.records]
    assert not [line for line in journal if line["level"] in ("error", "critical")]
    assert WORD.decode() not in json.dumps(journal)
    with service.client() as client:
        assert client.post("/v1/check", json={"text": "Hello"}).status_code == 200


@pytest.mark.parametrize("kind", NO_HTTP)
def test_what_is_no_http_is_refused_and_closed(service, caplog, kind: str) -> None:
    caplog.set_level("INFO")
    rows = service.services.log.count()
    answer = said(service, NO_HTTP[kind])
    # Where more was on its way, the system may take back the answer with the connection.
    assert answer.startswith(b"HTTP/1.1 400 ") or (answer == b"" and len(NO_HTTP[kind]) > 65_536)
    unharmed(service, caplog, answer, rows)


@pytest.mark.parametrize("chunks", [b"", b"5\r\nhello\r\n"], ids=["at once", "after a good one"])
@pytest.mark.parametrize("garbage", [b"ZZZ " + WORD + b"\r\n\r\n", b"-5\r\nhello\r\n", b"F" * 40 + b"\r\n"])
@pytest.mark.parametrize("known", [True, False])
def test_a_body_of_broken_chunks_is_refused_and_closed(service, caplog, chunks, garbage, known) -> None:
    caplog.set_level("INFO")
    rows = service.services.log.count()
    token = service.token.encode() if known else b"unknown"
    head = POST + b"Authorization: Bearer " + token + b"\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = said(service, head + chunks, garbage)
    # Who is not known has the answer before the garbage comes, which then only closes the connection.
    assert answer.startswith(b"HTTP/1.1 400 " if known else b"HTTP/1.1 401 ")
    assert answer.count(b"HTTP/1.1 ") == 1
    unharmed(service, caplog, answer, rows)


def test_a_head_is_not_kept_beyond_its_limit(service) -> None:
    address = httpx.URL(service.url)
    with socket.create_connection((address.host, address.port), timeout=10) as connection:
        connection.sendall(GET)
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            connection.sendall((b"A: " + b"b" * 8_000 + b"\r\n") * 6_000)
