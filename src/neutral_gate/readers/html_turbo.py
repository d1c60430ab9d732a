"""HTML engine: turbohtml, a fast tokeniser in C that follows the HTML standard."""

from __future__ import annotations

from itertools import accumulate

from turbohtml import TokenType, tokenize

from neutral_gate.model.page import Page
from neutral_gate.readers.html_build import TreeBuilder, feed_tokens
from neutral_gate.readers.html_scan import RAW_TEXT, scan, scan_attributes


def build(source: str, start: int) -> Page:
    """The tree of `source[start:]`.

    Raises:
        DraftError: elements are nested too deep.
    """
    builder = TreeBuilder(source, start, len(source))
    _feed(builder, start)
    return builder.finish()


def _feed(builder: TreeBuilder, first: int) -> None:
    last = len(builder.source)
    source = builder.source
    markup = source[first:]
    returns = "\r" in markup
    if returns:
        # The tokeniser counts CR LF as one character; a space in place of CR keeps every offset true.
        markup = markup.replace("\r\n", " \n").replace("\r", "\n")
    lines = list(accumulate((len(line) + 1 for line in markup.split("\n")), initial=first))
    start_tag, end_tag, text = TokenType.START_TAG, TokenType.END_TAG, TokenType.TEXT
    pending, data = -1, ""
    add_start, add_end = builder.start, builder.end
    for token in tokenize(markup, capture_source=True, capture_attributes=True):
        place = lines[token.line - 1] + token.col
        if pending >= 0:
            _text(builder, pending, place, data)
            pending = -1
        kind = token.type
        if kind is text:
            pending, data = place, token.data or ""
        elif kind is start_tag:
            end = place + len(token.source or "")
            given = token.attrs
            attributes = dict(given) if given else {}
            if returns and source.find("\r", place, end) >= 0:
                attributes = {name: found.value for name, found in scan_attributes(source, place, end).items()}
            add_start(token.tag or "", attributes, place, end, token.self_closing)
        elif kind is end_tag:
            add_end(token.tag or "", place, place + len(token.source or ""))
        elif kind is TokenType.DOCTYPE:
            builder.doctype(place, place + len(token.source or ""))
        else:
            builder.comment(place, place + len(token.source or ""))
    if pending >= 0:
        _text(builder, pending, last, data)


def _text(builder: TreeBuilder, start: int, end: int, data: str) -> None:
    """Adds the text between two tokens; whatever the tokeniser dropped in between, such as `</>`, is left out."""
    tag = builder.current.tag
    if end - start == len(data) and tag != "noscript":
        builder.text(start, end)
    elif tag == "noscript":
        # The tokeniser takes scripting as given; the words in here are published all the same.
        feed_tokens(builder, scan(builder.source, start, end))
    elif tag not in RAW_TEXT and builder.source.find("<", start, end) >= 0:
        for token in scan(builder.source, start, end):
            if token.kind == "text":
                builder.text(token.start, token.end)
    else:
        builder.text(start, end)
