"""Word lists as they are easiest to read and to edit: in running text."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """The phrases of a text, parted by bars."""
    return frozenset(text.split("|"))
