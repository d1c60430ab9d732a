"""Quotations are found, and marks that nothing closes cost little."""

from __future__ import annotations

import re

import pytest

from neutral_gate.text.quotes import quotations


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("She said “the buses are far too late” today.", ["“the buses are far too late”"]),
        ("He said 'it isn't anybody's fault at all' and left.", ["'it isn't anybody's fault at all'"]),
        ("the so-called 'safe zone' and the \"wet ward\"", []),
        ("It is the council's view that residents' bins matter.", []),
        ('"We waited for hours and nobody', ['"We waited for hours and nobody']),
        ("‘one two three four’ then ‘five six seven eight’", ["‘one two three four’", "‘five six seven eight’"]),
    ],
)
def test_what_is_a_quotation(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == inside


@pytest.mark.parametrize("text", ["'", " '", "'a ", "“", '"', "‘", "«", "' \n"])
def test_marks_that_nothing_closes_are_read_in_linear_time(text: str) -> None:
    from neutral_gate.text import quotes

    class Counting:
        """Counts the letters that a pattern may look at."""

        def __init__(self, pattern: re.Pattern[str]) -> None:
            self.pattern, self.looked_at = pattern, 0

        def match(self, source: str, place: int) -> re.Match[str] | None:
            found = self.pattern.match(source, place)
            end = quotes._NEVER_INSIDE_SINGLE.search(source, place)
            self.looked_at += (found.end() if found else end.start() if end else len(source)) - place
            return found

    counting = Counting(quotes._INSIDE_SINGLE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quotes, "_INSIDE_SINGLE", counting)
        quotations(text * 2_000)
    assert counting.looked_at <= 2 * len(text) * 2_000
