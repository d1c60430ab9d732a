"""Real public-sector sentences are seldom flagged; the limits are those of benchmarks/false_alarms.py."""

import importlib.util
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "false_alarms.py"


def test_neutral_sentences_are_seldom_flagged(shared):
    spec = importlib.util.spec_from_file_location("false_alarms", BENCHMARK)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)

    counts = benchmark.measure(shared / "data" / "nlp" / "uk_open_dev.jsonl")

    for kind, (blocks, warnings) in benchmark.LIMITS.items():
        assert counts[kind]["all"] > 500
        assert counts[kind]["block"] / counts[kind]["all"] <= blocks, kind
        assert counts[kind]["warn"] / counts[kind]["all"] <= warnings, kind
