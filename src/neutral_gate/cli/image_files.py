"""The image files of the drafts of a command line: their facts for the gate, and what to say about them."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.lazy import late
from neutral_gate.model import Draft, Image, Span
from neutral_gate.model.records import replace

if TYPE_CHECKING:
    from neutral_gate.images.ocr import WordReader
    from neutral_gate.images.remote import RemoteImages
    from neutral_gate.model import ImageFacts

_SIGNS = late(r"srcset|poster|url\(|<image", re.IGNORECASE)
"""Without any of these a page shows pictures by `img` alone."""

_NO_PILLOW = "Pictures were not checked, because Pillow is not installed: pip install pillow"


class ImageFiles:
    """Finds and reads the images of drafts; loads nothing for drafts without any that may be looked at.

    Args:
        folders: Folders that images may lie in, besides that of each draft and that of its settings.
        ocr: True to read the words that stand in images.
        fetch: True to fetch images on other hosts.
    """

    def __init__(self, folders: Sequence[Path], ocr: bool, fetch: bool = False) -> None:
        self._folders = tuple(folders)
        self._ocr = ocr
        self._fetch = fetch
        self._reader: WordReader | None = None
        self._remote: RemoteImages | None = None
        self._without_pillow = False

    def facts(
        self, draft: Draft, settings: Sequence[Path] = (), hosts: Collection[str] = ()
    ) -> Mapping[str, ImageFacts]:
        """The facts of a draft's images by the address that it gives.

        Args:
            draft: The draft.
            settings: The settings files that hold for it: images may lie beside them.
            hosts: The hosts that images may be fetched from, besides that of the page.
        """
        if not _shows_pictures(draft):
            return {}
        from neutral_gate.images.gather import addresses_of, gather, has_near_images, pillow_is_here

        addresses = addresses_of(draft)
        if not addresses or not (self._fetch or has_near_images(addresses)):
            return {}
        if not pillow_is_here():
            self._without_pillow = True
            return {}
        folders = (*self._folders, *(file.parent for file in settings))
        words = self._words() if self._ocr else None
        look = words.look if words else None
        if draft.settings.get("document_format", ("",))[0] == "docx":
            from neutral_gate.cli.document_pictures import facts_inside

            return facts_inside(draft, look)
        if self._fetch and self._remote is None:
            from neutral_gate.images.remote import RemoteImages

            self._remote = RemoteImages(look=look)
        return gather(draft, folders, words, look, self._remote, hosts)

    def file(self, path: Path, draft: Draft) -> Mapping[str, ImageFacts]:
        """The facts of an image file for the draft that shows it alone."""
        from neutral_gate.images.facts import read_facts

        facts = read_facts(path)
        return {draft.images[0].src: self._words()(path, facts) if self._ocr else facts}

    @property
    def said(self) -> tuple[str, ...]:
        """Plain sentences about what has turned out so far that could not be looked at."""
        unread = self._reader.unread if self._reader is not None and not self._reader.missing else ()
        return (*([_NO_PILLOW] if self._without_pillow else ()), *unread)

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
            from neutral_gate.lexicon.cache_folder import cache_dir

            folder = cache_dir()
            self._reader = WordReader(folder / "words" if folder else None)
        return self._reader


def _shows_pictures(draft: Draft) -> bool:
    return bool(draft.images) or (draft.page is not None and _SIGNS.search(draft.source) is not None)


def local_pictures(draft: Draft) -> Sequence[str]:
    """The addresses of a draft's pictures that may be files, as many as are looked at."""
    if not _shows_pictures(draft):
        return ()
    from neutral_gate.images.gather import MAX_IMAGES, addresses_of
    from neutral_gate.images.locate import is_local

    return [address for address in addresses_of(draft) if is_local(address)][:MAX_IMAGES]


def pictures_alone(draft: Draft) -> Draft:
    """A draft with nothing but its pictures: no word of it is judged."""
    from neutral_gate.images.elsewhere import other_images
    from neutral_gate.images.locate import locate
    from neutral_gate.images.remote import absolute, page_address

    base = page_address(draft)
    images = [*draft.images, *other_images(draft)]
    if base:  # what the page says of its own address goes with its tree
        page = Path(draft.path)
        images = [
            each if locate(each.src, page) else replace(each, src=absolute(each.src, base) or each.src)
            for each in images
        ]
    return replace(
        draft,
        images=tuple(images),
        blocks=(),
        links=(),
        embeds=(),
        related={},
        title="",
        whole_document=False,
        page=None,
    )


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
