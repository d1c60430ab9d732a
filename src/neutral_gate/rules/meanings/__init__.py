"""Names that mean something else in a draft: a team called the Greens, a minister of religion, a dog called Mayor.

Names are recognised sentence by sentence. What a whole draft says of them is looked at here, and a name that stands for
no party or politician in it loses its class. Loaded only for drafts in which a name stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from neutral_gate.rules.meanings.applicants import without_applicants
from neutral_gate.rules.meanings.codes import without_codes
from neutral_gate.rules.meanings.described import without_other_descriptions
from neutral_gate.rules.meanings.letters import without_letters
from neutral_gate.rules.meanings.namesakes import without_namesakes
from neutral_gate.rules.meanings.offices import without_other_offices
from neutral_gate.rules.meanings.parties import without_other_parties
from neutral_gate.rules.meanings.things import without_things
from neutral_gate.rules.meanings.titles import without_titles
from neutral_gate.text import Token

__all__ = ["settle", "without_applicants", "without_namesakes", "without_other_offices"]


def settle(rows: Sequence[list[Token]], texts: Sequence[str]) -> bool:
    """Takes the classes from names of one draft that mean something else in it.

    Args:
        rows: The tokens of its sentences, names recognised. They are changed.
        texts: The texts of its blocks, in reading order.

    Returns:
        True where a token was changed.
    """
    applicants = without_applicants(rows)
    things = without_things(rows)
    titles = without_titles(rows)
    codes = without_codes(rows, texts)
    letters = without_letters(rows, texts)
    parties = without_other_parties(rows, texts)
    offices = without_other_offices(rows)
    described = without_other_descriptions(rows)
    people = without_namesakes(rows) or applicants or described or offices
    return people or things or titles or codes or letters or parties
