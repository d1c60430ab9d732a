"""CSS selectors: read once, matched against elements. One that the reader does not know matches nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from neutral_gate.model.page import Element
from neutral_gate.model.records import NamedTuple
from neutral_gate.rules.access.patterns import late

_SIMPLE = late(
    r"(?P<tag>[A-Za-z][\w-]*|\*)|\#(?P<id>(?:[\w-]|\\.)+)|\.(?P<cls>(?:[\w-]|\\.)+)"
    r"|\[\s*(?P<attr>[\w:-]+)\s*(?:(?P<op>[~|^$*]?=)\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\]\s]+)\s*[is]?\s*)?\]"
    r"|(?P<pseudo>::?[\w-]+)(?:\((?P<args>[^()]*(?:\([^()]*\)[^()]*)*)\))?"
)

_COMBINATOR = late(r"\s*([>+~])\s*|\s+")
_SIGN = late(r"\[[^\[\]]*\]|[,()]")
_NTH = late(r"odd|even|([+-]?\d*)n(?:\s*([+-])\s*(\d+))?|([+-]?\d+)")
_NAMED = late(r"[.#][\w-]+")
_CONDITION = late(r"(?:[.#][\w-]*+)?[:\[\\]")
_SPECIAL = late(r"[:\[\\(]")
"""What stands in selectors that ask for more than names, ids and classes."""
_STATE = late(r":(?:hover|:|before|after|focus|active|visited)")
"""Marks of selectors that `selectors` would leave out, found before they are read."""
_MOST = 20000  # letters of a selector list that are read: longer ones are not written by people


Condition = tuple[str, str, str]
"""What a selector asks of an attribute: its name, an operator such as "^=" ("" for none), and a value."""


class Compound(NamedTuple):
    """What one element must be: name, id, classes, attributes, and pseudo-classes with their arguments."""

    tag: str
    id: str
    classes: tuple[str, ...]
    attributes: tuple[Condition, ...]
    pseudos: tuple[tuple[str, tuple[Selector, ...]], ...]


class Selector(NamedTuple):
    """Compounds from right to left, each with the combinator that stands before it ("" for the first)."""

    parts: tuple[tuple[Compound, str], ...]
    specificity: tuple[int, int, int]
    around: frozenset[str]
    """Names, "#ids" and ".classes" that must stand around the element: most selectors fail on these at once."""
    names: frozenset[str]
    """All "#ids" and ".classes" that it asks for anywhere."""
    conditions: frozenset[Condition]
    """All that it asks of attributes anywhere."""
    picky: bool
    """True where the names and attributes of an element and of all around it do not tell whether it matches."""
    alone: bool
    """True where the name and the attributes of the element itself are all that it asks for."""
    inside: bool
    """True where all that it asks for beside these is what `around` says."""

    @property
    def subject(self) -> Compound:
        """What the element itself must be."""
        return self.parts[0][0]

    def suits(self, element: Element) -> bool:
        """True where the name and the attributes of the element itself are those that it asks for."""
        return _suits(self.parts[0][0], element)

    def matches(self, element: Element) -> bool:
        """True where the element is one that the selector selects."""
        return _fits(self.parts[0][0], element) and _matches(self.parts, 0, element)


@lru_cache(maxsize=4096)
def selectors(text: str) -> tuple[Selector, ...]:
    """The selectors of a list; those of pseudo-elements, of states such as `:hover`, and unknown ones are left out."""
    if len(text) > _MOST:
        return ()
    found = (_selector(each.strip()) for each in _parted(text))
    return tuple(each for each in found if each is not None)


def asked_of(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The selectors of a list, as written, each with ids and classes that the page must have for it to fit anything.

    So most of the selectors of a style sheet need not be read.
    """
    if len(text) > _MOST:
        return
    if _SPECIAL.search(text) is None:
        for each in text.split(","):
            yield each.strip(), tuple(_NAMED.findall(each)) if "." in each or "#" in each else ()
        return
    for each in _parted(text):
        if ":" in each or "[" in each or "\\" in each:
            if "(" not in each and _STATE.search(each):
                continue
            # Only what stands before the first condition or escape is sure to be asked of the page as it is written.
            sure = _CONDITION.split(each, maxsplit=1)[0]
        else:
            sure = each
        yield each.strip(), tuple(_NAMED.findall(sure)) if "." in sure or "#" in sure else ()


