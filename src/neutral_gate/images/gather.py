"""Gathers the facts of all local images of a draft, for the face that hands them to the gate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from neutral_gate.images.locate import is_local, locate
from neutral_gate.model import Draft
from neutral_gate.model.image_facts import ImageFacts

MAX_IMAGES = 500
"""Images of one draft that are looked at."""


def has_local_images(draft: Draft) -> bool:
    """True where a draft shows a picture that may be a file beside it."""
    return any(is_local(image.src) for image in draft.images)


def pillow_is_here() -> bool:
    """True where Pillow is installed. Loads nothing."""
    return find_spec("PIL") is not None


def gather(
    draft: Draft,
    folders: Sequence[Path] = (),
    also: Callable[[Path, ImageFacts], ImageFacts] | None = None,
) -> dict[str, ImageFacts]:
    """The facts of a draft's images by their address.

    Args:
        draft: The draft; images are looked for from its path on.
        folders: Further folders that images may lie in.
        also: Adds to the facts of a file, such as the words in it.

    Returns:
        Facts of the images whose file was found; nothing is fetched. Empty where Pillow is not installed.
    """
    addresses = dict.fromkeys(image.src for image in draft.images if is_local(image.src))
    if not addresses or not pillow_is_here():
        return {}
    from neutral_gate.images.facts import read_facts

    page = None if draft.path == "-" else Path(draft.path)
    found: dict[str, ImageFacts] = {}
    for address in list(addresses)[:MAX_IMAGES]:
        path = locate(address, page, folders)
        if path is not None:
            facts = read_facts(path)
            found[address] = also(path, facts) if also else facts
    return found
