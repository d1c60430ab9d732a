"""The adapter to textstat: its figures, without its dictionary and without the network."""

from __future__ import annotations

import socket
import sys
from typing import Any

import pytest

from neutral_gate.model import UsageError
from neutral_gate.text.readability import count_texts, scores, total
from neutral_gate.text.textstat_engine import textstat_measures

TEXTS = [
    "Bring a letter",  # a heading: no full stop, and a sentence all the same
    *["The councillors met in the library on Monday and agreed a longer list of opening hours."] * 8,
]


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any try to reach the network is an error."""

    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def test_its_measures_agree_with_ours_without_the_network(offline: None) -> None:
    pytest.importorskip("textstat")

    found = textstat_measures(TEXTS)
    ours = scores(total(count_texts(TEXTS)))

    for theirs, name in (  # not ARI: textstat counts full stops as letters there
        ("flesch_reading_ease", "flesch_reading_ease"),
        ("flesch_kincaid_grade", "flesch_kincaid_grade"),
        ("smog_index", "smog"),
        ("coleman_liau_index", "coleman_liau"),
    ):
        assert found[theirs] == pytest.approx(ours[name], abs=0.5), name
    assert found["dale_chall_readability_score"] > 0
    assert found["lix"] > 0


def test_textstat_counts_as_before_afterwards() -> None:
    pytest.importorskip("textstat")
    import importlib

    counting = importlib.import_module("textstat.backend.counts._count_syllables")
    before = counting.get_cmudict

    textstat_measures(TEXTS)

    assert counting.get_cmudict is before


def test_there_is_nothing_to_say_about_a_short_text() -> None:
    pytest.importorskip("textstat")

    assert textstat_measures(["Get help."]) == {}


def test_without_textstat_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textstat", None)

    with pytest.raises(UsageError) as raised:
        textstat_measures(TEXTS)
    assert "neutral-gate[textstat]" in raised.value.mend
