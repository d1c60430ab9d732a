"""Text whose language is not the one that the page says: a screen reader would read it out in the wrong voice."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.model.page import Comment, Element, Text
from neutral_gate.rules.access.languages import is_language, other_language
from neutral_gate.rules.access.page_view import Found, PageView

_LEAST_PAGE = 3
_LEAST_PART = 2
"""Common words of the other language that are enough; a part that has a tag of its own is rarely left to chance."""
_ENOUGH = 1500
"""Letters: as many as a language needs to show itself."""


def other_languages(view: PageView) -> Iterator[Found]:
    """The page and its parts whose words are clearly in another language than their `lang` says."""
    root = next(iter(view.survey.get("html")), None)
    if view.survey.whole and root is not None and is_language(root.get("lang")):
        other = other_language(_words(root, view), root.get("lang"), least=_LEAST_PAGE)
        if other:
            yield view.found("page-language-other", root, attribute="lang", seems=other)
    for element in view.survey.having.get("lang", ()):
        if element is root or not is_language(element.get("lang")) or element in view.survey.drawn:
            continue
        other = other_language(_words(element, view), element.get("lang"), least=_LEAST_PART)
        if other:
            yield view.found("part-language-other", element, attribute="lang", seems=other)


def _words(element: Element, view: PageView) -> str:
    """The words for which the `lang` of an element holds: its text and alt texts without parts that have their own."""
    parts: list[str] = []
    length = 0
    stack: list[Element | Text | Comment] = [element]
    while stack and length < _ENOUGH:
        node = stack.pop()
        if type(node) is Text:
            data = node.data
            parts.append(data)
            length += len(data)
            continue
        if type(node) is not Element:
            continue
        if node is not element and (node.attributes.get("lang") or node.tag in ("code", "pre")):
            continue
        unseen = node.tag in ("head", "script", "style", "template", "svg") or not view.visibility.shown(node)
        if unseen and node is not element:
            continue
        if node.tag == "img":
            parts.append(" " + view.names.name(node) + " ")
        parts.append(" ")
        stack += node.children[::-1]
    return "".join(parts)
