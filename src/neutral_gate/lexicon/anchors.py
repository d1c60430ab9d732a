"""What must stand in a text for a pattern to match it, as clauses of a screen.

"({party}|we) has failed~" can match only where "has" stands, one of "fail, fails, failed ...", and either "we" or what
makes a party: the words of a listed name, or those that the form of a name needs. Words are runs of letters as in
`text.runs`. A body's own names are not known when this is worked out, so the name of a class in curly brackets counts
as a word that makes the class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from neutral_gate.lexicon.network import Mark, Network
from neutral_gate.lexicon.pattern import Choice, Node, Word
from neutral_gate.lexicon.pattern import Sequence as SequenceNode
from neutral_gate.lexicon.screen import POLITICAL_TAG
from neutral_gate.model import Term
from neutral_gate.text import tokenise
from neutral_gate.text.runs import CURRENCIES, DIGIT, HANDLE, HASHTAG, runs_of_word

_MOST_PAIRS = 200
_BY_FORM: Mapping[str, tuple[str, ...]] = {
    "number": (DIGIT,),
    "money": CURRENCIES,
    "time": ("am", "pm"),
    "handle": (HANDLE,),
    "email": (HANDLE,),
    "hashtag": (HASHTAG,),
    "url": ("http", "https", "www"),
    "political-handle": (HANDLE,),
    "campaign-hashtag": (POLITICAL_TAG,),
    "political-hashtag": (POLITICAL_TAG,),
}
# Anything may have these forms.
_ANY = frozenset({"capital", "word", "mark", "full-name", "title", "initials"})
# At which step of the reading a class is asked for: only listed names, merged ones, or all.
LISTED, FINAL = "listed", "final"
PHRASES = "phrases"


class Anchors:
    """Turns patterns into clauses.

    Args:
        network: Where the clauses go.
    """

    def __init__(self, network: Network) -> None:
        self._net = network

    def pattern(self, head: object, node: Node, stage: str = FINAL) -> None:
        """`head` may stand where what a pattern needs stands."""
        self._net.clause(head, self._needs(node, stage))

    def word_list(self, key: str, words: Iterable[str], phrases: Iterable[Node]) -> None:
        """A word list, under its key "<name>"; its phrases are a head of their own too, see `phrases`."""
        self._net.words(key, _anchors(words))
        for phrase in phrases:
            self.pattern((PHRASES, key), phrase)
        self._net.clause(key, [self.phrases(key)])

    def phrases(self, key: str) -> int:
        """The unit of the phrases of a word list; its single words need no looking for."""
        return self._net.unit((PHRASES, key))

    def names(self, terms: Iterable[Term]) -> None:
        """Listed names, each under its classes."""
        for term in terms:
            runs = [run for token in tokenise(term.form) if token.kind != "mark" for run in runs_of_word(token.text)]
            units = [self._net.leaf({run}) for run in runs]
            for name in term.classes:
                name = (f"weak-{name}" if term.weak else name).replace("_", "-")
                self._net.clause((LISTED, name), units)

    def shapes(self, merge: Mapping[str, Sequence[Node]], promote: Iterable[str]) -> None:
        """Classes that a name has by its form, or by its company."""
        for name, shapes in merge.items():
            for shape in shapes:
                self.pattern((FINAL, name), shape, LISTED)
        for name in promote:  # a body's own names may be weak ones too
            self._net.clause((FINAL, name), [self._class(f"weak-{name}", FINAL)])

    def name_class(self, name: str, stage: str = FINAL) -> int:
        """The unit of a class of names."""
        return self._class(name, stage)

    def words_in_row(self, words: Iterable[str]) -> list[int]:
        """The units of words that must all be there."""
        return [unit for word in words for unit in self._literals([word])]

    def _needs(self, node: Node, stage: str) -> list[int]:
        """The units that must all be there; empty where nothing must."""
        if isinstance(node, Word):
            return [] if node.negated or not node.keys else self._word(node, stage)
        if isinstance(node, SequenceNode):
            units = [unit for part in node.parts for unit in self._needs(part, stage)]
            return [*units, *map(self._net.leaf, _pairs(node.parts))]
        if isinstance(node, Choice):
            head = (stage, node)
            if not self._net.knows(head):
                for part in node.parts:
                    self._net.clause(head, self._needs(part, stage))
            return [self._net.unit(head)]
        return []  # an optional part, a gap and an edge need nothing

    def _word(self, node: Word, stage: str) -> list[int]:
        plain = [key for key in node.keys if not _is_key(key)]
        others = sorted(key for key in node.keys if _is_key(key))
        if not others:
            return self._literals(plain)
        units = [self._key(key, stage) for key in others]
        if len(units) == 1 and not plain:
            return units
        head = (stage, node.keys)
        if not self._net.knows(head):
            for unit in units:
                self._net.clause(head, [unit])
            if plain:
                self._net.clause(head, self._literals(plain))
        return [self._net.unit(head)]

    def _literals(self, words: Iterable[str]) -> list[int]:
        anchors = _anchors(words)
        return [] if anchors is None else [self._net.leaf(anchors)]

    def _key(self, key: str, stage: str) -> int:
        return self._class(key[1:-1], stage) if key.startswith("{") else self._net.unit(key)

    def _class(self, name: str, stage: str) -> int:
        head = (stage, name)
        if not self._net.knows(("asked", head)):
            self._net.unit(("asked", head))
            if name in _ANY:
                self._net.clause(head, [])
            markers = {f"{{{name}}}", *_BY_FORM.get(name, ())}
            if stage == FINAL:
                self._net.clause(head, [self._class(name, LISTED)])
                if name not in _BY_FORM:
                    markers |= {HANDLE, POLITICAL_TAG}
            self._net.words(head, markers)
        return self._net.unit(head)


def _pairs(parts: Sequence[Node]) -> Iterator[set[Mark]]:
    """For each two parts of which one ends and the next begins with plain words, the pairs of which one must stand."""
    for first, second in pairwise(parts):
        left, right = _edge(first, -1), _edge(second, 0)
        if left and right and len(left) * len(right) <= _MOST_PAIRS:
            yield {f"{one} {other}" for one in left for other in right}


def _edge(node: Node, place: int) -> set[str]:
    """The words of letters, one of which stands where a node begins (0) or ends (-1); empty where others may."""
    if isinstance(node, SequenceNode):
        return _edge(node.parts[place], place) if node.parts else set()
    if isinstance(node, Choice):
        parts = [_edge(part, place) for part in node.parts]
        return set().union(*parts) if all(parts) else set()
    if not isinstance(node, Word) or node.negated or not all(key.isascii() and key.isalpha() for key in node.keys):
        return set()
    return set(node.keys)


def _is_key(key: str) -> bool:
    return len(key) > 1 and key[0] in "{<" and key[-1] in "}>"


def _anchors(words: Iterable[str]) -> set[str] | None:
    """One run of letters of each word; None where a word has none, such as a mark."""
    found = set()
    for word in words:
        runs = runs_of_word(word)
        if not runs:
            return None
        found.add(max(runs, key=len))
    return found
