from __future__ import annotations

import gc
from pathlib import Path

from neutral_gate import Config, Draft, Gate
from neutral_gate.config.settings import Levels, Override
from neutral_gate.elections import active_windows, parse_moment
from neutral_gate.model import Strictness
from neutral_gate.policy import Footings
from neutral_gate.readers.post_plain import read_post
from neutral_gate.rules.reading import Reading

INSIDE, OUTSIDE = parse_moment("2024-06-10T09:00"), parse_moment("2024-01-15T09:00")


def post(text: str) -> Draft:
    other = {"account": "@example", "name": "Example", "text": "Councillor Odette Farrowby opened the fair."}
    return read_post({"text": text, "quote_of": other}, "posts.csv")


def test_a_footing_is_that_of_its_windows_whatever_was_asked_before() -> None:
    config = Config(body_type="council", rule_levels={"source": Levels("warn", "off")})
    footings = Footings(config)
    windows = Gate(config).windows
    inside, outside = (active_windows(windows, at, config.body(None)) for at in (INSIDE, OUTSIDE))

    for _ in range(2):
        assert footings.of(config, inside).strictness is Strictness.GENERAL
        assert footings.of(config, inside).levels == {"source": "warn"}
        assert footings.of(config, outside).strictness is None
        assert footings.of(config, outside).levels == footings.of(config, inside).levels_outside == {"source": "off"}
    assert footings.of(config, inside) is footings.of(config, inside)


def test_settings_of_a_path_have_a_footing_of_their_own(tmp_path: Path) -> None:
    override = Override(("news/*",), tmp_path, rules={"source": Levels("note", "note")})
    config = Config(body_type="council", rule_levels={"source": Levels("warn", "off")}, overrides=(override,))
    footings = Footings(config)

    assert footings.of(config, ()).levels == {"source": "off"}
    assert footings.of(config.for_path(str(tmp_path / "news" / "a.md")), ()).levels == {"source": "note"}
    assert footings.of(config, ()).levels == {"source": "off"}


def test_nothing_that_was_read_waits_for_the_garbage_collector() -> None:
    gate = Gate(Config(body_type="council"))
    drafts = [post(f"Please vote for Odette Farrowby on day {number}.") for number in range(5)]
    gc.collect()
    gc.disable()
    try:
        before = readings()
        results = list(gate.judge_many(drafts, INSIDE))
        assert readings() == before
    finally:
        gc.enable()
    assert {each.verdict for each in results} == {"block"}


def readings() -> int:
    return sum(type(each) is Reading for each in gc.get_objects())
