"""Each page passes what the product itself asks of pages: axe-core in Chromium, and our own gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from neutral_gate import Config, Gate
from neutral_gate.readers import read

if TYPE_CHECKING:
    from playwright.sync_api import Page

DRAFT = (
    "Vote for the Green Party on 6 May.\n\nThe council has shamefully failed our patients. See https://example.org\n"
)
PLACES = (
    "sign-in",
    "form",
    "answer",
    "clear",
    "windows",
    "decisions",
    "decision",
    "reviews",
    "review",
    "people",
    "account",
    "account-wrong",
    "lost",
    "nowhere",
)


def go(visitor: Any, place: str, width: int) -> Page:
    """A visitor's page at a place, opened up so that all of it is seen."""
    page: Page = visitor("" if place == "sign-in" else "bea" if place == "review" else "ada", width=width)
    if place == "sign-in":
        page.goto("/sign-in")
    elif place in ("answer", "clear", "decision", "reviews", "review"):
        page.goto("/")
        page.get_by_label("Paste your words here").fill("The clinic is open." if place == "clear" else DRAFT)
        page.get_by_role("button", name="Check it").click()
        page.locator("#verdict").wait_for()
    if place in ("decision", "reviews", "review"):
        page.goto(page.locator("a[href^='/decisions/dec']").first.get_attribute("href") or "")
    if place in ("reviews", "review"):
        page.get_by_label("Something else.").check()
        page.get_by_label("The reason in your own words").fill("It is needed today.")
        page.get_by_role("button", name="Ask a colleague to agree").click()
        page.locator("#state").wait_for()
    if place in ("windows", "decisions", "reviews", "people", "account", "nowhere"):
        page.goto(f"/{place}")
    elif place == "account-wrong":
        page.goto("/account")
        for label in ("Your old password", "Your new password", "Your new password again"):
            page.get_by_label(label, exact=True).fill("not-my-password")
        page.get_by_role("button", name="Change it").click()
        page.locator(".wrong").wait_for()
    elif place == "lost":
        page.goto("/decisions/none")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    return page


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing(visitor: Any, place: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = go(visitor, place, width)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, "the page must not scroll sideways"


@pytest.mark.parametrize("place", PLACES)
def test_our_own_gate_lets_it_through(visitor: Any, place: str) -> None:
    page = go(visitor, place, 1280)
    html = page.content()
    if place in ("answer", "decision", "review"):  # what it quotes from the draft is the draft's
        html = page.evaluate(
            "document.querySelectorAll('pre, q, textarea, code').forEach(each => { each.textContent = 'some words'; });"
            "document.documentElement.outerHTML"
        )
        html = "<!DOCTYPE html>" + html
    (draft,) = read(html.encode(), f"{place}.html")
    result = Gate(Config()).judge(draft)
    assert [(finding.rule, finding.excerpt) for finding in result.findings if finding.severity != "note"] == []
