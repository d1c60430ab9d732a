"""Headings: their order, their length, and bold lines that only look like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from neutral_gate.model.page import Element, Text
from neutral_gate.rules.access.controls import HEADINGS, of_kind
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.roles import explicit_role
from neutral_gate.rules.access.survey import PART
from neutral_gate.text.word_lists import phrase_set, word_set

if TYPE_CHECKING:
    from neutral_gate.rules.access.typeset import Typeset

_LONGEST = 65
"""Letters of a page's main heading, spaces included (NHS service manual)."""
_LONGEST_ANY = 120
_DEEPEST = 6
"""Level of headings that HTML has; some screen readers take a deeper one for 2 (WAI-ARIA Authoring Practices)."""
_LEAST_WORDS = 300
"""Words from which a page without any heading is hard to find one's way in."""
_VAGUE = phrase_set(
    "untitled|heading|headline|title|subtitle|subheading|sub heading|section|section title|text|new section|lorem ipsum"
    "|click here|read more|more|test|placeholder|tbc|your heading here|add heading|heading text|page|new page"
)
_VAGUE_TITLE = _VAGUE | phrase_set(
    "home|homepage|home page|index|document|new document|untitled document|untitled page|untitled 1|page title|web page"
    "|website|default|page 1|new page 1|microsoft word|blank page|my page|site|react app|vite app|no title|(no title)"
    "|insert title here|insert title|title here|add title|your title here"
)
_FILE = late(r"[\w-]+\.(?:html?|php|aspx?|docx?|pdf|md)", re.IGNORECASE)
_MAKES_HEADING = ("respecConfig", "respec-w3c")
"""A script that writes the main heading from the title."""
_FAKE_ENDS = (".", ",", ";", "!", "?", "-", "–", "—")
_PLACES = frozenset(
    {"td", "th", "li", "blockquote", "figure", "label", "button", "a", "nav", "footer", "dd", "dt", "aside"}
)
_FOLLOWS = frozenset({"p", "ul", "ol", "dl", "div", "table", "blockquote", "figure", "img"})


def headings(view: PageView) -> Iterator[Found]:
    """The headings of a page, in order."""
    level = 0
    mains = 0
    any_heading = False
    for heading in of_kind(view, "heading"):
        any_heading = True
        its = _level(heading)
        name = view.names.name(heading)
        if level and its > level + 1:
            yield view.found_text("heading-skipped", heading, name, before=level, level=its)
        level = its
        if its > _DEEPEST:
            yield view.found("heading-deep", heading, attribute="aria-level", level=its)
        if its == 1:
            mains += 1
            if mains > 1 and view.survey.whole and not _in_article(heading):
                yield view.found_text("heading-second-main", heading, name)
        if len(name) > (_LONGEST if its == 1 else _LONGEST_ANY):
            yield view.found_text("heading-long", heading, name, letters=len(name))
        plain = name.casefold().strip(" .:!")
        if plain in _VAGUE and not _is_named(heading, plain):
            yield view.found_text("heading-vague", heading, name)
    if view.survey.whole and not mains and any(mark in view.survey.page.source for mark in _MAKES_HEADING):
        mains = 1
    if view.survey.whole and any_heading and not mains and not view.survey.templated:
        yield view.found("heading-main-none", of_kind(view, "heading")[0])
    if view.survey.whole and not any_heading and len(view.survey.words.split()) >= _LEAST_WORDS:
        yield view.found("heading-none", next(iter(view.survey.get("body")), view.survey.elements[0]))
    yield from _fake(view)
    yield from _title(view)


def _level(heading: Element) -> int:
    if "aria-level" in heading.attributes:
        written = heading.get("aria-level").strip()
        if written.isdecimal() and int(written) > 0:
            return int(written)
    return int(heading.tag[1]) if heading.tag in HEADINGS else 2


def _is_named(heading: Element, plain: str) -> bool:
    """True where the id goes on in words, such as "text-colours" for "Text": the heading was meant, not left over."""
    begun, _, rest = heading.get("id").casefold().partition(plain.replace(" ", "-") + "-")
    return not begun and rest.replace("-", "").isalpha()


def _in_article(heading: Element) -> bool:
    return any(around.tag in ("article", "section", "svg", "template") for around in heading.ancestors())


