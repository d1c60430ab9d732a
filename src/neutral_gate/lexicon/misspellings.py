"""How people misspell a name: one slip in one of its longer words."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.text.everyday_words import is_everyday

_VOWELS = "aeiouy"
_LEAST_LETTERS = 5
"""Letters of a word that is misspelt: one slip makes another word of a shorter one."""


def misspellings(name: str) -> Iterator[str]:
    """The forms of a name with one slip in one word, each once and none of them an everyday word.

    A slip is a letter left out, doubled or swapped with the next, a vowel in place of another, or a vowel before the
    last letter. The first letter is always right.
    """
    words = name.split()
    seen = {name.lower()}
    for number, word in enumerate(words):
        if len(word) < _LEAST_LETTERS or not word.isalpha():
            continue
        for slip in _slips(word):
            form = " ".join((*words[:number], slip, *words[number + 1 :]))
            if form.lower() not in seen and not is_everyday(slip):
                seen.add(form.lower())
                yield form


def _slips(word: str) -> Iterator[str]:
    for place in range(1, len(word)):
        head, letter, rest = word[:place], word[place], word[place + 1 :]
        yield head + rest
        yield head + letter + letter + rest
        if rest:
            yield head + rest[0] + letter + rest[1:]
        if letter in _VOWELS:
            yield from (head + vowel + rest for vowel in _VOWELS)
    yield from (word[:-1] + vowel + word[-1] for vowel in _VOWELS)
