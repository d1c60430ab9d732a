"""The full set of readability measures of textstat, for teams that want it in a report; an extra, `[textstat]`.

textstat would fetch a dictionary from the network to count syllables. Here it takes our own count, so that nothing is
fetched and both sets of figures rest on the same syllables.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from neutral_gate.model import UsageError
from neutral_gate.text.readability import FEWEST_WORDS, count_words, read_sentences
from neutral_gate.text.syllables import syllables

_MEASURES = (
    *("flesch_reading_ease", "flesch_kincaid_grade", "smog_index", "gunning_fog", "automated_readability_index"),
    *("coleman_liau_index", "dale_chall_readability_score", "spache_readability", "linsear_write_formula"),
    *("lix", "rix", "mcalpine_eflaw", "reading_time"),
)


def textstat_measures(texts: Iterable[str]) -> dict[str, float]:
    """The measures of textstat by its own names, to two decimals.

    Args:
        texts: Blocks of running text. The end of each ends a sentence, full stop or not.

    Returns:
        The measures; empty where there are fewer than 100 words.

    Raises:
        UsageError: textstat is not installed.
    """
    try:
        textstat = importlib.import_module("textstat")  # it has no types
    except ImportError as error:
        raise UsageError(
            "textstat is not installed, so its measures cannot be given.",
            "Run: pip install 'neutral-gate[textstat]'",
        ) from error
    texts = list(texts)
    if count_words(texts) < FEWEST_WORDS:
        return {}
    whole = " ".join(_ended(text[each.start : each.end]) for text in texts for each in read_sentences(text))
    with _own_syllables():
        return {name: round(float(getattr(textstat, name)(whole)), 2) for name in _MEASURES}


def _ended(sentence: str) -> str:
    sentence = sentence.strip()
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


class _Syllables:
    """Looks like the dictionary that textstat wants: for each word one pronunciation, a vowel for each syllable."""

    def __getitem__(self, word: str) -> list[list[str]]:
        return [["AH1"] * syllables(word)]


@contextmanager
def _own_syllables() -> Iterator[None]:
    """As long as this lasts, textstat counts syllables as we do."""
    counting: Any = importlib.import_module("textstat.backend.counts._count_syllables")
    theirs, ours = counting.get_cmudict, _Syllables()
    counting.get_cmudict = lambda lang: ours
    try:
        yield
    finally:
        counting.get_cmudict = theirs
