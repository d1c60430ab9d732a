"""What is asked of a block before it is read: its tokens, its runs of letters, and whether it may point elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.lexicon.lexicon import Lexicon
from neutral_gate.lexicon.names import HE_OR_SHE, THEY, Names
from neutral_gate.model import Block, Role
from neutral_gate.rules.lines import sentence_tokens
from neutral_gate.text import Token, opened, tokenise
from neutral_gate.text.runs import Runs, runs_in, runs_of

_CAPITAL_WORD = re.compile("[A-Z][a-z]+")


def token_runs(text: str, tags: bool, people: Names | None = None) -> Iterator[list[Token]]:
    """The tokens of each sentence, and after it the words of each of its hashtags, as a sentence of its own.

    With `tags` every single word is a hashtag, whether it is written with its sign or not.
    """
    for tokens in sentence_tokens(text, people):
        if tags and len(tokens) == 1 and tokens[0].kind == "word":
            tokens[0].kind = "hashtag"
        if tokens:
            yield tokens
        for token in tokens:
            if token.kind == "hashtag":
                sign = text[token.start] in "#＃"
                words = opened(text[token.start + sign : token.end], token.start + sign)
                if len(words) > 1:
                    yield [each for word in words for each in tokenise(text, *word)]


def may_point(runs: Runs, other: str, lexicon: Lexicon) -> bool:
    """True where words could point to somebody whom another text names: with a pronoun, or by a name that it has too.

    People on a list may have further names.
    """
    if lexicon.people is not None or not other.isascii() or not (HE_OR_SHE | THEY).isdisjoint(runs):
        return True
    from neutral_gate.text.everyday_words import is_everyday

    return any(name in runs and not is_everyday(name) for name in map(str.lower, _CAPITAL_WORD.findall(other)))


def runs_of_block(block: Block) -> Runs | None:
    """The runs of letters of a block and of the words of its hashtags; None where only its tokens tell them."""
    return runs_in(block.text) if block.role is not Role.HASHTAG else runs_of_tokens(block)


def runs_of_tokens(block: Block) -> Runs:
    """The same, told by the tokens, for any block."""
    return {run for tokens in token_runs(block.text, block.role is Role.HASHTAG) for run in runs_of(tokens)}
