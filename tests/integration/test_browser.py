"""Pages as Chromium shows them: what only a browser sees, shut off from the network, in bounded time."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from neutral_gate import Gate
from neutral_gate.browser import looking
from neutral_gate.browser.looking import Looker
from neutral_gate.browser.marking import marked
from neutral_gate.model import Finding
from neutral_gate.model.browser_facts import MEMO, BrowserFacts
from neutral_gate.readers import read

_PARTS = all(find_spec(name) for name in ("playwright", "axe_playwright_python"))
_CHROMIUM = any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
needs_chromium = pytest.mark.skipif(
    not (_PARTS and _CHROMIUM), reason="Chromium, or the Python packages of the extra [browser], are not installed"
)


def _playwright_runs() -> bool:
    """Whether the program that Playwright brings with it runs: a bare Debian lacks a library that it is linked with."""
    found = find_spec("playwright")
    if found is None or found.origin is None:
        return False
    node = Path(found.origin).parent / "driver" / "node"
    return subprocess.run([node, "--version"], capture_output=True, check=False).returncode == 0


TOP = '<!DOCTYPE html><html lang="en"><head><title>Swimming pool opening times</title>'


@pytest.fixture(scope="module")
def looker() -> Iterator[Looker]:
    with Looker() as looker:
        yield looker


class Pages:
    """Writes a page with its style sheet into a folder and looks at it."""

    def __init__(self, folder: Path, looker: Looker) -> None:
        self.folder = folder
        self.looker = looker
        self.source = ""

    def look(self, body: str, css: str = "", head: str = "", whole: bool = True) -> BrowserFacts:
        (self.folder / "site.css").write_text(css)
        link = '<link rel="stylesheet" href="site.css">'
        self.source = f"{TOP}{link}{head}</head><body>\n{body}\n</body></html>" if whole else body
        path = self.folder / "page.html"
        path.write_text(self.source)
        self.draft = read(self.source.encode(), str(path))[0]
        facts = self.looker.look(self.draft)
        assert facts is not None
        return facts

    def seen(self, body: str, css: str = "", head: str = "", whole: bool = True) -> list[tuple[str, str]]:
        """The rule and the start of the element of everything that the browser saw."""
        facts = self.look(body, css, head, whole)
        assert facts.problem == ""
        return [(each.rule, self.source[each.start :].split(">")[0] + ">") for each in facts.seen]

    def findings(self, body: str, css: str = "") -> list[Finding]:
        """The findings of the gate on source and browser together."""
        facts = self.look(body, css)
        assert self.draft.page is not None
        self.draft.page.memo[MEMO] = facts
        return list(Gate().check(self.draft).drafts[0].findings)


@pytest.fixture
def pages(tmp_path: Path, looker: Looker) -> Pages:
    return Pages(tmp_path, looker)


def test_every_start_tag_is_marked_with_its_place() -> None:
    source = "<P>One <B\nclass=x>two</B><br/><img src='a.png' alt=''><!-- <p> --><script>'<p>'</script>"
    page = read(source.encode(), "page.html")[0].page
    assert page is not None
    changed = marked(page)
    for start, tag in ((0, "P"), (7, "B"), (source.index("<br"), "br"), (source.index("<img"), "img")):
        assert f'<{tag} data-neutral-gate="{start}"' in changed
    assert "<!-- <p> -->" in changed
    assert "'<p>'" in changed


@needs_chromium
class TestWhatOnlyABrowserSees:
    def test_a_plain_page_is_left_alone(self, pages: Pages) -> None:
        body = "<main><h1>Pool</h1><p>Open at <a href='/nine'>nine on Monday</a>.</p><button>Book now</button></main>"
        assert pages.seen(body, "body{font:18px sans-serif} a:focus{background:#fd0}") == []

    def test_contrast_from_a_style_sheet_at_its_place_in_the_source(self, pages: Pages) -> None:
        findings = pages.findings(
            "<main><h1>Pool</h1>\n  <p class='pale'>Call us on Monday</p></main>", ".pale{color:#bbb}"
        )
        (found,) = [each for each in findings if each.rule == "access/contrast"]
        assert (found.start.line, found.start.column) == (3, 3)
        assert found.severity == "warn"
        assert found.evidence["ratio"] == 1.91
        assert "1.91 to 1" in found.message

    def test_what_the_source_shows_already_is_not_said_twice(self, pages: Pages) -> None:
        pale = "<p style='color:#bbb;background:#fff'>Call us</p>"
        body = f"<main><h1>Pool</h1>{pale}<img src='a.png'><a href='/x'></a></main>"
        rules = [each.rule for each in pages.findings(body)]
        for rule in ("access/contrast", "access/alt-text", "access/link-name"):
            assert rules.count(rule) == 1, rule
        seen = [each.rule for each in pages.look(body).seen]
        assert {"contrast", "alt-text", "link-name"} <= set(seen), "the browser saw them too"

    def test_what_the_browser_disproves_is_dropped(self, pages: Pages) -> None:
        body = "<main><h1>Pool</h1><p class='a' style='color:#bbb;background:#fff'>Call us on Monday</p></main>"
        assert "access/contrast" in [each.rule for each in pages.findings(body)]
        assert "access/contrast" not in [each.rule for each in pages.findings(body, ".a{color:#000!important}")]

    def test_small_targets(self, pages: Pages) -> None:
        css = ".s{display:inline-block;width:12px;height:12px;font-size:8px}"
        body = "<main><h1>Pool</h1><a class='s' href='/a'>x</a><a class='s' href='/b'>y</a></main>"
        found = pages.seen(body, css)
        assert ("target-size", "<a class='s' href='/a'>") in found
        assert ("target-size", "<a class='s' href='/b'>") in found

    def test_focus_that_nobody_sees(self, pages: Pages) -> None:
        css = ".n:focus{outline:none} .y:focus{outline:none;background:#fd0}"
        buttons = "<button class='n'>Send</button><button class='y'>Save</button><button>Stop</button>"
        body = f"<main><h1>Pool</h1>{buttons}</main>"
        assert pages.seen(body, css) == [("focus-visible", "<button class='n'>")]

    def test_focus_that_shows_elsewhere_is_seen(self, pages: Pages) -> None:
        css = "input{position:absolute;opacity:0;outline:none} input:focus~b{color:#c00} b{font-weight:400}"
        body = "<main><h1>Pool</h1><label><input type='checkbox'> Tea <b>or</b> <i>coffee</i></label></main>"
        assert pages.seen(body, css) == []

    def test_a_keyboard_that_runs_against_the_screen(self, pages: Pages) -> None:
        body = "<main><h1>Pool</h1><div class='r'><a href='/1'>One day</a> <a href='/2'>Two days</a></div></main>"
        assert pages.seen(body, ".r{display:flex;flex-direction:row-reverse;gap:2em}") == [
            ("focus-order", "<a href='/2'>")
        ]
        assert pages.seen(body, ".r{display:flex;gap:2em}") == []

    def test_a_keyboard_that_gets_stuck(self, pages: Pages) -> None:
        body = """<main><h1>Pool</h1><label>Name <input id="t"></label> <a href="/x">Opening times</a></main>
        <script>t.addEventListener("keydown", e => { if (e.key === "Tab") e.preventDefault(); })</script>"""
        assert ("focus-trap", '<input id="t">') in pages.seen(body)

    def test_a_page_that_scrolls_sideways(self, pages: Pages) -> None:
        body = "<main><h1>Pool</h1><div class='w'><p>Some words in a wide box</p></div></main>"
        assert pages.seen(body, ".w{width:700px}") == [("reflow", "<div class='w'>")]

    @pytest.mark.parametrize(
        "body",
        [
            "<table><tr><th scope='col'>Day</th></tr><tr><td class='w'>Monday</td></tr></table>",
            "<div style='overflow-x:auto' tabindex='0' role='region' aria-label='Plan'><p class='w'>Words</p></div>",
            "<pre>" + "x" * 200 + "</pre>",
            "<img class='w' src='a.png' alt='Map of the pool' height='20'>",
        ],
    )
    def test_what_may_be_wide(self, pages: Pages, body: str) -> None:
        assert "reflow" not in dict(pages.seen(f"<main><h1>Pool</h1>{body}</main>", ".w{width:700px;display:block}"))

    def test_a_link_that_only_its_colour_tells(self, pages: Pages) -> None:
        body = "<main><h1>Pool</h1><p>Read the long and winding <a href='/x'>story of it</a> today.</p></main>"
        assert pages.seen(body, "a{color:#333;text-decoration:none} p{color:#000}") == [
            ("link-colour-only", "<a href='/x'>")
        ]

    def test_a_box_that_scrolls_without_a_keyboard(self, pages: Pages) -> None:
        body = "<main><h1>Pool</h1><div class='b'>" + "<p>Words</p>" * 40 + "</div></main>"
        rules = dict(pages.seen(body, ".b{height:80px;overflow:auto}"))
        assert set(rules) <= {"scroll-focus"}

    def test_what_a_script_makes_stands_at_the_element_around_it(self, pages: Pages) -> None:
        body = "<main><h1>Pool</h1><div id='x'></div></main><script>x.innerHTML = '<img src=a.png>'</script>"
        findings = pages.findings(body)
        (found,) = [each for each in findings if each.rule == "access/alt-text"]
        assert pages.source[found.start.offset :].startswith("<div id='x'>")
        assert found.excerpt == '<img src="a.png">'
        assert found.severity == "block"

    def test_a_part_of_a_page_needs_no_title(self, pages: Pages) -> None:
        assert pages.seen("<p>It opens at nine.</p>", whole=False) == []
        assert pages.seen("<img src='a.png'>", whole=False) == [("alt-text", "<img src='a.png'>")]

    def test_how_a_part_of_a_page_will_look_is_not_guessed(self, pages: Pages) -> None:
        links = "<a href='/a'>x</a><a href='/b'>y</a>"
        assert pages.seen(links, whole=False) == []
        styled = f"<style>a{{display:inline-block;width:12px;height:12px;font-size:8px}}</style>{links}"
        assert dict(pages.seen(styled, whole=False)).keys() == {"target-size"}

    def test_without_its_style_sheet_nothing_is_said_about_looks(self, pages: Pages) -> None:
        facts = pages.look(
            "<main><h1>Pool</h1><p style='color:#bbb'>Call us</p><img src='a.png'></main>",
            head='<link rel="stylesheet" href="https://www.example.org/house.css">',
        )
        assert facts.unstyled == ("https://www.example.org/house.css",)
        assert [each.rule for each in facts.seen] == ["alt-text"]
        assert facts.cleared == {}


class Trap:
    """A server on this machine that counts who knocks."""

    def __init__(self) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.knocks: list[bytes] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                other, _ = self.server.accept()
            except OSError:
                return
            self.knocks.append(other.recv(1000))
            other.close()


@needs_chromium
class TestShutOff:
    def test_nothing_leaves_the_machine_or_reaches_it(self, pages: Pages) -> None:
        trap = Trap()
        there = f"127.0.0.1:{trap.port}"
        body = f"""<main><h1>Pool</h1><img src="http://{there}/a.png" alt="a"><iframe title="b" src="http://{there}/b"></iframe>
        <video src="http://{there}/c.mp4"></video><object data="http://{there}/d"></object></main>
        <form id="f" action="http://{there}/e" method="post"></form>
        <script>
          fetch("http://{there}/f").catch(() => 0);
          navigator.sendBeacon("http://{there}/g", "x");
          try {{ new WebSocket("ws://{there}/h") }} catch {{}}
          try {{ new EventSource("http://{there}/i") }} catch {{}}
          try {{ new Worker("http://{there}/j") }} catch {{}}
          const rtc = new RTCPeerConnection({{iceServers: [{{urls: "stun:{there}"}}]}}); rtc.createDataChannel("x");
          rtc.createOffer().then(o => rtc.setLocalDescription(o));
          window.open("http://{there}/k");
          setTimeout(() => f.submit(), 50);
          setTimeout(() => {{ location = "http://{there}/l" }}, 100);
        </script>"""
        head = f'<link rel="preconnect" href="http://{there}"><link rel="prefetch" href="http://{there}/m">'
        pages.look(body, head=head)
        time.sleep(0.5)
        trap.server.close()
        assert trap.knocks == []

    def test_only_files_of_the_page_s_folder_are_served(self, pages: Pages) -> None:
        secret = pages.folder.parent / "secret.txt"
        secret.write_text("secret")
        (pages.folder / "open.txt").write_text("open")
        (pages.folder / "link.txt").symlink_to(secret)
        body = f"""<main><h1>Pool</h1></main><script>
          const got = [];
          for (const name of ["open.txt", "../secret.txt", "%2e%2e/secret.txt", "link.txt", "file://{secret}"]) {{
            const x = new XMLHttpRequest();
            try {{ x.open("GET", name, false); x.send(); got.push(x.responseText); }} catch {{}}
          }}
          const image = document.createElement("img");
          image.src = got.join("+");
          document.body.append(image);
        </script>"""
        facts = pages.look(body)
        assert [each.words for each in facts.seen if each.rule == "alt-text"] == ['<img src="open">']


@needs_chromium
class TestBounded:
    def test_a_page_that_hangs_is_ended_and_the_next_one_is_looked_at(self, tmp_path: Path) -> None:
        path = tmp_path / "page.html"
        hung = read(b"<p>Hello</p><script>while (true) {}</script>", str(path))[0]
        fine = read(b"<img src='a.png'>", str(path))[0]
        before = _browsers()
        with Looker(seconds=5) as looker:
            started = time.monotonic()
            facts = looker.look(hung)
            assert facts is not None
            assert "was not looked at in the browser" in facts.problem
            assert time.monotonic() - started < 5 + looking.START_SECONDS
            looker._seconds = looking.SECONDS
            again = looker.look(fine)
            assert again is not None
            assert [each.rule for each in again.seen] == ["alt-text"]
        _gone(before)

    def test_a_browser_that_dies_is_started_again(self, tmp_path: Path) -> None:
        draft = read(b"<img src='a.png'>", str(tmp_path / "page.html"))[0]
        before = _browsers()
        with Looker() as looker:
            assert looker.look(draft) is not None
            assert looker._process is not None
            looker._process.kill()
            looker._process.wait()
            again = looker.look(draft)
            assert again is not None
            assert [each.rule for each in again.seen] == ["alt-text"]
        _gone(before)

    @pytest.mark.parametrize(
        "script",
        [
            "setInterval(() => alert('x'), 1)",
            "document.documentElement.remove()",
            "window.axe = {run() { throw Error('no') }}; Object.freeze(window)",
            "onblur = onfocus = () => { for (let i = 0; i < 1e4; i++) document.body.append('x') }",
        ],
    )
    def test_a_page_that_fights_back_ends_in_facts_or_a_problem(self, pages: Pages, script: str) -> None:
        facts = pages.look(f"<main><h1>Pool</h1><a href='/x'>Opening times</a></main><script>{script}</script>")
        assert isinstance(facts, BrowserFacts)
        assert pages.seen("<main><h1>Pool</h1></main>") == []


def _browsers() -> set[str]:
    """The processes of Chromium that this program started."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"--proxy-server=http://127.0.0.1:9" in (process / "cmdline").read_bytes():
                found.add(process.name)
        except OSError:
            continue
    return found


