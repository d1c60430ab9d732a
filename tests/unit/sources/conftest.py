import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from neutral_gate.net import Guard
from neutral_gate.sources import Problem, open_source

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "social"


@pytest.fixture
def write(tmp_path):
    """Writes a file: bytes, text, or anything else as JSON."""

    def write(content, name="posts.bin"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_bytes((content if isinstance(content, str) else json.dumps(content)).encode())
        return path

    return write


@pytest.fixture
def read():
    """Reads a path: its items and its problems."""

    def read(path, **options):
        found = list(open_source(path, **options))
        return (
            [each for each in found if not isinstance(each, Problem)],
            [each for each in found if isinstance(each, Problem)],
        )

    return read


@pytest.fixture
def one(write, read):
    """The one item that a content gives, without a problem."""

    def one(content):
        items, problems = read(write(content))
        assert problems == []
        assert len(items) == 1
        return items[0]

    return one


@pytest.fixture
def social():
    """The folder of sample files; it lies beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("needs the data folder `shared` beside the repository")
    return SHARED


class Site:
    """A real web server on this machine, that goes by any name: answers by path, and the requests that it had."""

    def __init__(self):
        self.answers = {}
        self.requests = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.requests.append((self.headers["Host"].partition(":")[0], self.path, dict(self.headers)))
                status, body, headers = site.answers.get(self.path, (404, b"", {}))
                if headers.get("ETag") and self.headers["If-None-Match"] == headers["ETag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def url(self, path, host="www.body-site.org"):
        return f"http://{host}:{self.port}{path}"

    def says(self, path, body="", status=200, **headers):
        """Sets an answer and gives its address."""
        data = body if isinstance(body, bytes) else body.encode()
        self.answers[path] = (status, data, {name.replace("_", "-"): value for name, value in headers.items()})
        return self.url(path)

    def asked(self):
        """The paths that were asked for since the last time."""
        paths = [path for _, path, _ in self.requests]
        self.requests.clear()
        return paths

    def guard(self):
        """A guard that takes this server for the open internet, and a host named "inside" for a private one."""
        return Guard(
            ports=frozenset({self.port}),
            resolve=lambda host, port: ["10.0.0.1" if host.startswith("inside.") else "127.0.0.1"],
            is_open=lambda address: address == "127.0.0.1",
        )

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()
