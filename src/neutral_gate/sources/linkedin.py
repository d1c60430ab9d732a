"""`Shares.csv` and `InstantReposts.csv` of a LinkedIn export.

Their dates name no zone; they are taken as UTC, and the item says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.model import Relation
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.making import Media, Other, Parts, item_of
from neutral_gate.sources.moments import moment
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.tables import Row, rows

_KNOWN = frozenset({"sharecommentary", "sharelink"})
_REPOSTS = frozenset({"date", "link"})
"""All columns of the file with reposts that were made at one press of a button."""
_POST = re.compile(r"https?://(?:www\.)?linkedin\.com/(?:feed/update|posts)/", re.IGNORECASE)
_NUMBER = re.compile(r"(?:share|ugcPost|activity)(?::|%3A|-)(\w+)", re.IGNORECASE)
_MOVING = (".mp4", ".mov", ".m4v", ".webm")


def is_linkedin(found: list[Row]) -> bool:
    """Whether the first rows of a table are those of shares, or of instant reposts."""
    for number, row in enumerate(found):
        names = _names(row)
        if set(names) >= _KNOWN:
            return True
        if set(names) == _REPOSTS and len(names) == len(_REPOSTS):
            at = names.index("link")
            links = [each.cells[at].strip() for each in found[number + 1 :] if len(each.cells) > at]
            return bool(links) and all(_POST.match(link) for link in links)
    return False


def read(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """Reads the shares or instant reposts; columns are found by their names, since they vary.

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        An item a row. A row without own words that shares an address is a repost.
    """
    columns: list[str] = []
    for row in rows(opener, place):
        if isinstance(row, Problem):
            yield row
            continue
        if not columns:
            names = _names(row)
            columns = names if set(names) >= _KNOWN or set(names) == _REPOSTS else []
        elif len(row.cells) > len(columns):
            yield place.problem(
                f"line {row.line}", "This row has more cells than the first one.", "Put quotation marks round its text."
            )
        else:
            yield from _share(dict(zip(columns, row.cells, strict=False)), row, place)


def _names(row: Row) -> list[str]:
    return [cell.replace("\ufeff", "").strip().lower().replace(" ", "") for cell in row.cells]


def _share(cells: dict[str, str], row: Row, place: Place) -> Iterator[Item | Problem]:
    where = f"line {row.line}"
    published, zone = moment(cells.get("date", ""))
    if published is None:
        yield place.problem(where, "This share names no date that can be read.", "Write it like 2024-07-01 09:00:00.")
    # Between lines of a text, exports have `"`, line break, `"`.
    text = re.sub(r'"(\r?\n)"', r"\1", cells.get("sharecommentary", "")).strip()
    # An instant repost has no address of its own: its link leads to the post that it repeats.
    shared, media = cells.get("sharedurl", cells.get("link", "")).strip(), cells.get("mediaurl", "").strip()
    address = cells.get("sharelink", "").strip()
    number = _NUMBER.search(address)
    related: dict[Relation, Other] = {}
    if shared and not text:
        related = {"repost_of": Other(url=shared)}
    elif _POST.match(shared):
        related = {"quote_of": Other(url=shared)}
    sort = "video" if media.lower().partition("?")[0].endswith(_MOVING) else "image"
    yield item_of(
        Parts(
            platform="linkedin",
            text=text,
            id=number.group(1) if number is not None else "",
            url=address,
            published=published,
            zone_assumed=zone,
            media=(Media(sort, media, alt_known=False),) if media else (),
            links=((shared, ""),) if shared and not related and shared not in text else (),
            related=related,
        ),
        place.source,
        place.at(where),
    )