def _gone(before: set[str]) -> None:
    for _ in range(300):
        if not _browsers() - before:
            return
        time.sleep(0.1)
    pytest.fail("Chromium is still running")


def test_without_the_python_parts_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "find_spec", lambda name: None)
    with Looker() as looker:
        assert looker.missing
        assert looker.look(read(b"<p>Hello</p>", "page.html")[0]) is None
    assert "pip install neutral-gate[browser]" in looking.MISSING


@pytest.mark.skipif(not _PARTS, reason="the Python packages of the extra [browser] are not installed")
def test_without_chromium_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    with Looker() as looker:
        assert looker.look(read(b"<p>Hello</p>", "page.html")[0]) is None
        assert looker.missing


@pytest.mark.skipif(not _PARTS, reason="the Python packages of the extra [browser] are not installed")
def test_a_browser_that_does_not_start_is_a_problem_of_the_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    if not _playwright_runs():
        pytest.skip("the program of Playwright does not run here (Debian: libatomic1)")
    with Looker() as looker:
        facts = looker.look(read(b"<p>Hello</p>", "page.html")[0])
        assert facts is not None
        assert facts.problem.startswith("page.html was not looked at in the browser: the browser does not start.")
        assert not looker.missing


@pytest.mark.skipif(not _PARTS, reason="the Python packages of the extra [browser] are not installed")
def test_where_the_program_of_playwright_does_not_run_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "node"  # as a bare Debian has it, which lacks a library that it is linked with
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", str(broken))
    with Looker() as looker:
        assert looker.look(read(b"<p>Hello</p>", "page.html")[0]) is None
        assert looker.missing


@needs_chromium
def test_it_leaves_no_profile_of_the_browser_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as name:  # Chromium's socket lies in it, and its path may not be long
        monkeypatch.setattr(tempfile, "tempdir", name)
        monkeypatch.setenv("TMPDIR", name)
        with Looker() as looker:
            facts = looker.look(read(b"<p>Hello</p>", "page.html")[0])
            assert facts is not None
            assert facts.problem == ""
            assert list(Path(name).iterdir()), "it has its profile somewhere"
        assert list(Path(name).iterdir()) == []


def test_drafts_that_are_no_pages_start_no_browser() -> None:
    with Looker() as looker:
        assert looker.look(read(b"Hello", "post.txt")[0]) is None
        assert looker.look(read(b"# Hello", "post.md")[0]) is None
        assert looker._process is None
