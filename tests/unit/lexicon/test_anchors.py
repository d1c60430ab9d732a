"""What must stand in a text for a pattern to match it: words, and pairs of words side by side."""

import pytest

from neutral_gate.lexicon.anchors import Anchors
from neutral_gate.lexicon.network import Network
from neutral_gate.lexicon.pattern import parse
from neutral_gate.lexicon.screen import Words
from neutral_gate.text.runs import runs_in


def may_stand(pattern: str, text: str) -> bool:
    """What the screen says of one pattern and one text."""
    network = Network()
    Anchors(network).pattern("the pattern", parse(pattern, "a test"))
    runs = runs_in(text)
    assert runs is not None
    return Words(runs, network.record).may_hold(network.unit("the pattern"))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("need (you|your help)", "We need your help."),
        ("need (you|your help)", "They need you!"),
        ("(the big|a small) plan", "Here is a small plan."),
        ("(go on|carry on) (to the|past) gate", "Carry on to the gate."),
        ("(open up|speak) (for|to save) us", "Speak for us."),
        ("(open|stand up?) for us", "Stand for us."),
        ("winner : {capital}", "Winner: Ash"),
        ("ash & elm", "Ash & Elm run it."),
    ],
)
def test_what_matches_may_stand(pattern: str, text: str) -> None:
    assert may_stand(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("need (you|your help)", "If you need an interpreter, help is at hand. Bring your card."),
        ("(the big|a small) plan", "A plan of the big, the small and the new hall."),
        ("(go on|carry on) (to the|past) gate", "On Monday they go to the gate and carry a flag past it."),
        ("winner : {capital}", "The winner is Ash."),
        ("ash & elm", "Ash and Elm run it."),
    ],
)
def test_words_of_a_choice_must_stand_beside_those_around_it(pattern: str, text: str) -> None:
    assert not may_stand(pattern, text)
