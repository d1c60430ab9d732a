"""The error of a fetch that came to nothing."""

from __future__ import annotations

from neutral_gate.model import GateError


class FetchError(GateError):
    """Something could not be fetched, or must not be.

    Args:
        problem: What is wrong, in one plain sentence.
        mend: What the reader can do about it, in one plain sentence.
        refused: True where the gate would not go there; False where it went and came back empty-handed.
        status: The number that the server answered with, or None.
    """

    def __init__(self, problem: str, mend: str, *, refused: bool = False, status: int | None = None) -> None:
        super().__init__(problem, mend)
        self.refused = refused
        self.status = status
