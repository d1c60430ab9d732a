"""The programs on the page of recipes, as they stand there: they ask a real service, and know who calls them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from .conftest import NEW, Running

PAGE = Path(__file__).parents[3] / "docs" / "recipes-cms.md"
BAD = "<p>Please vote for Jane Doe on Thursday.</p>"
GOOD = "<p>The clinic opens on Monday.</p>"
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
needs_php = pytest.mark.skipif(shutil.which("php") is None, reason="PHP is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of the page, in files with the names that it gives them."""
    if not PAGE.is_file():
        pytest.skip("the documentation is not part of this distribution")
    found = tmp_path_factory.mktemp("recipes")
    for name, text in re.findall(r'^```\w+ title="([\w.]+)"\n(.*?)^```', PAGE.read_text("utf-8"), re.M | re.S):
        (found / name).write_text(text, "utf-8")
    assert {path.name for path in found.iterdir()} == {
        *("gate.mjs", "ghost.mjs", "contentful.mjs", "gate.module", "GateHandler.cs")
    }
    return found


def run(command: list[str], folder: Path, **variables: str) -> Any:
    environment = {**os.environ, **variables}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def node(folder: Path, program: str, **variables: str) -> Any:
    return run(["node", "--input-type=module", "--eval", program], folder, **variables)


@needs_node
def test_javascript_asks_and_reads_the_answer(folder: Path, service: Running) -> None:
    program = """
import { ask, sentences } from "./gate.mjs";
const [bad, good] = [await ask({ html: %s }), await ask({ html: %s })];
console.log(JSON.stringify({ bad: bad?.verdict, said: bad && sentences(bad), good: good?.verdict }));
"""
    program %= (json.dumps(BAD), json.dumps(GOOD))
    found = node(folder, program, NEUTRAL_GATE_URL=service.url, NEUTRAL_GATE_SECRET=NEW)
    assert found["bad"] == "block"
    assert "“vote for Jane Doe”" in found["said"][0]
    assert "Take the sentence out." in found["said"][0]
    assert found["good"] != "block"


@needs_node
@pytest.mark.parametrize("wrong", ["secret", "address"])
def test_javascript_has_no_verdict_without_an_answer(folder: Path, service: Running, wrong: str) -> None:
    program = 'import { ask } from "./gate.mjs"; console.log(JSON.stringify(await ask({ html: "<p>Hello</p>" })));'
    url = "http://127.0.0.1:9" if wrong == "address" else service.url
    secret = "whsec_" + "C" * 42 + "A=" if wrong == "secret" else NEW
    assert node(folder, program, NEUTRAL_GATE_URL=url, NEUTRAL_GATE_SECRET=secret) is None


class FakeGhost(BaseHTTPRequestHandler):
    """Ghost's Admin API: keeps what it is asked to do."""

    asked: list[dict[str, Any]]

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        said = {"path": self.path, "who": self.headers["authorization"], "body": json.loads(body)}
        self.asked.append(said)
        self.send_response(200)
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def ghost() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    FakeGhost.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), FakeGhost) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", FakeGhost.asked
        server.shutdown()


def ghosts_headers(body: bytes, secret: str = "shared", shift: int = 0) -> dict[str, str]:
    moment = str(int(time.time() * 1000) + shift)
    digest = hmac.new(secret.encode(), body + moment.encode(), hashlib.sha256).hexdigest()
    return {"x-ghost-signature": f"sha256={digest}, t={moment}", "content-type": "application/json"}


