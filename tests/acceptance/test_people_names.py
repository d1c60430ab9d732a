"""Names of people are found however they are written, and seldom by mistake; the limits are benchmarks/people.py's."""

import importlib.util
import sys
from pathlib import Path

import pytest

from neutral_gate.people import load_people

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "people.py"


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location("people_benchmark", BENCHMARK)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def candidates(shared):
    return load_people([shared / "data" / "elections" / "candidates_ge2024_slim.csv"])


def test_invented_people_are_found_in_every_way_of_writing(benchmark):
    outcomes = benchmark.recall(people=6, seed=11)

    assert len(outcomes) > 45
    assert {variant: outcome.missed for variant, outcome in outcomes.items() if outcome.missed} == {}


def test_full_names_are_seldom_found_by_mistake(benchmark, shared, candidates):
    words, hits = benchmark.false_hits(shared / "data", candidates, every=5)

    assert len(candidates) > 4_000
    assert words > 100_000
    assert sum(hits.values()) * 100_000 / words <= benchmark.MOST_IN_100_000, hits


def test_surnames_alone_are_never_found(benchmark, shared, candidates):
    _, hits = benchmark.false_hits(shared / "data", benchmark.bare_surnames(candidates), every=10)

    assert not hits


def test_every_real_candidate_is_found_by_name_and_office(benchmark, candidates):
    names = candidates.names()
    missed = [
        person.name
        for person in candidates.people
        if not _found(names, f"We thank {person.name}, who is a candidate, for it.", person.name)
    ]

    assert len(missed) / len(candidates) <= 0.005, missed


def _found(names, text, name):
    from neutral_gate.text import tokenise

    return any(term.entity == name and not term.weak for _, _, terms in names.find(tokenise(text)) for term in terms)
