"""The learned scores on real text; the figures are those of benchmarks/scores.py and benchmarks/train_scores.py.

The texts are shared data beside the repository (../shared/data), without which these tests are skipped.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.scores import heads

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture
def benchmark(monkeypatch, shared):
    """Imports a module of benchmarks/ by name."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    yield importlib.import_module
    for name in ("score_data", "scores", "train_scores"):
        sys.modules.pop(name, None)


def test_opinions_on_checkthat_are_told_better_than_by_word_lists(benchmark):
    """TextBlob and VADER reach 0.43 to 0.58 here; nothing was fitted to this set, and no threshold set on it."""
    assert benchmark("scores").opinion_on_checkthat()["leans"] >= 0.60


def test_held_out_text_is_flagged_as_often_as_the_thresholds_say(benchmark):
    pytest.importorskip("sklearn")
    data, training = benchmark("score_data"), benchmark("train_scores")
    sentences = [*data.own_sentences(), *data.uk_sentences()]
    found = training.matrix([each.text for each in sentences])
    before, after = zip(*data.wikipedia_pairs(), strict=True)
    pairs = training.matrix(before) - training.matrix(after)
    kinds = [each.kind for each in sentences]
    shipped = heads(lexicons_dir() / "scores")

    def pages(name, folding, wanted):
        scores = training.held_out(name, sentences, found, pairs, data.FOLDINGS[folding])
        limit = shipped[name].page_limit
        ours = [page for page in data.pages(sentences) if wanted(kinds[page[0]])]
        return sum(training.page_score(scores[page]) >= limit for page in ours) / len(ours), scores

    def neutral(kind):
        return kind not in ("own", "political")

    for name in shipped:
        flagged, _ = pages(name, "source", neutral)
        assert flagged <= 0.01, name
    debates, _ = pages("political", "source", lambda kind: kind == "political")
    assert debates >= 0.40

    flagged, scores = pages("opinion", "text", neutral)
    assert flagged <= 0.01
    single = [
        score >= shipped["opinion"].sentence_limit for score, kind in zip(scores, kinds, strict=True) if neutral(kind)
    ]
    assert sum(single) / len(single) <= 0.03
