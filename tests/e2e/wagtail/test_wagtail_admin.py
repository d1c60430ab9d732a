"""What an author sees in Chromium when publishing is refused, on a desk and on a phone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from wagtail_site import BAD, GOOD, PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
pytestmark = pytest.mark.skipif(
    CHROMIUM is None or find_spec("playwright") is None, reason="Chromium or the extra [browser] is not installed"
)
DESK, PHONE = (1280, 900), (375, 740)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(site: Site, browser: Browser) -> Iterator[Callable[..., Page]]:
    contexts = []

    def come(name: str, size: tuple[int, int]) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(base_url=site.url, viewport=viewport, locale="en-GB")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto("/admin/login/")
        page.locator("#id_username").fill(name)
        page.locator("#id_password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(site.url + "/admin/")
        return page

    yield come
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_message_names_the_words_and_what_to_write(
    site: Site, visitor: Callable[..., Page], size: tuple[int, int]
) -> None:
    pk = site.draft("The clinic", GOOD)
    page = visitor("olga", size)
    page.goto(f"/admin/pages/{pk}/edit/")
    page.get_by_role("textbox", name="Intro").fill(
        BAD + " Read more on www.harrowdale.example/a-very-long-address-that-does-not-break"
    )
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    message = page.locator(".messages .error")
    message.wait_for()
    words = message.inner_text()
    assert "“The clinic” was not published. Your words are kept." in words
    assert "Intro: “vote for Jane Doe”" in words
    assert "Take the sentence out." in words
    box = message.bounding_box()
    assert box is not None
    assert box["y"] < size[1], "the message is below the fold"
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0], "the message is wider than the screen"
    menu, line = page.locator(".sidebar-nav-toggle").bounding_box(), message.locator("li").first.bounding_box()
    assert line is not None
    if menu is not None:  # on a phone it lies over the left edge
        assert line["x"] >= menu["x"] + menu["width"], "the menu button covers the words"
    assert BAD in page.get_by_role("textbox", name="Intro").input_value()
    assert not site.state(pk)["live"]

    page.get_by_role("link", name="See all").click()
    page.get_by_text("What to write:").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_label("The gate is wrong about these words.").check()
    page.get_by_label("Why may it be published?").fill("It quotes a play that the library shows.")
    page.get_by_role("button", name="Publish all the same").click()
    page.get_by_text("“The clinic” is published.").wait_for()
    assert site.state(pk)["live"]
