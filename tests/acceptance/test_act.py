"""The access rules on the W3C's accessibility test cases (ACT), tuning part.

The cases are shared data beside the repository (../shared/data/act/cases_tuning.jsonl). Without them the test skips.
The floors are those that the project promises: static at least 97 % with at most two false alarms, styles at least 75 %
with none, meaning of words at least 35 % with at most 2 %.
"""

import importlib.util
from pathlib import Path

import pytest

CASES = Path(__file__).resolve().parents[3] / "shared" / "data" / "act" / "cases_tuning.jsonl"
BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "act.py"


@pytest.fixture(scope="module")
def table():
    if not CASES.is_file():
        pytest.skip("the W3C's test cases are not beside this checkout (../shared/data/act)")
    spec = importlib.util.spec_from_file_location("act_benchmark", BENCHMARK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {
        tier: {key: sum(counts[key] for counts in rules.values()) for key in ("failed", "found", "others", "alarms")}
        for tier, rules in module.tally(CASES).items()
    }


@pytest.mark.parametrize(
    ("tier", "least", "most"), [("static", 0.97, 0.011), ("static-css", 0.75, 0), ("semantic", 0.35, 0.02)]
)
def test_a_tier_is_judged_as_promised(table, tier, least, most):
    counts = table[tier]

    assert counts["failed"] > 20
    assert counts["found"] / counts["failed"] >= least
    assert counts["alarms"] / counts["others"] <= most
