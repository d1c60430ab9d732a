"""Alternative texts of the pictures in posts, judged by the same words as those on pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from neutral_gate.model import Draft, Image, Role
from neutral_gate.rules.access.alt_faults import could_be_better, folded, says_nothing

_RUN = 6
"""Words from which on an alternative text that stands as it is in the post adds nothing to it."""


class PostAlt(NamedTuple):
    """An alternative text that helps nobody: the rule without its family, the image, and what it rests on."""

    rule: str
    image: Image
    evidence: dict[str, object]


def post_alts(draft: Draft) -> Iterator[PostAlt]:
    """What is wrong with the alternative texts of a post; at most one finding an image, the plainest fault first.

    Args:
        draft: A post. An image without alternative text is no matter of this check.
    """
    for image in draft.images:
        alt = " ".join((image.alt or "").split())
        if not alt:
            continue
        nothing = says_nothing(alt)
        repeated = "" if nothing else _repeats(image, alt, draft)
        rule = nothing or ("alt-repeats" if repeated else could_be_better(alt))
        if rule:
            more = {"letters": len(alt)} if rule == "alt-long" else {"repeats": repeated} if repeated else {}
            yield PostAlt(rule, image, {"where": "image", **more})


def _repeats(image: Image, alt: str, draft: Draft) -> str:
    """What an alternative text repeats: "caption", "title" or "text", or ""."""
    words = folded(alt)
    if not words:
        return ""
    if words == folded(image.caption):
        return "caption"
    for block in draft.blocks:
        if block.quoted or block.role not in (Role.TITLE, Role.PARAGRAPH):
            continue
        own = folded(block.text)
        if words == own or (len(words.split()) >= _RUN and f" {words} " in f" {own} "):
            return "title" if block.role is Role.TITLE else "text"
    return ""
