"""Data tables: tables inside tables, headers of rows and columns that nothing tells apart, and cells without words."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.model.page import Element
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.roles import explicit_role
from neutral_gate.rules.access.tables import Slot, rows_of, slots_of

_HOLDS = ("img", "svg", "input", "select", "textarea", "button", "object", "video", "audio", "canvas", "iframe", "i")
_SAYS_MORE = frozenset({"aria-label", "aria-hidden", "colspan", "style", "bgcolor"})
"""What names a cell, hides it, shows its meaning as a colour, or makes it a bar across the table."""
_LAYOUT = frozenset({"none", "presentation"})


def table_parts(view: PageView) -> Iterator[Found]:
    """What makes a data table hard to follow cell by cell."""
    for table in view.heard("table"):
        if explicit_role(table) in _LAYOUT:
            continue
        cell = next((around for around in table.ancestors() if around.tag in ("td", "th")), None)
        if cell is not None and _has_headers(table) and _has_headers(_table_of(cell)):
            yield view.found("table-nested", table)
        slots = slots_of(table)
        headers = [slot for slot in slots if slot.cell.tag == "th" and not explicit_role(slot.cell)]
        if not headers:
            continue
        if _needs_scope(headers, slots):
            yield view.found("table-scope-missing", table)
        empty = next((slot.cell for slot in slots if _is_empty(slot)), None)
        if empty is not None:
            yield view.found("table-cell-empty", empty)


def _table_of(cell: Element) -> Element:
    return next((around for around in cell.ancestors() if around.tag == "table"), cell)


def _has_headers(table: Element) -> bool:
    if explicit_role(table) in _LAYOUT:
        return False
    return any(isinstance(cell, Element) and cell.tag == "th" for row in rows_of(table) for cell in row.children)


def _needs_scope(headers: list[Slot], slots: list[Slot]) -> bool:
    """True where rows and columns both have headers, and no `scope` or `headers` says which is which."""
    if any("scope" in slot.cell.attributes or "id" in slot.cell.attributes for slot in headers):
        return False
    if any("headers" in slot.cell.attributes for slot in slots):
        return False
    data_rows = {slot.row for slot in slots if slot.cell.tag == "td"}
    of_columns = any(slot.row == 0 and slot.column > 0 for slot in headers)
    of_rows = any(slot.row > 0 and slot.column == 0 and slot.row in data_rows for slot in headers)
    return of_columns and of_rows


def _is_empty(slot: Slot) -> bool:
    """True for a data cell without anything in it; the corner over headers of rows and columns may be empty."""
    cell = slot.cell
    if cell.tag != "td" or (slot.row == 0 and slot.column == 0) or cell.attributes.keys() & _SAYS_MORE:
        return False
    return not cell.text().strip() and next(cell.elements(*_HOLDS), None) is None