def _parted(text: str) -> Sequence[str]:
    """A selector list parted at its commas, but not at those inside brackets."""
    if "(" not in text and "[" not in text:
        return text.split(",")
    parts: list[str] = []
    start = depth = 0
    for sign in _SIGN.finditer(text):
        if sign[0] == "," and not depth:
            parts.append(text[start : sign.start()])
            start = sign.end()
        elif sign[0] == "(":
            depth += 1
        elif sign[0] == ")" and depth:
            depth -= 1
    return [*parts, text[start:]]


def _selector(text: str) -> Selector | None:
    compounds: list[tuple[Compound, str]] = []
    place, combinator = 0, ""
    counts = [0, 0, 0]
    while place < len(text):
        read = _compound(text, place, counts)
        if read is None:
            return None
        compound, place = read
        compounds.append((compound, combinator))
        combinator = ""
        gap = _COMBINATOR.match(text, place)
        if gap is None:
            break
        combinator, place = gap[1] or " ", gap.end()
    if place < len(text) or not compounds or combinator:
        return None
    parts = tuple(_leftwards(compounds))
    picky = any(combinator in ("+", "~") or _is_picky(compound) for compound, combinator in parts)
    specificity = counts[0], counts[1], counts[2]
    around = frozenset(_around(parts))
    plain = not picky and not parts[0][0].pseudos
    inside = plain and len(parts) == 2 and parts[1][1] == " " and len(around) == 1 and _is_name(parts[1][0])
    names, conditions = frozenset(_names(parts)), frozenset(_conditions(parts))
    return Selector(parts, specificity, around, names, conditions, picky, plain and len(parts) == 1, inside)


def _is_name(compound: Compound) -> bool:
    """True where a compound asks for no more than names, an id and classes."""
    return not compound.attributes and not compound.pseudos


def _names(parts: tuple[tuple[Compound, str], ...]) -> Iterator[str]:
    for compound, _ in parts:
        if compound.id:
            yield "#" + compound.id
        for name in compound.classes:
            yield "." + name
        for _, inner in compound.pseudos:
            for each in inner:
                yield from each.names


def _conditions(parts: tuple[tuple[Compound, str], ...]) -> Iterator[Condition]:
    for compound, _ in parts:
        yield from compound.attributes
        for _, inner in compound.pseudos:
            for each in inner:
                yield from each.conditions


def _is_picky(compound: Compound) -> bool:
    return any(
        any(each.picky for each in inner) if name in (":not", ":is") else name not in (":root", ":link", ":any-link")
        for name, inner in compound.pseudos
    )


def _around(parts: tuple[tuple[Compound, str], ...]) -> Iterator[str]:
    for compound, combinator in parts[1:]:
        if combinator in (">", " "):  # what stands before a sibling stands beside the element, not around it
            if compound.tag:
                yield compound.tag
            if compound.id:
                yield "#" + compound.id
            for name in compound.classes:
                yield "." + name


def _leftwards(compounds: list[tuple[Compound, str]]) -> list[tuple[Compound, str]]:
    """Right to left; each compound with the combinator between it and the one to its right."""
    turned = []
    after = ""
    for compound, before in reversed(compounds):
        turned.append((compound, after))
        after = before
    return turned


def _compound(text: str, place: int, counts: list[int]) -> tuple[Compound, int] | None:
    tag, identity = "", ""
    classes: list[str] = []
    attributes: list[Condition] = []
    pseudos: list[tuple[str, tuple[Selector, ...]]] = []
    start = place
    while True:
        match = _SIMPLE.match(text, place)
        if match is None or (match["tag"] and place != start):
            break
        place = match.end()
        if match["tag"]:
            tag = "" if match["tag"] == "*" else match["tag"].lower()
            counts[2] += bool(tag)
        elif match["id"]:
            identity = match["id"].replace("\\", "")
            counts[0] += 1
        elif match["cls"]:
            classes.append(match["cls"].replace("\\", ""))
            counts[1] += 1
        elif match["attr"]:
            attributes.append((match["attr"].lower(), match["op"] or "", (match["value"] or "").strip("\"'")))
            counts[1] += 1
        else:
            pseudo = _pseudo(match["pseudo"], match["args"], counts)
            if pseudo is None:
                return None
            pseudos.append(pseudo)
    if place == start:
        return None
    return Compound(tag, identity, tuple(classes), tuple(attributes), tuple(pseudos)), place