def _fake(view: PageView) -> Iterator[Found]:
    """Paragraphs that are one short bold line, or set like a heading, before text."""
    sized = not view.styles.properties.isdisjoint({"font", "font-size", "font-weight"}) or "size" in view.survey.having
    typeset = view.typeset if sized else None
    bold = {around for each in view.survey.get("b", "strong") for around in _paragraph_of(each)}
    for paragraph in view.survey.get("p", "div") if sized else sorted(bold, key=lambda each: each.start):
        if not (typeset and _is_big(paragraph, typeset)) and not (paragraph in bold and _only_bold(paragraph)):
            continue
        if explicit_role(paragraph) == "heading":
            continue
        text = paragraph.text()
        if text.endswith(":") and text.count(" ") > 4:
            continue  # a sentence that leads on to a list
        if not 3 <= len(text) <= 100 or text.endswith(_FAKE_ENDS) or not re.search(r"[^\W\d_]{3}", text):
            continue
        if not view.visibility.heard(paragraph) or any(around.tag in _PLACES for around in paragraph.ancestors()):
            continue
        following = _next(paragraph)
        if following is None or following.tag not in _FOLLOWS or _only_bold(following) is not None:
            continue
        if typeset and _is_smaller(paragraph, following, typeset):
            continue
        if len(following.text()) > len(text) or following.tag in ("ul", "ol", "dl", "table"):
            yield view.found_text("heading-fake", paragraph, text)


def _paragraph_of(bold: Element) -> Iterator[Element]:
    """The paragraph around a bold element, where no other block stands between."""
    for around in bold.ancestors():
        if around.tag == "p":
            yield around
        if around.tag not in ("span", "u", "font", "em", "i"):
            return


def _only_bold(paragraph: Element) -> Element | None:
    """The bold element that is all a paragraph holds, else None."""
    held = [
        child
        for child in paragraph.children
        if isinstance(child, Element) or (isinstance(child, Text) and child.data.strip())
    ]
    if len(held) != 1 or not isinstance(held[0], Element):
        return None
    only = held[0]
    if only.tag in ("b", "strong"):
        return None if any(True for _ in only.elements("a", "img", "input", "button")) else only
    return _only_bold(only) if only.tag in ("span", "u", "font", "em", "i") else None


def _is_big(paragraph: Element, typeset: Typeset) -> bool:
    inner = None
    for child in paragraph.children:
        if type(child) is Element:
            if child.tag not in ("b", "strong", "span", "font"):
                return False
            inner = inner or child
    own = paragraph.parent
    if own is None:
        return False
    big = typeset.stands_out(paragraph, own)
    if inner is not None:
        inner_big = typeset.stands_out(inner, own)
        if inner_big != big and inner.text() == paragraph.text():
            big = inner_big
    if not big and inner is None and paragraph.tag == "p":
        big = typeset.of(paragraph).bold and not typeset.of(own).bold
    return big and paragraph.text() != ""


def _is_smaller(paragraph: Element, following: Element, typeset: Typeset) -> bool:
    """True where the largest text of a paragraph is smaller than the text that follows, as no heading is."""
    around = typeset.of(following).size
    return all(typeset.of(each).size < around for each in (paragraph, *paragraph.elements()))


def _next(element: Element) -> Element | None:
    """The element that follows, with nothing but white space between."""
    if element.parent is None:
        return None
    passed = False
    for child in element.parent.children:
        if child is element:
            passed = True
        elif passed:
            if isinstance(child, Element):
                return child
            if isinstance(child, Text) and child.data.strip():
                return None
    return None


def _title(view: PageView) -> Iterator[Found]:
    """Titles of whole documents that name no page."""
    if not view.survey.whole:
        return
    title = next((each for each in view.survey.get("title") if each not in view.survey.drawn), None)
    text = title.text() if title is not None else ""
    if title is None or not text:
        return
    if text.casefold().strip(" .:-|") in _VAGUE_TITLE or _FILE.fullmatch(text):
        yield view.found_text("title-vague", title, text)
        return
    ours = _stems(text)
    mains = [each for each in of_kind(view, "heading") if _level(each) == 1]
    if ours and not _is_said(ours, view) and len(view.survey.words.casefold().replace(PART, " ")) > 20:
        yield view.found_text("title-unlike", title, text, "No word of this title is on the page.")
    elif mains and ours:
        main = _stems(view.names.name(mains[0]))
        if ours < main and len(main - ours) >= max(2, len(ours)):
            yield view.found_text("title-unlike", title, text, "The title says less than the main heading of the page.")


def _is_said(stems: set[str], view: PageView) -> bool:
    """True where a text of the page has one of the stems; mostly one of the first texts does.

    Buttons and pictures have their words in attributes.
    """
    for text in view.survey.texts:
        folded = text.data.casefold()
        if any(stem in folded for stem in stems):
            return True
    for name in ("value", "alt", "aria-label"):
        for element in view.survey.having.get(name, ()):
            folded = element.get(name).casefold()
            if any(stem in folded for stem in stems):
                return True
    return False


def _stems(text: str) -> set[str]:
    """The first letters of the words that carry meaning, so that "harvest" and "harvesting" count as one."""
    return {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold()) if word not in _SMALL}


_SMALL = word_set("this that with from have been will your what when page example passed failed which their there")
