"""The sentences that the scores are fitted to and measured on, for train_scores.py and scores.py."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

HERE = Path(__file__).resolve().parent
OWN = HERE / "data" / "sentences.tsv"
SHARED = HERE.parents[1] / "shared" / "data" / "nlp"
UK, WIKIPEDIA = SHARED / "uk_open_dev.jsonl", SHARED / "wnc_sample_train.jsonl"
CHECKTHAT = SHARED / "checkthat_en_dev2025.jsonl"
FOLDS = 5
PAGE = 8
"""Sentences of a page that is put together for measuring."""
# Topics of our own sentences in which the border between politics and the rest is a matter of taste.
_BETWEEN = frozenset({"comment", "society", "energy", "science", "reported", "longcomment", "longnews", "subtle"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its labels: True, False, or None where it says nothing about that head."""

    text: str
    source: str
    kind: str
    political: bool | None
    opinion: bool | None


def own_sentences(path: Path = OWN) -> list[Sentence]:
    """Our own invented sentences."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    return [
        Sentence(text, topic, "own", None if topic in _BETWEEN else political == "1", opinion == "1")
        for opinion, political, topic, text in rows
    ]


def uk_sentences(path: Path = UK) -> list[Sentence]:
    """Real public-sector sentences and Hansard; Hansard says nothing about the opinion head: it has both."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        Sentence(row["text"], row["source"], row["kind"], political, None if political else False)
        for row in rows
        for political in [row["kind"] == "political"]
    ]


def wikipedia_pairs(path: Path = WIKIPEDIA) -> list[tuple[str, str]]:
    """Sentences before and after an editor made them neutral."""
    pairs: dict[int, dict[str, str]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        pairs.setdefault(row["pair"], {})["biased" if row["label"] == "biased" else "neutral"] = row["text"]
    return [(pair["biased"], pair["neutral"]) for pair in pairs.values() if len(pair) == 2]


def checkthat_sentences(path: Path = CHECKTHAT) -> list[tuple[str, bool]]:
    """Sentences of a published benchmark and whether they are subjective. For measuring only: non-commercial."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [(row["text"], row["label"] == "SUBJ") for row in rows]


def fold_by_text(sentence: Sentence) -> int:
    """Sentences of one source fall into different folds: how well it does on more of the same sources."""
    return crc32(sentence.text.encode()) % FOLDS


def fold_by_source(sentence: Sentence) -> int:
    """All sentences of a source or topic fall into one fold: how well it does on sources never seen."""
    return crc32(f"{sentence.source}/fold".encode()) % FOLDS


FOLDINGS: dict[str, Callable[[Sentence], int]] = {"text": fold_by_text, "source": fold_by_source}


def pages(sentences: Sequence[Sentence], number: int = PAGE) -> Iterator[list[int]]:
    """Pages of so many neighbouring sentences of one source, as indices; each begins half a page after the last."""
    by_source: dict[str, list[int]] = {}
    for place, sentence in enumerate(sentences):
        by_source.setdefault(sentence.source, []).append(place)
    for places in by_source.values():
        for first in range(0, len(places) - number + 1, number // 2):
            yield places[first : first + number]
