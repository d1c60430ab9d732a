"""The pages in a browser: what people do there, with and without JavaScript, at the desk and on a phone."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

DRAFT = """Our spring newsletter

Vote for the Green Party candidate, Isolde Quarrington, on 6 May.

The flu clinic is open on Monday from 9am."""
CLEAN = "The flu clinic is open on Monday from 9am. Call us to book a place."
REASON = "The old page names the wrong clinic, and people go to the wrong place."


def check(page: Page, words: str, again: bool = False) -> None:
    page.get_by_label("Your words" if again else "Paste your words here").fill(words)
    page.get_by_role("button", name="Check it").click()
    page.locator("#verdict").wait_for()


def ask(page: Page, deadline: str = "2027-04-21T10:00") -> None:
    """Checks the draft and asks for an override."""
    check(page, DRAFT)
    page.locator("summary", has_text="Must it go out as it is?").click()
    page.get_by_label("It puts right something that is wrong.").check()
    page.get_by_label("The reason in your own words").fill(REASON)
    page.get_by_label("A colleague must agree before").fill(deadline)
    page.get_by_role("button", name="Ask a colleague to agree").click()
    page.locator("#state").wait_for()


def word_file(*paragraphs: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    return file.getvalue()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pasted_draft_comes_back_with_marks_and_reasons(visitor: Any, site: Any, scripts: bool) -> None:
    page = visitor("ada", scripts=scripts)
    check(page, DRAFT)
    assert page.locator("#verdict").inner_text() == "Do not publish this as it is"
    marked = page.locator("pre mark.block").first
    assert "Vote for" in marked.inner_text()
    first = page.locator("ol.findings > li").first
    assert "neutrality/vote-advocacy" in first.inner_text()
    assert "Take the sentence out." in first.inner_text()
    page.locator("ol.findings > li a[href^='#mark-']").first.click()
    assert page.url.endswith(marked.get_attribute("id"))
    check(page, CLEAN, again=True)
    assert page.locator("#verdict").inner_text() == "Nothing was found"
    rows = site.services.log.decisions().items
    assert [row.verdict for row in rows[:2]] == ["pass", "block"]
    assert {row.actor for row in rows[:2]} == {"ada"}
    assert rows[1].text is None


def test_a_word_file_is_read_with_its_words_marked(
    visitor: Any, site: Any, draft_file: Callable[[str, bytes], Path]
) -> None:
    page = visitor("ada")
    path = draft_file("spring letter.docx", word_file("Vote for the Green Party on 6 May.", CLEAN))
    page.get_by_label("Or choose a file").set_input_files(path)
    assert page.locator("#file-chosen").inner_text() == "Chosen: spring letter.docx"
    page.get_by_role("button", name="Check it").click()
    page.locator("#verdict").wait_for()
    assert "Vote for the Green Party" in page.locator("pre").first.inner_text().replace("1", "").replace("2", "")
    assert site.services.log.decisions().items[0].name == "spring letter.docx"
    assert "Vote for the Green Party on 6 May." in page.get_by_label("Your words").input_value()


def test_a_picture_is_looked_at(visitor: Any, draft_file: Callable[[str, bytes], Path]) -> None:
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (640, 480), "white").save(picture, "PNG")
    page = visitor("ada")
    page.get_by_label("Or choose a file").set_input_files(draft_file("poster.png", picture.getvalue()))
    page.get_by_role("button", name="Check it").click()
    page.locator("#verdict").wait_for()
    assert "access/" in page.locator("main").inner_text()


def test_a_file_that_is_dropped_is_chosen(visitor: Any) -> None:
    page = visitor("ada")
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["Vote for the Green Party."], "note.txt", {type: "text/plain"}));
          document.getElementById("drop").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
        }"""
    )
    assert page.locator("#file-chosen").inner_text() == "Chosen: note.txt"
    page.get_by_role("button", name="Check it").click()
    assert page.locator("#verdict").inner_text() == "Do not publish this as it is"


def test_what_cannot_be_read_says_so_and_keeps_the_words(
    visitor: Any, draft_file: Callable[[str, bytes], Path]
) -> None:
    page = visitor("ada")
    page.get_by_label("Paste your words here").fill(CLEAN)
    page.get_by_label("Or choose a file").set_input_files(draft_file("old.doc", b"\xd0\xcf\x11\xe0" + bytes(600)))
    page.get_by_role("button", name="Check it").click()
    assert "There are words in the box, and a file." in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Paste your words here").input_value() == CLEAN
    page.get_by_label("Paste your words here").fill("")
    page.get_by_label("Or choose a file").set_input_files(draft_file("old.doc", b"\xd0\xcf\x11\xe0" + bytes(600)))
    page.get_by_role("button", name="Check it").click()
    assert "old Word document" in page.get_by_role("alert").inner_text()


