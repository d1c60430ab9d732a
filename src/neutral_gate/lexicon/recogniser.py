"""Finds the parties, people and organisations in a sentence and gives their tokens classes.

Names come from lists (`Term`: gazetteers and people files) and from shapes (patterns such as "Cllr" and two names). A
name of several words becomes one token, so that patterns can treat it like a word. A weak name, such as "Labour" or
"Green", gets the class `weak-party` until a pattern of company (`promote` in shapes.yaml) makes it a `party`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence

from neutral_gate.lexicon.names import DESCRIBED, Names
from neutral_gate.lexicon.shapes import Shape, Shapes
from neutral_gate.lexicon.sweep import Layout
from neutral_gate.model import Term
from neutral_gate.model.records import dataclass
from neutral_gate.text import Token, tokenise
from neutral_gate.text.stretches import Stretches

_PEOPLE = frozenset({"candidate", "politician"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """A listed name: its folded words, which of them need a capital, and its term (None for a look-alike).

    `owner` says whether one of its words but the last has an 's, as in "Women's Equality Party".
    """

    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    term: Term | None
    owner: bool


class Recogniser:
    """Knows every listed name and every shape of a name.

    Args:
        terms: Listed names.
        merge: Shapes by class, or by several with blanks between: the tokens of a match become one token of them.
        promote: Patterns by class: a weak token of that class inside a match becomes a full one.
        accounts: The same for the display names of accounts, where company is not to be had.
        lookalikes: Phrases, folded, that contain a listed word in another meaning, such as "labour ward".
    """

    def __init__(
        self,
        terms: Iterable[Term],
        merge: Mapping[str, Sequence[str]],
        promote: Mapping[str, Sequence[str]],
        accounts: Mapping[str, Sequence[str]],
        lookalikes: Iterable[str] = (),
    ) -> None:
        self._listed_names: dict[str, list[_Entry]] = {}
        self._own: dict[str, list[_Entry]] = {}
        self.people: Names | None = None
        for phrase in lookalikes:
            _add(self._listed_names, phrase, None)
        for term in terms:
            _add(self._listed_names, term.form, term)
        _longest_first(self._listed_names)
        self._merge = Shapes(merge)
        self._promote = Shapes(promote)
        self._accounts = Shapes(accounts)

    def with_terms(self, terms: Iterable[Term], people: Names | None = None) -> Recogniser:
        """This recogniser with more names, and with the people of a list; it shares everything else."""
        extended = copy.copy(self)
        extended.people = people
        extended._own = {}
        for term in terms:
            _add(extended._own, term.form, term)
        _longest_first(extended._own)
        return extended

    def recognise(self, sentences: Iterable[list[Token]]) -> tuple[list[list[Token]], Layout]:
        """The tokens of sentences with listed and shaped names merged and classed, and all of them laid out."""
        people = self.people
        rows = [self._listed(tokens if people is None else _with_people(tokens, people)) for tokens in sentences]
        layout = Layout(rows)
        found = self._merge.found(layout)
        for number, shapes in found.items():
            rows[number] = _merged(rows[number], _longest(shapes))
        if found:
            layout = Layout(rows)
        return rows, Layout(rows) if _promote(rows, self._promote.found(layout)) else layout

    def recognise_account(self, tokens: list[Token]) -> list[Token]:
        """The same for the words of an account's display name."""
        rows, layout = self.recognise([tokens])
        _promote(rows, self._accounts.found(layout))
        return rows[0]

    def _listed(self, tokens: list[Token]) -> list[Token]:
        texts = tuple([token.text for token in tokens])
        listed, own = self._listed_names, self._own
        result: list[Token] = []
        done = 0
        for place, text in enumerate(texts):
            if place < done or not (text in listed or text in own) or tokens[place].kind not in ("word", "number"):
                continue
            entries: Iterable[_Entry] = listed.get(text, ())
            if text in own:
                entries = sorted((*entries, *own[text]), key=lambda entry: -len(entry.words))
            found = _at(tokens, texts, place, entries)
            if found is not None:
                length, terms = found
                result += tokens[done:place]
                done = place + length
                result += [_joined(tokens[place:done], terms)] if terms else tokens[place:done]
        return result + tokens[done:] if done else tokens


