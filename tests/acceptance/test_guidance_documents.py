"""The guidance documents that the project was made from: text that describes the rules breaks none of them."""

import pytest

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.readers import read_file


@pytest.mark.parametrize("body", ["healthwatch", "nhs_trust", "council"])
def test_guidance_about_the_rules_is_not_blocked(shared, body):
    gate = Gate(Config(body_type=body))
    seeds = sorted((shared / "seeds").glob("*.txt"))
    assert len(seeds) == 5

    for path in seeds:
        for draft in read_file(path):
            blocks = [f for f in gate.judge(draft, parse_moment("2024-06-10")).findings if f.severity == "block"]
            assert [(f.rule, f.excerpt, f.start.line) for f in blocks] == [], path.name
