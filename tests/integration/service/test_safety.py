"""What a stranger could try: routes without a scope, words that leak, addresses that lead inside, files that swell."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from starlette.routing import Route

from neutral_gate.service.app import create_app
from neutral_gate.service.journal import JsonLines

from .test_pages import PASSWORD, hidden, sign_in

OPEN = {
    *(("GET", path) for path in ("/healthz", "/readyz", "/openapi.json", "/sign-in", "/static/x")),
    ("POST", "/sign-in"),
}
"""What everybody may ask for. `/readyz` says yes or no, and the details only to those who may read."""

SCOPES = {
    ("GET", "/metrics"): {"read"},
    ("POST", "/v1/check"): {"check"},
    ("POST", "/v1/overrides"): {"override"},
    ("GET", "/v1/decisions"): {"read"},
    ("GET", "/v1/decisions/x"): {"read"},
    ("GET", "/v1/windows"): {"check", "read"},
}
WORD = "Wombatshire"


def walked(service: Any) -> set[tuple[str, str]]:
    """Every route of the application, as a method and an address."""
    routes = create_app(service.services.settings, service.services).routes
    assert all(isinstance(route, Route) for route in routes), "something is mounted that this test does not walk"
    return {
        (method, route.path.replace("{id}", "x").replace("{name}", "x"))
        for route in routes
        if isinstance(route, Route)
        for method in route.methods or ()
    }


def test_every_route_is_closed_to_strangers_or_meant_to_be_open(service) -> None:
    found = walked(service)
    assert OPEN | set(SCOPES) <= found
    assert len(found) > 30
    with service.client("") as client:
        for method, path in sorted(found):
            status = client.request(method, path).status_code
            place = (method.replace("HEAD", "GET"), path)
            if place in OPEN:
                assert status in (200, 303, 403, 404), (method, path, status)
            elif place in SCOPES or method == "POST":
                assert status == 401, (method, path, status)
            else:
                assert status == 303, (method, path, status)
                where = client.request(method, path).headers["location"]
                assert where.startswith("/sign-in"), (method, path, where)


def test_every_route_that_is_not_open_needs_its_own_scope(service) -> None:
    tokens = {
        scope: service.services.tokens.add(f"walk {scope}", (scope,))[1] for scope in ("check", "override", "read")
    }
    for method, path in sorted(walked(service) - OPEN):
        if (method, path) not in SCOPES:
            continue
        for scope, token in tokens.items():
            with service.client(token) as client:
                refused = client.request(method, path).status_code == 403
            assert refused is (scope not in SCOPES[method, path]), (method, path, scope)


def test_a_token_opens_no_page_and_a_session_opens_no_route_of_programs(service) -> None:
    pages = {(method, path) for method, path in walked(service) if method != "HEAD"} - OPEN - set(SCOPES)
    assert len(pages) > 10
    with service.client() as client:
        for method, path in sorted(pages):
            assert client.request(method, path).status_code in (303, 401), (method, path)
    service.services.users.add("walker", PASSWORD, "admin")
    with httpx.Client(base_url=service.url, timeout=30) as client:
        assert sign_in(client, "walker").status_code == 303
        assert client.get("/people").status_code == 200
        for method, path in sorted(SCOPES):
            assert client.request(method, path).status_code == 401, (method, path)


PAYLOADS: list[object] = [
    WORD,
    [WORD],
    {WORD: WORD},
    {"html": [WORD]},
    {"html": f"<p>{WORD}</p>", "text": WORD},
    {"html": f"<p>{WORD}", "kind": WORD},
    {"html": f"<p>{WORD}", "body": WORD},
    {"html": f"<p>{WORD}", "published": WORD},
    {"html": f"<p>{WORD}", "at": WORD},
    {"html": f"<p>{WORD}", "images": WORD},
    {"html": f"<p>{WORD}", "images": [{"src": "a", "alt": [WORD]}]},
    {"html": f"<p>\0{WORD}\0{WORD}\0"},
    {"markdown": f"---\ntitle: [{WORD}\n: : {WORD}\n---\n\n{WORD}"},
    {"source": WORD, "format": WORD},
    {"text": WORD, "media": [WORD]},
    {"text": WORD, "hashtags": [{WORD: 1}]},
    {"text": WORD, "quote_of": {"text": [WORD]}},
    {"title": WORD},
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_error_and_no_line_of_the_journal_has_a_word_of_the_draft(service, caplog, capfd, payload) -> None:
    caplog.set_level("DEBUG", "neutral_gate")
    with service.client() as client:
        whole = json.dumps(payload).encode()
        for body in (whole, whole[:-1], whole + WORD.encode(), whole.replace(b"W", b"\xff")):
            response = client.post("/v1/check", content=body)
            assert 400 <= response.status_code < 500, response.text
            for leak in (WORD, WORD[1:], "Traceback", ".py"):
                assert leak not in response.text
    lines = "\n".join(JsonLines().format(record) for record in caplog.records)
    said = lines + "".join(capfd.readouterr())
    assert WORD[1:] not in said
    assert "/v1/check" in lines, "the test would not see a line of the journal"


class Ear:
    """Listens on this machine, and counts who calls."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self.calls = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                call, _ = self._socket.accept()
            except TimeoutError:
                continue
            self.calls += 1
            call.close()

    def close(self) -> None:
        time.sleep(0.2)  # time for a call that is on its way
        self._over.set()
        self._thread.join()
        self._socket.close()


