"""The style sheets that a page links to, where they are files beside it: read here, because rules open no files."""

from neutral_gate.sheets.linked import MAX_BYTES, MAX_SHEETS, hand_over, local_sheets

__all__ = ["MAX_BYTES", "MAX_SHEETS", "hand_over", "local_sheets"]
