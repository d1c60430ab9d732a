"""Why a check gave no answer."""

from __future__ import annotations


class JudgingError(Exception):
    """A check gave no answer. `problem` and `mend` are plain sentences without a word of the draft."""

    problem = "The draft could not be checked."
    mend = "Try again in a moment."

    def __init__(self, problem: str = "", mend: str = "") -> None:
        self.problem = problem or self.problem
        self.mend = mend or self.mend
        super().__init__(self.problem)


class RefusedError(JudgingError):
    """The draft cannot be read, as the client could mend."""

    status = 422


class UnreadableError(RefusedError):
    """The request is no JSON object."""

    status = 400


class BusyError(JudgingError):
    """As many checks as are allowed run already."""

    problem = "The gate is busy with other drafts."


class TooSlowError(JudgingError):
    """The check took longer than its deadline, and its process was ended."""

    problem = "The check took too long, so it was stopped."
    mend = "Try again. If it happens again, split the draft into shorter ones, or have it looked at by a person."


class LostError(JudgingError):
    """The process of a check ended in the middle of it, twice."""

    problem = "The process that checked the draft ended before it had an answer."
    mend = "Try again. If it happens again, have the draft looked at by a person, and report it."
