"""Word documents and PDF files, such as reports: each file is one item. They name no day on which they came out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from neutral_gate.model import Draft
from neutral_gate.readers.documents import read_document
from neutral_gate.readers.pdf import draft_of, read_pdf
from neutral_gate.sources.entries import host_of
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.office import whole
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.site import Find, not_listed

_SHOWN = 20


def read_word(opener: Opener, place: Place, find: Find = not_listed) -> Iterator[Item | Problem]:
    """Reads a Word document.

    Args:
        opener: Opens the file.
        place: The file.
        find: Finds what a sitemap says of the file.

    Yields:
        The document as one item.

    Raises:
        DraftError: it is locked, damaged, without words, or unpacks to too much.
    """
    yield _item(read_document(whole(opener, place), place.inner or place.source, "word"), place, find)


def read_pages(opener: Opener, place: Place, find: Find = not_listed) -> Iterator[Item | Problem]:
    """Reads a PDF; arguments, what it yields and errors are those of `read_word`.

    Pages that could not be read, since the file is too long or they hold pictures alone, are a problem.
    """
    data = whole(opener, place)
    name = place.inner or place.source
    found = read_pdf(data, name)
    yield _item(draft_of(found, name, sha256(data).hexdigest()), place, find)
    if len(found.pages) < found.count:
        yield place.problem(
            f"after page {found.pages[-1].number}",
            f"Only {len(found.pages):,} of {found.count:,} pages could be read.",
            "Split the file into parts.",
        )
    silent = [str(page.number) for page in found.pages if not page.lines and page.pictures]
    if silent:
        numbers = ", ".join(silent[:_SHOWN]) + (" and more" if len(silent) > _SHOWN else "")
        yield place.problem(
            f"page {numbers}" if len(silent) == 1 else f"pages {numbers}",
            "There are pictures here and no words that can be read, as in a scan.",
            "Check these pages by eye, or recognise their text with OCR.",
        )


def _item(draft: Draft, place: Place, find: Find) -> Item:
    listed = find(place.inner, "")
    address = listed.address if listed is not None else ""
    published = listed.changed if listed is not None else None
    host = host_of(address)
    return Item(
        draft=replace(draft, path=place.source, kind=draft.kind or "report", published=published, account=host),
        platform="document",
        account=host,
        id=address,
        url=address,
        published=published,
        language=str(draft.settings.get("document_language", ("",))[0]),
        place=place.inner,
        zone_assumed=listed.zone if listed is not None else "",
    )