@needs_node
def test_the_ghost_program_takes_down_what_is_bad_and_only_that(
    folder: Path, service: Running, ghost: tuple[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    key = "6470a1b2c3d4e5f600000001:" + "ab" * 32
    variables = {
        "NEUTRAL_GATE_URL": service.url,
        "NEUTRAL_GATE_SECRET": NEW,
        "GHOST_URL": ghost[0],
        "GHOST_ADMIN_KEY": key,
        "GHOST_WEBHOOK_SECRET": "shared",
        "PORT": str(port),
    }
    with subprocess.Popen(
        ["node", "ghost.mjs"], cwd=folder, env={**os.environ, **variables}, stderr=subprocess.DEVNULL
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}/"
            bodies = {
                name: json.dumps(
                    {"post": {"current": {"id": name, "html": html, "title": name, "url": "/x", "updated_at": "t"}}}
                ).encode()
                for name, html in (("bad", BAD), ("good", GOOD))
            }
            statuses = [
                _post(address, bodies["bad"], ghosts_headers(bodies["bad"], "another")),
                _post(address, bodies["bad"], ghosts_headers(bodies["bad"], shift=-10 * 60 * 1000)),
                _post(address, bodies["bad"], {}),
                _post(address, bodies["good"], ghosts_headers(bodies["good"])),
                _post(address, bodies["bad"], ghosts_headers(bodies["bad"])),
            ]
            assert statuses == [401, 401, 401, 204, 204]
            end = time.monotonic() + 20
            while not ghost[1] and time.monotonic() < end:
                time.sleep(0.05)
        finally:
            process.terminate()
            process.wait(20)
    (asked,) = ghost[1]
    assert asked["path"] == "/ghost/api/admin/posts/bad/"
    assert asked["body"] == {"posts": [{"status": "draft", "updated_at": "t"}]}
    head, claims, signature = asked["who"].removeprefix("Ghost ").split(".")
    wanted = hmac.new(bytes.fromhex("ab" * 32), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64encode(wanted).rstrip(b"=").decode() == signature
    assert json.loads(base64.urlsafe_b64decode(claims + "=="))["aud"] == "/admin/"


def _post(address: str, body: bytes, headers: dict[str, str]) -> int:
    end = time.monotonic() + 20
    while True:
        try:
            return httpx.post(address, content=body, headers=headers, timeout=20).status_code
        except httpx.ConnectError:
            assert time.monotonic() < end, "the program did not start"
            time.sleep(0.1)


@needs_node
@pytest.mark.parametrize("wrong", ["", "body", "secret", "time", "signature", "no time among the signed"])
def test_contentfuls_signature(folder: Path, wrong: str) -> None:
    moment = str(int(time.time() * 1000) - (600_000 if wrong == "time" else 0))
    names = ["x-contentful-signed-headers", "x-contentful-timestamp", "x-contentful-topic"]
    if wrong.startswith("no"):
        names.remove("x-contentful-timestamp")
    headers = {"x-contentful-signed-headers": ",".join(names), "x-contentful-timestamp": moment}
    headers["x-contentful-topic"] = "ContentManagement.Entry.publish"
    signed = ";".join(f"{name}:{headers[name]}" for name in names)
    digest = hmac.new(b"s" * 64, "\n".join(("POST", "/hook", signed, "{}")).encode(), hashlib.sha256).hexdigest()
    headers["x-contentful-signature"] = digest if wrong != "signature" else "x"
    words = ["POST", "/hook", headers, "{} " if wrong == "body" else "{}", "t" * 64 if wrong == "secret" else "s" * 64]
    program = (
        'import { isContentfuls } from "./contentful.mjs"; console.log(isContentfuls(...JSON.parse(process.env.W)));'
    )
    assert node(folder, program, W=json.dumps(words)) is (wrong == "")


_DRUPAL = """
class Fake { public $said = []; function __call($name, $w) { return $this; }
  function addError($t) { $this->said[] = "$t"; }
  function __toString() { return getenv('HTML'); } }
class Drupal { static $fake; static function __callStatic($name, $w) { return self::$fake; } }
Drupal::$fake = new Fake();
function t($text) { return $text; }
class Node { public $published = TRUE, $default = TRUE, $new, $original;
  function __construct($new) { $this->new = $new; if (!$new) { $this->original = new Node(TRUE); } }
  function isPublished() { return $this->published; } function isSyncing() { return FALSE; }
  function isNew() { return $this->new; } function label() { return 'Clinic'; } function setNewRevision($v) {}
  function isDefaultRevision($v = NULL) { if ($v !== NULL) { $this->default = $v; } return $this->default; }
  function setUnpublished() { $this->published = FALSE; } }
require 'gate.module';
ob_end_clean();
$node = new Node(getenv('NODE') === 'new');
gate_node_presave($node);
echo json_encode(['published' => $node->published, 'default' => $node->default, 'said' => Drupal::$fake->said]);
"""


@needs_php
@pytest.mark.parametrize(
    ("kind", "html", "away", "published", "default"),
    [
        ("new", GOOD, False, True, True),
        ("new", BAD, False, False, True),
        ("new", GOOD, True, False, True),
        ("live", BAD, False, True, False),
        ("live", GOOD, False, True, True),
    ],
)
def test_the_drupal_hook_keeps_bad_words_from_visitors(
    folder: Path, service: Running, kind: str, html: str, away: bool, published: bool, default: bool
) -> None:
    url = "http://127.0.0.1:9" if away else service.url
    variables = {"NEUTRAL_GATE_URL": url, "NEUTRAL_GATE_SECRET": NEW, "NODE": kind, "HTML": html}
    found = run(["php", "-r", "ob_start();" + _DRUPAL], folder, **variables)
    assert (found["published"], found["default"]) == (published, default)
    assert any("vote for Jane Doe" in each for each in found["said"]) is (html == BAD)
    assert bool(found["said"]) is not (published and default)
