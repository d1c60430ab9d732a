"""What the recogniser asks of a list of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Protocol

from neutral_gate.model import Term
from neutral_gate.text import Token


class Names(Protocol):
    """The people of a list. They are found by surname, so that their number costs nothing; see `people.matching`."""

    @property
    def surnames(self) -> Set[str]:
        """The last words of their surnames, folded, without accents and apostrophes."""

    def find(self, tokens: Sequence[Token]) -> Sequence[tuple[int, int, Sequence[Term]]]:
        """The names in a sentence, in order: first token, token after the last, terms."""

    def may_be_in(self, text: str) -> bool:
        """False where nobody can be named in a text; a quick look."""

    def crosses(self, left: Sequence[Token], right: Sequence[Token]) -> bool:
        """True where the end of one line and the start of the next are one name."""

    def full_names(self) -> Iterable[tuple[str, str]]:
        """Class and name of everybody."""
