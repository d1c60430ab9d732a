"""The errors that end in exit code 2: one plain sentence and how to mend it."""

from __future__ import annotations


class GateError(Exception):
    """The gate could not do its work.

    Args:
        problem: What is wrong, in one plain sentence, naming the file where there is one.
        mend: What the reader can do about it, in one plain sentence.
    """

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem} {mend}")
        self.problem = problem
        self.mend = mend


class UsageError(GateError):
    """A wrong option, setting or date: nothing was checked."""


class DraftError(GateError):
    """One draft could not be read. The other drafts of the run are still checked."""