@pytest.fixture
def ear() -> Iterator[Ear]:
    ear = Ear()
    yield ear
    ear.close()


def word_file(ear: str) -> bytes:
    """A Word document whose pictures and parts stand elsewhere."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr(
            "word/document.xml", f"<w:document {w}><w:body><w:p><w:r><w:t>Hi</w:t></w:r></w:p></w:body></w:document>"
        )
        parts.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships><Relationship Id="r1" Type="{kind}" Target="{ear}/a.png" TargetMode="External"/>'
            "</Relationships>",
        )
    return file.getvalue()


def svg_file(ear: str) -> bytes:
    entity = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{ear}/a">]>'
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return (
        f'{entity}<svg {space} width="90" height="90"><text>&a;</text><image xlink:href="{ear}/a.png"/></svg>'.encode()
    )


def test_no_draft_makes_the_service_ask_another_address(start, ear: Ear) -> None:
    running = start()
    running.services.users.add("ada", PASSWORD, "author")
    here = ear.url
    drafts = [
        {
            "html": f'<base href="{here}/"><link rel="canonical" href="{here}/">'
            f'<link rel="stylesheet" href="{here}/a.css">'
            f'<img src="{here}/a.png" alt="A nurse" srcset="{here}/b.png 2x"><iframe src="{here}/c"></iframe>',
            "url": f"{here}/page",
            "images": [{"src": f"{here}/d.png", "alt": "A door"}],
        },
        {"markdown": f"![A nurse]({here}/a.png)\n\n[more]({here}/b)\n"},
        {
            "text": f"See {here}/a",
            "media": [{"src": f"{here}/a.png", "alt": "A nurse"}],
            "quote_of": {"text": f"{here}/q"},
        },
    ]
    with running.client() as client:
        assert [client.post("/v1/check", json=draft).status_code for draft in drafts] == [200, 200, 200]
    with httpx.Client(base_url=running.url, timeout=30) as ada:
        sign_in(ada, "ada")
        for name, data in (
            ("a.docx", word_file(here)),
            ("a.svg", svg_file(here)),
            ("a.html", drafts[0]["html"].encode()),
        ):
            assert handed_in(ada, name, data).status_code in (200, 422)
    assert ear.calls == 0
    socket.create_connection(("127.0.0.1", int(here.rpartition(":")[2]))).close()
    end = time.monotonic() + 10
    while not ear.calls and time.monotonic() < end:
        time.sleep(0.01)
    assert ear.calls == 1, "the ear is deaf"


def test_the_processes_that_judge_have_not_even_loaded_what_fetches() -> None:
    program = """
import sys
from neutral_gate.service.judging.bench import Bench
from neutral_gate.service.judging.keeper import _warm_up
_warm_up(Bench(None))
print([name for name in sys.modules if name.startswith(("neutral_gate.net", "http.client", "urllib.request"))])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"


def handed_in(client: httpx.Client, name: str, data: bytes) -> httpx.Response:
    token = hidden(client.get("/").text, "csrf")
    return client.post("/check", files={"csrf": (None, token), "file": (name, data)})


@contextmanager
def signed_in(running: Any) -> Iterator[httpx.Client]:
    running.services.users.add("ada", PASSWORD, "author")
    with httpx.Client(base_url=running.url, timeout=60) as client:
        sign_in(client, "ada")
        yield client


