import pytest

from neutral_gate.rules.meanings.firms import without_firms
from neutral_gate.text import tokenise


def party_left(text):
    """True where the first word for a party keeps its class."""
    row = tokenise(text)
    party = next(token for token in row if token.text in ("green", "labour", "reform"))
    party.classes = ("weak-party", "party")
    assert without_firms([row]) == (party.classes == ())
    return party.classes != ()


@pytest.mark.parametrize(
    "text",
    [
        "Ask the Green Tent Company.",
        "Reform Bunting Makers has a stall.",
        "Cakes by Labour Lane Bakery.",
        "The Green Brass Band plays.",
        "Green Roofing Ltd mends it.",
        "Green's Party Shop is on Mill Road.",
    ],
)
def test_the_name_of_a_firm_is_no_party(text):
    assert not party_left(text)


@pytest.mark.parametrize(
    "text",
    [
        "Labour and the Tent Company.",
        "Labour, Tent Makers.",
        "The Green tea tent is open.",
        "Labour's Brass Band plays.",
        "Labour's party line is known.",
        "Labour met a band.",
        "Reform UK",
    ],
)
def test_a_party_beside_other_words_stays_one(text):
    assert party_left(text)
