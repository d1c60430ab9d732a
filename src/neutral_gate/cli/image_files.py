"""The image files of the drafts of a command line: their facts for the gate, and what to say about them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.model import Draft, Image, Span

if TYPE_CHECKING:
    from neutral_gate.images.ocr import WordReader
    from neutral_gate.model import ImageFacts

_NO_PILLOW = "Pictures were not checked, because Pillow is not installed: pip install pillow"


class ImageFiles:
    """Finds and reads the images of drafts; loads nothing for drafts without local ones.

    Args:
        folders: Folders that images may lie in, besides that of each draft and that of its settings.
        ocr: True to read the words that stand in images.
    """

    def __init__(self, folders: Sequence[Path], ocr: bool) -> None:
        self._folders = tuple(folders)
        self._ocr = ocr
        self._reader: WordReader | None = None
        self._without_pillow = False

    def facts(self, draft: Draft, settings: Sequence[Path] = ()) -> Mapping[str, ImageFacts]:
        """The facts of a draft's images by the address that it gives.

        Args:
            draft: The draft.
            settings: The settings files that hold for it: images may lie beside them.
        """
        if not draft.images:
            return {}
        from neutral_gate.images.gather import gather, has_local_images, pillow_is_here

        if not has_local_images(draft):
            return {}
        if not pillow_is_here():
            self._without_pillow = True
            return {}
        folders = (*self._folders, *(file.parent for file in settings))
        return gather(draft, folders, self._words() if self._ocr else None)

    def file(self, path: Path, draft: Draft) -> Mapping[str, ImageFacts]:
        """The facts of an image file for the draft that shows it alone."""
        from neutral_gate.images.facts import read_facts

        facts = read_facts(path)
        return {draft.images[0].src: self._words()(path, facts) if self._ocr else facts}

    def notices(self) -> tuple[str, ...]:
        """Plain sentences about what could not be looked at."""
        said = [_NO_PILLOW] if self._without_pillow else []
        if self._ocr:
            from neutral_gate.images.ocr import MISSING

            reader = self._words()
            said += [MISSING] if reader.missing else reader.unread
        return tuple(said)

    def _words(self) -> WordReader:
        if self._reader is None:
            from neutral_gate.images.ocr import WordReader
            from neutral_gate.lexicon.cache import cache_dir

            folder = cache_dir()
            self._reader = WordReader(folder / "words" if folder else None)
        return self._reader


def image_draft(path: Path) -> Draft:
    """A draft that shows one image file and nothing else; its source is the file's name."""
    from urllib.parse import quote

    where = Span(0, len(path.name))
    image = Image(quote(os.fsencode(path.name)), None, where, where, where)
    return Draft(source=path.name, format="text", path=str(path), sha256=_digest(path), images=(image,))


def _digest(path: Path) -> str:
    from hashlib import file_digest

    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
