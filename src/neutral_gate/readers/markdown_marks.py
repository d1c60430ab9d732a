"""The marks that begin and end blocks of Markdown, as patterns, and the cells of a table row."""

from __future__ import annotations

import re

from neutral_gate.lazy import late

LINE = late(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
ATX = late(r"(#{1,6})(?=[ \t\r\n]|\Z)")
FENCE = late(r"(`{3,})[^`\r\n]*(?=[\r\n]|\Z)|(~{3,})")
CLOSING_FENCE = late(r"(`{3,}|~{3,})[ \t]*(?=[\r\n]|\Z)")
SETEXT = late(r"(=+|-+)[ \t]*(?=[\r\n]|\Z)")
THEMATIC = late(r"(?:\*[ \t]*){3,}(?=[\r\n]|\Z)|(?:_[ \t]*){3,}(?=[\r\n]|\Z)|(?:-[ \t]*){3,}(?=[\r\n]|\Z)")
BULLET = late(r"[*+-]")
ORDERED = late(r"(\d{1,9})([.)])")
FOOTNOTE = late(r"\[\^([^\]\s]+)\]:[ \t]*")
DELIMITER_ROW = late(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?=[\r\n]|\Z)")
HTML_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt"
    "|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu"
    "|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr"
    "|track|ul"
)
ATTRIBUTE = r"[ \t]+[A-Za-z_:][\w:.-]*(?:[ \t]*=[ \t]*(?:[^ \t\r\n\"'=<>`]+|'[^'\r\n]*'|\"[^\"\r\n]*\"))?"
HTML_STARTS = (
    late(r"<(?:script|pre|style|textarea)(?=[ \t>\r\n]|\Z)", re.IGNORECASE),
    late(r"<!--"),
    late(r"<\?"),
    late(r"<![A-Za-z]"),
    late(r"<!\[CDATA\["),
    late(rf"</?(?:{HTML_TAGS})(?=[ \t\r\n]|/?>|\Z)", re.IGNORECASE),
    late(rf"(?:<[A-Za-z][A-Za-z0-9-]*(?>(?:{ATTRIBUTE})*)[ \t]*/?>|</[A-Za-z][A-Za-z0-9-]*[ \t]*>)[ \t]*(?=[\r\n]|\Z)"),
)
HTML_ENDS = (
    late(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    late(r"-->"),
    late(r"\?>"),
    late(r">"),
    late(r"\]\]>"),
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


BORDER = late(r"\\.|\|", re.DOTALL)
