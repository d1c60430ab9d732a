"""Marks each start tag of a page with its place in the source, so that a browser can say where an element stands."""

from __future__ import annotations

from neutral_gate.model.page import Page

MARK = "data-neutral-gate"
"""The attribute that holds the offset of the start tag."""


def marked(page: Page) -> str:
    """The source of a page with a mark in every start tag that stands in it."""
    source = page.source
    parts: list[str] = []
    last = 0
    places = ((each.start, each.tag) for each in page.elements() if each.open_end > each.start and each.place is None)
    for start, tag in sorted(places):
        after = start + 1 + len(tag)
        if start < last or source[start + 1 : after].lower() != tag:
            continue
        parts += [source[last:after], f' {MARK}="{start}"']
        last = after
    parts.append(source[last:])
    return "".join(parts)
