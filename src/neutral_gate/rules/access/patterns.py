"""What the checks of pages look for with regular expressions; each is compiled when it is first used."""

from __future__ import annotations

from neutral_gate.lazy import late

__all__ = ["TEMPLATE_MARKS", "late"]

TEMPLATE_MARKS = ("{{", "{%", "<%", "<?php", "<?=", "[%", "<!--{")
"""Marks of a template: what it is filled with is not in the source."""
