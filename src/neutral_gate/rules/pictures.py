"""The checks of pictures by the facts about their files, and the words that stand in them as blocks of the draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Block, Draft, Image, ImageFacts, Role, SourceMap, Span
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading

_CHECKS = {
    "size": "pixels.size",
    "oversize": "pixels.oversize",
    "upscale": "pixels.upscale",
    "aspect": "pixels.aspect",
    "social-size": "pixels.social_size",
    "format": "files.picture_format",
    "unreadable": "files.unreadable",
    "not-fetched": "files.unfetched",
    "bomb": "files.bomb",
    "second-file": "files.second_file",
    "animated": "files.animated",
    "flashing": "files.flashing",
    "personal-data": "files.personal_data",
    "camera-name": "files.camera_name",
    "text-not-in-alt": "words.text_not_in_alt",
}
"""Module and function of `rules/images/` by the rule's id without its family."""

_BY_NAME = frozenset({"camera-name"})
"""Checks that look at an address only."""

_OF_THE_FILE = frozenset(
    {"size", "format", "unreadable", "not-fetched", "bomb", "second-file", "animated", "flashing", "personal-data"}
)
"""Checks that hold however the page shows a picture: as one of several choices, a poster, a background, or inline."""

_OTHERS = "other-images"


def image_file(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """The hits of one rule of the family `image`, one image after the other."""
    check_name = rule.id.partition("/")[2]
    if not context.images and not (draft.images and check_name in _BY_NAME):
        return
    severity = severity_of(rule, context)
    if severity is None:
        return
    from importlib import import_module

    from neutral_gate.rules.images.found import Check, Shown

    module, _, function = _CHECKS[check_name].partition(".")
    check: Check = getattr(import_module(f"neutral_gate.rules.images.{module}"), function)
    seen: set[str] = set()
    for image in _shown(draft, check_name):
        shown = Shown(image, context.images.get(image.src), draft, reading, context, image.src not in seen)
        seen.add(image.src)
        for found in check(shown):
            yield Hit(
                rule=rule.id,
                severity=severity.lowered() if found.mild else severity,
                excerpt=found.excerpt,
                where=found.where,
                sentence=-1,
                message=found.message,
                evidence=found.evidence,
            )


def _shown(draft: Draft, check_name: str) -> Iterator[Image]:
    """The images that a check looks at."""
    from neutral_gate.images.elsewhere import other_images
    from neutral_gate.images.inline import is_inline

    if check_name not in _OF_THE_FILE:
        yield from (image for image in draft.images if not is_inline(image.src))
        return
    yield from draft.images
    if draft.page is None:
        return
    others = draft.page.memo.get(_OTHERS)
    if not isinstance(others, tuple):
        others = draft.page.memo[_OTHERS] = other_images(draft)
    yield from others


def picture_blocks(draft: Draft, images: Mapping[str, ImageFacts]) -> tuple[Block, ...]:
    """The words that stand in a draft's pictures, each paragraph a block at its image's place."""
    from neutral_gate.images.elsewhere import FROM, other_images

    blocks: list[Block] = []
    seen: set[str] = set()
    posters = (image for image in other_images(draft) if "srcset" not in image.attributes[FROM])
    for image in (*draft.images, *posters):
        facts = images.get(image.src)
        if facts is None or image.src in seen:
            continue
        seen.add(image.src)
        where = image.src_where if image.src_where.end > image.src_where.start else image.where
        for part in facts.words:
            blocks.append(Block(part.text, Role.PICTURE, _standing_for(where, len(part.text)), boxes=part.boxes))
    return tuple(blocks)


def _standing_for(where: Span, length: int) -> SourceMap:
    """The map of a text whose every letter stands for the whole of a place."""
    if length != where.end - where.start or length < 2:
        return SourceMap((0,), (where.start,), (where.end,), length)
    # A run as long as its place would count as copied letter for letter, so the text is cut in two.
    return SourceMap((0, 1), (where.start,) * 2, (where.end,) * 2, length)
