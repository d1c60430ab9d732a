"""The screen on real texts: what it lets the gate skip is what no rule would have found.

Needs ../shared/data beside the checkout. Reading everything everywhere is slow, so a fixed sample is taken.
"""

import functools
import json
from pathlib import Path

import pytest

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.lexicon.sweep import Layout, Sweep
from neutral_gate.model import GateError
from neutral_gate.readers import read
from neutral_gate.rules.reading import read_blocks


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


def found(reading):
    """What each sentence holds: the classes of its tokens, and the finds of all rules and exceptions that match."""
    lexicon = reading.lexicon
    match = frozenset(pattern for finds in lexicon.finds.values() for find in finds for pattern in find.match)
    told = []
    for sentence in reading.sentences:
        places = {pattern: list(each) for pattern in match if (each := sentence.places(pattern))}
        told.append(([(token.text, token.classes, token.entity) for token in sentence.tokens], places))
    return told


def same(draft, lexicon):
    screened, full = (
        found(read_blocks(draft.blocks, lexicon, source=draft.source, screened=each)) for each in (True, False)
    )
    assert screened == full, draft.path


def test_sentences(shared, lexicon):
    path = shared / "data" / "nlp" / "uk_open_dev.jsonl"
    if not path.is_file():
        pytest.skip("the sentences are not beside this checkout (../shared/data/nlp)")
    for line in path.read_text("utf-8").splitlines()[7::350]:
        (draft,) = read(json.loads(line)["text"].encode(), "sentence.txt", "text")
        same(draft, lexicon)


def test_pages(shared, lexicon):
    folder = shared / "data" / "prose" / "files"
    if not folder.is_dir():
        pytest.skip("the pages are not beside this checkout (../shared/data/prose)")
    small = (path for path in sorted(folder.rglob("*.*")) if path.is_file() and path.stat().st_size < 1_500)
    for path in list(small)[3::60]:
        try:
            drafts = read(path.read_bytes(), path.name)
        except GateError:
            continue
        for draft in drafts:
            same(draft, lexicon)


def test_the_findings_on_the_cases_are_those_without_a_screen(shared, monkeypatch):
    path = shared / "data" / "cases" / "cases.jsonl"
    if not path.is_file():
        pytest.skip("the cases are not beside this checkout (../shared/data/cases)")
    gate = Gate(Config())
    for line in path.read_text("utf-8").splitlines()[5::25]:
        case = json.loads(line)
        (draft, *_) = read(case["text"].encode(), "case", case["format"])
        at = parse_moment(case["on"])
        screened = gate.judge(draft, at)
        with monkeypatch.context() as patch:
            patch.setattr("neutral_gate.gate.read_blocks", functools.partial(read_blocks, screened=False))
            assert gate.judge(draft, at).findings == screened.findings


def test_the_sieve_lets_through_all_that_matches(lexicon):
    count = 0
    for path in sorted((Path(__file__).parent / "drafts").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines()[::20]:
            (draft, *_) = read(json.loads(line)["text"].encode(), "draft.txt", "text")
            sentences = read_blocks(draft.blocks, lexicon).sentences
            layout = Layout([sentence.tokens for sentence in sentences])
            patterns = lexicon.compiled.sweeping
            sieved, swept = Sweep(layout, patterns), Sweep(layout, patterns._replace(sieve=None))
            assert len(sieved.possible) < len(swept.possible)
            for number in range(lexicon.compiled.patterns):
                assert sieved.sentences(number) == swept.sentences(number)
                count += bool(sieved.sentences(number))
    assert count > 100
