"""All that a page embeds: what the readers found, and elements of plugins, shortcodes and editor blocks besides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.lexicon.addresses import read_address
from neutral_gate.model import Draft, Embed, Span

_MARKUP = ("html", "markdown")
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE_BEGINS = re.compile(
    r"<(?P<tag>pre|code|textarea|template|xmp)\b|^(?P<fence>```++|~~~++)|(?<!`)`++", re.IGNORECASE | re.MULTILINE
)
_LONGEST_CODE = 10_000  # letters between backticks in a line
# <bsky-embed username="..."> and <amp-twitter ...>: only elements of plugins have a hyphen in their name.
_PLUGIN_ELEMENT = re.compile(r"<([a-z][a-z0-9]*-[\w-]+)((?:\s+[^<>]*)?)/?>", re.IGNORECASE)
# An ordinary element that a plugin fills, told by a word in its class, id or data attributes.
_FILLED_ELEMENT = re.compile(
    r"<(a|div|section|aside|ul|ol|p|span|article|nav|header|footer|body|main)(\s+[^<>]*?(?:feed|tick|timeline|rss|auto|wall"
    r"|stream|live|social|widget|syndicat|crosspost|latest|marquee|elfsight|juicer|curator|tagembed|taggbox)[^<>]*)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_BLOCK = re.compile(r"<!--\s*wp:([\w/-]+)(.*?)/?-->", re.DOTALL)
_SHORTCODES = (
    re.compile(r"\{\{[<%]\s*([A-Za-z][\w-]*)([^{}]*?)/?[>%]\}\}"),
    re.compile(r"\{%-?\s*([A-Za-z][\w-]*)([^{}]*?)-?%\}"),
    re.compile(r"(?<![\w\]\\!])\[([A-Za-z][\w-]*)((?:[\s=:][^\[\]]*)?)/?\](?![(\[:])"),
)
_ENCLOSED = re.compile(r"[^\[\]]{0,2000}\[/([\w-]+)\]")
_ADDRESS = re.compile(r"https?:(?:\\?/){2}[^\s\"'<>)\]}]+", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"(?:screen[_-]?name|user(?:[_-]?name)?|account|profile|handle|actor)[\"']?\s*[:=]\s*[\"']@?([\w.-]{3,})[\"']",
    re.IGNORECASE,
)
_AT_ADDRESS = re.compile(r"\bat://([\w-]+(?:\.[\w-]+)+)")
_HANDLE = re.compile(r"(?<![\w/@.])@[A-Za-z0-9_]\w[\w.-]*\w(?:@[\w-]+(?:\.[\w-]+)+)?")
_ACCOUNT_ATTRIBUTES = frozenset(
    f"{before}{name}"
    for before in ("", "data-")
    for name in ("screen-name", "username", "user", "account", "handle", "profile", "actor", "page-name")
)
_POST_CLASS = re.compile(
    r"(?:^|[\s_-])(?:tweets?|embed|oembed|timeline|feed|wall|stream|fb-(?:page|post|video))(?:$|[\s_-])", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?:—|–|--|\bshared by|\bposted by|\bpost by|\bby)\s+([^()\n@—–]{3,60}?)\s*(?:\(|$)", re.IGNORECASE
)
# Shortcodes that show content from elsewhere; any other word in brackets is text.
_SHOWS = re.compile(
    r"embed|tweet|twitter|^x$|insta|facebook|^fb|youtube|tiktok|bluesky|bsky|mastodon|toot|threads|iframe|video|feed|rss"
    r"|ticker|timeline|wall|juicer|elfsight|social|posts|news"
)


def embeds_of(draft: Draft) -> list[Embed]:
    """What the readers found, then what else there is: "element", "shortcode" and "block" say what it is."""
    found = list(draft.embeds)
    if draft.format == "post-json":
        return found
    source = draft.source
    markup = draft.format in _MARKUP
    if markup and "wp:" in source:
        found += _blocks(source)
    elements = markup and _PLUGIN_ELEMENT.search(source) is not None
    shortcodes = any(pattern.search(source) for pattern in _SHORTCODES)
    if elements or shortcodes:
        source = _masked(source)
        found += [*_elements(source), *_shortcodes(source)] if markup else _shortcodes(source)
    return found


def shows_post(embed: Embed) -> bool:
    """True where an embed shows somebody's post or feed, so that links inside it belong to it."""
    return embed.what != "widget" or _POST_CLASS.search(f"{embed.label} {embed.attributes.get('id', '')}") is not None