def bomb(part: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(part, b"<a>" + bytes(60_000_000))
    return file.getvalue()


def picture_bomb() -> bytes:
    """A picture of 60,000 by 60,000 dots in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    size = (60_000).to_bytes(4, "big")
    head = chunk(b"IHDR", size + size + b"\x08\x00\x00\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(5_000_000))) + chunk(b"IEND", b"")


def test_files_that_swell_are_refused_in_a_worker_and_hurt_nobody(start) -> None:
    running = start(deadline=10.0)
    (worker,) = running.services.judge.processes
    with signed_in(running) as ada:
        for name, data in (("a.docx", bomb("word/document.xml")), ("b.docx", bomb("word/styles.xml"))):
            answer = handed_in(ada, name, data)
            assert answer.status_code == 422
            assert "Traceback" not in answer.text
        picture = handed_in(ada, "poster.png", picture_bomb())
        assert picture.status_code == 200
    assert running.services.judge.processes == {worker}, "the worker did not have to be ended"
    assert most_memory(os.getpid()) < 1_500_000_000
    assert most_memory(worker) < 1_500_000_000


def most_memory(pid: int) -> int:
    """The most bytes that a process ever had."""
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def test_a_pdf_is_read_on_the_page_with_what_it_says_of_itself(start, make_pdf: Any) -> None:
    pytest.importorskip("pypdfium2", reason="needs the extra `documents`")
    running = start(deadline=20.0)
    with signed_in(running) as ada:
        answer = handed_in(ada, "spring.pdf", make_pdf([["Spring", "", "Please vote Labour."]], title="Spring"))
        assert answer.status_code == 200
        assert "neutrality/vote-advocacy" in answer.text
        assert "access/pdf-untagged" in answer.text
        whole = handed_in(
            ada, "clinic.pdf", make_pdf([["The clinic is open."]], title="Clinic", language="en-GB", tagged=True)
        )
        assert "access/pdf" not in whole.text
        damaged = handed_in(ada, "clinic.pdf", b"%PDF-1.7 no more")
        assert damaged.status_code == 422
        assert "cannot be read as a PDF" in damaged.text
    rows = running.services.log.decisions().items
    assert [(row.name, row.verdict) for row in rows] == [("clinic.pdf", "pass"), ("spring.pdf", "block")]


def test_a_program_that_reads_a_file_ends_with_the_worker_that_started_it(start, tmp_path: Path, monkeypatch) -> None:
    noted = tmp_path / "pid"
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\n[ "$1" = --version ] && echo 5 && exit\necho $$ > {noted}\nexec sleep 300\n', "utf-8"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    running = start(deadline=1.5)
    picture = BytesIO()
    Image.new("RGB", (640, 480), "white").save(picture, "PNG")
    with signed_in(running) as ada:
        answer = handed_in(ada, "poster.png", picture.getvalue())
        assert answer.status_code == 200
        assert "were not read" in answer.text
    pid = int(noted.read_text("utf-8"))
    assert until(lambda: ended(pid)), "it outlived the process that started it"


LEFT_ALONE = """\
import os, time
with open({noted!r}, "w") as file:
    file.write(str(os.getpid()))
while True:  # it neither reads nor writes, so that it does not see that nobody is there any more
    time.sleep(0.1)
"""


@pytest.mark.parametrize("reader", ["pdf", "tesseract"])
def test_where_the_keeper_is_killed_no_program_that_hangs_is_left_behind(
    start, make_pdf: Any, tmp_path: Path, monkeypatch, reader: str
) -> None:
    noted, programs = tmp_path / "pid", tmp_path / "programs"
    programs.mkdir()
    body = LEFT_ALONE.format(noted=str(noted))
    if reader == "pdf":
        (programs / "pypdfium2.py").write_text(body, "utf-8")
        monkeypatch.setenv("PYTHONPATH", str(programs))
        name, data = "spring.pdf", make_pdf([["Spring"]])
    else:
        program = programs / "tesseract"
        program.write_text(f"#!{sys.executable}\n{body}", "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
        picture = BytesIO()
        Image.new("RGB", (640, 480), "white").save(picture, "PNG")
        name, data = "poster.png", picture.getvalue()
    running = start(deadline=3.0)
    (worker,) = running.services.judge.processes
    with signed_in(running) as ada:
        asking = threading.Thread(target=handed_in, args=(ada, name, data))
        asking.start()
        assert until(lambda: noted.exists() and noted.read_text("utf-8") != ""), "nothing was started"
        program_id = int(noted.read_text("utf-8"))
        os.kill(running.services.judge._fleet._process.pid, signal.SIGKILL)
        asking.join(30)
        assert until(lambda: ended(worker)), "the process that waited is still there"
        assert until(lambda: ended(program_id)), "the program outlived all who could end it"
    with running.client() as client:
        assert until(lambda: client.post("/v1/check", json={"text": "Hello"}).status_code == 200, 60)


def ended(pid: int) -> bool:
    """Whether a process runs no more; nobody may have buried it yet."""
    try:
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return True


def until(true: Callable[[], bool], seconds: float = 15.0) -> bool:
    """Whether it becomes true in time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
