"""Finds patterns in many sentences at once: one number stands for a word, and each of its bits for a place.

The sentences lie one after the other, with an empty place between them. "vote for" is then the places of "vote" and,
moved by one, those of "for": one step for all sentences, however many. Nothing backtracks, so no pattern can hang the
gate; the time is linear in the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from neutral_gate.lexicon.plans import ANY, CHOICE, GAP, NO_SET, NOT, OPTIONAL, ROW, WORD, WORDS, Patterns, Step
from neutral_gate.text import Token

Places = Sequence[tuple[int, int]]
"""Ranges of tokens of one sentence, in order: the first token and the one after the last."""
Found = dict[int, int]
"""Where something matches: for each length, in tokens, the places that it begins at."""
_FEW = 6
"""Places from which on they are put down in bytes before they become a number."""
_NOTHING: Found = {}
_NO_LIST = (NO_SET, 0, 0)
_NOWHERE: Mapping[int, Places] = {}
_KINDS = tuple(f"{{{kind}}}" for kind in ("number", "time", "money", "handle", "hashtag", "url", "email", "mark"))


class Layout:
    """Sentences one after the other, with an empty place between them.

    Args:
        sentences: The tokens of each.

    Attributes:
        sentences: The same.
        at: The places of each word and class.
        capitals: The places of words with a capital.
        starts: The place where each sentence begins.
        sentence: For each place the number of its sentence.
        ends: For each sentence the places after its last word and after its last mark.
        size: The number of places.
    """

    def __init__(self, sentences: Sequence[Sequence[Token]]) -> None:
        self.sentences = sentences
        self.at: dict[str, list[int]] = {}
        self.capitals: list[int] = []
        self.starts: list[int] = []
        self.sentence: list[int] = []
        self.ends: list[tuple[int, int]] = []
        at, capitals = self.at, self.capitals
        place = 0
        for tokens in sentences:
            self.starts.append(place)
            last = place
            for token in tokens:
                text = token.text
                if text in at:
                    at[text].append(place)
                else:
                    at[text] = [place]
                if token.capital:
                    capitals.append(place)
                if token.kind != "word":
                    at.setdefault(f"{{{token.kind}}}", []).append(place)
                for name in token.classes:
                    at.setdefault(f"{{{name}}}", []).append(place)
                place += 1
                if token.kind != "mark":
                    last = place
            self.ends.append((last, place))
            place += 1
            self.sentence += [len(self.starts) - 1] * (place - len(self.sentence))
        self.size = place


class Sweep:
    """Sentences, ready to be swept.

    Args:
        layout: The sentences, names merged.
        patterns: What to look for.
    """

    def __init__(self, layout: Layout, patterns: Patterns) -> None:
        self._pattern = patterns.pattern
        phrases, possible = patterns.among(layout)
        self._phrases = sorted(phrases)
        self._phrase = patterns.phrase
        self._lists = patterns.lists
        self._words_of = patterns.words
        self._there = set(layout.at)
        self._found: dict[int, Mapping[int, Places]] = {}
        self._any: dict[frozenset[int], Set[int]] = {}
        self._keys: dict[str, Found] = {}
        self._edges: dict[bool, int] = {}
        self._words: dict[str, int] = {}
        self._sets: dict[int, int] = {}
        self._standing: dict[int, int] = {}
        self._standing_words: dict[str, int] = {}
        self._starts, self._ends, self._size, self._at = layout.starts, layout.ends, layout.size, layout.at
        self._sentence = layout.sentence
        tokens = (1 << self._size) - 1
        for _, end in self._ends:
            tokens ^= 1 << end
        self._tokens = tokens
        self._runs = [(1 << self._size) - 1, tokens]  # places with so many tokens from there on in the sentence
        self._capital = self._number(layout.capitals)
        self.possible = possible
        """The numbers of the patterns whose words stand in the sentences: no other can match."""

    def places(self, sentence: int, pattern: int) -> Places:
        """Where a pattern matches a sentence: for each end its earliest start, and of those the longest."""
        return self.sentences(pattern).get(sentence, ())

    def sentences(self, pattern: int) -> Mapping[int, Places]:
        """The same for all sentences that a pattern matches, by their number."""
        found = self._found.get(pattern)
        if found is None:
            matched = self._step(self._pattern(pattern)) if pattern in self.possible else _NOTHING
            found = self._found[pattern] = self._told(matched) if matched else _NOWHERE
        return found

    def any_of(self, patterns: frozenset[int]) -> Set[int]:
        """The sentences, by number, that any of the patterns matches."""
        found = self._any.get(patterns)
        if found is None:
            found = self._any[patterns] = {
                each for pattern in patterns & self.possible for each in self.sentences(pattern)
            }
        return found

    def _number(self, places: Sequence[int]) -> int:
        if len(places) < _FEW:
            number = 0
            for place in places:
                number |= 1 << place
            return number
        row = bytearray((self._size >> 3) + 1)
        for place in places:
            row[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(row, "little")

    def _step(self, step: Step) -> Found:
        kind = step[0]
        if kind == WORD:
            number = self._word(step[1])
            return {1: number} if number else _NOTHING
        if kind == WORDS:
            return self._one_of(step)
        if kind == ROW:
            return self._row(step)
        if kind == CHOICE:
            lack = self._standing.get  # most rows are known to lack their rarest words
            return _merged(
                [self._step(each) for each in step[1] if each[0] != ROW or not each[2] or lack(each[2][0], 1)]
            )
        if kind == OPTIONAL:
            return _merged([{0: self._runs[0]}, self._step(step[1])])
        if kind == NOT:
            return {1: self._tokens & ~self._one_of(step).get(1, 0)}
        if kind == ANY:
            return {1: self._tokens}
        if kind == GAP:
            return {size: self._run(size) for size in range(step[1] + 1)}
        return {0: self._edge(step[1])}

    def _row(self, row: Step) -> Found:
        """One after the other."""
        _, steps, needs = row
        if not self._together(needs):
            return _NOTHING
        found: Found | None = None
        gap = 0
        for step in steps:
            if step[0] == GAP and not gap:
                gap = step[1]
                continue
            part = self._step(step)
            if not part:
                return _NOTHING
            if found is not None:
                found = self._after(found, gap, part)
                if not found:
                    return _NOTHING
            else:
                found = self._after({0: self._runs[0]}, gap, part) if gap else part
            gap = 0
        if gap:
            found = self._after(found or {0: self._runs[0]}, gap, {0: self._runs[0]})
        return found or _NOTHING

    def _together(self, sets: Iterable[int]) -> bool:
        """True where a sentence has a word of each of some sets. Most patterns end here."""
        standing = self._standing
        sentences = -1
        for number in sets:
            found = standing.get(number)
            if found is None:
                found = 0
                for word in self._words_of(number) & self._there:
                    found |= self._sentences_with(word)
                standing[number] = found
            sentences &= found
            if not sentences:
                return False
        return True

    def _sentences_with(self, word: str) -> int:
        """The sentences, a bit for each, in which a word stands."""
        found = self._standing_words.get(word)
        if found is None:
            found = 0
            for place in self._at[word]:
                found |= 1 << self._sentence[place]
            self._standing_words[word] = found
        return found

    def _after(self, found: Found, gap: int, part: Found) -> Found:
        """What stands after something, with up to so many tokens between them."""
        joined: Found = {}
        for length, begun in found.items():
            for more, starts in part.items():
                for between in range(gap + 1):
                    both = begun & (starts >> length + between)
                    if both and between:
                        both &= self._run(between) >> length
                    if both:
                        total = length + between + more
                        joined[total] = joined.get(total, 0) | both
        return joined

    def _run(self, size: int) -> int:
        """The places from which on so many tokens stand in the sentence."""
        runs = self._runs
        while len(runs) <= size:
            runs.append(runs[-1] & (self._tokens >> len(runs) - 1))
        return runs[size]

    def _edge(self, end: bool) -> int:
        """The places where a sentence begins, or where it ends with or without its closing marks."""
        found = self._edges.get(end)
        if found is None:
            places = [place for last, stop in self._ends for place in range(last, stop + 1)] if end else self._starts
            found = self._edges[end] = self._number(places)
        return found

    def _one_of(self, step: Step) -> Found:
        _, words, capitals, keys = step
        number = self._set(words) if words != NO_SET else 0
        if capitals != NO_SET:
            number |= self._set(capitals) & self._capital
        found = {1: number} if number else _NOTHING
        return _merged([found, *map(self._key, keys)]) if keys else found

    def _set(self, number: int) -> int:
        """The places of the words of a set."""
        found = self._sets.get(number)
        if found is None:
            found = 0
            for word in self._words_of(number) & self._there:
                found |= self._word(word)
            self._sets[number] = found
        return found

    def _word(self, word: str) -> int:
        number = self._words.get(word)
        if number is None:
            number = self._words[word] = self._number(self._at.get(word, ()))
        return number

    def _key(self, key: str) -> Found:
        found = self._keys.get(key)
        if found is None:
            found = self._keys[key] = self._listed(key) if key[0] == "<" else self._classed(key)
        return found

    def _listed(self, key: str) -> Found:
        """The words and phrases of a list."""
        words, first, after = self._lists.get(key, _NO_LIST)
        number = self._set(words) if words != NO_SET else 0
        found = {1: number} if number else _NOTHING
        start = bisect_left(self._phrases, first)
        phrases = self._phrases[start : bisect_left(self._phrases, after, start)]
        return _merged([found, *(self._step(self._phrase(each)) for each in phrases)]) if phrases else found

    def _classed(self, key: str) -> Found:
        if key == "{capital}":
            number = self._capital
        elif key == "{word}":
            number = self._tokens & ~self._number([place for kind in _KINDS for place in self._at.get(kind, ())])
        else:
            number = self._word(key)
        return {1: number} if number else _NOTHING

    def _told(self, found: Found) -> Mapping[int, Places]:
        earliest: dict[tuple[int, int], int] = {}
        for sentence, start, end in self._stretches(found):
            earliest[sentence, end] = min(start, earliest.get((sentence, end), start))
        told: dict[int, dict[int, int]] = {}
        for (sentence, end), start in sorted(earliest.items()):
            told.setdefault(sentence, {})[start] = end
        return {sentence: sorted(theirs.items()) for sentence, theirs in told.items()}

    def _stretches(self, found: Found) -> Iterator[tuple[int, int, int]]:
        for length, begun in found.items():
            if not length:
                continue
            while begun:
                lowest = begun & -begun
                begun ^= lowest
                place = lowest.bit_length() - 1
                sentence = bisect_right(self._starts, place) - 1
                start = place - self._starts[sentence]
                yield sentence, start, start + length


def _merged(parts: Sequence[Found]) -> Found:
    filled = [part for part in parts if part]
    if len(filled) < 2:
        return filled[0] if filled else _NOTHING
    merged = dict(filled[0])
    for part in filled[1:]:
        for length, places in part.items():
            merged[length] = merged.get(length, 0) | places
    return merged
