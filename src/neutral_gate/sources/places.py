"""Where in a source something stands, and the problems that are reported there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from neutral_gate.sources.items import Problem

Opener = Callable[[], BinaryIO]
"""Opens a file of a source from its beginning; each call gives a fresh stream."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file of a source.

    Attributes:
        source: The path that was opened, as given.
        inner: The file inside a folder or archive, or "".
    """

    source: str
    inner: str = ""

    def at(self, where: str) -> str:
        """The place in words: the inner file, then `where`."""
        return ", ".join(each for each in (self.inner, where) if each)

    def problem(self, where: str, problem: str, mend: str) -> Problem:
        """A problem at a place of this file."""
        return Problem(self.source, self.at(where), problem, mend)