def _pseudo(name: str, args: str | None, counts: list[int]) -> tuple[str, tuple[Selector, ...]] | None:
    name = name.lower()
    if name in (":not", ":is", ":where", ":matches"):
        inner = selectors(args or "")
        if not inner and name != ":not":
            return None
        if name != ":where" and inner:
            for index, count in enumerate(max(each.specificity for each in inner)):
                counts[index] += count
        return (":not" if name == ":not" else ":is", inner) if inner else None
    if name == ":nth-child" and _NTH.fullmatch((args or "").strip().lower()):
        counts[1] += 1
        return f":nth-child({(args or '').strip().lower()})", ()
    if name in (":root", ":first-child", ":last-child", ":only-child", ":link", ":any-link", ":disabled", ":empty"):
        counts[1] += 1
        return name, ()
    return None


@lru_cache(maxsize=8192)
def class_names(written: str) -> frozenset[str]:
    """The classes of a `class` attribute."""
    return frozenset(written.split())


def _matches(parts: tuple[tuple[Compound, str], ...], index: int, element: Element) -> bool:
    """True where what stands left of `parts[index]`, which the element fits, holds too."""
    if index + 1 == len(parts):
        return True
    compound, combinator = parts[index + 1]
    if combinator in (">", " "):
        around = element.parent
        while around is not None:
            if _fits(compound, around) and _matches(parts, index + 1, around):
                return True
            if combinator == ">":
                return False
            around = around.parent
        return False
    before = _elements_before(element)
    for sibling in before[:1] if combinator == "+" else before:
        if _fits(compound, sibling) and _matches(parts, index + 1, sibling):
            return True
    return False


def _elements_before(element: Element) -> list[Element]:
    """The element's elder siblings, the nearest first."""
    if element.parent is None:
        return []
    before: list[Element] = []
    for child in element.parent.children:
        if child is element:
            break
        if isinstance(child, Element):
            before.insert(0, child)
    return before


def _suits(compound: Compound, element: Element) -> bool:
    """True where an element's name and attributes are those asked for, whatever its pseudo-classes are."""
    if compound.tag and compound.tag != element.tag:
        return False
    attributes = element.attributes
    if compound.id and attributes.get("id") != compound.id:
        return False
    if compound.classes:
        has = attributes.get("class")
        if not has or not class_names(has).issuperset(compound.classes):
            return False
    for condition in compound.attributes:
        if not holds(condition, attributes.get(condition[0])):
            return False
    return element.parent is not None


def _fits(compound: Compound, element: Element) -> bool:
    if not _suits(compound, element):
        return False
    return not compound.pseudos or all(_holds(name, inner, element) for name, inner in compound.pseudos)


def holds(condition: Condition, written: str | None) -> bool:
    """True where the value of an attribute, None where it is missing, is such as a condition asks for."""
    _, operator, value = condition
    if written is None:
        return False
    match operator:
        case "":
            return True
        case "=":
            return written == value
        case "~=":
            return value in written.split()
        case "|=":
            return written == value or written.startswith(f"{value}-")
        case "^=":
            return value != "" and written.startswith(value)
        case "$=":
            return value != "" and written.endswith(value)
    return value != "" and value in written


def _holds(name: str, inner: tuple[Selector, ...], element: Element) -> bool:
    match name:
        case ":not":
            return not any(each.matches(element) for each in inner)
        case ":is":
            return any(each.matches(element) for each in inner)
        case ":root":
            return element.tag == "html"
        case ":link" | ":any-link":
            return element.tag in ("a", "area") and "href" in element.attributes
        case ":disabled":
            return "disabled" in element.attributes
        case ":empty":
            return not element.children
    if name.startswith(":nth-child("):
        return _is_nth(name[11:-1], element)
    children = element.parent.children if element.parent else [element]
    first = name == ":last-child" or _first_element(children) is element
    return first and (name == ":first-child" or _first_element(reversed(children)) is element)


def _first_element(nodes: Iterable[object]) -> Element | None:
    """The first element among nodes."""
    return next((node for node in nodes if isinstance(node, Element)), None)


def _is_nth(written: str, element: Element) -> bool:
    """True where an element's place among its siblings is one of those that `:nth-child` names, such as "2n+1"."""
    match = _NTH.fullmatch({"odd": "2n+1", "even": "2n"}.get(written, written))
    if match is None:
        return False
    if match[4]:
        step, first = 0, int(match[4])
    else:
        step = int(match[1] + "1") if match[1] in ("", "+", "-") else int(match[1])
        first = int(match[2] + match[3]) if match[3] else 0
    off = len(_elements_before(element)) + 1 - first
    return off == 0 if step == 0 else off % step == 0 and off // step >= 0
