"""HTML engine: Beautiful Soup with the parser of the standard library, for where turbohtml cannot be installed."""

from __future__ import annotations

import re
import warnings
from itertools import accumulate, pairwise

from bs4 import BeautifulSoup, Tag

from neutral_gate.model.page import Page
from neutral_gate.readers.html_build import TreeBuilder, feed_tokens
from neutral_gate.readers.html_scan import RAW_TEXT, Token, scan

_NO_TAG = re.compile(r"[<>]")


def build(source: str, start: int) -> Page:
    """The tree of `source[start:]`.

    Beautiful Soup says which start tags there are and where. It keeps no place for text, comments and end tags, so our
    own scanner cuts up what stands between.

    Raises:
        DraftError: elements are nested too deep.
    """
    tokens = list(scan(source, start, len(source)))
    known = _start_tags(source, start, tokens)
    builder = TreeBuilder(source, start, len(source))
    feed_tokens(builder, (token for token in tokens if token.kind != "start" or token.start in known))
    return builder.finish()


def _start_tags(source: str, start: int, tokens: list[Token]) -> set[int]:
    """Where Beautiful Soup sees a start tag."""
    # Some versions of the parser trip over what is no tag: the content of scripts and titles, odd comments, and an
    # unfinished tag at the end, for which they take quadratic time. All that is blanked out; places stay true.
    last = next((token.end for token in reversed(tokens) if token.kind != "text"), start)
    if last == start:
        return set()
    parts, place = [], start
    for before, token in pairwise([None, *tokens]):
        if token is None or token.end > last:
            continue
        raw = token.kind == "text" and before is not None and before.kind == "start" and before.tag in RAW_TEXT
        if raw or token.kind in ("comment", "doctype"):
            parts.append(source[place : token.start])
            parts.append(_NO_TAG.sub(" ", source[token.start : token.end]))
            place = token.end
    markup = "".join([*parts, source[place:last]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(markup, "html.parser", multi_valued_attributes=None)
    lines = list(accumulate((len(line) + 1 for line in markup.split("\n")), initial=start))
    known: set[int] = set()
    for node in soup.descendants:
        if isinstance(node, Tag) and node.sourceline is not None and node.sourcepos is not None:
            known.add(lines[node.sourceline - 1] + node.sourcepos)
    return known
