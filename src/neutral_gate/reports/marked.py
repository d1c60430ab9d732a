"""A draft's own text in pieces, so that a page can mark the words that findings stand on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from neutral_gate.model import Finding, Severity

WHOLE = 20_000
"""A text of up to so many letters (some 3,000 words) is shown whole; of a longer one the parts around findings."""

_AROUND = 400  # letters shown on each side of a finding in a longer text


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that the same findings cover.

    Attributes:
        text: The letters.
        severity: The gravest severity of those findings, or "" where there are none.
        starts: Numbers of the findings that start here, counted from 1 in the order given.
        gap: True where text has been left out before it.
    """

    text: str
    severity: str = ""
    starts: tuple[int, ...] = ()
    gap: bool = False


def pieces(source: str, findings: Sequence[Finding]) -> list[Piece]:
    """The text in order, cut where findings start and end; one that covers no letter covers the next one.

    Only the parts around findings where the text is longer than `WHOLE`; nothing where it is empty.
    """
    spans = [
        (start, min(max(finding.end.offset, start + 1), len(source)), finding.severity, number)
        for number, finding in enumerate(findings, 1)
        if (start := finding.start.offset) < len(source)
    ]
    found: list[Piece] = []
    for low, high in _shown(source, spans):
        cuts = sorted({low, high, *(cut for start, end, _, _ in spans for cut in (start, end) if low < cut < high)})
        gap = low > 0
        for left, right in pairwise(cuts):
            over = [span for span in spans if span[0] < right and left < span[1]]
            worst = max((severity for _, _, severity, _ in over), key=lambda one: one.rank, default=None)
            starts = tuple(number for start, _, _, number in over if start == left)
            found.append(Piece(source[left:right], worst.value if worst else "", starts, gap))
            gap = False
    return found


def _shown(source: str, spans: Iterable[tuple[int, int, Severity, int]]) -> list[tuple[int, int]]:
    """The ranges to show: everything, or what stands around findings, whole lines where they are short."""
    if len(source) <= WHOLE:
        return [(0, len(source))] if source else []
    ranges: list[tuple[int, int]] = []
    for start, end, _, _ in sorted(spans, key=lambda span: span[:2]):
        low, high = max(start - _AROUND, 0), min(min(end, start + WHOLE) + _AROUND, len(source))
        if ranges and low <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(high, ranges[-1][1]))
        else:
            ranges.append((low, high))
    return ranges
