"""Makes a draft of a tree and the front matter above it: the last step of the HTML and the Markdown reader."""

from __future__ import annotations

from datetime import datetime

from neutral_gate.model import Block, Draft, Embed, Format, Role
from neutral_gate.model.collector import without_collection
from neutral_gate.model.page import Element, Page
from neutral_gate.readers.front_matter import FrontMatter
from neutral_gate.readers.html_blocks import collect

_DATE_META = frozenset({"article:published_time", "dcterms.issued", "dcterms.date", "dc.date", "date", "publish-date"})
_AUTHOR_META = frozenset({"author", "article:author", "dc.creator", "dcterms.creator"})


def page_draft(tree: Page, front: FrontMatter, written_as: Format, path: str, sha256: str) -> Draft:
    """The draft that a tree and its front matter hold.

    Args:
        tree: The parsed page.
        front: Front matter above it.
        written_as: Format of the source.
        path: The file's name.
        sha256: Digest of its bytes.
    """
    with without_collection(len(tree.source)):
        parts = collect(tree)
    published, author = _from_meta(parts.metas) if written_as == "html" else (None, "")
    return Draft(
        source=tree.source,
        format=written_as,
        path=path,
        sha256=sha256,
        kind=front.kind,
        body=front.body,
        published=front.published or published,
        author=front.author or author,
        account=front.account,
        title=front.title or _title(parts.blocks),
        blocks=(*front.blocks, *parts.blocks),
        images=tuple(parts.images),
        links=(*front.links, *parts.links),
        embeds=(*_setting_embeds(front), *parts.embeds),
        settings=front.settings,
        whole_document=written_as == "html" and _is_whole(tree),
        page=tree,
    )


def _title(blocks: list[Block]) -> str:
    for role in (Role.TITLE, Role.HEADING):
        for block in blocks:
            if block.role is role and (role is Role.TITLE or block.level == 1):
                return block.text
    return ""


def _from_meta(metas: list[Element]) -> tuple[datetime | None, str]:
    published, author = None, ""
    for meta in metas:
        name = (meta.get("property") or meta.get("name")).strip().lower()
        if name in _DATE_META and published is None:
            from neutral_gate.readers.fields import moment_of

            published = moment_of(meta.get("content"))
        elif name in _AUTHOR_META:
            author = author or meta.get("content").strip()
    return published, author


def _is_whole(tree: Page) -> bool:
    return bool(tree.doctype) or any(isinstance(node, Element) and node.tag == "html" for node in tree.root.children)


def _setting_embeds(front: FrontMatter) -> list[Embed]:
    """Settings whose name or value shares the draft elsewhere or loads something; rules decide what they mean."""
    embeds = []
    for key, (value, where) in front.settings.items():
        if isinstance(value, str) and value.startswith(("http://", "https://", "@")):
            embeds.append(Embed("setting", value, key, value, where))
        elif any(word in key.lower() for word in _SHARING) and value not in (False, None, "", [], {}):
            embeds.append(Embed("setting", "", key, str(value), where))
    return embeds


_SHARING = ("share", "tweet", "twitter", "facebook", "linkedin", "bluesky", "mastodon", "autopost", "auto_post", "feed")
