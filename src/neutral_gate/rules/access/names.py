"""The accessible name of an element: what a screen reader calls it.

After "Accessible Name and Description Computation 1.2" and HTML-AAM: `aria-labelledby`, then `aria-label`, then what
HTML itself offers (alt, label, legend, caption, title of a drawing), then the content, then `title`. Hidden content
counts only where an id points at it.
"""

from __future__ import annotations

from functools import cached_property

from neutral_gate.model.page import Element, Text, squeeze
from neutral_gate.model.records import NamedTuple
from neutral_gate.rules.access.aria_tables import NAME_FROM_CONTENT
from neutral_gate.rules.access.roles import implicit_role, input_type, is_summary, like, role_of
from neutral_gate.rules.access.survey import Survey
from neutral_gate.rules.access.visibility import Visibility

_LABELLED = frozenset({"input", "select", "textarea", "button", "meter", "output", "progress"})
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
    }
    | {
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "img",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
    }
    | {"section", "summary", "table", "td", "th", "tr", "ul", "br", "input", "select", "textarea", "button"}
)
_SILENT = frozenset({"script", "style", "template", "noscript", "audio", "video", "iframe", "head", "meta", "link"})
_EMBEDDED = frozenset({"img", "svg", "input", "select", "textarea", "object", "embed", "canvas"})
"""Elements that say something else than their content where they stand in other content."""
_PLAINLY_NAMED = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6"})
_NAMES = frozenset({"role", "aria-label", "aria-labelledby", "xlink:title"})
_VALUES = {"submit": "Submit", "reset": "Reset"}
_HOLDS_VALUE = frozenset({"textbox", "searchbox", "combobox", "spinbutton", "slider", "listbox"})


class Name(NamedTuple):
    """An accessible name, and its source: "labelledby", "label", "host", "content", "title", "placeholder" or ""."""

    text: str
    source: str


