"""Words that stand in pictures: what of them the alternative text and the page leave out."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.model import Role
from neutral_gate.rules.images.found import Found, Shown
from neutral_gate.text import tokenise

FEW = 5
"""Different words up to which a picture is a photo with a sign in it, or a logo."""

CARRIED = 0.6
"""Share of the words that must be found elsewhere; reading machines get some words wrong."""

_SHORT = 4
_SHOWN = 160


def text_not_in_alt(shown: Shown) -> Iterator[Found]:
    """A picture with words that readers who cannot see it are not told."""
    if not shown.first or shown.facts is None or not shown.facts.words:
        return
    words = dict.fromkeys(word for part in shown.facts.words for word in _words(part.text))
    if len(words) <= FEW:
        return
    told = {*_words(shown.image.alt or ""), *_words(shown.image.caption)}
    told |= {
        token.text.casefold()
        for sentence in shown.reading.sentences
        if sentence.role is not Role.PICTURE
        for token in sentence.tokens
    }
    told = {piece for word in told for piece in word.split()}
    missing = [word for word in words if word not in told]
    if len(missing) > (1 - CARRIED) * len(words):
        text = " ".join(part.text for part in shown.facts.words)
        cut = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rpartition(' ')[0]} ..."
        if shown.draft.format == "text":  # a file on its own: nobody knows yet what stands beside it
            message = f"This picture has words in it: “{cut}” Give them on the page or in the alternative text."
            yield shown.found(message, mild=True, words=len(words), missing=len(missing))
            return
        message = f"This picture has words in it that its alternative text does not give: “{cut}”"
        yield shown.found(message, words=len(words), missing=len(missing))


def _words(text: str) -> list[str]:
    """The words of a text that carry meaning by themselves, folded."""
    return [token.text.casefold() for token in tokenise(text) if len(token.text) >= _SHORT and token.text.isalpha()]
