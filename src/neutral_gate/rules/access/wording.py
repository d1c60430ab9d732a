"""How text is set: capitals, italics, justified, underlined, tiny or moving text, and lists that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from neutral_gate.model import Span
from neutral_gate.model.page import Element, Text, squeeze
from neutral_gate.rules.access.kinds import Kind
from neutral_gate.rules.access.page_view import Found, PageView, shortened
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.stylesheet import Declaration
from neutral_gate.text.word_lists import word_set

if TYPE_CHECKING:
    from neutral_gate.rules.access.typeset import Typeset

_CAPITALS = late(
    r"[A-Z](?=[A-Z’'&-])(?<![\w@#/.-][A-Z])[A-Z’'&-]{1,40}+[.!?:]?[ \t\r\n]+"
    r"(?:(?>(?:(?:[A-Z&]|\d+)[ \t\r\n]+){0,2})[A-Z][A-Z’'&-]{1,40}+[.!?:]?[ \t\r\n]+){2,}[A-Z][A-Z’'-]+(?![\w@])"
)
_LEAST_CAPITALS = 15
"""Letters: four words in capitals of fewer letters are mostly abbreviations."""
_LONG_ITALICS = 120
"""Letters: about a sentence and a half."""
_SMALLEST = 10.05
"""CSS pixels below which text is hard to read for most people; 10 are too few."""
_SPACED = late(r"(?<!\S)(?:[A-Za-z][ \u00a0]){3,}[A-Za-z](?!\S)")
_LONE = late(rb" a a a")
"""Lone letters in a row: what all letters set apart must hold, in a text whose letters are all "a"."""
_PLAIN = bytes(97 if each < 128 and chr(each).isalpha() else 32 if each in (32, 160) else 0 for each in range(256))
"""Each letter of English as "a", each space as a space."""
_BULLET = late(r"\s*(?:[•·●▪◦‣∙○■□▸►✓✔➤➢]|[-–—*](?=\s))\s*\S")
_NUMBERED = late(r"\s*\(?(\d{1,2}|[a-hA-H])[.)]\s+\S")
_MAY_BE_MARKED = late(r"\s*(?:[^\w\s]|[\da-hA-H]{1,2}[.)])")
"""What all lines with one of these marks begin with, and few others do."""
_LINED = frozenset({"p", "div", "td", "li", "main", "section", "article", "body", "blockquote", "dd", "#document"})
_BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "form", "pre"}
)
_NOT_PROSE = frozenset({"code", "pre", "kbd", "samp", "script", "style", "textarea", "title", "math", "svg", "abbr"})
_OLD = frozenset({"font", "center", "big", "strike", "tt", "basefont", "acronym", "applet", "frameset"})
_DECORATES = late(r"blink|underline")
_SENSES = late(
    r"\b(?:click|press|choose|select|tap|follow|see|find|fill in|complete)\b[^.!?]{0,50}?"
    r"(?:\b(?:red|green|blue|yellow|orange|purple|pink|grey|gray|round|square|circular|rectangular|triangular|coloured)"
    r" (?:button|link|box|icon|tab|circle|square|arrow)"
    r"|\b(?:button|link|box|icon|menu|panel|form|navigation|column|tab)s? (?:on|to|at) (?:the|your) (?:right|left)\b)"
    r"|\b(?:fields?|items?|questions?|dates?|entries) (?:shown |marked |highlighted )?"
    r"in (?:red|green|blue|orange|bold red)\b",
    re.IGNORECASE,
)

_SPACES = late(r"(?<=\S)(?:\u00a0[ \u00a0]?){4,}(?=\S)")
_COLOURS = word_set(
    "red green blue yellow orange purple pink grey gray round square circular rectangular triangular coloured"
)
_SHAPES = (" button", " link", " box", " icon", " tab", " circle", " square", " arrow")
_SHOWS = frozenset({"text-decoration", "text-decoration-line", "text-transform", "font-style", "font-size", "font"})
"""The properties that may set text badly."""
_SETS = _SHOWS | {"text-align"}
_SIDES = ("the right", "the left", "your right", "your left", "in red", "in green", "in blue", "in orange", "bold red")


def wording(view: PageView) -> Iterator[Found]:
    """Text that is set so that many people find it hard to read."""
    yield from _in_texts(view)
    for element in view.survey.get("marquee", "blink"):
        if view.visibility.shown(element):
            yield view.found("moving-text", element)
    for element in view.survey.get(*_OLD):
        yield view.found("old-markup", element)
    for element in view.survey.get("em", "i"):
        if (
            element.end - element.start > _LONG_ITALICS
            and len(element.text()) > _LONG_ITALICS
            and not element.get("lang")
        ) and not _inside(element, "blockquote", "cite", "figcaption"):
            yield view.found_text("italics", element, element.text())
    for element in view.survey.get("u"):
        if element.text() and not _in_control(element, "a") and view.visibility.heard(element):
            yield view.found_text("underlined", element, element.text())
    yield from _lists(view)
    if not _SETS.isdisjoint(view.styles.properties) or "align" in view.survey.having:
        yield from _styled(view)


def _in_texts(view: PageView) -> Iterator[Found]:
    """What the words themselves show; most pages have nothing of the kind, and are searched only once."""
    shown = view.survey.words
    rules = [("capitals", _CAPITALS)]
    if "\u00a0\u00a0" in shown or "\u00a0 \u00a0" in shown:
        rules.append(("spaces-used", _SPACES))
    found: dict[tuple[int, str], re.Match[str]] = {}
    for rule, pattern in rules:
        for match in pattern.finditer(shown):
            found.setdefault((view.survey.text_at(match.start()), rule), match)
    plain = shown.encode("latin-1", "replace").translate(_PLAIN)
    for place in {view.survey.text_at(match.start()) for match in _LONE.finditer(plain)}:
        spaced = _SPACED.search(view.survey.texts[place].data)
        if spaced is not None:
            found[place, "spaced-letters"] = spaced
    for place in {view.survey.text_at(at) for at in _may_direct(shown)}:
        directed = _SENSES.search(view.survey.texts[place].data)
        if directed is not None:
            found[place, "sensory"] = directed
    for (place, rule), match in sorted(found.items(), key=lambda each: each[0][0]):
        if rule == "capitals" and sum(map(str.isalpha, match[0])) < _LEAST_CAPITALS:
            continue
        node = view.survey.texts[place]
        element = node.parent
        if not view.visibility.heard(element) or element.tag in _NOT_PROSE or _inside(element, *_NOT_PROSE):
            continue
        if rule != "sensory" or (element.tag != "q" and not _is_quoted(node.data, match.start())):
            yield _text_found(rule, node, match, element)


def _is_quoted(text: str, place: int) -> bool:
    """True inside quotation marks: an example, not a direction."""
    before = text[:place]
    if before.rstrip()[-1:] in ("‘", "'") or before.rfind("“") > before.rfind("”"):
        return True
    return before.count('"') % 2 == 1


def _may_direct(text: str) -> Iterator[int]:
    """Where a text has the words by which directions go; quicker than to try the pattern everywhere."""
    folded = text.lower()
    if len(folded) != len(text):  # a letter whose small form is longer would shift all places
        folded = "".join([letter.lower()[0] for letter in text])
    for word in _SIDES:
        at = folded.find(word)
        while at >= 0:
            yield at
            at = folded.find(word, at + 1)
    for word in _SHAPES:
        at = folded.find(word)
        while at >= 0:
            before = folded[max(at - 12, 0) : at].split()
            if before and before[-1] in _COLOURS:
                yield at
            at = folded.find(word, at + 1)


def _inside(element: Element, *tags: str) -> bool:
    return any(around.tag in tags for around in element.ancestors())


def _in_control(element: Element, *tags: str) -> bool:
    return any(around.tag in tags or around.get("role").strip().lower() == "link" for around in element.ancestors())


def _text_found(rule: str, node: Text, match: re.Match[str], element: Element) -> Found:
    """A finding about some words of a text; where the source writes them differently, it stands at the whole text."""
    where = Span(node.start, node.end)
    place = node.source.find(match[0], node.start, node.end)
    if place >= 0:
        where = Span(place, place + len(match[0]))
    return Found(rule, where, shortened(match[0]), "", {"element": element.tag})


def _lists(view: PageView) -> Iterator[Found]:
    """Paragraphs that are lists, or nothing at all."""
    seen: set[Element] = set()
    for mark in view.survey.get("br"):
        around = mark.parent
        if around is not None and around.tag in _LINED and around not in seen:
            seen.add(around)
            for lines, where in _runs(around):
                if len(lines) >= 2 and _is_list(lines):
                    text = " / ".join(lines)
                    yield Found("list-fake", where, shortened(text), "", {"element": around.tag})
    for element in view.survey.get("p"):
        children = element.children
        first = children[0].data if children and type(children[0]) is Text else ""
        if not first.strip() and not any(type(child) is not Text or child.data.strip() for child in children):
            if element.attributes.keys() <= {"style", "align"} and not _is_only_end(element, view):
                yield view.found("empty-paragraph", element)
        elif first and element not in seen and _marked(first):
            run = _run_of(element)
            seen.update(run)
            texts = [each.text() for each in run]
            if len(run) >= 2 and _is_list(texts):
                yield view.found_text("list-fake", element, " / ".join(texts))


def _is_only_end(element: Element, view: PageView) -> bool:
    """True for an end tag in a template: what closed its paragraph before may be no tag of the page at all."""
    return view.survey.templated and element.source.startswith("</", element.start)


def _run_of(element: Element) -> list[Element]:
    """A paragraph and those that follow it with the same kind of mark in front."""
    run = [element]
    kind = _marked(element.text())
    following = _sibling(element, 1)
    while following is not None and following.tag == "p" and kind and _marked(following.text()) == kind:
        run.append(following)
        following = _sibling(following, 1)
    return run


def _runs(element: Element) -> Iterator[tuple[list[str], Span]]:
    """The lines of each stretch of text between blocks, as line breaks cut it, and where the stretch stands."""
    lines, start, end = [""], -1, -1
    for child in element.children:
        if isinstance(child, Element) and child.tag in _BLOCKS:
            yield [line for line in map(squeeze, lines) if line], Span(start, end)
            lines, start, end = [""], -1, -1
            continue
        if isinstance(child, Text):
            lines[-1] += child.data
        elif isinstance(child, Element):
            if child.tag == "br":
                lines.append("")
            else:
                lines[-1] += child.text()
        if not isinstance(child, Text) or child.data.strip():
            start, end = child.start if start < 0 else start, child.end
    yield [line for line in map(squeeze, lines) if line], Span(start, end)


def _marked(line: str) -> str:
    """The kind of mark that a line starts with: "bullet", "number" or ""."""
    if _MAY_BE_MARKED.match(line) is None:
        return ""
    return "bullet" if _BULLET.match(line) else "number" if _NUMBERED.match(line) else ""


def _is_list(lines: list[str]) -> bool:
    bullets = [line for line in lines if _BULLET.match(line)]
    if len(bullets) >= 2:
        return True
    numbers = [match[1] for match in map(_NUMBERED.match, lines) if match is not None]
    if len(numbers) < 2:
        return False
    values = [int(each) if each.isdigit() else ord(each.lower()) for each in numbers]
    return values == list(range(values[0], values[0] + len(values))) and values[0] in (1, ord("a"))


def _sibling(element: Element, step: int) -> Element | None:
    """The nearest element before or after, with nothing but white space between."""
    if element.parent is None:
        return None
    children = element.parent.children
    place = children.index(element) + step
    while 0 <= place < len(children):
        child = children[place]
        if isinstance(child, Element):
            return child
        if isinstance(child, Text) and child.data.strip():
            return None
        place += step
    return None


def _has_small_words(element: Element, view: PageView) -> bool:
    """True where words inside are on the screen and as small: what is inside may have a size of its own."""
    on_screen, of = view.visibility.on_screen, view.typeset.of
    return any(
        type(node) is Text and node.data.strip() and on_screen(node.parent) and 0 < of(node.parent).size < _SMALLEST
        for node in element.descendants()
    )


def _value(declared: dict[str, Declaration], name: str) -> str:
    """The declared value of a property in lower case, "" where there is none."""
    return declared[name].value.lower() if name in declared else ""


def _shows(number: int, kind: Kind, typeset: Typeset) -> bool:
    """True where the styles of a kind of elements may set text badly: most sizes and slants are harmless."""
    declared = kind.declared
    if (
        _value(declared, "text-align") == "justify"
        or _value(declared, "text-transform") == "uppercase"
        or _DECORATES.search(_value(declared, "text-decoration") + _value(declared, "text-decoration-line"))
    ):
        return True
    if "font-style" in declared and typeset.of_kind(number).italic:
        return True
    return ("font-size" in declared or "font" in declared) and 0 < typeset.of_kind(number).size < _SMALLEST


def _looked_at(view: PageView, shown: set[int]) -> list[Element]:
    """The elements of the kinds that are shown so, and those that an attribute justifies, in order."""
    survey, number = view.survey, view.styles.sorted.number
    chosen = [element for element in survey.elements if number[element] in shown] if shown else []
    for element in survey.having.get("align", ()):
        if number[element] not in shown and element.attributes["align"].lower() == "justify":
            chosen.append(element)
    return sorted(chosen, key=lambda element: element.start)


def _styled(view: PageView) -> Iterator[Found]:
    """Text that a style, not an element, makes hard to read."""
    typeset, sort = view.typeset, view.styles.sorted
    number, kinds = sort.number, sort.kinds
    setting = [(place, kind) for place, kind in enumerate(kinds) if not _SETS.isdisjoint(kind.declared)]
    shown = {place for place, kind in setting if _shows(place, kind, typeset)}
    small: set[Element] = set()
    for element in _looked_at(view, shown):
        declared = kinds[number[element]].declared
        align = _value(declared, "text-align") or element.get("align").lower()
        if align == "justify" and len(element.text()) > 60 and view.visibility.shown(element):
            yield view.found("justified", element, attribute="style" if "style" in element.attributes else "align")
        if _SHOWS.isdisjoint(declared) or not view.visibility.on_screen(element):
            continue
        if "blink" in _value(declared, "text-decoration"):
            yield view.found("moving-text", element, attribute="style")
        if _value(declared, "text-transform") == "uppercase" and len(element.text().split()) >= 8:
            yield view.found_text("capitals", element, element.text())
        underline = _value(declared, "text-decoration") + _value(declared, "text-decoration-line")
        if (
            (
                "underline" in underline
                and element.tag not in ("a", "button", "u", "abbr")
                and not _in_control(element, "a", "button")
            )
            and element.text()
            and next(element.elements("a"), None) is None
            and "role" not in element.attributes
        ):
            yield view.found_text("underlined", element, element.text())
        if (
            "font-style" in declared
            and len(element.text()) > _LONG_ITALICS
            and element.tag in ("p", "div", "span", "li")
        ) and typeset.of(element).italic:
            yield view.found_text("italics", element, element.text())
        if "font-size" in declared or "font" in declared:
            size = typeset.of(element).size
            if (
                0 < size < _SMALLEST
                and _has_small_words(element, view)
                and element.tag not in ("sup", "sub")
                and element not in small
            ):
                small.update(each for each in element.elements())
                yield view.found_text("small-text", element, element.text(), pixels=round(size, 1))
