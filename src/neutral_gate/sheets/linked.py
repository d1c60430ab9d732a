"""Which style sheets a page has, and their text with all that they take in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.lazy import late
from neutral_gate.model.page import SHEETS, TAKEN_IN

if TYPE_CHECKING:
    from neutral_gate.model import Draft
    from neutral_gate.model.page import Element, Page

MAX_BYTES = 1_000_000
"""Bytes of one style sheet; those of the largest frameworks have 300,000. One with all it takes in has at most four
times that."""
MAX_SHEETS = 30
"""Style sheets of one page that are read."""
MAX_DEEP = 5
"""Style sheets that may take in one another, the first included; builders of sites leave two or three."""
_FONTS = late(r"(?:https?:)?//(?:fonts\.(?:googleapis|gstatic)\.com|fonts\.bunny\.net|use\.typekit\.net)/", 2)
"""Hosts whose style sheets hold fonts and nothing else."""


def local_sheets(draft: Draft, folders: Sequence[Path] = ()) -> list[str]:
    """The addresses of a page's style sheets that may be files beside it, and of those that they take in.

    Empty where it has others as well. An address counts also where there is no such file: it may come.
    """
    sheets = _Sheets(draft, folders)
    sheets.texts()
    return list(sheets.written)


def hand_over(draft: Draft, folders: Sequence[Path]) -> str:
    """Lays down in a page the text of its style sheets by their address, if every one of them can be had.

    Where one is missing, on another host, too large, or takes in a further one that cannot be had, nothing is known
    about the looks that any of them give the page: what is not there could change what the others say.

    Args:
        draft: The draft; nothing happens to one that is no page.
        folders: Folders that style sheets may lie in, besides that of the draft.

    Returns:
        A plain sentence where one that is taken in by `@import` was not read, else "".
    """
    sheets = _Sheets(draft, folders)
    found, taken_in = sheets.texts()
    if draft.page is not None and (found or taken_in):
        draft.page.memo |= {SHEETS: found, TAKEN_IN: taken_in}
    if not sheets.missed:
        return ""
    return (
        f"{draft.path} was checked without its style sheets, because “{sheets.missed}”, which they take in by @import, "
        "was not read. Put that file beside the others, or link to it."
    )


class _Sheets:
    """The style sheets of one page.

    Attributes:
        written: The text of each that was looked for, by address; None where it cannot be had.
        missed: What could not be taken in, or "".
    """

    def __init__(self, draft: Draft, folders: Sequence[Path]) -> None:
        self._draft = draft
        self._file = None if draft.path == "-" else Path(draft.path)
        self._folders = folders
        self._room = 4 * MAX_BYTES
        self.written: dict[str, str | None] = {}
        self.missed = ""

    def texts(self) -> tuple[dict[str, str], dict[int, str]]:
        """Linked style sheets by their address, each with what it takes in, and what `<style>` elements take in.

        The latter by the place of the element. Both are empty where one of them is not known.
        """
        page = self._draft.page
        if page is None or self._draft.format != "html":
            return {}, {}
        elsewhere = _starts_elsewhere(page)
        taken = {}
        for element, css in _with_imports(page):
            taken[element.start] = None if elsewhere else self._taken_in(css, "", ())
            self.missed = self.missed or (_first_import(css) if elsewhere else "")
        addresses = _addresses(page)
        if self.missed or (addresses and not self._are_local(addresses)):
            return {}, {}
        found = {address: self._whole(address, ()) for address in addresses}
        if self.missed or None in found.values():
            return {}, {}
        return {key: text or "" for key, text in found.items()}, {key: text or "" for key, text in taken.items()}

    def _are_local(self, addresses: Sequence[str]) -> bool:
        from neutral_gate.images.locate import is_local

        return len(addresses) <= MAX_SHEETS and all(map(is_local, addresses))

    def _whole(self, address: str, above: tuple[str, ...]) -> str | None:
        """A style sheet below what it takes in; None where that is not known.

        Args:
            address: From the page on.
            above: The addresses of those that take it in.
        """
        own = self._own(address)
        self._room -= len(own or "")
        taken = self._taken_in(own, address, above) if own is not None and self._room >= 0 else None
        return None if own is None or taken is None else taken + own

    def _taken_in(self, css: str, address: str, above: tuple[str, ...]) -> str | None:
        """What a style sheet takes in by `@import`, one below the other; None where that is not known."""
        if "@import" not in css.lower():
            return ""
        from neutral_gate.sheets.imports import balanced, imports

        parts = []
        for name, condition in imports(css):
            if _FONTS.match(name) or condition in ("print", "speech"):
                continue
            inner = joined(address, name)
            if inner in (address, *above):
                continue  # a circle: it is there already
            text = self._whole(inner, (*above, address)) if _fits(inner, condition, above) else None
            if text is None or not balanced(text):
                self.missed = self.missed or name[:200]
                return None
            parts.append(f"@media {condition} {{\n{text}\n}}\n" if condition else f"{text}\n")
        return "".join(parts)

    def _own(self, address: str) -> str | None:
        if address not in self.written:
            self.written[address] = self._read(address) if len(self.written) < MAX_SHEETS else None
        return self.written[address]

    def _read(self, address: str) -> str | None:
        from neutral_gate.images.locate import locate

        file = locate(address, self._file, self._folders)
        try:
            if file is None:
                return None
            with file.open("rb") as opened:
                data = opened.read(MAX_BYTES + 1)
        except OSError:
            return None
        return None if len(data) > MAX_BYTES else data.decode("utf-8-sig", "replace")


def joined(sheet: str, name: str) -> str:
    """The address, from the page on, of what a style sheet takes in by a name that starts from the sheet itself."""
    from posixpath import dirname, join, normpath

    name = name.strip()
    bare = sheet.strip().partition("#")[0].partition("?")[0]
    return normpath(join(dirname(bare), name)) if name and not name.startswith("/") else name


def _fits(address: str, condition: str, above: tuple[str, ...]) -> bool:
    """Whether what is taken in can be read as if it stood there: layers and questions to the browser change that."""
    from neutral_gate.images.locate import is_local

    return is_local(address) and "layer" not in condition and "supports" not in condition and len(above) < MAX_DEEP - 1


def _addresses(page: Page) -> list[str]:
    if "stylesheet" not in page.source.lower() or _starts_elsewhere(page):
        return []
    links = [each.get("href") for each in page.in_order if each.tag == "link" and _sets_looks(each)]
    return [each for each in dict.fromkeys(links) if not _FONTS.match(each.strip())]


def _starts_elsewhere(page: Page) -> bool:
    """True where addresses start from somewhere else than the page."""
    return any(each.tag == "base" and each.get("href") for each in page.in_order)


def _sets_looks(link: Element) -> bool:
    """True for a link to a style sheet that a screen may use."""
    rel = link.get("rel").lower().split()
    if "stylesheet" not in rel or "alternate" in rel or "disabled" in link.attributes:
        return False
    return link.get("media").strip().lower() not in ("print", "speech")


def _with_imports(page: Page) -> Iterator[tuple[Element, str]]:
    """The `<style>` elements that take in something which counts on a screen, each with its text."""
    if "@import" in page.source.lower():
        for element in page.in_order:
            css = page.source[element.open_end : element.close_start] if element.tag == "style" else ""
            if _first_import(css):
                yield element, css


def _first_import(css: str) -> str:
    """The first thing that a style sheet takes in, or ""."""
    from neutral_gate.sheets.imports import imports

    counted = (name for name, when in imports(css) if not _FONTS.match(name) and when not in ("print", "speech"))
    return next(counted, "")[:200]
