"""Checks for social posts: hashtags, emoji, letters that are symbols, alternative text, captions, length and links.

All of them look at the body's own words only: what it reposts or answers is not its to change. What they need from the
text room is loaded for posts only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Block, Draft, Role, Severity, Span
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading
from neutral_gate.text import Token, opened, tokenise

_OWN = frozenset({Role.TITLE, Role.HEADING, Role.PARAGRAPH, Role.LIST_ITEM, Role.HASHTAG})
_SURELY_SEVERAL = 18
"""Letters from which a hashtag without capitals is taken for several words, known or not."""
_UNFINISHED = re.compile(r"(?<![^\W_])(?:a|an|the|my|your|our|their|of|every|and|or)\s*$", re.IGNORECASE)
_NEAR = 12
"""Letters on each side of an emoji that tell what it stands for."""
_PICTURES = frozenset({"image", "photo", "picture", "gif", "animated_gif", "animated gif"})
_MOVING = frozenset({"video", "reel", "audio", "story", "live"})
_CAPTIONS = ("captions", "subtitles", "transcript", "caption_file", "captions_file")
_NONE = frozenset({"", "no", "none", "false", "off"})
_URL = re.compile(r"https?://\S+|www\.\S+")
_SHORT_URL = 23
"""Letters that X and Mastodon count for every link, however long."""


def hashtag_case(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each hashtag of several words without a capital at each."""
    severity = _severity(rule, context)
    if severity is None:
        return
    from neutral_gate.text.glued import split_glued

    words = _known(tuple(rule.classes.get("words", ())), tuple(rule.classes.get("single", ())))
    for block, start, end in _hashtags(draft):
        tag = block.text[start:end].lstrip("#＃")
        parts = [tag[first:last] for first, last in opened(tag)]
        letters = [part for part in parts if part.isalpha()]
        if len(letters) != 1:
            continue
        found = split_glued(letters[0].lower(), words)
        if len(found) < 2 and not (not found and len(letters[0]) >= _SURELY_SEVERAL):
            continue
        better = "".join(_capital(word) for word in found)
        hint = f" Write #{tag.replace(letters[0], better)}." if better else ""
        yield _hit(rule, severity, block, start, end, f"This hashtag is several words without capitals.{hint}", {})


