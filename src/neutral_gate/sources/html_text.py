"""The words and links of the small pieces of HTML that networks send instead of text.

A scan in one pass, since anybody may have written the piece: the standard library's parser takes minutes for some
60 kB of unclosed tags. Pages and articles are read by the readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_BREAKS = {"p": "\n\n", "div": "\n\n", "blockquote": "\n\n", "ul": "\n\n", "ol": "\n\n", "li": "\n", "br": "\n"}
_UNSEEN = frozenset({"script", "style", "template"})
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]{0,40})([^<>]*)>|<[!?][^<>]*>")
_ATTRIBUTE = re.compile(r"([^\s=\"'/<>]{1,60})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=]+))")


def tags(markup: str) -> Iterator[tuple[re.Match[str], str, bool]]:
    """The tags of a piece of markup: where each stands, its name in lower case ("" for comments), and if it closes."""
    for found in _TAG.finditer(markup):
        yield found, (found.group(2) or "").lower(), bool(found.group(1))


def attributes(tag: re.Match[str]) -> dict[str, str]:
    """The attributes of a tag, by their names in lower case; of several of one name the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag.group(3) or ""):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def html_text(markup: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text of a piece of HTML and its links, without mentions and hashtags.

    Args:
        markup: Such as `<p>Flu clinics at <a href="https://a.example">a.example</a></p>`.

    Returns:
        The text, with a line break for each break and an empty line between paragraphs, and the address and text of
        each link.
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip(), ()
    pieces: list[str] = []
    links: list[tuple[str, str]] = []
    link, link_from, unseen, place = "", 0, "", 0
    for tag, name, closes in tags(markup):
        if not unseen:
            pieces.append(_words(markup[place : tag.start()]))
        place = tag.end()
        if unseen or name in _UNSEEN:
            unseen = "" if closes and name == unseen else unseen or ("" if closes else name)
            continue
        if name == "a":
            if closes and link:
                links.append((link, "".join(pieces[link_from:]).strip()))
            link, link_from = "" if closes else _address(tag), len(pieces)
        pieces.append(_BREAKS.get(name, ""))
    if not unseen:
        pieces.append(_words(markup[place:]))
    lines = [line.strip() for line in "".join(pieces).split("\n")]
    text = "\n".join(line for number, line in enumerate(lines) if line or (number and lines[number - 1]))
    return text.strip(), tuple(links)


def _words(text: str) -> str:
    plain = text.replace("\n", " ").replace("\r", " ")
    return unescape(plain) if "&" in plain else plain


def _address(tag: re.Match[str]) -> str:
    """Where a link leads, or "" for the mention of an account and for a hashtag."""
    given = attributes(tag)
    if "mention" in given.get("class", "").split() or "tag" in given.get("rel", "").split():
        return ""
    return given.get("href", "")
