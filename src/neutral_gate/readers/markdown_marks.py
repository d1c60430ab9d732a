"""The marks that begin and end blocks of Markdown, as patterns, and the cells of a table row."""

from __future__ import annotations

import re

LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
ATX = re.compile(r"(#{1,6})(?=[ \t\r\n]|\Z)")
FENCE = re.compile(r"(`{3,})[^`\r\n]*(?=[\r\n]|\Z)|(~{3,})")
CLOSING_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(?=[\r\n]|\Z)")
SETEXT = re.compile(r"(=+|-+)[ \t]*(?=[\r\n]|\Z)")
THEMATIC = re.compile(r"(?:\*[ \t]*){3,}(?=[\r\n]|\Z)|(?:_[ \t]*){3,}(?=[\r\n]|\Z)|(?:-[ \t]*){3,}(?=[\r\n]|\Z)")
BULLET = re.compile(r"[*+-]")
ORDERED = re.compile(r"(\d{1,9})([.)])")
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
DELIMITER_ROW = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?=[\r\n]|\Z)")
HTML_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt"
    "|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu"
    "|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr"
    "|track|ul"
)
ATTRIBUTE = r"[ \t]+[A-Za-z_:][\w:.-]*(?:[ \t]*=[ \t]*(?:[^ \t\r\n\"'=<>`]+|'[^'\r\n]*'|\"[^\"\r\n]*\"))?"
HTML_STARTS = (
    re.compile(r"<(?:script|pre|style|textarea)(?=[ \t>\r\n]|\Z)", re.IGNORECASE),
    re.compile(r"<!--"),
    re.compile(r"<\?"),
    re.compile(r"<![A-Za-z]"),
    re.compile(r"<!\[CDATA\["),
    re.compile(rf"</?(?:{HTML_TAGS})(?=[ \t\r\n]|/?>|\Z)", re.IGNORECASE),
    re.compile(
        rf"(?:<[A-Za-z][A-Za-z0-9-]*(?:{ATTRIBUTE})*+[ \t]*/?>|</[A-Za-z][A-Za-z0-9-]*[ \t]*>)[ \t]*(?=[\r\n]|\Z)"
    ),
)
HTML_ENDS = (
    re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    re.compile(r"-->"),
    re.compile(r"\?>"),
    re.compile(r">"),
    re.compile(r"\]\]>"),
)
BLANK = " \t\r\n"


def row_cells(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the cells of a table row stand, without the blanks around them; an escaped bar is no border."""
    while start < end and source[start] in BLANK:
        start += 1
    while end > start and source[end - 1] in BLANK:
        end -= 1
    if start < end and source[start] == "|":
        start += 1
    borders = [match.start() for match in BORDER.finditer(source, start, end) if match.group() == "|"]
    if borders and borders[-1] == end - 1:
        end = borders.pop()
    cells = []
    for border in [*borders, end]:
        first, last = start, border
        while first < last and source[first] in BLANK:
            first += 1
        while last > first and source[last - 1] in BLANK:
            last -= 1
        cells.append((first, last))
        start = border + 1
    return cells


BORDER = re.compile(r"\\.|\|", re.DOTALL)
