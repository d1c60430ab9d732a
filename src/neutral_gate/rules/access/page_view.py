"""All that the checks ask about a page, and the form of what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from neutral_gate.model import Draft, Span
from neutral_gate.model.page import Element, Page
from neutral_gate.model.records import NamedTuple
from neutral_gate.rules.access.names import Names
from neutral_gate.rules.access.styles import Styles
from neutral_gate.rules.access.survey import Survey
from neutral_gate.rules.access.visibility import Visibility

if TYPE_CHECKING:
    from neutral_gate.rules.access.typeset import Typeset

_LONGEST_EXCERPT = 120


class Found(NamedTuple):
    """Something that a check found.

    Attributes:
        rule: Id of the rule without its family.
        where: Its place in the source.
        excerpt: The words or the markup at fault.
        message: What to say in place of the rule's message, or "".
        evidence: What it rests on.
    """

    rule: str
    where: Span
    excerpt: str
    message: str
    evidence: dict[str, object]


class PageView:
    """A page together with what is known of it; each part is worked out when a check first asks.

    Args:
        draft: The draft.
        page: Its page.

    Attributes:
        survey: Its elements.
        styles: Its styles.
        visibility: Who gets to see and hear what.
        kinds: Elements by kind, as `controls.of_kind` found them.
        links: Links with names and addresses, as `controls.links_of` found them.
    """

    def __init__(self, draft: Draft, page: Page) -> None:
        self.draft = draft
        self.survey = Survey(page, draft.whole_document)
        self.styles = Styles(self.survey)
        self.visibility = Visibility(self.survey, self.styles)
        self.kinds: dict[str, list[Element]] = {}
        self.links: list[tuple[Element, str, str]] | None = None

    @cached_property
    def names(self) -> Names:
        """Accessible names."""
        return Names(self.survey, self.visibility)

    @cached_property
    def typeset(self) -> Typeset:
        """How text is set."""
        from neutral_gate.rules.access.typeset import Typeset

        return Typeset(self.styles)

    def heard(self, *tags: str) -> Iterator[Element]:
        """The elements of these names that are in the accessibility tree."""
        heard = self.visibility.heard
        return (element for element in self.survey.get(*tags) if heard(element))

    def found(self, rule: str, element: Element, message: str = "", attribute: str = "", **evidence: object) -> Found:
        """A finding about an element.

        Args:
            rule: Id of the rule without its family.
            element: The element at fault.
            message: What to say in place of the rule's message.
            attribute: The attribute at fault; the finding then stands at its value, else at the start tag.
            evidence: What it rests on, beside the name of the element.
        """
        if attribute and attribute in element.attributes:
            where = element.value_span(attribute)
            excerpt = element.attributes[attribute]
        else:
            where = _start_tag(element)
            excerpt = element.source[where.start : where.end]
        return Found(rule, where, shortened(excerpt), message, {"element": element.tag, **evidence})

    def found_text(self, rule: str, element: Element, text: str, message: str = "", **evidence: object) -> Found:
        """A finding about the content of an element, whose words are the excerpt."""
        if element.close_start > element.open_end:
            where = Span(element.open_end, element.close_start)
        else:
            where = _start_tag(element)
        return Found(rule, where, shortened(text), message, {"element": element.tag, **evidence})


Check = Callable[[PageView], Iterator[Found]]


def _start_tag(element: Element) -> Span:
    """Its start tag; what Markdown writes without tags stands for itself, up to the end of its first line."""
    if element.open_end > element.start and element.place is None:
        return Span(element.start, element.open_end)
    line = element.source.find("\n", element.start, element.end)
    return Span(element.start, line if line > element.start else element.end)


def file_path(address: str) -> str:
    """An address without its query and its fragment."""
    return address.partition("?")[0].partition("#")[0]


def shortened(text: str) -> str:
    """The text with white space run together, cut to 120 letters."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_EXCERPT else f"{words[: _LONGEST_EXCERPT - 1]}…"