class Names:
    """Works out accessible names.

    Args:
        survey: The page.
        visibility: Who gets to see and hear what.
    """

    def __init__(self, survey: Survey, visibility: Visibility) -> None:
        self._survey = survey
        self._visibility = visibility
        self._known: dict[Element, Name] = {}

    def name(self, element: Element) -> str:
        """The name, "" where there is none."""
        known = self._known.get(element)
        return known.text if known is not None else self.full(element).text

    def full(self, element: Element) -> Name:
        """The name and where it comes from."""
        known = self._known.get(element)
        if known is None:
            known = self._plain(element) or self._work_out(element)
            if not known.text.strip():  # non-breaking spaces are no name
                known = Name("", "")
            self._known[element] = known
        return known

    def seen(self, element: Element) -> str:
        """The words that stand visibly inside an element, without alt texts."""
        parts: list[str] = []
        self._collect(element, parts, seen=True)
        return squeeze("".join(parts))

    def labels(self, element: Element) -> list[Element]:
        """The `label` elements of a form control, in the order of the source."""
        if element.tag not in _LABELLED or (element.tag == "input" and input_type(element) == "hidden"):
            return []
        found = list(self._labels_for.get(element.get("id"), ())) if element.get("id") else []
        if found and self._survey.ids.get(element.get("id")) is not element:
            found = []
        for around in element.ancestors():
            if around.tag == "label":
                if "for" not in around.attributes and _first_control(around) is element:
                    found.append(around)
                break
        found.sort(key=lambda label: label.start)
        return found

    @cached_property
    def _labels_for(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for label in self._survey.having.get("for", ()):
            if label.tag == "label":
                found.setdefault(label.attributes["for"], []).append(label)
        return found

    @staticmethod
    def _plain(element: Element) -> Name | None:
        """The name of a link or heading that holds nothing but text, as most do; None for all others."""
        attributes = element.attributes
        if element.tag not in _PLAINLY_NAMED or not _NAMES.isdisjoint(attributes):
            return None
        if element.tag == "a" and "href" not in attributes:
            return None
        text = ""
        for child in element.children:
            if type(child) is not Text:
                return None
            text += child.data
        text = squeeze(text)
        return Name(text, "content") if text else None

    def _work_out(self, element: Element) -> Name:
        attributes = element.attributes
        if "aria-labelledby" in attributes:
            texts = [self._referenced(each, element) for each in self._survey.referenced(element, "aria-labelledby")]
            joined = squeeze(" ".join(texts))
            if joined:
                return Name(joined, "labelledby")
        label = squeeze(attributes["aria-label"]) if "aria-label" in attributes else ""
        if label:
            return Name(label, "label")
        host = self._host(element)
        if host:
            return Name(host, "host")
        if self._from_content(element):
            text = self._content(element)
            if text:
                return Name(text, "content")
        title = squeeze(attributes.get("title", ""))
        if title:
            return Name(title, "title")
        if element.tag in ("input", "textarea"):
            hint = squeeze(attributes.get("placeholder", ""))
            if hint:
                return Name(hint, "placeholder")
        hint = squeeze(attributes.get("aria-placeholder", ""))
        return Name(hint, "placeholder") if hint and role_of(element) in _HOLDS_VALUE else Name("", "")

    def _from_content(self, element: Element) -> bool:
        return self._natively_named(element) or like(role_of(element)) in NAME_FROM_CONTENT or is_summary(element)

    @staticmethod
    def _natively_named(element: Element) -> bool:
        return element.tag in ("a", "button") and implicit_role(element) in ("button", "link")

    def _host(self, element: Element) -> str:
        """The name that HTML itself gives."""
        tag, attributes = element.tag, element.attributes
        if tag in ("img", "area"):
            return squeeze(attributes.get("alt", ""))
        if tag == "input":
            kind = input_type(element)
            if kind == "image":
                return squeeze(attributes.get("alt", "")) or self._labelled(element)
            if kind in ("button", "submit", "reset"):
                return squeeze(attributes.get("value", _VALUES.get(kind, ""))) or self._labelled(element)
        if tag in _LABELLED:
            return self._labelled(element)
        if tag == "svg":
            return self._child_text(element, "title")
        if tag in ("fieldset", "table", "figure"):
            return self._child_text(element, {"fieldset": "legend", "table": "caption", "figure": "figcaption"}[tag])
        if tag == "optgroup":
            return squeeze(attributes.get("label", ""))
        if tag == "option" and attributes.get("label"):
            return squeeze(attributes["label"])
        if element in self._survey.drawn:
            return self._child_text(element, "title") or squeeze(attributes.get("xlink:title", ""))
        return ""

    def _labelled(self, element: Element) -> str:
        texts = []
        for label in self.labels(element):
            if self._visibility.heard(label) or not self._visibility.shown(label):
                texts.append(self._text(label, element) if self._visibility.shown(label) else "")
        return squeeze(" ".join(texts))

    def _child_text(self, element: Element, tag: str) -> str:
        for child in element.children:
            if isinstance(child, Element) and child.tag == tag:
                return child.text() if tag == "title" else self._content(child)
        return ""

    def _referenced(self, target: Element, asked_by: Element) -> str:
        """The text of an element that an id points at, hidden or not."""
        label = squeeze(target.get("aria-label"))
        if label:
            return label
        if target is asked_by:
            return self._host(target) or self._content(target)
        host = self._host(target)
        if host:
            return host
        text = self._content(target, hidden_too=not self._visibility.heard(target))
        return text or squeeze(target.get("title"))

    def _content(self, element: Element, *, hidden_too: bool = False) -> str:
        parts: list[str] = []
        self._collect(element, parts, hidden_too=hidden_too)
        return squeeze("".join(parts))

    def _text(self, label: Element, control: Element) -> str:
        """The text of a label without what stands in the control that it labels."""
        own = squeeze(label.get("aria-label"))
        if own:
            return own
        parts: list[str] = []
        self._collect(label, parts, skip=control)
        return squeeze("".join(parts))

    def _collect(
        self,
        element: Element,
        parts: list[str],
        *,
        hidden_too: bool = False,
        skip: Element | None = None,
        seen: bool = False,
        depth: int = 0,
    ) -> None:
        """Adds the text inside an element; at most 100 levels deep, which no name is."""
        if depth > 100:
            return
        for child in element.children:
            if type(child) is Text:
                parts.append(child.data)
            elif type(child) is Element and child is not skip and child.tag not in _SILENT:
                if not hidden_too and not (self._visibility.shown(child) if seen else self._visibility.heard(child)):
                    continue
                block = child.tag in _BLOCKS
                if block:
                    parts.append(" ")
                text = "" if seen else self._embedded(child)
                if text:
                    parts.append(text)
                elif child.tag not in ("select", "textarea", "svg"):
                    before = len(parts)
                    self._collect(child, parts, hidden_too=hidden_too, skip=skip, seen=seen, depth=depth + 1)
                    if not seen and "title" in child.attributes and not "".join(parts[before:]).strip():
                        parts.append(squeeze(child.attributes["title"]))
                if block:
                    parts.append(" ")

    def _embedded(self, element: Element) -> str:
        """What an element inside other content contributes in place of its own content."""
        attributes = element.attributes
        if "aria-labelledby" in attributes:
            texts = [self._brief(each) for each in self._survey.referenced(element, "aria-labelledby")]
            if any(texts):
                return squeeze(" ".join(texts))
        label = squeeze(attributes["aria-label"]) if "aria-label" in attributes else ""
        if label:
            return label
        tag = element.tag
        if tag not in _EMBEDDED:
            return ""
        if tag == "img":
            return self.full(element).text if role_of(element) != "none" else ""
        if tag == "svg":
            return self._child_text(element, "title") or squeeze(attributes.get("title", ""))
        if tag == "input":
            kind = input_type(element)
            if kind in ("button", "submit", "reset", "image"):
                return self._host(element)
            return squeeze(attributes.get("value", "")) if kind not in ("checkbox", "radio", "hidden") else ""
        if tag == "select":
            chosen = [each for each in element.elements("option") if "selected" in each.attributes]
            return " ".join(each.text() for each in chosen)
        if tag == "textarea":
            return element.text()
        if tag in ("object", "embed", "canvas"):
            return squeeze(attributes.get("title", ""))
        return ""

    @staticmethod
    def _brief(element: Element) -> str:
        return squeeze(element.get("aria-label")) or squeeze(element.get("alt")) or element.text()


def _first_control(label: Element) -> Element | None:
    for element in label.elements(*_LABELLED):
        if element.tag != "input" or input_type(element) != "hidden":
            return element
    return None
