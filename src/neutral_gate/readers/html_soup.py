"""HTML engine: Beautiful Soup with the parser of the standard library, for where turbohtml cannot be installed."""

from __future__ import annotations

import warnings
from itertools import accumulate

from neutral_gate.model.page import Page
from neutral_gate.readers.html_build import TreeBuilder, feed_tokens
from neutral_gate.readers.html_scan import Token, scan


def build(source: str, start: int) -> Page:
    """The tree of `source[start:]`.

    Beautiful Soup says which start tags there are and where. It keeps no place for text, comments and end tags, so our
    own scanner cuts up what stands between.

    Raises:
        ImportError: Beautiful Soup is not installed.
        DraftError: elements are nested too deep.
    """
    tokens = list(scan(source, start, len(source)))
    known = _start_tags(source, start, tokens)
    builder = TreeBuilder(source, start, len(source))
    feed_tokens(builder, (token for token in tokens if token.kind != "start" or token.start in known))
    return builder.finish()


def _start_tags(source: str, start: int, tokens: list[Token]) -> set[int]:
    """Where Beautiful Soup sees a start tag."""
    from bs4 import BeautifulSoup, Tag

    # An unfinished tag or comment at the end is no element, and makes some versions of the parser slow.
    last = next((token.end for token in reversed(tokens) if token.kind != "text"), start)
    if last == start:
        return set()
    markup = source[start:last]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(markup, "html.parser", multi_valued_attributes=None)
    lines = list(accumulate((len(line) + 1 for line in markup.split("\n")), initial=start))
    known: set[int] = set()
    for node in soup.descendants:
        if isinstance(node, Tag) and node.sourceline is not None and node.sourcepos is not None:
            known.add(lines[node.sourceline - 1] + node.sourcepos)
    return known
