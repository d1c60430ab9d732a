"""Keeps Python's garbage collector out of the judging of many batches."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterable
from typing import TypeVar

Batch = TypeVar("Batch")


def swept_between(batches: Iterable[Batch]) -> Generator[Batch, None, None]:
    """Gives batches one after the other, and lets garbage be looked for between them only.

    Judging a batch makes some hundred thousand objects, nearly all of which go by themselves. The collector would look
    through all that are there again and again meanwhile, the words and names of the gate among them, which takes a
    quarter of the time. What is there after a batch is left out of further looks until the last batch is done.

    Args:
        batches: To be used up one by one, and closed where that may end early. Where the collector was off before, it
            stays so, and what was left out stays left out: a process that does nothing else looks at each thing once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        for number, batch in enumerate(batches):
            if number or not was_on:
                gc.collect()
                gc.freeze()
            yield batch
    finally:
        if was_on:
            gc.unfreeze()
            gc.enable()
