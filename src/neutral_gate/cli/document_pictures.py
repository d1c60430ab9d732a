"""The pictures that stand inside a Word document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.model import DraftError

if TYPE_CHECKING:
    from neutral_gate.images.remote import Look
    from neutral_gate.model import Draft, ImageFacts


def facts_inside(draft: Draft, look: Look | None) -> Mapping[str, ImageFacts]:
    """The facts of the pictures in a Word document, by the address that its draft gives.

    Args:
        draft: The draft; its file is read again.
        look: Adds the words in a picture to its facts, or None.
    """
    from neutral_gate.images.facts import facts_of
    from neutral_gate.readers import file_bytes
    from neutral_gate.readers.word import read_word

    try:
        pictures = read_word(file_bytes(Path(draft.path)), draft.path).pictures
    except DraftError:  # it has changed under our hands, or is a Markdown file that says so of itself
        return {}
    facts = {address: facts_of(data, address) for address, data in pictures.items()}
    return {address: look(pictures[address], each, address) if look else each for address, each in facts.items()}
