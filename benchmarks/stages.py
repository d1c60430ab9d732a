"""Where the time of a page goes, and how much would be left if matching cost nothing.

Run with: python benchmarks/stages.py [--pages N]

Judges the pages of 1,000 words of `service.py`, one after the other in one process, and adds up how long the steps take
that a compiled matcher could take over: merging names, the sieve, and the sweep. Cutting into words is counted by
itself. The rest is what Python has to do in any case: the rules' own conditions, the meanings of words, readability,
accessibility, findings. The first line says what a page takes with and without watching the steps.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Callable
from functools import wraps
from itertools import islice
from time import process_time

from service import pages

from neutral_gate.gate import Gate
from neutral_gate.lexicon.lexicon import Lexicon
from neutral_gate.lexicon.sweep import Sweep
from neutral_gate.readers import read
from neutral_gate.rules import sentence

STEPS: tuple[tuple[object, str, str], ...] = (
    (sentence, "tokenise", "cutting into words"),
    (Lexicon, "recognise", "merging names"),
    (Lexicon, "sweep", "the sieve"),
    (Sweep, "any_of", "the sweep"),
    (Sweep, "sentences", "the sweep"),
    (Sweep, "places", "the sweep"),
)
"""Class or module, what is called, and the step that it belongs to. A step inside another counts as the outer one."""


class Watch:
    """Adds up the processor time of steps, in seconds, by their name."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._inside = False

    def over(self, step: str, method: Callable[..., object]) -> Callable[..., object]:
        """The method, its time added to a step."""

        @wraps(method)
        def watched(*args: object) -> object:
            if self._inside:
                return method(*args)
            self._inside = True
            since = process_time()
            try:
                return method(*args)
            finally:
                self.seconds[step] += process_time() - since
                self._inside = False

        return watched


def main() -> None:
    """Measures, and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=80)
    count = parser.parse_args().pages
    drafts = [page.encode() for page in islice(pages(), count + 20)]
    gate, watch = Gate(), Watch()
    for draft in drafts[:20]:  # what is met for the first time costs more
        gate.judge(read(draft, "page.html")[0])
    since = process_time()
    for draft in drafts[20:]:
        gate.judge(read(draft, "page.html")[0])
    whole = process_time() - since
    for owner, name, step in STEPS:
        setattr(owner, name, watch.over(step, getattr(owner, name)))
    since = process_time()
    for draft in drafts[20:]:
        gate.judge(read(draft, "page.html")[0])
    watched = process_time() - since
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"a page: {whole / count * 1_000:.1f} ms of processor time, {watched / count * 1_000:.1f} ms when watched")
    for step, seconds in watch.seconds.most_common():
        print(f"  {step:20} {seconds / watched:5.0%}")
    print(f"  {'the rest':20} {1 - sum(watch.seconds.values()) / watched:5.0%}")


if __name__ == "__main__":
    main()