def test_a_second_person_signs_an_override_off(visitor: Any, site: Any) -> None:
    author, reviewer = visitor("ada"), visitor("bea")
    ask(author)
    assert "Waiting" in author.locator("#state").inner_text()
    assert author.get_by_role("button", name="I agree").count() == 0
    assert "somebody else must decide" in author.locator("main").inner_text()
    reviewer.goto("/reviews")
    assert REASON in reviewer.locator("main").inner_text()
    reviewer.locator("main h3 a").first.click()
    reviewer.get_by_role("button", name="I agree: it may go out").click()
    assert "Agreed" in reviewer.locator("#state").inner_text()
    newest = site.services.log.decisions().items[0]
    assert [(each.actor, each.second_person, each.reason) for each in newest.overrides] == [("ada", "bea", REASON)]
    author.goto(f"/decisions/{newest.id}")
    assert "signed off by bea" in author.locator("main").inner_text()


def test_a_reviewer_may_say_no(visitor: Any, site: Any) -> None:
    author, reviewer = visitor("ada"), visitor("bea")
    ask(author)
    reviewer.goto(author.url)
    reviewer.get_by_label("What you want to say").fill("Name no candidate.")
    reviewer.get_by_role("button", name="No: it must not go out").click()
    assert "It is not published." in reviewer.locator("main").inner_text()
    author.reload()
    assert "Name no candidate." in author.locator("main").inner_text()
    assert site.services.log.decisions().items[0].overrides == ()


def test_who_comes_too_late_finds_that_it_is_not_published(visitor: Any, site: Any) -> None:
    author, reviewer = visitor("ada"), visitor("bea")
    before = site.clock.moment
    ask(author, "2027-04-20T12:00")
    reviewer.goto(author.url)
    site.clock.move(hours=3)
    try:
        reviewer.get_by_role("button", name="I agree: it may go out").click()
        assert "The deadline of this review is over." in reviewer.get_by_role("alert").inner_text()
        assert reviewer.locator("#state").inner_text() == "Too late: not published"
        assert site.services.log.decisions().items[0].overrides == ()
        reviewer.goto("/reviews")
        assert "Too late: not published" in reviewer.get_by_role("region", name="Done").inner_text()
    finally:
        site.clock.moment = before


def test_the_periods_of_today_and_what_comes_next(visitor: Any) -> None:
    page = visitor("cleo")
    page.goto("/windows")
    words = page.locator("main").inner_text()
    assert "Local and mayoral elections in England, 6 May 2027" in words.split("What comes next")[0]
    assert "Local and mayoral elections in England, 4 May 2028" in words.split("What comes next")[1]
    page.get_by_label("Another day").fill("2027-07-01")
    page.get_by_role("button", name="Show that day").click()
    assert "No election period is on." in page.locator("main").inner_text()
    page.goto("/windows?day=soon")
    assert "“soon” is not a day." in page.get_by_role("alert").inner_text()


def test_decisions_can_be_filtered(visitor: Any) -> None:
    page = visitor("ada")
    check(page, DRAFT)
    check(page, CLEAN, again=True)
    page.goto("/decisions")
    page.get_by_label("What the gate said").select_option("pass")
    page.get_by_role("button", name="Show these").click()
    tags = page.locator("td .tag").all_inner_texts()
    assert tags
    assert set(tags) == {"pass"}
    page.goto("/decisions?actor=nobody")
    assert "No decision fits these filters." in page.locator("main").inner_text()
    page.goto("/decisions?since=never")
    assert "“never” is not a day." in page.get_by_role("alert").inner_text()


def test_each_list_of_people_has_its_age(visitor: Any) -> None:
    page = visitor("cleo")
    page.goto("/people")
    words = page.locator("main").inner_text()
    assert "people.csv" in words
    assert "19 days old, of 1 April 2027." in words


def test_a_person_changes_their_own_password(visitor: Any, site: Any) -> None:
    old, new = "three-random-words-here", "three-other-random-words"
    site.services.users.add("dot", old, "reader", "Dot")
    page, other = visitor("dot"), visitor("dot")
    page.get_by_role("link", name="Dot: your account").click()
    page.get_by_label("Your old password").fill("not this one")
    page.get_by_label("Your new password", exact=True).fill(new)
    page.get_by_label("Your new password again").fill(new)
    page.get_by_role("button", name="Change it").click()
    page.get_by_role("link", name="The old password is not right.").click()
    page.keyboard.type(old)  # the link leads to the field
    page.get_by_label("Your new password", exact=True).fill(new)
    page.get_by_label("Your new password again").fill(new)
    page.keyboard.press("Enter")
    page.get_by_text("You have a new password.").wait_for()
    other.goto("/decisions")
    assert other.url.endswith("/sign-in?next=/decisions")


def test_a_wrong_address_leads_on(visitor: Any, site: Any) -> None:
    page = visitor("ada")
    answer = page.goto("/decision")
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("link", name="Go to the start page").click()
    page.wait_for_url(site.url + "/")


def test_a_reader_may_look_but_not_check(visitor: Any) -> None:
    page = visitor("cleo")
    assert page.get_by_label("Paste your words here").count() == 0
    assert "not check drafts" in page.locator("main").inner_text()


def test_the_keyboard_alone_is_enough(visitor: Any) -> None:
    page = visitor("ada")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the main part"
    page.keyboard.press("Enter")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
        if seen[-1] == "text":
            page.keyboard.type(DRAFT)
    assert {"text", "format", "kind", "file", "SUMMARY", "BUTTON"} <= set(seen)
    page.get_by_role("button", name="Check it").focus()
    page.keyboard.press("Enter")
    assert page.locator("#verdict").inner_text() == "Do not publish this as it is"
