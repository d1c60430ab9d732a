"""Chooses the HTML engine and parses a page into the one tree that all readers share."""

from __future__ import annotations

import os
from importlib.util import find_spec

from neutral_gate.model import UsageError
from neutral_gate.model.page import Page

ENGINES = ("turbohtml", "bs4")
"""The engines, best first; the environment variable NEUTRAL_GATE_HTML_ENGINE names one of them."""


def engine_name() -> str:
    """The engine in use: the one that NEUTRAL_GATE_HTML_ENGINE names, else the best that is installed.

    Raises:
        UsageError: the variable names an unknown engine, or no engine is installed.
    """
    asked = os.environ.get("NEUTRAL_GATE_HTML_ENGINE", "")
    if asked and asked not in ENGINES:
        raise UsageError(
            f"NEUTRAL_GATE_HTML_ENGINE is set to {asked!r}, which is not an HTML engine.",
            "Set it to turbohtml or bs4, or take it away.",
        )
    for name in (asked,) if asked else ENGINES:
        if find_spec(name) is not None:
            return name
    raise UsageError(
        "No HTML engine is installed.", "Install one with: pip install turbohtml (or pip install beautifulsoup4)."
    )


def parse_html(source: str, start: int = 0) -> Page:
    """Parses `source[start:]` as HTML; every place in the tree is an offset into the whole source.

    Raises:
        DraftError: elements are nested too deep.
        UsageError: no HTML engine can be used.
    """
    if engine_name() == "bs4":
        from neutral_gate.readers.html_soup import build
    else:
        from neutral_gate.readers.html_turbo import build
    return build(source, start)