def _with_people(tokens: list[Token], people: Names) -> list[Token]:
    found = people.find(tokens)
    if not found:
        return tokens
    result: list[Token] = []
    place = 0
    for start, end, terms in found:
        result += [*tokens[place:start], _joined(tokens[start:end], terms)]
        place = end
    return result + tokens[place:]


def _at(
    tokens: Sequence[Token], texts: tuple[str, ...], place: int, entries: Iterable[_Entry]
) -> tuple[int, list[Term]] | None:
    """The longest entry at this place; several terms of one form count together, a look-alike beats them."""
    length = 0
    terms: list[Term] = []
    for entry in entries:
        size = len(entry.words)
        if length and size < length:
            break
        if texts[place : place + size] != entry.words:
            continue
        if any(needed and not tokens[place + number].capital for number, needed in enumerate(entry.capitals)):
            continue
        if entry.term is None:
            return size, []
        if size > 1 and not entry.owner and any(token.possessive for token in tokens[place : place + size - 1]):
            continue  # "Green's Party Shop" is not the Green Party's
        length = size
        terms.append(entry.term)
    return (length, terms) if length else None


def _add(names: dict[str, list[_Entry]], form: str, term: Term | None) -> None:
    tokens = [token for token in tokenise(form) if token.kind != "mark"]
    if tokens:
        words = tuple(token.text for token in tokens)
        capitals = tuple(token.capital and term is not None and term.capital for token in tokens)
        owner = any(token.possessive for token in tokens[:-1])
        names.setdefault(words[0], []).append(_Entry(words, capitals, term, owner))


def _longest_first(names: Mapping[str, list[_Entry]]) -> None:
    for entries in names.values():
        entries.sort(key=lambda entry: -len(entry.words))


def _promote(sentences: Sequence[list[Token]], shapes: Mapping[int, Sequence[Shape]]) -> bool:
    """Makes weak names inside shapes full ones; True where there was one."""
    changed = False
    for number, found in shapes.items():
        for start, end, promoted in found:
            for token in sentences[number][start:end]:
                if f"weak-{promoted}" in token.classes and promoted not in token.classes:
                    token.classes = (*token.classes, promoted)
                    changed = True
    return changed


def _joined(tokens: Sequence[Token], terms: Sequence[Term]) -> Token:
    classes: dict[str, None] = {}
    for term in terms:
        names = (name.replace("_", "-") for name in term.classes)
        classes.update((f"weak-{name}" if term.weak else name, None) for name in names)
    return Token(
        text=" ".join(token.text for token in tokens),
        start=tokens[0].start,
        end=tokens[-1].end,
        kind="word",
        capital=tokens[0].capital,
        classes=tuple(dict.fromkeys((*tokens[0].classes, *classes))) if len(tokens) == 1 else (*classes, "full-name"),
        entity=terms[0].entity,
        possessive=tokens[-1].possessive,
    )


def _merged(tokens: list[Token], spans: Sequence[Shape]) -> list[Token]:
    result: list[Token] = []
    place = 0
    for start, end, name in spans:
        result.extend(tokens[place:start])
        stretch = tokens[start:end]
        classes = name.split()
        inner = {each for token in stretch for each in token.classes if not each.startswith("weak-")}
        if DESCRIBED in classes:
            inner.clear()
        text = " ".join(token.text for token in stretch)
        people = (token.entity for token in stretch if not _PEOPLE.isdisjoint(token.classes))
        others = (token.entity for token in stretch if token.entity and not _PEOPLE.intersection(classes))
        entity = next(filter(None, people), "") or next(others, text)  # of "Cllr Jane Doe" not the office
        result.append(
            Token(
                text=text,
                start=stretch[0].start,
                end=stretch[-1].end,
                kind="word",
                capital=stretch[0].capital,
                classes=(*classes, *sorted(inner.difference(classes))),
                entity=entity,
                possessive=stretch[-1].possessive,
            )
        )
        place = end
    result.extend(tokens[place:])
    return result


def _longest(spans: Iterable[Shape]) -> list[Shape]:
    """The longest spans first come, none over another, in order of place."""
    taken = Stretches()
    ranked = sorted(spans, key=lambda each: (each[0] - each[1], each[0]))
    return sorted(span for span in ranked if taken.add(span[0], span[1]))
