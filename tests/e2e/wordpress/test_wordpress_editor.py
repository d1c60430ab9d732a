"""The block editor in Chromium: block, fix, publish; override with a reason; the service away."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from real_service import SECRET

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and find_spec("playwright")), reason="Chromium, or the Python package playwright, is not installed"
)
BAD_WORDS = "Please vote for the Labour Party on Thursday"
GOOD_WORDS = "Flu clinics open at the library on Monday"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_READY = "window.wp && wp.data && wp.data.select('core/editor') && wp.data.select('core/editor').getCurrentPostId()"
_LOCKED = "wp.data.select('core/editor').isPostSavingLocked()"
PUBLISH = ".editor-post-publish-panel__header-publish-button button"


class Editor:
    """A page of Chromium with the block editor."""

    def __init__(self, page: Any, site: Any) -> None:
        self.page = page
        self.site = site

    def open(self, *words: str) -> int:
        """A new post with paragraphs; its id."""
        self.page.goto(self.site.url + "/wp-admin/post-new.php", wait_until="domcontentloaded")
        self.page.wait_for_function(_READY, timeout=60_000)
        self.page.evaluate(
            """words => {
                const preferences = wp.data.dispatch('core/preferences');
                if (preferences) {
                    for (const scope of ['core/edit-post', 'core']) preferences.set(scope, 'welcomeGuide', false);
                }
                wp.data.dispatch('core/editor').editPost({title: 'News of the week'});
                const blocks = words.map(content => wp.blocks.createBlock('core/paragraph', {content}));
                wp.data.dispatch('core/block-editor').insertBlocks(blocks);
            }""",
            list(words),
        )
        return int(self.page.evaluate("wp.data.select('core/editor').getCurrentPostId()"))

    def press_publish(self) -> None:
        self.page.click(".editor-post-publish-panel__toggle")

    def verdict(self, verdict: str, allowed: bool) -> Any:
        found = f".neutral-gate-panel [data-verdict={verdict}][data-allowed={str(allowed).lower()}]"
        return self.page.wait_for_selector(found, timeout=60_000)

    def write(self, number: int, words: str) -> None:
        self.page.evaluate(
            """([number, content]) => {
                const block = wp.data.select('core/block-editor').getBlocks()[number];
                wp.data.dispatch('core/block-editor').updateBlockAttributes(block.clientId, {content});
            }""",
            [number, words],
        )

    def wait_until(self, status: str, post_id: int) -> None:
        self.page.wait_for_function(
            f"wp.data.select('core/editor').getCurrentPost().status === '{status}'", timeout=60_000
        )
        assert self.site.status(post_id) == status

    def picture(self, name: str) -> None:
        """Keeps a picture of the screen where somebody wants to look at it."""
        folder = os.environ.get("NEUTRAL_GATE_SCREENSHOTS")
        if folder:
            version = "debian" if "debian" in str(self.site.folder) else "newer"
            self.page.wait_for_timeout(400)
            self.page.screenshot(path=Path(folder) / f"{version}-{name}.png")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


def editor_of(site: Any, chromium: Any, user: str) -> Iterator[Editor]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(site.url + "/wp-login.php")
    page.fill("#user_login", user)
    page.fill("#user_pass", user + "pass")
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.click("#wp-submit")
    yield Editor(page, site)
    context.close()


@pytest.fixture
def editor(site: Any, chromium: Any) -> Iterator[Editor]:
    """The editor of a person who may override."""
    yield from editor_of(site, chromium, "editor")


def test_block_fix_publish(editor: Editor) -> None:
    post_id = editor.open("The market is on Saturday.", BAD_WORDS + ".")
    assert not editor.page.evaluate(_LOCKED)
    editor.press_publish()
    panel = editor.verdict("block", allowed=False)
    assert "vote for the Labour Party" in panel.inner_text()
    assert editor.page.evaluate(_LOCKED)
    button = editor.page.locator(PUBLISH).first
    assert button.is_disabled() or button.get_attribute("aria-disabled") == "true"
    editor.picture("block")
    editor.page.locator(".neutral-gate-finding.is-block >> text=Show in the text").first.click()
    chosen = "wp.data.select('core/block-editor').getSelectedBlock().attributes.content"
    assert BAD_WORDS in str(editor.page.evaluate(f"String({chosen})"))
    editor.write(1, GOOD_WORDS + ".")
    editor.verdict("pass", allowed=True)
    assert not editor.page.evaluate(_LOCKED)
    editor.picture("pass")
    editor.page.locator(PUBLISH).first.click()
    editor.wait_until("publish", post_id)
    assert editor.site.readable(GOOD_WORDS, post_id)


def test_the_lock_goes_when_the_panel_closes_and_the_draft_can_be_saved(editor: Editor) -> None:
    post_id = editor.open(BAD_WORDS + ".")
    editor.press_publish()
    editor.verdict("block", allowed=False)
    editor.page.evaluate(
        "(wp.data.dispatch('core/editor').closePublishSidebar"
        " || wp.data.dispatch('core/edit-post').closePublishSidebar)()"
    )
    editor.page.wait_for_function(f"!({_LOCKED})")
    editor.page.evaluate("wp.data.dispatch('core/editor').savePost()")
    editor.wait_until("draft", post_id)
    assert BAD_WORDS in editor.site.words_of(post_id)


def test_a_script_that_opens_the_lock_is_refused_by_the_server(editor: Editor) -> None:
    post_id = editor.open(BAD_WORDS + ".")
    editor.page.evaluate(
        """async () => {
            wp.data.dispatch('core/editor').editPost({status: 'publish'});
            await wp.data.dispatch('core/editor').savePost();
        }"""
    )
    editor.page.wait_for_selector("text=Neutral Gate stopped this")
    editor.picture("refused")
    facts = editor.site.facts(post_id)
    assert facts["status"] == "draft"  # not an "auto-draft", which WordPress would throw away
    assert BAD_WORDS in facts["content"]
    assert not editor.site.readable(BAD_WORDS, post_id)
    assert BAD_WORDS in editor.page.evaluate("wp.data.select('core/editor').getEditedPostContent()")


def test_override_with_a_reason(editor: Editor, service: Any) -> None:
    post_id = editor.open(BAD_WORDS + ".")
    editor.press_publish()
    editor.verdict("block", allowed=False)
    panel = editor.page.locator(".neutral-gate-panel")
    panel.locator("summary", has_text="Publish all the same").click()
    panel.locator("select").select_option("advice-taken")
    panel.locator("textarea").fill("Too short.")
    panel.locator("button", has_text="Override the gate").click()
    panel.locator("[role=alert]").wait_for()
    reason = f"The monitoring officer agreed on the phone about post {post_id}."
    panel.locator("textarea").fill(reason)
    editor.picture("override")
    panel.locator("button", has_text="Override the gate").click()
    editor.verdict("block", allowed=True)
    editor.page.locator(PUBLISH).first.click()
    editor.wait_until("publish", post_id)
    assert reason in service.exported()


def test_service_away_in_a_window_and_outside(editor: Editor, service: Any) -> None:
    site = editor.site
    site.settings(url="http://127.0.0.1:9", secret=SECRET)
    site.know(inside=True)
    post_id = editor.open(GOOD_WORDS + ".")
    editor.press_publish()
    editor.verdict("none", allowed=False)
    editor.picture("away-inside")
    assert site.status(post_id) != "publish"
    site.know(inside=False)
    editor.write(0, GOOD_WORDS + " at nine.")
    editor.verdict("none", allowed=True)
    editor.picture("away-outside")
    editor.page.locator(PUBLISH).first.click()
    editor.wait_until("publish", post_id)


def test_without_the_capability_no_override_is_offered(site: Any, chromium: Any) -> None:
    for editor in editor_of(site, chromium, "admin"):
        editor.open(BAD_WORDS + ".")
        editor.press_publish()
        panel = editor.verdict("block", allowed=False)
        assert "Publish all the same" not in panel.inner_text()
