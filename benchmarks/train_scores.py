"""Fits the two scores and writes lexicons/scores/.

    python benchmarks/train_scores.py [--dry-run]

Needs numpy and scikit-learn (`pip install 'neutral-gate[dev]'`) and the shared data beside the repository; its text is
open (docs/scores.md has the licences). The same versions give the same files, byte for byte; they are kept in
weights.json. Thresholds are quantiles of neutral public-sector text, scored by a model that was fitted without it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import sklearn
from scipy import sparse
from score_data import FOLDINGS, FOLDS, Sentence, own_sentences, pages, uk_sentences, wikipedia_pairs
from sklearn.linear_model import LogisticRegression

from neutral_gate.scores.features import BUCKETS, NAMED, features
from neutral_gate.scores.scoring import gram_value, upper_half

OUT = Path(__file__).resolve().parents[1] / "lexicons" / "scores"
SEED = 20261121
STRENGTH = 10.0  # inverse of the regularisation; chosen on our own sentences, by topic
FEWEST = 2  # sentences that a word or pair must stand in
WEIGHT = {"own": 1.0, "political": 1.0, "other": {"political": 1.0, "opinion": 0.2}}
PAIR_WEIGHT = 0.3
SENTENCE_QUANTILE = 0.971  # of all neutral sentences: fewer than 3 in 100
PAGE_QUANTILE = 0.995  # of neutral pages, the worse of two ways to hold text out: fewer than 1 in 100
PAGE_SIZES = (6, 8)  # the shortest text that is scored, and the usual measure

Matrix = sparse.csr_matrix


def matrix(texts: Sequence[str]) -> Matrix:
    """The features of sentences: a column for each bucket, and after them one for each feature with a name."""
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        seen = features(text)
        grams = sorted({*seen.singles, *seen.pairs})
        named = sorted(seen.named.items())
        columns += [*grams, *(BUCKETS + place for place, _ in named)]
        values += [gram_value(len(grams))] * len(grams) + [value for _, value in named]
        rows += [row] * (len(grams) + len(named))
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), BUCKETS + len(NAMED)))


class Model:
    """A fitted head: weights by column, and a bias."""

    def __init__(self, found: Matrix, labels: np.ndarray, weights: np.ndarray, pairs: Matrix | None) -> None:
        seen = np.asarray((found[:, :BUCKETS] > 0).sum(axis=0)).ravel() >= FEWEST
        keep = sparse.diags(np.concatenate([seen, np.ones(len(NAMED), bool)]).astype(float))
        found = found @ keep
        if pairs is not None:
            found = sparse.vstack([found, pairs, -pairs])
            half = np.full(pairs.shape[0], PAIR_WEIGHT)
            labels = np.concatenate([labels, np.ones(len(half)), np.zeros(len(half))])
            weights = np.concatenate([weights, half, half])
        fitted = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=3_000, random_state=SEED)
        fitted.fit(found.tocsr(), labels, sample_weight=weights)
        self.bias = float(fitted.intercept_[0])
        self.weights = fitted.coef_[0]

    def scores(self, found: Matrix) -> np.ndarray:
        """The score of each row."""
        return found @ self.weights + self.bias


def head_data(head: str, sentences: Sequence[Sentence]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which sentences have a label for a head, the labels, and what each of them weighs."""
    labelled = np.array([place for place, each in enumerate(sentences) if getattr(each, head) is not None])
    labels = np.array([bool(getattr(sentences[place], head)) for place in labelled], dtype=float)
    kinds = [sentences[place].kind for place in labelled]
    weights = np.array([WEIGHT[kind] if kind in ("own", "political") else WEIGHT["other"][head] for kind in kinds])
    return labelled, labels, weights


def held_out(
    head: str, sentences: Sequence[Sentence], found: Matrix, pairs: Matrix, fold_of: Callable[[Sentence], int]
) -> np.ndarray:
    """The score of every sentence by a model that was fitted without its fold."""
    labelled, labels, weights = head_data(head, sentences)
    folds = np.array([fold_of(each) for each in sentences])
    scores = np.zeros(len(sentences))
    for fold in range(FOLDS):
        rest = folds[labelled] != fold
        model = Model(found[labelled[rest]], labels[rest], weights[rest], pairs if head == "opinion" else None)
        scores[folds == fold] = model.scores(found[folds == fold])
    return scores


def page_score(scores: np.ndarray) -> float:
    """As `neutral_gate.scores`: the mean of the higher half."""
    return float(np.sort(scores)[::-1][: upper_half(len(scores))].mean())


