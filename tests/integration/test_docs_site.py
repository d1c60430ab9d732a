"""The documentation site: it builds, leaves nothing out, its links lead somewhere, and it passes our own gate."""

from __future__ import annotations

import functools
import json
import os
import posixpath
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from neutral_gate.cli.main import VERBS, run
from neutral_gate.cli.rules import GATE_RULES
from neutral_gate.lexicon.clauses import clauses
from neutral_gate.lexicon.rulebook import load_exceptions, load_rules

ROOT = Path(__file__).parents[2]
OWN_PAGES = ("index", "for-*", "what-do-i-do-now", "faq")
"""The pages for readers who are in no way developers."""
NO_LINK = {"data", "javascript", "mailto"}

pytestmark = pytest.mark.skipif(
    not all(find_spec(name) for name in ("mkdocs", "material")),
    reason="the packages of the extra [docs] are not installed",
)
needs_chromium = pytest.mark.skipif(
    not (
        all(find_spec(name) for name in ("playwright", "axe_playwright_python"))
        and any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    ),
    reason="Chromium, or the Python packages of the extra [browser], are not installed",
)


class Page(HTMLParser):
    """What a page holds: ids, links, what it loads, and the text of its main part by heading."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.text = ""
        self.parts: dict[str, str] = {}
        self._part = ""
        self._reading = False
        self.feed(source)
        self.close()
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.ids |= {said["id"]} if "id" in said else set()
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        if tag in ("img", "script", "iframe", "source", "video", "audio") and "src" in said:
            self.loaded.append(said["src"])
        if tag == "link" and said.get("rel") not in ("canonical", "prev", "next"):
            self.loaded.append(said["href"])
        if tag == "article":
            self._reading = True
        if tag in ("h1", "h2"):
            self._part = said.get("id", "")
        if tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._reading = False

    def handle_data(self, data: str) -> None:
        if self._reading:
            self.text += data
            self.parts[self._part] = self.parts.get(self._part, "") + data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built as `make docs` does."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    """Every page by its path below the site."""
    found = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): Page(path.read_text("utf-8")) for path in found}


def same(text: str) -> str:
    return " ".join(text.split())


def test_every_link_leads_to_a_page_and_a_place_on_it(site: Path, pages: dict[str, Page]) -> None:
    lost = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                assert parts.scheme in ("https", *NO_LINK), (name, link)
                continue
            path = unquote(parts.path)
            # The page for what is not there is shown at any address, so its links start at the root.
            target = path.lstrip("/") if name == "404.html" else posixpath.join(posixpath.dirname(name), path)
            target = posixpath.normpath(target) if path else name
            if target == ".":
                target = "index.html"
            if not (site / target).is_file() or (
                parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids
            ):
                lost.append((name, link))

    assert lost == []
    assert sum(len(page.links) for page in pages.values()) > 1_000


def test_a_page_loads_nothing_from_elsewhere(site: Path, pages: dict[str, Page]) -> None:
    loaded = {(name, url) for name, page in pages.items() for url in page.loaded}

    assert loaded
    assert [(name, url) for name, url in loaded if urlsplit(url).netloc] == []
    styles = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert "url(http" not in styles
    assert "url(//" not in styles


def test_every_rule_has_a_page_with_all_that_its_file_says(pages: dict[str, Page]) -> None:
    for rule in load_rules().values():
        page = pages[f"rules/{rule.id}.html"]
        for said in (rule.id, rule.summary, rule.why, rule.message, rule.suggestion):
            assert same(said).replace("`", "") in page.text, (rule.id, said)
        for example in (*rule.fire, *rule.pass_):
            assert same(example.text) in page.text, (rule.id, example.text)
        assert all(name in page.text for name in rule.clauses), rule.id
        assert f"{rule.id.partition('/')[2]}.html" in pages[f"rules/{rule.family}/index.html"].links
        assert f"{rule.family}/index.html" in pages["rules/index.html"].links


def test_every_exception_clause_and_word_of_the_gate_itself_has_an_entry(pages: dict[str, Page]) -> None:
    assert set(load_exceptions()) <= pages["rules/exceptions.html"].ids
    assert {name.lower() for name in clauses()} <= pages["guidance.html"].ids
    assert all(name in pages["rules/index.html"].text for name in GATE_RULES)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_an_entry_with_all_its_options(pages: dict[str, Page], verb: str) -> None:
    parts = pages["reference/commands.html"].parts
    folder = Path(import_module("neutral_gate.cli").__path__[0])
    modules = [path.stem for path in folder.glob(f"{verb}*.py") if "\ndef parser(" in path.read_text("utf-8")]
    assert verb in modules
    for module in modules:
        place = module.replace("_", "-")
        for action in import_module(f"neutral_gate.cli.{module}").parser()._actions:
            for name in action.option_strings:
                assert name in parts[place] or name in ("-h", "--help"), (place, name)


def test_every_setting_has_an_entry(pages: dict[str, Page]) -> None:
    schema = json.loads((ROOT / "schemas" / "config.schema.json").read_text("utf-8"))
    parts = pages["reference/settings.html"].parts
    for name, each in schema["properties"].items():
        inner = each.get("items", {}) if each.get("type") == "array" else each
        place = name.replace("_", "-") if "properties" in inner or name == "rules" else "at-the-top-of-the-file"
        assert name in parts[place], name
        assert [key for key in inner.get("properties", ()) if key not in parts[place]] == [], name


def test_every_page_that_is_written_by_hand_is_on_the_site(pages: dict[str, Page]) -> None:
    written = {path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in ROOT.glob("docs/**/*.md")}

    assert {path for path in written if not path.startswith("_site/")} <= set(pages)
    front = set(pages["index.html"].links)
    assert {"accuracy.html", "what-do-i-do-now.html", "rules/index.html"} <= front
    assert {path.with_suffix(".html").name for path in ROOT.glob("docs/for-*.md")} <= front


def judged(paths: list[Path], folder: Path, *options: str) -> list[tuple[str, ...]]:
    """Path, rule, severity and words of every finding."""
    report = folder / "report.json"
    run(["check", "--no-cache", "--body", "council", *options, "--output", str(report), *map(str, paths)])
    drafts = json.loads(report.read_text("utf-8"))["drafts"]
    assert len(drafts) == len(paths)
    return [
        (Path(draft["path"]).name, finding["rule"], finding["severity"], finding["excerpt"])
        for draft in drafts
        for finding in draft["findings"]
    ]


def test_our_own_gate_finds_no_barrier_on_any_page(site: Path, tmp_path: Path) -> None:
    # The pages of rules quote what must not go out, so only the other families can pass there.
    findings = judged(sorted(site.rglob("*.html")), tmp_path, "--select", "access", "--select", "image")
    barriers = [each for each in findings if each[1].split("/")[0] in ("access", "image", "gate")]

    assert [each for each in barriers if each[2] != "note"] == []


def test_the_pages_for_all_readers_could_go_out_even_before_an_election(tmp_path: Path) -> None:
    paths = sorted(path for name in OWN_PAGES for path in ROOT.glob(f"docs/{name}.md"))

    assert len(paths) >= 7
    assert [each for each in judged(paths, tmp_path, "--at", "2024-06-10") if each[2] == "block"] == []
    assert [each for each in judged(paths, tmp_path, "--at", "2025-12-01") if each[2] != "note"] == []


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    """The address of a server on this machine that shows the site."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@needs_chromium
def test_pages_in_a_browser_have_no_barrier_and_fit_a_phone(served: str) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    looked_at = ("index", "accuracy", "rules/neutrality/slogan", "reference/settings", "404")
    measured = ("what-do-i-do-now", "cli", "rules/access/index", "reference/commands", "guidance")
    program = next(found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
            chromium_sandbox=not hasattr(os, "geteuid") or os.geteuid() != 0,
        )
        for width in (1280, 390):
            context = browser.new_context(viewport={"width": width, "height": 844})
            asked: list[str] = []
            context.on("request", lambda request, asked=asked: asked.append(request.url))
            for name in (*looked_at, *measured):
                page = context.new_page()
                page.goto(f"{served}{name}.html")
                page.wait_for_load_state("networkidle")
                judged_here = name in looked_at[: 5 if width > 400 else 2]
                found = Axe().run(page).response["violations"] if judged_here else []
                assert [(name, width, each["id"], each["nodes"][0]["html"]) for each in found] == []
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wide == 0, (name, width)
                page.close()
            assert asked
            assert [url for url in asked if not url.startswith((served, "data:", "blob:"))] == []
            context.close()
        browser.close()
