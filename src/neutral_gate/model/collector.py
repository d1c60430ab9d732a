"""Keeps Python's search for rings of dead objects away from work that makes many objects and drops none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

LARGE = 20_000
"""Letters of a page from which the search costs more than it brings."""


@contextmanager
def without_collection(letters: int, *, tidy: bool = False) -> Iterator[None]:
    """No search for dead rings inside the block, where the page is large.

    Memory is bounded by what the block itself makes. Where several threads are in such blocks, the search goes on when
    the first of them leaves; it is never left off for good.

    Args:
        letters: Length of the page.
        tidy: True to look first for what the page before has left, so that dead pages do not heap up.
    """
    if letters < LARGE or not gc.isenabled():
        yield
        return
    if tidy:
        gc.collect(1)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
