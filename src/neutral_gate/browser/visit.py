"""Opens one page in Chromium, shut off from the network, and asks what is wrong with it. Loads Playwright."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from neutral_gate.browser.axe_rules import LOOKS, wanted
from neutral_gate.images.locate import locate

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

_HOST = "draft.invalid"
_WIDE = {"width": 1280, "height": 720}
_NARROW = {"width": 320, "height": 640}
"""The width at which a page zoomed to 400 % must still read without scrolling sideways (WCAG 2.2, 1.4.10)."""

_STOPS = 80
"""Elements that the focus is sent through."""

_CLOSE_LOOKS = 15
"""Elements whose focus is judged by pictures of the page."""

_UNSEEN = 3
"""Shades of 255 that nobody tells apart. A corner that is drawn once more may differ by one, as its smoothing falls."""

_MOST_FILE = 20_000_000
_LOAD = 8_000
_SETTLE = 200

Fetch = Callable[[str], "tuple[bytes, str] | None"]


class Visit:
    """One page in one fresh context of a browser.

    Args:
        browser: The browser.
        html: The page, with its marks.
        path: The file that it stands in, or None.
        folders: Further folders that its files may lie in.
        whole: True for a whole document.
        styled: True where the page brings the styles that it will be shown with.
        fetch: Gives bytes and media type of an address on another host, or None to block it.
    """

    def __init__(
        self,
        browser: Browser,
        html: str,
        path: Path | None,
        folders: Sequence[Path],
        whole: bool,
        styled: bool,
        fetch: Fetch | None,
    ) -> None:
        self._browser = browser
        self._html = html
        self._path = path
        self._folders = folders
        self._checks = wanted(whole)
        self._styled = styled
        self._fetch = fetch
        self._unstyled: list[str] = []
        self._loaded = False

    def facts(self) -> dict[str, Any]:
        """What is wrong, as plain data that goes through JSON; see `BrowserFacts`."""
        context = self._browser.new_context(
            viewport=_WIDE,  # type: ignore[arg-type]
            accept_downloads=False,
            reduced_motion="reduce",
            locale="en-GB",
            service_workers="block",
        )
        try:
            return self._facts(context)
        finally:
            context.close()

    def _facts(self, context: BrowserContext) -> dict[str, Any]:
        from playwright.sync_api import TimeoutError as TooLate

        context.route("**/*", self._answer)
        context.route_web_socket("**/*", lambda socket: socket.close())
        page = context.new_page()
        context.on("page", lambda other: other.close())
        page.set_default_timeout(_LOAD)
        name = quote(self._path.name) if self._path else "page.html"
        try:
            page.goto(f"http://{_HOST}/{name}", wait_until="load")
        except TooLate:
            page.wait_for_function("() => document.body !== null", timeout=1000)
        self._loaded = True
        page.wait_for_timeout(_SETTLE)
        page.evaluate(axe_source())
        page.evaluate(Path(__file__).with_name("probes.js").read_text(encoding="utf-8"))
        looks = self._styled and not self._unstyled
        rules = [rule for rule in self._checks if looks or rule not in LOOKS]
        found = page.evaluate("rules => window.neutralGateProbes.axe(rules)", rules)
        seen = [self._seen(each) for each in found["violations"]]
        if looks:
            seen += _focus(page)
            seen += _reflow(page)
        cleared = {"contrast": found["clear"]} if looks else {}
        return {"seen": seen, "cleared": cleared, "unstyled": self._unstyled}

    def _seen(self, each: Mapping[str, Any]) -> dict[str, Any]:
        data = each["data"] if isinstance(each["data"], dict) else {}  # some checks list names there
        numbers = {
            ours: round(data[theirs], 2)
            for theirs, ours in (("contrastRatio", "ratio"), ("width", "width"), ("height", "height"))
            if isinstance(data.get(theirs), int | float)
        }
        return _one(self._checks[each["check"]], each, axe=each["check"], **numbers)

    def _answer(self, route: Route, request: Request) -> None:
        """Answers a request with the page, a file of its folder, or not at all."""
        parts = urlsplit(request.url)
        moves = request.is_navigation_request() and request.frame.parent_frame is None
        if parts.scheme == "http" and parts.netloc == _HOST and not (moves and self._loaded):
            if moves:
                route.fulfill(body=self._html.encode(), content_type="text/html; charset=utf-8")
                return
            file = locate(parts.path.lstrip("/"), self._path, self._folders) if self._path or self._folders else None
            if file is not None and file.stat().st_size <= _MOST_FILE:
                kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                route.fulfill(body=file.read_bytes(), content_type=kind)
                return
        elif self._fetch is not None and request.resource_type in ("stylesheet", "image", "font"):
            fetched = self._fetch(request.url)
            if fetched is not None:
                route.fulfill(body=fetched[0], content_type=fetched[1])
                return
        if request.resource_type == "stylesheet":
            self._unstyled.append(request.url.replace(f"http://{_HOST}/", ""))
        route.abort("blockedbyclient")


def axe_source() -> str:
    """The program of axe-core, from the package that carries it."""
    found = find_spec("axe_playwright_python")
    folders = found.submodule_search_locations if found else None
    if not folders:
        raise FileNotFoundError("axe-core")
    return (Path(folders[0]) / "axe.min.js").read_text(encoding="utf-8")


def _one(rule: str, each: Mapping[str, Any], **evidence: object) -> dict[str, Any]:
    return {
        "rule": rule,
        "start": each["start"],
        "made": each["made"],
        "words": each["words"],
        "evidence": evidence,
    }


def _focus(page: Page) -> list[dict[str, Any]]:
    """Sends the focus through the page by the Tab key: where it cannot be seen, jumps back, or gets stuck."""
    seen: list[dict[str, Any]] = []
    page.evaluate("() => window.neutralGateProbes.ready()")
    close_looks = 0
    for _ in range(_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate("() => window.neutralGateProbes.focused()")
        if here is None or (here["again"] and not here["frame"]):
            if here is not None and here["stuck"] and _stuck(page):
                seen.append(_one("focus-trap", here))
            break
        if here["frame"]:
            if here["again"]:  # it goes on inside the frame, where nobody looks
                break
            continue
        if here["jump"]:
            seen.append(_one("focus-order", here))
        if here["plain"] and close_looks < _CLOSE_LOOKS:
            close_looks += 1
            if _unseen(page):
                seen.append(_one("focus-visible", here))
    return seen


def _unseen(page: Page) -> bool:
    """True where the page looks the same with the focus and without it."""
    focused = page.screenshot(animations="disabled", caret="hide")
    page.evaluate("() => window.neutralGateProbes.blur()")
    unfocused = page.screenshot(animations="disabled", caret="hide")
    page.evaluate("() => window.neutralGateProbes.refocus()")
    return same(focused, unfocused)


def same(first: bytes, second: bytes) -> bool:
    """True where nobody can tell two pictures of a page apart."""
    if first == second:
        return True
    from PIL import Image, ImageChops

    with Image.open(BytesIO(first)) as one, Image.open(BytesIO(second)) as other:
        if one.size != other.size:
            return False
        apart = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    seen = [0] * (_UNSEEN + 1) + [255] * (255 - _UNSEEN)
    return apart.point(seen * 3).getbbox() is None


def _stuck(page: Page) -> bool:
    """True where neither Tab nor Shift and Tab leave an element, though there are others to go to."""
    if page.evaluate("() => window.neutralGateProbes.others()") <= 0:
        return False
    page.keyboard.press("Shift+Tab")
    back = page.evaluate("() => window.neutralGateProbes.focused()")
    return back is not None and bool(back["stuck"])


def _reflow(page: Page) -> list[dict[str, Any]]:
    page.set_viewport_size(_NARROW)  # type: ignore[arg-type]
    page.wait_for_timeout(_SETTLE)
    found = page.evaluate("() => window.neutralGateProbes.reflow()")
    return [_one("reflow", each, width=found["width"]) for each in found["wide"][:1]]


def fetch_from(hosts: Collection[str]) -> Fetch:
    """Fetches what a page needs from these hosts, under guard; None for what cannot be had."""
    from neutral_gate.model import GateError
    from neutral_gate.net import fetch

    def get(url: str) -> tuple[bytes, str] | None:
        try:
            fetched = fetch(url, allow_hosts=hosts, timeout=5.0)
        except GateError:
            return None
        return fetched.body, fetched.media_type or "application/octet-stream"

    return get
