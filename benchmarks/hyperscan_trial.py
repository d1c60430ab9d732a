"""Whether Hyperscan, a library that looks for many regular expressions at once, would find patterns faster than we do.

Run with: python benchmarks/hyperscan_trial.py [--patterns N]
Needs `pip install hyperscan` (MIT, with Vectorscan in it, BSD).

Each word becomes one letter of a large alphabet, and a fair draw of the rules' patterns becomes expressions over these
letters; each expression finds at least what its pattern finds. Then pages of 1,000 words are searched. Prints how many
patterns the library takes, how long they take to compile, how large they are, and the time of a page, and what that
comes to for all patterns. `stages.py` says what our own sieve and sweep take.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable
from itertools import islice
from time import process_time

import hyperscan
from service import pages

from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.lexicon.plans import CHOICE, EDGE, GAP, NO_SET, OPTIONAL, ROW, WORD, WORDS, Patterns, Step

MARKS = "\u0100-\u07ff"
"""Signs before a word's letter that tell its classes."""
ANY = f"[{MARKS}]*[^\\n{MARKS}]"
FLAGS = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_ALLOWEMPTY


class Expressions:
    """Turns patterns into regular expressions over letters that stand for words."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self.words: dict[str, str] = {}
        self._classes: dict[str, str] = {}
        self._lists: dict[str, str] = {}

    def of(self, step: Step) -> str:
        """The expression of a step; what it takes away or asks of the edges of a sentence is left out."""
        kind = step[0]
        if kind == WORD:
            return f"[{MARKS}]*{self._letter(step[1])}"
        if kind == WORDS:
            sets = [self._set(number) for number in step[1:3] if number != NO_SET]
            return _any_of([*sets, *map(self._key, step[3])])
        if kind == ROW:
            return "".join(map(self.of, step[1]))
        if kind == CHOICE:
            return _any_of(map(self.of, step[1]))
        if kind == OPTIONAL:
            return f"(?:{self.of(step[1])})?"
        if kind == GAP:
            return f"(?:{ANY}){{0,{step[1]}}}"
        return "" if kind == EDGE else ANY

    def _letter(self, word: str) -> str:
        return self.words.setdefault(word, chr(0x1000 + len(self.words)))

    def _set(self, number: int) -> str:
        return f"[{MARKS}]*[{''.join(sorted(map(self._letter, self.patterns.words(number))))}]"

    def _key(self, key: str) -> str:
        if key[0] != "<":
            mark = self._classes.setdefault(key, chr(0x100 + len(self._classes)))
            return f"[{MARKS}]*{mark}{ANY}"
        if key not in self._lists:
            words, first, after = self.patterns.lists[key]
            phrases = [self.of(self.patterns.phrase(number)) for number in range(first, after)]
            self._lists[key] = _any_of([*([self._set(words)] if words != NO_SET else []), *phrases])
        return self._lists[key]


def _any_of(expressions: Iterable[str]) -> str:
    return f"(?:{'|'.join(expressions)})"


def compiled(expressions: list[bytes]) -> hyperscan.Database:
    """A database of expressions. Raises `hyperscan.error` where the library takes one of them for too large."""
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    count = len(expressions)
    database.compile(expressions=expressions, ids=list(range(count)), elements=count, flags=[FLAGS] * count)
    return database


def main() -> None:
    """Measures, and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patterns", type=int, default=300)
    count = parser.parse_args().patterns
    patterns = load_lexicon().compiled.sweeping
    maker = Expressions(patterns)
    drawn = random.Random(1).sample(range(patterns.before), count)
    taken: list[bytes] = []
    for number in drawn:
        expression = maker.of(patterns.pattern(number)).encode()
        try:
            compiled([expression])
        except hyperscan.error:
            continue
        taken.append(expression)
    since = process_time()
    database = compiled(taken)
    seconds = process_time() - since
    texts = [
        "".join(maker.words.get(word, "\u0fff") for word in re.findall(r"[a-z']+", page.lower())).encode()
        for page in islice(pages(), 20)
    ]
    since = process_time()
    for text in texts:
        database.scan(text, match_event_handler=lambda *_: None)
    page = (process_time() - since) / len(texts) * 1_000
    size, times = database.size() / 2**20, patterns.before / len(taken)
    print(f"{len(taken)} of {count} patterns are taken; all are {patterns.before}")
    print(f"compiling: {seconds:.0f} s, size: {size:.0f} MiB, a page: {page:.2f} ms")
    print(f"for all patterns about {seconds * times:.0f} s, {size * times:.0f} MiB, {page * times:.0f} ms a page")


if __name__ == "__main__":
    main()
