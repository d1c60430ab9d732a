"""How far an inline allow reaches: the block that follows it, or the whole draft."""

from __future__ import annotations

import re

from neutral_gate.model import Span

_COMMENT = r"<!--(?s:.*?)-->"
_SKIP = re.compile(rf"(?>(?:\s++|{_COMMENT})*)")
_HEAD = re.compile(
    rf"\ufeff?(?:---[ \t]*+\n(?s:.*?)\n---[ \t]*+(?:\n|\Z))?(?>(?i:\s++|{_COMMENT}|<(?:!doctype|\?xml|html)\b[^>]*+>)*)"
)
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n|\r[ \t]*\r")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*+)((?>(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*))>")
_TAG_START = re.compile(r"<!--|</?[a-zA-Z]")

_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img"),
        *("input", "link", "meta", "source", "track", "wbr"),
    )
)
_RAW = frozenset(("script", "style", "textarea", "title"))
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del"),
        *("dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "samp"),
        *("small", "span", "strong", "sub", "sup", "time", "u", "var"),
    )
)
_SIBLINGS = {  # start tags that end an element whose own end tag may be left out
    "li": frozenset(("li",)),
    "td": frozenset(("td", "th", "tr")),
    "th": frozenset(("td", "th", "tr")),
    "tr": frozenset(("tr",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "option": frozenset(("option",)),
}


def is_before_all_content(source: str, start: int) -> bool:
    """Whether only white space, comments, front matter and the opening of a document stand before a place."""
    head = _HEAD.match(source, 0, start)
    return head is not None and head.end() == start


def block_after(source: str, end: int, *, inline: bool, html: bool) -> Span:
    """The block that follows a comment.

    Args:
        source: The source of the draft.
        end: Where the comment ends.
        inline: Whether words stand before it in its line: then the rest of that paragraph is the block.
        html: Whether blank lines mean nothing, because the source is HTML.

    Returns:
        Up to the end of the element that begins there; else up to the next blank line, or in HTML up to the end of
        the element around it.
    """
    start = end
    if not inline or html:
        skipped = _SKIP.match(source, end)
        start = skipped.end() if skipped else end
    tag = _TAG.match(source, start)
    if tag and not tag[1] and tag[2].lower() not in _INLINE:
        return Span(start, _element_end(source, tag))
    if html:
        return Span(start, _text_end(source, start))
    blank = _BLANK_LINE.search(source, start)
    return Span(start, blank.start() if blank else len(source))


def _element_end(source: str, tag: re.Match[str]) -> int:
    """Where the element that a start tag opens ends, in the way a browser closes what was left open."""
    open_names = [tag[2].lower()]
    if open_names[0] in _VOID:
        return tag.end()
    place = _past_raw(source, tag)
    while (found := _next_tag(source, place)) is not None:
        name, place = found[2].lower(), found.end()
        if found[1]:
            if name not in open_names:  # the end of something around it
                return found.start()
            while open_names.pop() != name:
                pass
        elif name not in _VOID and not found[3].endswith("/"):
            if _closes(open_names[-1], name):
                open_names.pop()
            if not open_names:
                return found.start()
            open_names.append(name)
            place = _past_raw(source, found)
        if not open_names:
            return place
    return len(source)


def _closes(open_name: str, name: str) -> bool:
    """Whether a start tag ends the element before it, whose end tag was left out."""
    if open_name == "p":
        return name not in _INLINE
    return name in _SIBLINGS.get(open_name, ())


def _text_end(source: str, start: int) -> int:
    """Where a run of text and inline elements ends: before the next block, or with the element around it."""
    depth = 0
    place = start
    while (found := _next_tag(source, place)) is not None:
        name, place = found[2].lower(), found.end()
        if name not in _INLINE:
            return found.start()
        if name in _VOID:
            continue
        depth += -1 if found[1] else 1
        if depth < 0:
            return found.start()
    return len(source)


def _next_tag(source: str, place: int) -> re.Match[str] | None:
    """The next whole tag that is not inside a comment."""
    while (start := _TAG_START.search(source, place)) is not None:
        if start[0] != "<!--":
            return _TAG.match(source, start.start())
        close = source.find("-->", start.end())
        if close < 0:
            return None
        place = close + 3
    return None


def _past_raw(source: str, tag: re.Match[str]) -> int:
    """Behind a start tag, or before the end tag where tags in between mean nothing."""
    name = tag[2].lower()
    if name not in _RAW:
        return tag.end()
    close = re.compile(f"</{name}", re.IGNORECASE).search(source, tag.end())
    return close.start() if close else len(source)