def macro_f1(labels: np.ndarray, called: np.ndarray) -> float:
    """The mean of the F1 of both classes."""
    both = []
    for wanted in (True, False):
        right = np.sum((labels == wanted) & (called == wanted))
        both.append(2 * right / max(1, np.sum(labels == wanted) + np.sum(called == wanted)))
    return float(np.mean(both))


def thresholds(head: str, sentences: Sequence[Sentence], out: dict[str, np.ndarray]) -> dict[str, float]:
    """The three thresholds of a head, from held-out scores by way of folding."""
    kinds = np.array([each.kind for each in sentences])
    own = np.array(
        [place for place, each in enumerate(sentences) if each.kind == "own" and getattr(each, head) is not None]
    )
    labels = np.array([bool(getattr(sentences[place], head)) for place in own])
    candidates = np.quantile(out["text"][own], np.linspace(0.1, 0.9, 81))
    leans = max(candidates, key=lambda limit: macro_f1(labels, out["text"][own] >= limit))
    neutral = (kinds != "own") & (kinds != "political")
    limits = [
        np.quantile([page_score(scores[page]) for page in pages(sentences, size) if neutral[page[0]]], PAGE_QUANTILE)
        for scores in out.values()
        for size in PAGE_SIZES
    ]
    return {
        "leans": float(leans),
        "sentence_limit": float(np.quantile(out["text"][neutral], SENTENCE_QUANTILE)),
        "page_limit": float(max(limits)),
    }


def report(head: str, sentences: Sequence[Sentence], out: dict[str, np.ndarray], limits: dict[str, float]) -> None:
    """Prints held-out figures."""
    kinds = np.array([each.kind for each in sentences])
    own = np.array(
        [place for place, each in enumerate(sentences) if each.kind == "own" and getattr(each, head) is not None]
    )
    labels = np.array([bool(getattr(sentences[place], head)) for place in own])
    print(f"\n{head}: " + ", ".join(f"{name} {value:.3f}" for name, value in limits.items()))
    for folding, scores in out.items():
        print(f"  held out by {folding}")
        for name in ("leans", "sentence_limit"):
            print(f"    own sentences, macro-F1 at {name:<15} {macro_f1(labels, scores[own] >= limits[name]):6.3f}")
        for kind in sorted({*kinds} - {"own"}):
            single = np.mean(scores[kinds == kind] >= limits["sentence_limit"])
            whole = [page_score(scores[page]) for page in pages(sentences) if kinds[page[0]] == kind]
            print(
                f"    {kind:<24} sentences {single:7.2%}   "
                f"pages of 8 {np.mean(np.array(whole) >= limits['page_limit']):7.2%} of {len(whole)}"
            )


def packed(model: Model, limits: dict[str, float]) -> tuple[dict[str, object], bytes]:
    """A head as it is written: its description, and a byte for each bucket."""
    scale = float(np.abs(model.weights[:BUCKETS]).max()) / 127
    numbers = np.rint(model.weights[:BUCKETS] / scale).astype(np.int8).tobytes()
    return {
        "bias": round(model.bias, 5),
        "scale": round(scale, 8),
        **{name: round(value, 4) for name, value in limits.items()},
        "named": [round(float(weight), 4) for weight in model.weights[BUCKETS:]],
        "sha256": hashlib.sha256(numbers).hexdigest(),
    }, numbers


def main() -> None:
    """Fits, prints held-out figures, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="print the figures and write nothing")
    options = parser.parse_args()
    sentences = [*own_sentences(), *uk_sentences()]
    found = matrix([each.text for each in sentences])
    before, after = zip(*wikipedia_pairs(), strict=True)
    pairs = matrix(before) - matrix(after)
    heads = {}
    OUT.mkdir(exist_ok=True)
    for head in ("political", "opinion"):
        out = {name: held_out(head, sentences, found, pairs, fold_of) for name, fold_of in FOLDINGS.items()}
        limits = thresholds(head, sentences, out)
        report(head, sentences, out, limits)
        labelled, labels, weights = head_data(head, sentences)
        model = Model(found[labelled], labels, weights, pairs if head == "opinion" else None)
        heads[head], numbers = packed(model, limits)
        if not options.dry_run:
            (OUT / f"{head}.i8").write_bytes(numbers)
    written = {
        "format": 1,
        "fitted_with": {"numpy": np.__version__, "scikit-learn": sklearn.__version__, "seed": SEED},
        "buckets": BUCKETS,
        "features": list(NAMED),
        "heads": heads,
    }
    if not options.dry_run:
        (OUT / "weights.json").write_text(json.dumps(written, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
