"""Reads the weights of the scores: `lexicons/scores/weights.json` and, beside it, one file of bytes a head.

The bytes are signed eight-bit numbers, one a bucket; times the head's `scale` they are weights. Nothing in these files
is ever run. docs/scores.md describes the form, `benchmarks/train_scores.py` writes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from neutral_gate.model import GateError
from neutral_gate.model.records import dataclass
from neutral_gate.scores.features import BUCKETS, NAMED

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Head:
    """One score's weights and thresholds. Scores are log odds: 0 is as likely as not on the sentences it was fitted to.

    Attributes:
        name: "political" or "opinion".
        bias: What a sentence has before it is looked at.
        scale: What one step of a bucket's number weighs.
        buckets: A signed number for each bucket of words and pairs of words.
        named: Weights of the features with a name, in the order of `NAMED`.
        leans: From this score on a single sentence is called political or an opinion, where that must be decided.
        sentence_limit: A score that fewer than 3 in 100 neutral public-sector sentences reach.
        page_limit: A page's score from which on it is warned about; fewer than 1 in 100 neutral pages reach it.
    """

    name: str
    bias: float
    scale: float
    buckets: memoryview
    named: tuple[float, ...]
    leans: float
    sentence_limit: float
    page_limit: float


@cache
def heads(folder: Path) -> Mapping[str, Head]:
    """The heads by name, read once a process.

    Args:
        folder: The folder with `weights.json`.

    Raises:
        GateError: The files are missing, damaged, or made for other features than these.
    """
    import json

    mend = "Install neutral-gate again, or run benchmarks/train_scores.py."
    try:
        data = json.loads((folder / "weights.json").read_text("utf-8"))
        if (data["format"], data["buckets"], tuple(data["features"])) != (FORMAT, BUCKETS, NAMED):
            raise GateError(f"The weights in {folder} belong to another version of Neutral Gate.", mend)
        return {name: _head(name, head, folder, mend) for name, head in data["heads"].items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GateError(f"The weights of the scores in {folder} cannot be read.", mend) from error


def _head(name: str, data: Mapping[str, object], folder: Path, mend: str) -> Head:
    raw = (folder / f"{name}.i8").read_bytes()
    if len(raw) != BUCKETS or hashlib.sha256(raw).hexdigest() != data["sha256"]:
        raise GateError(f"The file {folder / name}.i8 is damaged.", mend)
    named = data["named"]
    if not isinstance(named, list) or len(named) != len(NAMED):
        raise ValueError(name)
    numbers = [float(str(data[key])) for key in ("bias", "scale", "leans", "sentence_limit", "page_limit")]
    bias, scale, leans, sentence_limit, page_limit = numbers
    weights = tuple(float(each) for each in named)
    return Head(name, bias, scale, memoryview(raw).cast("b"), weights, leans, sentence_limit, page_limit)
