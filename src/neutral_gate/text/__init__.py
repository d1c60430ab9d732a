"""Floor 1: text into sentences of tokens, quotations and their speakers. Standard library only."""

from neutral_gate.text.inflect import inflections
from neutral_gate.text.opened import as_name, opened
from neutral_gate.text.quotes import quotations
from neutral_gate.text.sentences import sentences
from neutral_gate.text.tokens import Token, fold, tokenise

__all__ = ["Token", "as_name", "fold", "inflections", "opened", "quotations", "sentences", "tokenise"]
