"""Gathers the facts of all images of a draft, for the face that hands them to the gate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.images.elsewhere import other_images
from neutral_gate.images.inline import inline_bytes, is_inline
from neutral_gate.images.locate import is_local, locate
from neutral_gate.model import Draft
from neutral_gate.model.image_facts import ImageFacts

if TYPE_CHECKING:
    from neutral_gate.images.remote import Look, RemoteImages

MAX_IMAGES = 500
"""Images of one draft that are looked at."""

_MOVING = frozenset({"video", "reel", "audio", "story", "live"})


def addresses_of(draft: Draft) -> list[str]:
    """The addresses of all pictures of a draft, each once: those that it shows, then choices, posters, backgrounds."""
    shown = [image.src for image in draft.images if image.attributes.get("type", "").strip().lower() not in _MOVING]
    return list(dict.fromkeys(each for each in (*shown, *(image.src for image in other_images(draft))) if each))


def has_near_images(addresses: Iterable[str]) -> bool:
    """True where one of these pictures may be a file beside the page, or stands in the page itself."""
    return any(is_local(address) or is_inline(address) for address in addresses)


def pillow_is_here() -> bool:
    """True where Pillow is installed. Loads nothing."""
    return find_spec("PIL") is not None


def gather(
    draft: Draft,
    folders: Sequence[Path] = (),
    also: Callable[[Path, ImageFacts], ImageFacts] | None = None,
    look: Look | None = None,
    remote: RemoteImages | None = None,
    hosts: Collection[str] = (),
) -> dict[str, ImageFacts]:
    """The facts of a draft's images by their address.

    Args:
        draft: The draft; images are looked for from its path on.
        folders: Further folders that images may lie in.
        also: Adds to the facts of a file, such as the words in it.
        look: The same for a picture without a file: takes its bytes, the facts and its address.
        remote: Fetches pictures on other hosts, or None to fetch nothing.
        hosts: The hosts that it may ask, besides that of the page.

    Returns:
        Facts of the images that were found. Empty where Pillow is not installed.
    """
    addresses = addresses_of(draft)[:MAX_IMAGES]
    if not addresses or not pillow_is_here():
        return {}
    from neutral_gate.images.facts import facts_of, read_facts

    page = None if draft.path == "-" else Path(draft.path)
    found: dict[str, ImageFacts] = {}
    for address in addresses:
        if is_inline(address):
            data = inline_bytes(address)
            if data is not None:
                facts = facts_of(data, "picture.svg" if address[:14].lower() == "data:image/svg" else "")
                found[address] = look(data, facts, address[:40]) if look else facts
            continue
        path = locate(address, page, folders)
        if path is not None:
            facts = read_facts(path)
            found[address] = also(path, facts) if also else facts
    if remote is not None:
        from neutral_gate.images.remote import page_address

        missing = [address for address in addresses if address not in found]
        found.update(remote.facts(missing, page_address(draft), hosts))
    return found
