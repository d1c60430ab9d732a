"""Learned scores: how political and how opinionated a text reads, and which words say so.

`score_sentence`, `score_sentences` and `reasons` are the whole interface. docs/scores.md says what the figures mean and
what they cannot tell. Nothing here knows a rule or a draft, and nothing but the standard library is needed.
"""

from neutral_gate.scores.scoring import Reasons, Scored, reasons, score_sentence, score_sentences
from neutral_gate.scores.weights import Head, heads

__all__ = ["Head", "Reasons", "Scored", "heads", "reasons", "score_sentence", "score_sentences"]
