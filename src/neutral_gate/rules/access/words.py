"""Word lists as they are easiest to read and to edit: in running text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The phrases of a text, parted by bars."""
    return frozenset(text.split("|"))
