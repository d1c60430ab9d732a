"""What the recogniser asks of a list of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Protocol

from neutral_gate.model import Term
from neutral_gate.text import Token

CALLS = frozenset({"vote", "elect", "re-elect", "reelect", "team", "back", "backing", "voting"})
"""Words right before a candidate's first name that make the call of a campaign of it: "Vote Jane"."""
HE_OR_SHE = frozenset({"he", "him", "his", "she", "her", "hers"})
THEY = frozenset({"they", "them", "their", "theirs"})
"""Pronouns that may point to somebody whom another post names."""
DESCRIBED = "described"
"""The class of people who are told by what they do, without a name or a title."""
STAND_IN = "stand-in"
"""The class of a pronoun that points to somebody in politics: it praises or blames like a name, but names nobody."""


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

    def campaign_of(self, tag: str) -> tuple[str, str, bool] | None:
        """Whose campaign a hashtag is: class, name, and whether that is sure. The hashtag is folded, without "#"."""

    def called(self, name: str) -> Set[str]:
        """The first names and nicknames, plain, by which somebody on the list is called."""

    @property
    def first_names(self) -> Mapping[str, tuple[str, str]]:
        """Class and name of the candidates of a body's own area, by a first name that only one of them has."""

    @property
    def all_first_names(self) -> Mapping[str, tuple[str, str]]:
        """The same for everybody of the body's own area, whether candidate or not."""

    def full_names(self) -> Iterable[tuple[str, str]]:
        """Class and name of everybody."""