def filled_elements(draft: Draft) -> list[Embed]:
    """Ordinary elements that may be filled by a plugin ("element"); what they are called decides."""
    if draft.format not in _MARKUP or _FILLED_ELEMENT.search(draft.source) is None:
        return []
    return list(_elements(_masked(draft.source), _FILLED_ELEMENT))


def addresses_of(embed: Embed) -> Iterator[str]:
    """Every address that an embed loads or shows: its own, its attributes' and those inside it."""
    if shows_post(embed) and embed.address:
        yield embed.address
    for value in embed.attributes.values():
        if "//" in value or value.startswith("www."):
            yield value
            if "<" in value:
                yield from _found(value)
    if shows_post(embed):
        yield from _found(embed.text)


def handles_of(embed: Embed) -> Iterator[str]:
    """Every account that an embed names by its handle."""
    for name, value in embed.attributes.items():
        if name.lower() in _ACCOUNT_ATTRIBUTES and value.strip():
            yield value.strip()
        yield from (match[1] for match in _AT_ADDRESS.finditer(value))
    if embed.address.startswith("@"):
        yield embed.address
    if embed.what in ("script", "shortcode", "block"):
        yield from (match[1] for match in _ACCOUNT.finditer(embed.text))
    if embed.what != "script" and shows_post(embed):
        yield from (match[0] for match in _HANDLE.finditer(embed.text))


def names_of(embed: Embed) -> Iterator[str]:
    """The display names with which posts in an embed are signed, as in "— Jo Example (@jo)"."""
    if embed.what in ("blockquote", "widget") and shows_post(embed):
        yield from (match[1].strip() for match in _SIGNED.finditer(embed.text))


def shows_profile(embed: Embed) -> bool:
    """True where an embed shows an account's latest posts and not one post."""
    permalink = embed.attributes.get("data-instgrm-permalink", "")
    address = read_address(permalink) if permalink else None
    return address is not None and address.account != "" and not re.search(r"/(?:p|reel|tv)/", permalink)


def _found(text: str) -> list[str]:
    return [match.replace("\\/", "/") for match in _ADDRESS.findall(text)]


def _masked(source: str) -> str:
    """The source with code and comments blanked out, every letter in its place."""
    source = _HIDDEN.sub(lambda match: " " * len(match[0]), source)
    parts: list[str] = []
    place = reached = 0
    unclosed: set[str] = set()  # what ends nowhere from here on is not looked for again, so that time stays linear
    while (opening := _CODE_BEGINS.search(source, reached)) is not None:
        reached = opening.end()
        end = _end_of_code(source, opening, unclosed)
        if end is not None:
            parts += source[place : opening.start()], " " * (end - opening.start())
            place = reached = end
    return "".join(parts) + source[place:]


def _end_of_code(source: str, opening: re.Match[str], unclosed: set[str]) -> int | None:
    """Where code ends that begins with a tag, a fence or backticks; None where nothing ends it."""
    tag = opening["tag"]
    marks = f"{opening[0][0]}{{{len(opening[0])}}}"
    closing = rf"</{tag.lower()}\s*+>" if tag else f"^{marks}" if opening["fence"] else ""
    if closing and closing not in unclosed:
        closed = re.compile(closing, re.IGNORECASE | re.MULTILINE).search(source, opening.end())
        if closed is not None:
            return closed.end()
        unclosed.add(closing)
    if tag or opening[0].startswith("~"):
        return None
    inline = re.compile(rf"[^\n]{{0,{_LONGEST_CODE}}}?(?<!`){marks}(?!`)").match(source, opening.end())
    return inline.end() if inline is not None else None


def _elements(source: str, pattern: re.Pattern[str] = _PLUGIN_ELEMENT) -> Iterator[Embed]:
    for match in pattern.finditer(source):
        attributes = {each[1].lower(): each[2] or each[3] or each[4] or "" for each in _ATTRIBUTE.finditer(match[2])}
        address = attributes.get("src") or attributes.get("data-href") or attributes.get("href") or ""
        yield Embed("element", address, match[1].lower(), "", Span(*match.span()), attributes)


def _blocks(source: str) -> Iterator[Embed]:
    for match in _BLOCK.finditer(source, 0, source.rfind("-->") + 3):
        yield Embed("block", "", match[1].lower(), match[2], Span(*match.span()))


def _shortcodes(source: str) -> Iterator[Embed]:
    for pattern in _SHORTCODES:
        for match in pattern.finditer(source):
            if _SHOWS.search(match[1].lower()) is None:
                continue
            enclosed = _ENCLOSED.match(source, match.end())
            end = enclosed.end() if enclosed is not None and enclosed[1].lower() == match[1].lower() else match.end()
            yield Embed("shortcode", "", match[1].lower(), source[match.start(2) : end], Span(match.start(), end))
