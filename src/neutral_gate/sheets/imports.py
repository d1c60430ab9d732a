"""What a style sheet takes in by `@import`. That counts only where it stands before everything else."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BEFORE = re.compile(r"\s*+(?:<!--|-->|@charset\s[^;{}]*+;|@layer\s[^;{}]*+;)", re.IGNORECASE)
_IMPORT = re.compile(
    r"\s*+@import\s*+(?:url\(\s*+(?:\"([^\"\n]*+)\"|'([^'\n]*+)'|([^\"'()\s]*+))\s*+\)|\"([^\"\n]*+)\"|'([^'\n]*+)')"
    r"([^;{}]*+)(?:;|\Z)",
    re.IGNORECASE,
)
_STRING = re.compile(r"\"(?>(?:[^\"\\\n]++|\\.)*)\"|'(?>(?:[^'\\\n]++|\\.)*)'", re.DOTALL)


def imports(css: str) -> Iterator[tuple[str, str]]:
    """The style sheets that a text takes in, in order.

    Args:
        css: A style sheet.

    Yields:
        The address as written, and in lower case the condition that follows it; "" where that is every screen.
    """
    css = _COMMENT.sub(" ", css)
    place = 0
    while True:
        while (before := _BEFORE.match(css, place)) is not None:
            place = before.end()
        found = _IMPORT.match(css, place)
        if found is None:
            return
        place = found.end()
        condition = " ".join(found[6].lower().split())
        name = next((part for part in found.groups()[:5] if part), "")
        if name:  # browsers take in nothing where it is empty
            yield name, "" if condition in _EVERY else condition


_EVERY = ("all", "screen", "only screen", "screen, print", "print, screen", "all, print")


def balanced(css: str) -> bool:
    """Whether every bracket of a style sheet is closed, so that what is put below it is read as it is written."""
    bare = _STRING.sub("", _COMMENT.sub(" ", css))
    depth = 0
    for sign in re.findall(r"[{}\"']", bare):
        if sign in "\"'":
            return False
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and css.count("/*") <= css.count("*/")
