"""Data tables: do headers and cells belong together, for those who cannot see the rows and columns?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from neutral_gate.model.page import Element
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.roles import explicit_role

_MOST_SPAN = 1000
_MOST_CELLS = 20000
"""Places that cells may cover from the rows above; no table that people read has more."""
_LAYOUT = frozenset({"none", "presentation"})


class Slot(NamedTuple):
    """A cell with the rows and columns that it covers; the ends do not belong to it."""

    cell: Element
    row: int
    column: int
    row_end: int
    column_end: int


def rows_of(table: Element) -> list[Element]:
    """The rows of a table itself, not those of a table inside it."""
    rows: list[Element] = []
    for child in table.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                rows.append(child)
            elif child.tag in ("thead", "tbody", "tfoot"):
                rows += [row for row in child.children if isinstance(row, Element) and row.tag == "tr"]
    return rows


def slots_of(table: Element) -> list[Slot]:
    """Where each cell of a table stands, as the HTML standard lays tables out."""
    taken: set[tuple[int, int]] = set()
    slots: list[Slot] = []
    lines = rows_of(table)
    for row, line in enumerate(lines):
        column = 0
        for cell in line.children:
            if not isinstance(cell, Element) or cell.tag not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            slots.append(Slot(cell, row, column, row + height, column + width))
            for below in range(row + 1, row + min(height, len(lines) - row)):
                taken.update((below, each) for each in range(column, column + width))
                if len(taken) > _MOST_CELLS:
                    return slots
            column += width
    return slots


def _span(cell: Element, name: str) -> int:
    if name not in cell.attributes:
        return 1
    written = cell.get(name).strip()
    return min(max(int(written), 1), _MOST_SPAN) if written.isdecimal() and written.isascii() else 1


def tables(view: PageView) -> Iterator[Found]:
    """Faults of data tables, and tables that are there for the layout."""
    for table in view.heard("table"):
        slots = slots_of(table)
        yield from _references(table, slots, view)
        yield from _lonely_headers(table, slots, view)


def _references(table: Element, slots: list[Slot], view: PageView) -> Iterator[Found]:
    """Cells whose `headers` name what is no header cell of the same table."""
    if not view.visibility.on_screen(table):
        return
    cells: dict[str, Element] | None = None
    for slot in slots:
        cell = slot.cell
        written = cell.get("headers").split()
        if not written or not view.visibility.heard(cell):
            continue
        if cells is None:
            cells = {each.cell.get("id"): each.cell for each in slots if each.cell.get("id")}
        wrong = [name for name in written if name not in cells or cells[name] is cell or not _is_header(cells[name])]
        if wrong:
            yield view.found("table-headers", cell, attribute="headers", ids=wrong)


def _is_header(cell: Element) -> bool:
    role = explicit_role(cell)
    return role in ("columnheader", "rowheader") or (cell.tag == "th" and not role)


def _lonely_headers(table: Element, slots: list[Slot], view: PageView) -> Iterator[Found]:
    """Header cells that no cell belongs to."""
    if explicit_role(table) in _LAYOUT or not slots:
        return
    headers = [slot for slot in slots if _is_header(slot.cell)]
    if not headers:
        return
    named = {name for slot in slots for name in slot.cell.get("headers").split()}
    data = [slot for slot in slots if not _is_header(slot.cell)]
    for header in headers:
        cell = header.cell
        if not view.visibility.heard(cell) or (cell.get("id") and cell.get("id") in named):
            continue
        others = data or [slot for slot in slots if slot is not header]
        if not any(_belongs(header, slot) for slot in others) and not _over_headers(header, headers):
            yield view.found("table-header-alone", cell)


def _over_headers(header: Slot, headers: list[Slot]) -> bool:
    """True for a header over other headers, or beside them: cells may be added to those."""
    return any(other is not header and _belongs(header, other) for other in headers)


def _belongs(header: Slot, slot: Slot) -> bool:
    """True where a cell is in the rows or columns that a header stands for."""
    if "headers" in slot.cell.attributes and slot.cell.get("headers").split():
        return False
    scope = header.cell.get("scope").lower() or (
        {"columnheader": "col", "rowheader": "row"}.get(explicit_role(header.cell), "")
    )
    below = slot.row >= header.row_end and slot.column < header.column_end and header.column < slot.column_end
    beside = slot.column >= header.column_end and slot.row < header.row_end and header.row < slot.row_end
    if scope in ("col", "colgroup"):
        return below
    if scope in ("row", "rowgroup"):
        return beside
    return below or beside


def _is_kept(header: Slot, slots: list[Slot], view: PageView) -> bool:
    """True for a header that is kept from screen readers while they get the cells that belong to it."""
    if header.cell.get("aria-hidden").strip().lower() != "true":
        return False
    return any(
        slot is not header and _belongs(header, slot) and slot.cell.text() and view.visibility.heard(slot.cell)
        for slot in slots
    )


def table_content(view: PageView) -> Iterator[Found]:
    """Data tables without headers or with empty ones, and tables that are there for the layout."""
    for table in view.heard("table"):
        if explicit_role(table) in _LAYOUT:
            continue
        slots = slots_of(table)
        rows = len(rows_of(table))
        columns = max((slot.column_end for slot in slots), default=0)
        headers = [slot for slot in slots if _is_header(slot.cell)]
        if not headers:
            if rows >= 2 and columns >= 2 and not _is_layout(table, slots):
                yield view.found("table-no-headers", table)
            elif slots and _is_layout(table, slots):
                yield view.found("table-layout", table)
            continue
        for slot in headers:
            if not re.search(r"[^\W_]|[^\x00-\u024f]", view.names.name(slot.cell)) or _is_kept(slot, slots, view):
                yield view.found("table-header-empty", slot.cell)
        yield from _scopes(slots, view)
        if _is_uneven(slots, rows):
            yield view.found("table-uneven", table)
        if rows >= 3 and not view.names.name(table) and not table.get("summary").strip():
            yield view.found("table-caption", table)


def _scopes(slots: list[Slot], view: PageView) -> Iterator[Found]:
    """Scopes that HTML does not know, or that stand on cells that are no headers."""
    for slot in slots:
        scope = slot.cell.get("scope").strip().lower()
        if scope and (scope not in _SCOPES or not _is_header(slot.cell)):
            yield view.found("table-scope", slot.cell, attribute="scope")


def _is_uneven(slots: list[Slot], rows: int) -> bool:
    """True where a row has fewer or more columns than the others.

    A row of one cell that goes over all columns, and further, is a title inside the table: no cell stands wrongly.
    """
    covered, cells = [0] * rows, [0] * rows
    for slot in slots:
        for row in range(slot.row, min(slot.row_end, rows)):
            covered[row] += slot.column_end - slot.column
            cells[row] += 1
    several = {count for count, held in zip(covered, cells, strict=True) if held > 1}
    single = {count for count, held in zip(covered, cells, strict=True) if held == 1}
    if several:
        single = {count for count in single if count < max(several)}
    return len(several | single) > 1


_SCOPES = frozenset({"col", "row", "colgroup", "rowgroup", "auto"})


def _is_layout(table: Element, slots: list[Slot]) -> bool:
    """True for a table that arranges things: it holds other tables or forms, or is one row or column of long text."""
    if any(isinstance(child, Element) and child.tag == "caption" for child in table.children):
        return False
    if table.attributes.keys() & {"aria-labelledby", "aria-label", "summary"}:
        return False
    if any(next(slot.cell.elements(*_BUILDS), None) is not None for slot in slots):
        return True
    rows = len({slot.row for slot in slots})
    columns = max((slot.column_end for slot in slots), default=0)
    return (rows == 1 or columns == 1) and any(len(slot.cell.text()) > 80 for slot in slots)


_BUILDS = ("table", "form", "h1", "h2", "h3", "nav", "ul", "section", "article")
