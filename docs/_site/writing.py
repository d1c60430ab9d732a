"""Text of ours as Markdown: whatever a rule file or a help text says, it stands on the page as it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!-])")
_CODE = re.compile(r"`([^`]+)`")


def plain(text: str) -> str:
    """A text in one line as Markdown; only `code` in backticks keeps its form."""
    line = " ".join(text.split())
    parts = _CODE.split(line)
    return "".join(code(part) if place % 2 else _escaped(part) for place, part in enumerate(parts))


def code(text: str) -> str:
    """A piece of code within a line, also inside the cell of a table."""
    return f"<code>{html.escape(text).replace('|', '&#124;')}</code>"


def block(text: str, language: str = "text") -> str:
    """A block of code, whatever marks it has in it."""
    longest = max((len(marks) for marks in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def level(word: str) -> str:
    """What a rule counts as, with its colour."""
    return f'<span class="level {word}">{word}</span>'


def anchor(name: str) -> str:
    """The mark in a page that links to a name lead to."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def front(title: str, description: str) -> str:
    """The head of a page's file: its title in the browser, and what search engines show."""
    return f"---\ntitle: {_quoted(title)}\ndescription: {_quoted(' '.join(description.split()))}\n---\n\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", html.escape(text, quote=False)).replace("|", "&#124;").replace("~", "&#126;")
