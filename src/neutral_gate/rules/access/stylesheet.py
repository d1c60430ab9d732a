"""Style sheets, read as far as the checks need them: rules with simple conditions, in the order of the cascade.

Our own small reader, because it must give the same rules whichever HTML engine is in use, and in milliseconds: a page
may
hold a hundred kilobytes of styles of which the checks need a handful of properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from neutral_gate.model.records import NamedTuple
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.selectors import Selector, asked_of, selectors

USED = frozenset(
    {"display", "visibility", "opacity", "color", "background", "background-color", "background-image", "font", "clip"}
    | {"font-size", "font-weight", "font-style", "text-align", "text-transform", "text-decoration", "position", "top"}
    | {"left", "right", "bottom", "text-indent", "transform", "rotate", "text-shadow", "letter-spacing", "word-spacing"}
    | {"line-height", "text-decoration-line", "clip-path", "font-variant", "outline", "outline-style", "outline-width"}
    | {"overflow", "overflow-x", "-webkit-text-stroke", "width", "height"}
)
"""The properties that a check looks at; all others are dropped at once."""

_COMMENT = late(r"/\*(?>[^*]*(?:\*(?!/)[^*]*)*)(?:\*/|\Z)")
_STRING = r"\"(?>[^\"\\\n]*(?:\\.[^\"\\\n]*)*)\"|'(?>[^'\\\n]*(?:\\.[^'\\\n]*)*)'"
_PARTS = late(rf"[^{{}};\"']++|{_STRING}|[{{}};\"']", re.DOTALL)
_QUOTED = late(_STRING)
_NO_GROUPS = ("@font", "@page", "@counter", "@property")
_DECLARATION = late(rf"\s*([-\w]+)\s*:((?>(?:[^;\"'()]++|{_STRING}|\((?>(?:[^()\"']++|{_STRING}|\([^()]*+\))*)\))*))")
_IMPORTANT = late(r"!\s*important\s*$", re.IGNORECASE)
_WIDTH = late(r"\(\s*(min|max)-(?:device-)?width\s*:\s*([\d.]+)(px|em|rem)\s*\)")
_ORIENTATION = late(r"\(\s*orientation\s*:\s*(portrait|landscape)\s*\)")
_SCREEN_WIDTH = 1280
"""Width of the screen, in CSS pixels, for which conditions on the width are judged: the width WCAG zooms from."""


_SIZES = ("width", "height")
_NO_SIZE = ("0", "1px")
"""What the width and height of boxes for screen readers begin with; other widths and heights are dropped."""


class Declaration(NamedTuple):
    """One declared value."""

    value: str
    important: bool


class StyleRule(NamedTuple):
    """A selector with its declarations. `order` counts up through the page; `turned` names an orientation condition."""

    selector: Selector
    declarations: dict[str, Declaration]
    order: int
    turned: str


@lru_cache(maxsize=2048)
def declarations(text: str) -> dict[str, Declaration]:
    """The declarations of a `style` attribute or of a rule's block that a check looks at.

    A later one beats an earlier one, unless the earlier one alone is important.
    """
    found: dict[str, Declaration] = {}
    if "/*" in text:
        text = _COMMENT.sub(" ", text)
    for name, value in _pairs(text):
        if name in _SIZES and not value.startswith(_NO_SIZE):
            continue
        important = _IMPORTANT.search(value) if "!" in value else None
        if important is not None:
            value = value[: important.start()].rstrip()
        before = found.get(name)
        if value and not (before is not None and before.important and important is None):
            found[name] = Declaration(value, important is not None)
    return found


def _pairs(text: str) -> list[tuple[str, str]]:
    """The declarations of properties that a check looks at, as written."""
    found = []
    if '"' not in text and "'" not in text and "url(" not in text and "expression(" not in text:
        for part in text.split(";"):
            name, colon, value = part.partition(":")
            if not colon:
                continue
            name = name.strip().lower()
            if name in USED:
                if "(" in value or ")" in value:
                    break
                found.append((name, value.strip()))
            elif not name.replace("-", "").isalnum():
                break
        else:
            return found
    return [(match[1].lower(), match[2].strip()) for match in _DECLARATION.finditer(text) if match[1].lower() in USED]


def style_rules(css: str, order: int = 0, present: frozenset[str] | None = None) -> list[StyleRule]:
    """The rules of a style sheet that hold on a wide screen and set a property that a check looks at.

    Args:
        css: Its text.
        order: Number of the first rule.
        present: The ids and classes of a page ("#id", ".class"): rules that ask for others are left out.
    """
    found: list[StyleRule] = []
    for text, names, body, turned in _written(css):
        if present is not None and not present.issuperset(names):
            continue
        declared = declarations(body)
        if declared:
            for selector in selectors(text):
                found.append(StyleRule(selector, declared, order, turned))
                order += 1
    return found


@lru_cache(maxsize=64)
def _written(css: str) -> tuple[tuple[str, tuple[str, ...], str, str], ...]:
    """The rules of a style sheet as written: selector, names that it asks for, declarations, orientation.

    One for each selector. Pages of a site share theirs.
    """
    if "/*" in css:
        css = _COMMENT.sub(" ", css)
    strings = "".join(_QUOTED.findall(css))
    simple = "{" not in strings and "}" not in strings
    found = []
    for head, body, turned in _plain_blocks(css) if simple else _blocks(css):
        found += [(text, names, body, turned) for text, names in asked_of(head)]
    return tuple(found)


def _plain_blocks(css: str) -> Iterator[tuple[str, str, str]]:
    """What `_blocks` gives, quicker, for a style sheet without braces in strings."""
    conditions: list[str | None] = []
    for chunk in css.split("}")[:-1]:
        head, brace, body = chunk.partition("{")
        while brace:
            if ";" in head:
                head = _last_part(head)
            prelude = head.strip()
            if not prelude.startswith("@"):
                if None not in conditions:
                    yield prelude, body, " ".join(filter(None, conditions))
                break
            if prelude.startswith(_NO_GROUPS):
                break
            conditions.append(_condition(prelude))
            head, brace, body = body.partition("{")
        else:
            if conditions:
                conditions.pop()


def _last_part(head: str) -> str:
    """What stands after the last semicolon that is in no string."""
    parts = _PARTS.findall(head)
    if ";" not in parts:
        return head
    return "".join(parts[len(parts) - parts[::-1].index(";") :])


def _blocks(css: str) -> Iterator[tuple[str, str, str]]:
    """Selector list, declarations and orientation condition of each rule that may hold on a screen."""
    conditions: list[str | None] = []
    head: list[str] = []
    body: list[str] | None = None
    for part in _PARTS.findall(css):
        if body is not None:
            if part == "}":
                if None not in conditions:
                    yield "".join(head), "".join(body), " ".join(filter(None, conditions))
                head, body = [], None
            else:
                body.append(part)
        elif part == "{":
            prelude = "".join(head).strip()
            if prelude.startswith("@") and not prelude.startswith(_NO_GROUPS):
                conditions.append(_condition(prelude))
                head = []
            else:
                body = []
                if prelude.startswith("@"):
                    head = []
        elif part == "}":
            if conditions:
                conditions.pop()
            head = []
        elif part == ";":
            head = []
        else:
            head.append(part)


def _condition(prelude: str) -> str | None:
    """What a conditional group asks: "" where it holds on a screen, an orientation, or None where it does not hold."""
    words = prelude.lower()
    if not words.startswith("@media"):
        return "" if words.startswith(("@layer", "@supports")) else None
    asked = words[6:].strip()
    for query in asked.split(","):
        if "print" in query or "speech" in query or "prefers" in query or " not " in f" {query}":
            continue
        if "hover" in query or "forced-colors" in query or "height" in query:
            continue
        if all(_fits(*match.groups()) for match in _WIDTH.finditer(query)):
            turned = _ORIENTATION.search(query)
            return turned[1] if turned else ""
    return None


def _fits(which: str, number: str, unit: str) -> bool:
    width = float(number) * (1 if unit == "px" else 16)
    return width <= _SCREEN_WIDTH if which == "min" else width >= _SCREEN_WIDTH
