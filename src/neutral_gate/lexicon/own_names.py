"""Which texts could have a name of a body's own lists in them, so that the screen knows about them too."""

from __future__ import annotations

from collections.abc import Iterable

from neutral_gate.lazy import late
from neutral_gate.lexicon.names import CALLS, Names
from neutral_gate.model import Term
from neutral_gate.text import tokenise
from neutral_gate.text.runs import Runs, runs_of_word

_OF_PEOPLE = frozenset(
    f"{{{weak}{name}}}"
    for weak in ("", "weak-")
    for name in (
        *("candidate", "politician", "party", "campaigner", "mp", "msp", "ms", "mla", "mep", "peer", "minister"),
        *("mayor", "pcc", "councillor", "council-leader", "party-leader"),
    )
)
"""What somebody on a list of people may be, as marks for the screen."""
_SEATS = frozenset({"westminster", "parliament", "commons", "holyrood", "senedd", "stormont", "mp", "msp", "mla"})
"""Words near which a candidate's first name says who is meant; see `rules.meanings.references`."""
_OF_POLITICS = (
    "councillor cllr mayor pcc commissioner candidate minister ministers council authority whitehall treasury 10 "
    "government chancellor cabinet hall downing election elections re-election reelection polling polls poll ballot "
    "constituency constituents manifesto majority term vote votes standing running department doorstep doorsteps"
)
_SIGNS = _SEATS.union(_OF_POLITICS.split())
"""Words of which one stands in a text where anybody's first name says who is meant; see `rules.meanings.signs`."""
_ACCENTED = late("[^\\W\\d_\\x00-\\x7f]|[\u0300-\u036f]")
_WITH_APOSTROPHE = late(r"(?<![a-z])[a-z]++(?:'[a-z]++)+")


class OwnNames:
    """A body's own names, by their last word.

    Args:
        terms: Its own terms.
        people: The people of its list.
    """

    def __init__(self, terms: Iterable[Term], people: Names | None) -> None:
        self._people = people
        self._surnames = people.surnames if people is not None else frozenset()
        self._terms: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
        self._anywhere: set[str] = set()
        for term in terms:
            runs = [run for token in tokenise(term.form) if token.kind != "mark" for run in runs_of_word(token.text)]
            weak = "weak-" if term.weak else ""
            marks = frozenset(f"{{{weak}{name.replace('_', '-')}}}" for name in term.classes)
            if runs:
                self._terms.setdefault(runs[-1], []).append((frozenset(runs), marks))
            else:
                self._anywhere |= marks

    def marked(self, runs: Runs, text: str | None) -> Runs:
        """The runs of a text with the marks of every class of which an own name may stand in it.

        Without the text, anybody on the list may.
        """
        if not (self._terms or self._surnames or self._anywhere):
            return runs
        marks = set(self._anywhere)
        for word in self._terms.keys() & runs:
            for needed, theirs in self._terms[word]:
                if needed <= runs:
                    marks |= theirs
        if self._surnames and (text is None or self.may_name(runs, text) or self._sends_somebody(runs)):
            marks |= _OF_PEOPLE
        return runs | marks if marks else runs

    def may_name(self, runs: Runs, text: str) -> bool:
        """True where somebody's surname stands in a text, near what makes a name of it."""
        return self._people is not None and self._has_surname(runs, text) and self._people.may_be_in(text)

    def _sends_somebody(self, runs: Runs) -> bool:
        """True where a first name stands in a text with a sign of politics, or a candidate's after a call to vote."""
        if self._people is None:
            return False
        if not _SIGNS.isdisjoint(runs) and not self._people.all_first_names.keys().isdisjoint(runs):
            return True
        if CALLS.isdisjoint(runs):
            return False
        named = self._people.first_names.keys() & runs
        return any(f"{call} {name}" in runs for call in CALLS for name in named)

    def _has_surname(self, runs: Runs, text: str) -> bool:
        """True where the last word of somebody's surname stands there, with or without its accents and apostrophes."""
        if not self._surnames.isdisjoint(runs):
            return True
        if not text.isascii() and _ACCENTED.search(text):
            return True
        if "'" not in text and "’" not in text:
            return False
        for found in _WITH_APOSTROPHE.findall(text.lower().replace("’", "'")):
            letters = found.split("'")
            if any("".join(letters[:size]) in self._surnames for size in range(2, len(letters) + 1)):
                return True
        return False
