"""Walks the tree of a page once and collects its blocks, links, images and embeds in the order of the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from neutral_gate.model import Block, Embed, Image, Link, Role, Span
from neutral_gate.model.page import Comment, Element, Page, Text
from neutral_gate.model.records import NamedTuple
from neutral_gate.model.references import Piece, decoded_pieces
from neutral_gate.readers.block_text import BlockText
from neutral_gate.readers.html_attributes import attribute_blocks
from neutral_gate.readers.html_parts import caption_of, embed_of, image_of, is_image, link_of
from neutral_gate.readers.html_roles import BLOCKS, CODE, ROLES, UNSEEN, is_hidden, is_navigation
from neutral_gate.readers.seen_text import only_links

if TYPE_CHECKING:
    from neutral_gate.readers.templates import Template

_WHITE = " \t\n\r\f"
_READ, _CODE, _MENU, _UNREAD = range(4)
_ENDS_CODE = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "blockquote", "figcaption"})
_SHORTCODES = {"alt": Role.ALT, "caption": Role.CAPTION}
"""What the words of a shortcode are, by the parameter; all others are labels."""
_MOST_EMBEDS = 8
"""Embeds inside each other whose text is kept; in real pages there are two or three."""


class Parts(NamedTuple):
    """What a page holds, each list in the order of the source."""

    blocks: list[Block]
    links: list[Link]
    images: list[Image]
    embeds: list[Embed]
    metas: list[Element]
    data: list[Element]


class _Around(NamedTuple):
    """What holds for the text at one place of the walk."""

    owner: Element
    role: Role
    level: int = 0
    quoted: bool = False
    lang: str = ""
    silent: int = _READ
    hidden: bool = False
    quotes: int = 0
    footer: bool = False
    embeds: int = 0


def collect(tree: Page) -> Parts:
    """The blocks, links, images and embeds of a page."""
    walk = _Walk(tree.root)
    walk.run(tree.root)
    parts = walk.parts
    if parts.data:
        from neutral_gate.readers.structured_data import data_blocks

        parts.blocks.extend(data_blocks(parts.data, [block.text for block in parts.blocks]))
    parts.blocks.sort(key=_place)
    parts.links.extend(_outside(walk.bare, parts.links))
    parts.links.sort(key=lambda link: link.where)
    return parts


class _Walk:
    def __init__(self, root: Element) -> None:
        self.parts = Parts([], [], [], [], [], [])
        self.bare: list[Link] = []
        self._text = BlockText()
        self._block = _Around(root, Role.PARAGRAPH)
        self._broken = False
        self._parent = root
        self._parent_path: tuple[str, ...] = ()
        self._captions: dict[Element, str] = {}

    def run(self, root: Element) -> None:
        """Walks everything inside the root, without recursion."""
        around = outside = self._block
        stack: list[tuple[Iterator[Element | Text | Comment], Element, _Around, _Around]] = []
        children, node = iter(root.children), root
        while True:
            for child in children:
                if type(child) is Text:
                    if not around.silent:
                        self._add(child, around)
                elif type(child) is Element:
                    inside = self._enter(child, around)
                    if inside is None:
                        continue
                    if child.children:
                        stack.append((children, node, outside, around))
                        children, node, outside, around = iter(child.children), child, around, inside
                        break
                    if inside is not around:
                        self._leave(child, inside, around)
            else:
                if not stack:
                    break
                if around is not outside:
                    self._leave(node, around, outside)
                children, node, outside, around = stack.pop()
        self._flush()

    def _add(self, node: Text, around: _Around) -> None:
        if self._block is not around:
            if self._text.pieces and self._block.owner is not around.owner:
                self._flush()
            self._block = around
        start, end = node.start, node.end
        text = node.source[start:end]
        if text[:1] in _WHITE and not text.strip(_WHITE):
            self._text.gap(" ", start, end)
            return
        self._broken = False
        if "{" in text or "[" in text or "<%" in text:
            from neutral_gate.readers.templates import find_templates

            templates = [] if node.raw else find_templates(node.source, start, end)
            if templates:
                self._add_around(node, templates)
                return
        if node.pieces is None and ("&" not in text or node.raw):
            self._text.add(text, start, end)
        else:
            self._text.add_pieces(node.decoded())

    def _add_around(self, node: Text, templates: list[Template]) -> None:
        """Adds the text around templates; what they show is collected."""
        place = node.start
        for template in templates:
            self._text.add_pieces(_pieces(node, place, template.start))
            self._text.gap(" ", template.start, template.end)
            self._template(template)
            place = template.end
        self._text.add_pieces(_pieces(node, place, node.end))

    def _template(self, template: Template) -> None:
        where = Span(template.start, template.end)
        parameters = template.parameters
        values = {name: template.value(name) for name in parameters}
        if template.is_picture:
            picture = template.value("src", "link", "0")
            alt = parameters.get("alt")
            alt_where = Span(alt[0][1], alt[0][2]) if alt else where
            caption = template.value("caption", "title")
            written = template.value("alt") if alt is not None else None
            self.parts.images.append(Image(picture, written, where, where, alt_where, caption, values))
            for name, role in (("alt", Role.ALT), ("caption", Role.CAPTION), ("title", Role.CAPTION)):
                self._attribute(parameters.get(name, []), role)
        elif template.is_widget:
            address = next((value for value in values.values() if "/" in value or value.startswith("@")), "")
            self.parts.embeds.append(Embed("widget", address, template.name, "", where, values))
        else:
            for name, words in template.words:
                self._attribute(words, _SHORTCODES.get(name, Role.LABEL))

    def _attribute(self, pieces: list[Piece], role: Role) -> None:
        text = BlockText()
        text.add_pieces(pieces)
        taken = text.take()
        if taken is not None:
            around = self._block
            path = self._path_of(around.owner)
            self.parts.blocks.append(Block(taken[0], role, taken[1], 0, around.quoted, around.lang, path))

    def _enter(self, node: Element, around: _Around) -> _Around | None:
        """Reads what the element itself says; gives back what holds inside it, None where nothing in it is read."""
        tag, attributes, outside = node.tag, node.attributes, around
        if tag in UNSEEN:
            if tag == "script" and attributes.get("type", "").strip().lower() == "application/ld+json":
                self.parts.data.append(node)
                return None
            embed = embed_of(node, True) if tag == "script" else None
            if embed is not None:
                self.parts.embeds.append(embed)
            return None
        if tag in BLOCKS:
            if self._text.pieces:
                self._flush()
            around = self._block_around(node, around)
        elif tag == "br":
            self._break(node, around)
            return None
        elif tag == "q":
            around = around._replace(quotes=around.quotes + 1)
            self._quote_mark(node.open_end, around, "“‘")
        elif tag in CODE:
            self._text.gap(" ", node.start, node.end)
            around = around._replace(silent=max(around.silent, _CODE))
        elif tag in ("desc", "text") and around.silent == _UNREAD and not around.hidden and _in_drawing(node):
            self._flush()
            around = around._replace(owner=node, role=Role.LABEL if tag == "text" else Role.ALT, level=0, silent=_READ)
        if attributes:
            around = self._attributes(node, around, outside.silent if tag == "iframe" else around.silent)
        elif tag in ("iframe", "marquee", "object", "embed"):
            around = self._embed(node, around)
        if tag in ("img", "input", "embed"):
            self._text.gap(" ", node.start, node.end)
        return around

    def _attributes(self, node: Element, around: _Around, silent: int) -> _Around:
        attributes = node.attributes
        if "hidden" in attributes and is_hidden(node):
            if node.tag not in BLOCKS:
                self._text.gap(" ", node.start, node.end)
            around = around._replace(silent=_UNREAD, hidden=True)
        lang = attributes.get("lang") or attributes.get("xml:lang")
        if lang and node.tag in BLOCKS:
            around = around._replace(lang=lang)
        if not around.hidden:
            if is_image(node):
                self.parts.images.append(image_of(node, caption_of(node, self._captions)))
            for block in attribute_blocks(node, bool(silent), around.quoted, lang or around.lang):
                self.parts.blocks.append(block)
        if node.tag == "meta":
            self.parts.metas.append(node)
            if attributes.get("name", "").strip().lower() == "keywords":
                self.parts.data.append(node)
        elif node.tag in ("a", "area"):
            link = link_of(node)
            if link is not None:
                self.parts.links.append(link)
        return self._embed(node, around)

    def _embed(self, node: Element, around: _Around) -> _Around:
        embed = embed_of(node, around.embeds < _MOST_EMBEDS)
        if embed is None:
            return around
        self.parts.embeds.append(embed)
        return around._replace(embeds=around.embeds + 1) if embed.what != "script" else around

    def _block_around(self, node: Element, around: _Around) -> _Around:
        tag, silent = node.tag, around.silent
        role, level = ROLES.get(tag), 0
        if role is Role.HEADING:
            level = int(tag[1])
        elif node.attributes and node.get("role").lower() == "heading":
            role, level = Role.HEADING, _aria_level(node)
        elif role is None:
            role, level = around.role, around.level
        footer = around.footer or tag == "footer"
        if silent == _READ:
            if tag in CODE:
                silent = _CODE
            elif tag in ("svg", "iframe"):
                silent = _UNREAD
            elif is_navigation(node) or (around.footer and tag in ("ul", "ol") and only_links(node)):
                silent = _MENU
            elif tag in ("ul", "ol"):
                footer = False
        elif (silent == _CODE and tag in _ENDS_CODE) or (silent == _MENU and tag == "p" and not only_links(node)):
            silent = _READ
        elif tag == "title" and not around.hidden and _in_drawing(node):
            role, silent = Role.ALT, _READ
        quoted = around.quoted or tag == "blockquote"
        return _Around(
            node, role, level, quoted, around.lang, silent, around.hidden, around.quotes, footer, around.embeds
        )

    def _break(self, node: Element, around: _Around) -> None:
        if around.silent:
            return
        if self._broken:
            self._flush()
        else:
            self._text.gap("\n", node.start, node.end)
            self._broken = True

    def _quote_mark(self, place: int, around: _Around, marks: str) -> None:
        if not around.silent:
            if self._block.owner is not around.owner:
                self._flush()
            self._block = around
            self._text.mark(marks[1 - around.quotes % 2], place)

    def _leave(self, node: Element, inside: _Around, around: _Around) -> None:
        if node.tag == "q":
            self._quote_mark(node.close_start, inside, "”’")
        elif inside.owner is not around.owner and self._text.pieces:
            self._flush()

    def _flush(self) -> None:
        self._broken = False
        taken = self._text.take() if self._text.pieces else None
        if taken is None:
            return
        around = self._block
        path = self._path_of(around.owner)
        block = Block(taken[0], around.role, taken[1], around.level, around.quoted, around.lang, path)
        self.parts.blocks.append(block)
        if "://" in taken[0] or "www." in taken[0] or "WWW." in taken[0]:
            from neutral_gate.readers.web_addresses import bare_links

            self.bare.extend(bare_links(block))

    def _path_of(self, owner: Element) -> tuple[str, ...]:
        """The names of an element and of all around it, outermost first."""
        parent = owner.parent
        if parent is None:
            return ()
        if parent is not self._parent:
            self._parent, self._parent_path = parent, _path(parent)
        return (*self._parent_path, owner.tag)


def _place(block: Block) -> int:
    return block.where.source[0]


def _pieces(node: Text, start: int, end: int) -> Iterator[Piece]:
    """The decoded letters of a part of a text node."""
    if node.pieces is None:
        yield from decoded_pieces(node.source, start, end)
        return
    for text, first, last in node.pieces:
        if start <= first and last <= end:
            yield text, first, last
        elif last - first == len(text) and first < end and last > start:
            begin, stop = max(first, start), min(last, end)
            yield text[begin - first : stop - first], begin, stop


def _path(element: Element | None) -> tuple[str, ...]:
    """The names of an element and of all around it, outermost first."""
    names = []
    while element is not None and element.parent is not None:
        names.append(element.tag)
        element = element.parent
    names.reverse()
    return tuple(names)


def _in_drawing(element: Element) -> bool:
    return any(around.tag == "svg" for around in element.ancestors())


def _aria_level(element: Element) -> int:
    written = element.get("aria-level")
    return min(int(written), 6) if written.isdecimal() and len(written) < 4 and int(written) > 0 else 2


def _outside(bare: list[Link], links: list[Link]) -> list[Link]:
    """The bare addresses that do not stand inside a link."""
    if not links or not bare:
        return bare
    starts = [link.where.start for link in links]
    kept = []
    for address in bare:
        before = bisect_right(starts, address.where.start) - 1
        if before < 0 or links[before].where.end <= address.where.start:
            kept.append(address)
    return kept
