"""Links by what they lead to: sound and film, bare pictures, and tooltips and roles that say the wrong thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.model.page import Element
from neutral_gate.rules.access.controls import links_of
from neutral_gate.rules.access.page_view import Found, PageView, file_path
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.roles import explicit_role

_MEDIA = late(r"\.(?:mp3|m4a|aac|ogg|oga|wav|flac|wma|mp4|m4v|mov|avi|wmv|webm|mpe?g)$", re.IGNORECASE)
_PICTURE = late(r"\.(?:apng|avif|bmp|gif|jpe?g|png|tiff?|webp)$", re.IGNORECASE)
_FILE_PAGE = late(r"/[A-Za-z]+:[^/]+$")
"""The page about a file in a wiki, such as "/wiki/File:Hall.jpg"."""
_IN_WORDS = late(
    r"(?<!\bno )(?<!without )(?<!without a )"
    r"\b(?:transcripts?|captions?|captioned|subtitles?|subtitled|text version|trawsgrifiad)\b",
    re.IGNORECASE,
)
_SCRIPTED = ("onclick", "onkeydown", "onkeyup", "onkeypress")


def link_targets(view: PageView) -> Iterator[Found]:
    """What the address, the tooltip and the role of a link tell about it."""
    in_words: bool | None = None
    repeats = []
    for link, name, address in links_of(view):
        path = file_path(address) if "." in address else ""
        if "." not in path[-6:]:
            pass
        elif _MEDIA.search(path):
            if in_words is None:
                in_words = _IN_WORDS.search(view.survey.words) is not None
            if not in_words:
                yield view.found_text("link-media", link, name)
        elif (
            _PICTURE.search(path)
            and not _FILE_PAGE.search(path)
            and name
            and next(link.elements("img", "picture", "svg"), None) is None
        ):
            yield view.found_text("link-image-file", link, name)
        title = link.get("title").strip() if "title" in link.attributes else ""
        if title and title.casefold() == view.names.seen(link).strip().casefold():
            repeats.append(link)
    if repeats:
        yield view.found("link-title-repeats", repeats[0], attribute="title", links=len(repeats))


def _is_worded(link: Element) -> bool:
    return next(link.elements("img", "picture", "svg"), None) is None


def link_as_button(view: PageView) -> Iterator[Found]:
    """Links that are called buttons although they lead to another page: the space bar does not press them."""
    for link in view.survey.having.get("role", ()):
        href = link.get("href").strip()
        if link.tag != "a" or explicit_role(link) != "button" or href[:1] in ("", "#") or ":" in href.partition("/")[0]:
            continue
        scripted = any(name in link.attributes for name in _SCRIPTED) or any(
            name.startswith("data-") for name in link.attributes
        )
        if not scripted and view.visibility.heard(link):
            yield view.found("link-as-button", link, attribute="role")
