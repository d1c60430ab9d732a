"""What is known of a body, written as the tables write it."""

import pytest

from neutral_gate.elections import Body
from neutral_gate.model import UsageError


def test_places_are_folded_and_a_body_without_a_nation_is_in_england() -> None:
    assert Body(areas=frozenset({"Dyfed Powys"})).places == {"dyfed-powys", "england"}
    assert Body(areas=frozenset({"Elm"}), nation="Northern Ireland").places == {"elm", "northern-ireland"}
    assert Body(areas=frozenset({"Scotland"})).places == {"scotland"}


def test_a_place_of_its_own_is_not_beside_it() -> None:
    assert Body(areas=frozenset({"Elm"}), neighbours=frozenset({"ELM", "Ash"})).beside == {"ash"}


@pytest.mark.parametrize(("kind", "nation"), [("councl", None), (None, "walse")])
def test_unknown_words_are_refused(kind: str | None, nation: str | None) -> None:
    with pytest.raises(UsageError, match="Did you mean"):
        Body(kind, nation=nation)
