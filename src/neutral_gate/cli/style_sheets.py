"""The style sheets that a page links to, where they are files beside it: read here, because rules open no files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from neutral_gate.model import Draft
from neutral_gate.model.page import SHEETS, Element

MAX_BYTES = 1_000_000
"""Bytes of one style sheet; those of the largest frameworks have 300,000."""
MAX_SHEETS = 30
"""Style sheets of one page that are read."""
_FONTS = re.compile(r"(?:https?:)?//(?:fonts\.(?:googleapis|gstatic)\.com|fonts\.bunny\.net|use\.typekit\.net)/", re.I)
"""Hosts whose style sheets hold fonts and nothing else."""
_IMPORT = re.compile(r"@import\b", re.I)


def local_sheets(draft: Draft) -> list[str]:
    """The addresses of a page's style sheets that may be files beside it; empty where it has others as well."""
    addresses = _addresses(draft)
    if not addresses:
        return []
    from neutral_gate.images.locate import is_local

    return addresses if len(addresses) <= MAX_SHEETS and all(map(is_local, addresses)) else []


def hand_over(draft: Draft, folders: Sequence[Path]) -> None:
    """Lays down in a page the text of its style sheets by their address, if every one of them can be had.

    Where one is missing, on another host, too large, or takes in a further one, nothing is known about the looks that
    any of them give the page: what is not there could change what the others say.

    Args:
        draft: The draft; nothing happens to one that is no page.
        folders: Folders that style sheets may lie in, besides that of the draft.
    """
    addresses = local_sheets(draft)
    if not addresses or draft.page is None:
        return
    from neutral_gate.images.locate import locate

    page = None if draft.path == "-" else Path(draft.path)
    found: dict[str, str] = {}
    for address in addresses:
        file = locate(address, page, folders)
        text = _read(file) if file is not None else None
        if text is None:
            return
        found[address] = text
    draft.page.memo[SHEETS] = found


def _addresses(draft: Draft) -> list[str]:
    if draft.page is None or draft.format != "html" or "stylesheet" not in draft.source.lower():
        return []
    elements = draft.page.in_order
    if any(each.tag == "base" and each.get("href") for each in elements):
        return []  # the addresses start from somewhere else
    links = [each.get("href") for each in elements if each.tag == "link" and _sets_looks(each)]
    return [each for each in dict.fromkeys(links) if not _FONTS.match(each.strip())]


def _sets_looks(link: Element) -> bool:
    """True for a link to a style sheet that a screen may use."""
    rel = link.get("rel").lower().split()
    if "stylesheet" not in rel or "alternate" in rel or "disabled" in link.attributes:
        return False
    return link.get("media").strip().lower() not in ("print", "speech")


def _read(file: Path) -> str | None:
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError:
        return None
    text = data.decode("utf-8-sig", "replace")
    return None if len(data) > MAX_BYTES or _IMPORT.search(text) else text
