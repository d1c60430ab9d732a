"""Chooses the HTML engine and parses a page into the one tree that all readers share."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache

from neutral_gate.model import UsageError
from neutral_gate.model.collector import without_collection
from neutral_gate.model.page import Page

ENGINES = ("turbohtml", "bs4")
"""The engines, best first; the environment variable NEUTRAL_GATE_HTML_ENGINE names one of them."""


def parse_html(source: str, start: int = 0) -> Page:
    """Parses `source[start:]` as HTML; every place in the tree is an offset into the whole source.

    Args:
        source: The whole file.
        start: Where the HTML starts, after any front matter.

    Raises:
        DraftError: elements are nested too deep.
        UsageError: the variable names an unknown engine, or no engine can be used.
    """
    build = _engine(os.environ.get("NEUTRAL_GATE_HTML_ENGINE", ""))[1]
    with without_collection(len(source), tidy=True):
        return build(source, start)


def engine_name() -> str:
    """The engine in use: the one that NEUTRAL_GATE_HTML_ENGINE names, else the best that can be imported.

    Raises:
        UsageError: the variable names an unknown engine, or no engine can be used.
    """
    return _engine(os.environ.get("NEUTRAL_GATE_HTML_ENGINE", ""))[0]


@cache
def _engine(asked: str) -> tuple[str, Callable[[str, int], Page]]:
    if asked and asked not in ENGINES:
        raise UsageError(
            f"NEUTRAL_GATE_HTML_ENGINE is set to {asked!r}, which is not an HTML engine.",
            "Set it to turbohtml or bs4, or take it away.",
        )
    for name in (asked,) if asked else ENGINES:
        try:
            return name, _load(name)
        except ImportError:
            continue
    raise UsageError(
        f"The HTML engine {asked} cannot be loaded." if asked else "No HTML engine can be loaded.",
        "Install one with: pip install turbohtml (or: pip install beautifulsoup4).",
    )


def _load(name: str) -> Callable[[str, int], Page]:
    if name == "bs4":
        from neutral_gate.readers.html_soup import build
    else:
        from neutral_gate.readers.html_turbo import build
    return build
