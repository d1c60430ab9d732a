"""Front matter: the lines between `---` (YAML) or `+++` (TOML) above a draft, with the place of every key."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from neutral_gate.lazy import late
from neutral_gate.model import BODY_TYPES, KINDS, Block, BodyType, DraftError, Kind, Link, Role, Span
from neutral_gate.model.records import dataclass, field
from neutral_gate.readers.block_text import BlockText

if TYPE_CHECKING:
    from neutral_gate.readers.front_entry import Entry

_OPEN = late(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_CLOSE = {
    "---": late(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE),
    "+++": late(r"^\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE),
}
_DATES = ("date", "published", "publish_date", "publishdate", "published_at", "pubdate", "date_published", "post_date")
_READ = frozenset(
    {
        "description",
        "summary",
        "excerpt",
        "subtitle",
        "lead",
        "intro",
        "introduction",
        "standfirst",
        "teaser",
        "abstract",
    }
    | {"meta_description", "metadescription", "seo_title", "seo_description", "og_title", "og_description", "caption"}
    | {"social_title", "social_description", "headline"}
)
_ALTS = frozenset({"alt", "image_alt", "imagealt", "hero_alt", "featured_image_alt", "cover_alt", "alt_text"})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above a draft.

    Attributes:
        end: Where the draft itself begins; 0 where there is no front matter.
        kind: Kind of draft that it names, or None.
        body: Body type that it names, or None.
        published: Date of publication, or None.
        author: Author, or "".
        account: Account that posts it, or "".
        title: Title, or "".
        blocks: Title, descriptions, alt texts, byline and tags as blocks.
        links: Addresses that values consist of.
        settings: All other keys: parsed value and the lines of the key.
    """

    end: int = 0
    kind: Kind | None = None
    body: BodyType | None = None
    published: datetime | None = None
    author: str = ""
    account: str = ""
    title: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    settings: dict[str, tuple[object, Span]] = field(default_factory=dict)


_NONE = FrontMatter()


def read_front_matter(source: str, path: str) -> FrontMatter:
    """Reads the front matter of a draft, if it has any.

    Raises:
        DraftError: it is no valid YAML or TOML, its date cannot be read, or a kind or body is mistyped.
    """
    opening = _OPEN.match(source)
    if opening is None:
        return _NONE
    closing = _CLOSE[opening.group(1)].search(source, opening.end())
    if closing is None:
        return _NONE
    from neutral_gate.readers.front_values import toml_entries, yaml_entries

    read = yaml_entries if opening.group(1) == "---" else toml_entries
    entries = read(source, opening.end(), closing.start(), path)
    if entries is None:
        return _NONE
    return _sorted_out(entries, closing.end(), path, source)


def _sorted_out(entries: list[Entry], end: int, path: str, source: str) -> FrontMatter:
    from neutral_gate.readers.front_parts import front_blocks, front_links

    known: dict[str, object] = {}
    settings: dict[str, tuple[object, Span]] = {}
    blocks: list[Block] = []
    for entry in entries:
        name = entry.key.strip().lower().replace("-", "_")
        if not _taken(name, entry, known, path):
            settings[entry.key] = (entry.value, entry.where)
        role = _role(name)
        if role is not None and isinstance(entry.value, str) and entry.pieces:
            block = _block(entry, role)
            if block is not None:
                blocks.append(block)
    blocks.extend(front_blocks(entries, source))
    links = tuple(front_links(entries, source))
    return FrontMatter(end=end, blocks=tuple(blocks), links=links, settings=settings, **known)  # type: ignore[arg-type]


def _taken(name: str, entry: Entry, known: dict[str, object], path: str) -> bool:
    """True where the key is one that the draft itself knows; its meaning is put into `known`."""
    from neutral_gate.readers.fields import body_of, kind_of, moment_of

    value = entry.value
    if name in ("title", "author", "account"):
        text = _plain(value)
        if text is None or known.get(name):
            return False
        known[name] = text
        return True
    if name == "kind" and isinstance(value, str):
        return _word(name, value, kind_of(value), KINDS, known, path)
    if name == "body" and isinstance(value, str):
        return _word(name, value, body_of(value), BODY_TYPES, known, path)
    if name in _DATES and "published" not in known and not isinstance(value, bool):
        moment = moment_of(value)
        if moment is not None:
            known["published"] = moment
            return True
        if name == "date" and isinstance(value, str) and re.search(r"\d", value) and "{" not in value:
            raise DraftError(f"{path}: the date {value.strip()!r} cannot be read.", "Write it like 2024-06-10.")
    return False


def _word(
    name: str, value: str, meaning: str | None, all_known: tuple[str, ...], known: dict[str, object], path: str
) -> bool:
    if meaning is not None:
        known[name] = meaning
        return True
    from neutral_gate.readers.fields import slip_of

    if len(value) <= 30 and (near := slip_of(value, all_known)):
        raise DraftError(
            f"{path}: {value.strip()!r} is not a known {name}; did you mean {near}?",
            f"Use one of: {', '.join(all_known)}.",
        )
    return False


def _plain(value: object) -> str | None:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return str(value["name"])
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _role(name: str) -> Role | None:
    if name == "title":
        return Role.TITLE
    if name in _ALTS:
        return Role.ALT
    return Role.META if name in _READ else None


def _block(entry: Entry, role: Role) -> Block | None:
    text = BlockText()
    text.add_pieces(entry.pieces)
    taken = text.take()
    return Block(taken[0], role, taken[1]) if taken is not None else None
