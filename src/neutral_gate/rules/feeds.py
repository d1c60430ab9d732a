"""What shares or shows content by itself: live feeds, tickers, auto-post plugins and settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from neutral_gate.lexicon.addresses import nested, read_address
from neutral_gate.model import Draft, Embed, Span
from neutral_gate.rules.embedding import embeds_of, filled_elements, shows_profile

Words = Mapping[str, tuple[str, ...]]
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SAYS_NO = frozenset({"", "no", "off", "false", "none", "never", "0", "null", "disabled", "manual"})
_NAMING = (
    "class",
    "id",
    "data-widget",
    "data-widget-type",
    "data-type",
    "data-module",
    "data-component",
    "data-plugin",
)
_TITLED = ("title", "aria-label", "data-title")


def automatic(draft: Draft, words: Words) -> Iterator[tuple[str, Span]]:
    """What of a draft shares or shows content by itself, and where; each place once.

    Args:
        draft: The draft.
        words: The rule's lists: `feed-hosts`, `feed-addresses`, `feed-classes`, `feed-attributes`, `feed-titles`,
            `feed-scripts`, `feed-shortcodes`, `feed-blocks`, `share-settings` and `share-switches`, which count where
            their value is no more than yes.
    """
    seen: list[Span] = []
    for embed in (*embeds_of(draft), *filled_elements(draft)):
        found = "" if embed.what == "setting" else _in_embed(embed, words)
        if found and not any(place.start <= embed.where.start < place.end for place in seen):
            seen.append(embed.where)
            yield found, embed.where
    known, switches = (frozenset(words.get(name, ())) for name in ("share-settings", "share-switches"))
    for name, (value, where) in draft.settings.items():
        found = _in_setting(name, value, known | switches if value is True else known)
        if found:
            yield found, where


def _in_embed(embed: Embed, words: Words) -> str:
    """The word of the lists that gives an embed away, or ""."""
    if embed.what in ("shortcode", "block"):
        return embed.label if embed.label.replace("_", "-") in words.get(f"feed-{embed.what}s", ()) else ""
    for address in (embed.address, *(embed.attributes.get(name, "") for name in ("src", "data-src"))):
        found = _in_address(address, words) if address and embed.what != "widget" else ""
        if found:
            return found
    for name in _class_words(embed):
        for word in words.get("feed-classes", ()):
            if name == word or name.startswith(f"{word}-"):
                return word
    for attribute in words.get("feed-attributes", ()):
        name, equals, value = attribute.partition("=")
        if name in embed.attributes and (not equals or embed.attributes[name].lower() == value):
            return attribute
    if shows_profile(embed):
        return "data-instgrm-permalink"
    if embed.what == "script":
        text = embed.text.lower()
        return next((word for word in words.get("feed-scripts", ()) if word.lower() in text), "")
    titles = [embed.attributes.get(name, "") for name in _TITLED]
    titles += [embed.label] if embed.what == "iframe" else []
    return next((word for word in words.get("feed-titles", ()) if _says(titles, word)), "")


def _says(titles: list[str], word: str) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", title, re.IGNORECASE) for title in titles)


def _in_address(url: str, words: Words) -> str:
    for each in nested(url):
        address = read_address(each)
        local = each.startswith("/") and not each.startswith("//")  # a script of the site itself
        if address is None and not local:
            continue
        for host in words.get("feed-hosts", ()):
            if address is not None and (address.host == host or address.host.endswith(f".{host}")):
                return host
        plain = each.lower() if local else each.lower().partition("//")[2].removeprefix("www.")
        found = next((part for part in words.get("feed-addresses", ()) if part in plain), "")
        if found:
            return found
    return ""


def _class_words(embed: Embed) -> Iterator[str]:
    """The names in an element's class and id, its own name included, in lower case with hyphens."""
    written = [embed.attributes.get(name, "") for name in _NAMING]
    if embed.what in ("widget", "element"):
        written.append(embed.label)
    for name in " ".join(written).split():
        yield _CAMEL.sub("-", name).lower().replace("__", "-").replace("_", "-")


def _in_setting(name: str, value: object, known: frozenset[str], above: str = "") -> str:
    """The setting that shares by itself and is switched on, in this one or inside it; or ""."""
    key = _CAMEL.sub("_", name.strip()).lower().replace("-", "_").lstrip("_")
    if _is_on(value) and (key in known or f"{above}_{key}" in known):
        return key
    if isinstance(value, Mapping):
        inside = (_in_setting(str(each), inner, known, key) for each, inner in value.items())
        return next(filter(None, inside), "")
    if isinstance(value, list | tuple):
        items = (str(item).lower().replace("-", "_") for item in value if isinstance(item, str))
        return next((item for item in items if item in known), "")
    return ""


def _is_on(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(_is_on(inner) for inner in value.values())
    if isinstance(value, list | tuple):
        return any(_is_on(inner) for inner in value)
    return value is not None and str(value).strip().lower() not in _SAYS_NO
