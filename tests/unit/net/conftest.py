from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from neutral_gate.net import Guard

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A real web server on this machine: answers by path, and the requests that it had."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.requests.append((self.path, dict(self.headers)))
                answer = site.answers.get(self.path)
                try:
                    if answer is None:
                        send(self, b"", status=404)
                    else:
                        answer(self)
                except OSError:  # the other side has hung up
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def says(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Sets an answer and gives its address."""
        self.answers[path] = lambda handler: send(handler, body, status, **headers)
        return self.url(path)

    def url(self, path: str, host: str = "pictures.test-site.org", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def guard(self, **changes: object) -> Guard:
        """A guard that takes this server for the open internet."""
        parts: dict[str, object] = {
            "ports": frozenset({self.port}),
            "resolve": lambda host, port: ["127.0.0.1"],
            "is_open": lambda address: address == "127.0.0.1",
        }
        return Guard(**{**parts, **changes})  # type: ignore[arg-type]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if "Content-Length" not in named:
        named["Content-Length"] = str(len(body))
    for name, value in named.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()