def hashtag_number(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit, at the first hashtag too many."""
    severity = _severity(rule, context)
    most = _number(rule, 2)
    tags = list(_hashtags(draft)) if severity else []
    if severity and len(tags) > most:
        message = f"This post has {len(tags)} hashtags. Aim for {most} or fewer."
        yield _hit(rule, severity, *tags[most], message, {"hashtags": len(tags), "limit": most})


def emoji_number(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit at the first emoji too many, and one, a step lower, at the first that comes again."""
    severity = _severity(rule, context)
    if severity is None:
        return
    from neutral_gate.text.symbols import emojis, same_emoji

    most = _number(rule, 3)
    found = [(block, *place) for block in _own(draft) for place in emojis(block.text)]
    if len(found) > most:
        message = f"This post has {len(found)} emoji. Aim for {most} or fewer."
        yield _hit(rule, severity, *found[most], message, {"emoji": len(found), "limit": most})
    seen: set[str] = set()
    for block, start, end in found:
        emoji = same_emoji(block.text[start:end])
        if emoji in seen:
            message = "This emoji comes more than once, and a screen reader says its name each time."
            yield _hit(rule, severity.lowered(), block, start, end, message, {"repeated": True})
            return
        seen.add(emoji)


def emoji_words(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each emoji inside a word, in place of a word, or in the middle of a sentence."""
    severity = _severity(rule, context)
    if severity is None:
        return
    from neutral_gate.text.symbols import emojis

    for block in _own(draft):
        text = block.text
        places = emojis(text)
        for number, (start, end) in enumerate(places):
            before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
            if before[-1:].isalpha() and after[:1].isalpha():
                message = "An emoji stands inside this word."
            elif _UNFINISHED.search(before):
                message = "An emoji stands here in place of a word."
            elif before.rstrip(" ")[-1:].isalpha() and after.lstrip(" ")[:1].islower():
                message = "An emoji stands in the middle of this sentence."
            else:
                continue
            if number and places[number - 1][1] == start:
                continue
            yield _hit(rule, severity, block, start, end, message, {})


def emoji_name(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for an emoji or a fancy letter in the account's own name."""
    severity = _severity(rule, context)
    if severity is None:
        return
    from neutral_gate.text.symbols import emojis, fancy_letters

    names = [(draft.author, _place(draft, draft.author)), (draft.account, _place(draft, draft.account))]
    names += [
        (value, where)
        for key, (value, where) in draft.settings.items()
        if isinstance(value, str) and key.lower().replace("_", "") in ("name", "displayname", "accountname")
    ]
    for name, where in names:
        if name and (emojis(name) or fancy_letters(name)):
            yield Hit(
                rule=rule.id,
                severity=severity,
                excerpt=name,
                where=where,
                sentence=-1,
                message="This name has emoji or symbols in it, and a screen reader says them with every post.",
                evidence={"where": "name"},
            )


def fancy(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each run of symbols in place of letters."""
    severity = _severity(rule, context)
    if severity is None:
        return
    from neutral_gate.text.symbols import fancy_letters, plain_letters

    for block in _own(draft):
        for start, end in fancy_letters(block.text):
            plain = plain_letters(block.text[start:end]).strip()
            hint = f' Type "{plain}".' if plain else ""
            message = f"These are symbols that only look like letters, and screen readers cannot read them.{hint}"
            yield _hit(rule, severity, block, start, end, message, {"plain": plain} if plain else {})


def image_alt(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each image of a post without alternative text; one step lower where it is marked as decoration.

    A source that cannot carry alternative text says so with `"alt_status": "unknown"`, of one image or of the whole
    post; then nothing is said.
    """
    severity = _severity(rule, context)
    if severity is None or draft.format != "post-json":
        return
    export = str(draft.settings.get("alt_status", ("",))[0]).strip().lower() == "unknown"
    for image in draft.images:
        kind = image.attributes.get("type", "image").strip().lower()
        known = image.attributes.get("alt_status", "").strip().lower() != "unknown"
        if kind not in _PICTURES or not known or export or (image.alt is not None and image.alt.strip()):
            continue
        given = image.alt is not None
        yield Hit(
            rule=rule.id,
            severity=severity.lowered() if given else severity,
            excerpt=image.src or "image",
            where=image.where,
            sentence=-1,
            message="This image has an empty alternative text. Few images in posts are only decoration."
            if given
            else "",
            evidence={"where": "image", "empty": given},
        )


def captions(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each video or sound of a post that names no captions or transcript."""
    severity = _severity(rule, context)
    if severity is None or draft.format != "post-json":
        return
    for media in draft.images:
        kind = media.attributes.get("type", "").strip().lower()
        given = any(media.attributes.get(key, "").strip().lower() not in _NONE for key in _CAPTIONS)
        if kind in _MOVING and not given:
            yield Hit(
                rule=rule.id,
                severity=severity,
                excerpt=media.src or kind,
                where=media.where,
                sentence=-1,
                message="",
                evidence={"where": kind},
            )


def too_long(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each platform that the post names and whose limit it is over. Without a platform nothing is known."""
    if not context.social:
        return
    limits = _limits(tuple(rule.classes.get("limits", ())))
    own = _own(draft)
    blocks = [block for block in own if block.role is not Role.HASHTAG]
    tags = "".join([f" {block.text}" for block in own if block.role is Role.HASHTAG])
    if not blocks:
        return
    text = "\n".join([block.text for block in blocks]) + tags
    if len(text) <= _surely_short(limits) and text.isascii() and "://" not in text and "www." not in text:
        return
    for name in _platforms(draft):
        most = limits.get(name)
        length = _length(text, name) if most is not None else 0
        severity = severity_of(rule, context) if most is not None and length > most else None
        if severity is not None:
            last = blocks[-1]
            message = f"This post has {length} characters, and {name} takes {most}."
            yield _hit(
                rule, severity, last, 0, len(last.text), message, {"platform": name, "length": length, "limit": most}
            )


def links(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for the first hashtag and the first link that words follow, and for the second link."""
    severity = _severity(rule, context)
    if severity is None:
        return
    addresses: list[tuple[Block, int, int]] = []
    told: set[str] = set()
    for block in _own(draft):
        if block.role is Role.HASHTAG:
            continue
        tokens = _tokens(block.text)
        last_word = max((place for place, token in enumerate(tokens) if token.kind in ("word", "number")), default=-1)
        for place, token in enumerate(tokens):
            if token.kind == "url":
                addresses.append((block, token.start, token.end))
            if token.kind in ("url", "hashtag") and place < last_word and token.kind not in told:
                told.add(token.kind)
                what = "link" if token.kind == "url" else "hashtag"
                message = f"This {what} stands in the middle of the post. At the end it does not break up the words."
                yield _hit(rule, severity, block, token.start, token.end, message, {"what": what})
    if len(addresses) > 1:
        message = f"This post has {len(addresses)} links. One is enough, so that readers know where to go."
        yield _hit(rule, severity, *addresses[1], message, {"links": len(addresses)})


def _severity(rule: Rule, context: Context) -> Severity | None:
    return severity_of(rule, context) if context.social else None


def _own(draft: Draft) -> list[Block]:
    return [block for block in draft.blocks if block.role in _OWN and not block.quoted]


def _hashtags(draft: Draft) -> Iterator[tuple[Block, int, int]]:
    """The hashtags of a post with their places; one that is in the text and in its list counts once."""
    seen: set[str] = set()
    for block in _own(draft):
        if block.role is Role.HASHTAG:
            places = [(0, len(block.text))]
        else:
            places = [(token.start, token.end) for token in _tokens(block.text) if token.kind == "hashtag"]
        for start, end in places:
            tag = block.text[start:end].lstrip("#＃").casefold()
            if tag not in seen:
                seen.add(tag)
                yield block, start, end


@lru_cache(maxsize=4)  # three checks in a row ask for those of the same post
def _tokens(text: str) -> Sequence[Token]:
    return tokenise(text)


@cache
def _known(*lists: tuple[str, ...]) -> frozenset[str]:
    """All words of some lists."""
    return frozenset().union(*lists)


def _number(rule: Rule, default: int) -> int:
    written = rule.classes.get("limit")
    return int(written[0]) if written else default


def _capital(word: str) -> str:
    return word.upper() if word in ("nhs", "gp", "uk", "eu", "tv", "id") else word.capitalize()


@cache
def _limits(entries: tuple[str, ...]) -> dict[str, int]:
    """Most characters by platform, from lines such as "Bluesky 300"."""
    pairs = (entry.rpartition(" ") for entry in entries)
    return {name.lower(): int(number) for name, _, number in pairs}


def _surely_short(limits: Mapping[str, int]) -> int:
    """Letters that no platform has too many of, where none counts for more than one."""
    return min(limits.values(), default=0)


def _platforms(draft: Draft) -> list[str]:
    """The platforms that a post names under `platform`, `platforms`, `channel` or `network`, in lower case."""
    names: dict[str, None] = {}
    for key in ("platform", "platforms", "channel", "network"):
        value = draft.settings[key][0] if key in draft.settings else None
        for name in value if isinstance(value, list | tuple) else [value]:
            if isinstance(name, str):
                folded = name.strip().lower()
                names["x" if folded in ("twitter", "x (twitter)", "x.com") else folded] = None
    return list(names)


def _length(text: str, platform: str) -> int:
    """Characters as the platform counts them: an emoji is one (two on X), a link 23 on X and Mastodon."""
    pictures = [] if text.isascii() else _emojis(text)
    length = len(text) - sum(end - start for start, end in pictures) + len(pictures) * (2 if platform == "x" else 1)
    if platform in ("x", "mastodon") and ("://" in text or "www." in text):
        length += sum(_SHORT_URL - len(url) for url in _URL.findall(text))
    return length


def _emojis(text: str) -> list[tuple[int, int]]:
    from neutral_gate.text.symbols import emojis

    return emojis(text)


def _place(draft: Draft, words: str) -> Span:
    """Where a text stands in the source; its start where it is written with escapes."""
    start = draft.source.find(words) if words else -1
    return Span(start, start + len(words)) if start >= 0 else Span(0, 0)


def _hit(
    rule: Rule, severity: Severity, block: Block, start: int, end: int, message: str, evidence: dict[str, object]
) -> Hit:
    return Hit(
        rule=rule.id,
        severity=severity,
        excerpt=block.text[start:end],
        where=block.where.span(start, end),
        sentence=-1,
        message=message,
        evidence={"where": block.role.value, **evidence},
    )
