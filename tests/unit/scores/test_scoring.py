"""Scores of sentences and texts, with the shipped weights and with plain ones."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.model import GateError
from neutral_gate.scores import Head, heads, reasons, score_sentence, score_sentences
from neutral_gate.scores.features import BUCKETS, NAMED, features
from neutral_gate.scores.scoring import gram_value, upper_half

SHIPPED = lexicons_dir() / "scores"
FACT = "The clinic on the second floor opens at nine and closes at five on weekdays."
OPINION = "It is a disgrace, and nobody but a fool would call this shabby scheme fair."
DEBATE = "I beg to move the amendment in the name of my hon. Friend, and I commend the Bill to the House."


def plain(weights: dict[str, int], bias: float = 0.0) -> Head:
    """A head in which only these words weigh anything."""
    numbers = bytearray(BUCKETS)
    for word, weight in weights.items():
        numbers[features(word).singles[0]] = weight % 256
    return Head("plain", bias, 0.1, memoryview(bytes(numbers)).cast("b"), (0.0,) * len(NAMED), 0.0, 0.0, 0.0)


def test_a_score_is_the_sum_of_weights_and_the_bias() -> None:
    head = plain({"good": 20, "bad": -30}, bias=0.5)

    assert score_sentence("", head) == 0.5
    assert score_sentence("good", head) == pytest.approx(0.5 + 2.0 * gram_value(1))
    assert score_sentence("bad", head) == pytest.approx(0.5 - 3.0 * gram_value(1))
    assert score_sentence("good good", head) == pytest.approx(0.5 + 2.0 * gram_value(2))  # counted once


def test_a_text_has_the_mean_of_its_higher_half() -> None:
    sentences = [f"{word} on the way to the shop by the old mill" for word in ("good",) * 3 + ("bad",) * 4]
    head = plain({"good": 20, "bad": -30})

    scored = score_sentences(sentences, head)

    assert scored is not None
    assert scored.upper == (0, 1, 2, 3)
    assert scored.score == pytest.approx((3 * scored.sentences[0] + scored.sentences[3]) / 4)
    assert upper_half(8) == 4


@pytest.mark.parametrize("sentences", [[OPINION] * 5, ["It is a disgrace."] * 12, [], ["", "…"] * 9])
def test_a_short_text_has_no_score(sentences: list[str]) -> None:
    assert score_sentences(sentences, heads(SHIPPED)["opinion"]) is None


def test_the_reasons_are_the_words_that_weighed_most() -> None:
    sentences = ["The good mill, the fine old mill, stands by the road to the town"] * 6
    head = plain({"good": 20, "fine": 30, "the": 90, "mill": -5})

    scored = score_sentences(sentences, head)

    assert scored is not None
    assert reasons(sentences, scored, head).words == ("fine", "good")  # "the" joins words and is left out
    assert reasons(sentences, scored, head).signs == ()


@pytest.mark.parametrize(("head", "high"), [("opinion", OPINION), ("political", DEBATE)])
def test_the_shipped_heads_tell_plain_cases_apart(head: str, high: str) -> None:
    shipped = heads(SHIPPED)[head]

    assert score_sentence(high, shipped) > shipped.sentence_limit > shipped.leans - 1
    assert score_sentence(FACT, shipped) < shipped.leans


def test_the_shipped_weights_are_small_and_say_what_they_were_made_with() -> None:
    data = json.loads((SHIPPED / "weights.json").read_text("utf-8"))

    assert set(data["fitted_with"]) == {"numpy", "scikit-learn", "seed"}
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 300_000
    assert set(data["heads"]) == {"political", "opinion"}


def copy(folder: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, folder / "scores"))


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    raw = bytearray((folder / "opinion.i8").read_bytes())
    raw[7] ^= 1
    (folder / "opinion.i8").write_bytes(raw)

    with pytest.raises(GateError, match="damaged"):
        heads(folder)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"format": 1}'])
def test_a_description_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    folder = copy(tmp_path)
    (folder / "weights.json").write_text(content, "utf-8")

    with pytest.raises(GateError, match="cannot be read"):
        heads(folder)


def test_weights_for_other_features_are_refused(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    data = json.loads((folder / "weights.json").read_text("utf-8"))
    data["features"][0] = "something else"
    (folder / "weights.json").write_text(json.dumps(data), "utf-8")

    with pytest.raises(GateError, match="another version"):
        heads(folder)


def test_missing_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GateError):
        heads(tmp_path / "none")


def test_the_digest_is_that_of_the_bytes() -> None:
    data = json.loads((SHIPPED / "weights.json").read_text("utf-8"))

    for name, head in data["heads"].items():
        assert hashlib.sha256((SHIPPED / f"{name}.i8").read_bytes()).hexdigest() == head["sha256"]
