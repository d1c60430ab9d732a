"""Emoji, and letters that are none: mathematical, circled and other symbols that only look like the alphabet."""

from __future__ import annotations

import re
import unicodedata

# One picture as a reader sees it: a flag, a key with its frame, a sign with its skin colour and what is joined to it.
_SIGN = (
    "[\U0001f300-\U0001f3fa\U0001f400-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb\U0001f90c-\U0001faff"
    "\U0001f004\U0001f0cf\U0001f18e\U0001f191-\U0001f19a\U0001f201-\U0001f251"
    "\u231a\u231b\u23e9-\u23f3\u23f8-\u23fa\u2600-\u2604\u2607-\u2712\u2719-\u2775\u2795-\u2797\u27b0\u27bf"
    "\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55]\ufe0f?"
)
_STYLED = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u25aa-\u25fe\u2714\u2716\u27a1\u2934\u2935"
    "\U0001f170-\U0001f17f]\ufe0f"
)
_MODIFIERS = "[\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*"
_ONE = f"(?:{_SIGN}|{_STYLED}){_MODIFIERS}"
_EMOJI = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_ONE}(?:\u200d{_ONE})*")
_NOT_ITSELF = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")

# Letters and digits as mathematicians, lists and dictionaries use them; social posts borrow them for their looks.
_FANCY = (
    "\U0001d400-\U0001d7ff\u24b6-\u24e9\U0001f110-\U0001f129\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189"
    "\uff21-\uff3a\uff41-\uff5a\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c\u212d\u212f-\u2131\u2133\u2134"
)
_RARE = "\u1d00-\u1d22\u1d2c-\u1d6a\u02b0-\u02b8\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f\ua730\ua731"
_TURNED = "\u0250\u0254\u01dd\u025f\u0265\u1d09\u0279\u0287\u028c\u028d\u028e\u029e\u026f"
_OVERLAID = "[\u0305\u0332-\u0338\u20d0-\u20dc\u20e5-\u20e8]"
_FANCY_RUN = re.compile(
    rf"[{_FANCY}]{{2,}}(?:[\s'’.,!&-]+[{_FANCY}]+)*"
    rf"|[{_RARE}]{{3,}}(?:[\s'’-]+[{_RARE}]+)*"
    rf"|[a-z]{{0,20}}[{_TURNED}][a-z]?[{_TURNED}][a-z{_TURNED}]*"
    rf"|(?:\w{_OVERLAID}+\s?){{3,}}"
)


def emojis(text: str) -> list[tuple[int, int]]:
    """The places of the emoji in a text, in order; a family or a flag is one, a tick or star in plain type none."""
    return [found.span() for found in _EMOJI.finditer(text)]


def same_emoji(emoji: str) -> str:
    """An emoji without its skin colour and style, to compare it with others."""
    return _NOT_ITSELF.sub("", emoji)


def fancy_letters(text: str) -> list[tuple[int, int]]:
    """The places of runs of symbols that stand for letters; several words in a row are one run."""
    if text.isascii():
        return []
    return [found.span() for found in _FANCY_RUN.finditer(text)]


def plain_letters(text: str) -> str:
    """The ordinary letters that such symbols stand for, or "" where there are none for all of them."""
    plain = unicodedata.normalize("NFKC", text)
    return plain if plain.isascii() else ""
