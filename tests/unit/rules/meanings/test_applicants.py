import pytest

from neutral_gate.rules.meanings.applicants import without_applicants
from neutral_gate.text import Token, tokenise


def candidate_left(text, *around):
    """True where "candidate" and the two words after it keep their class."""
    row = tokenise(text)
    place = next(number for number, token in enumerate(row) if token.text == "candidate")
    named = Token(" ".join(token.text for token in row[place : place + 3]), 0, len(text), classes=("candidate",))
    row[place : place + 3] = [named]
    assert without_applicants([row, *map(tokenise, around)]) == (named.classes == ())
    return named.classes != ()


@pytest.mark.parametrize(
    "text", ["A call from candidate Tilda Rowsham.", "We met candidate Grace Okoro at the hustings."]
)
def test_a_candidate_with_a_name_stays_one(text):
    assert candidate_left(text)


@pytest.mark.parametrize(
    "text",
    ["Read the Candidate Privacy Notice.", "Candidate Information Pack", "The Candidate Open Evening is on 3 July."],
)
def test_a_title_is_no_person(text):
    assert not candidate_left(text)


def test_somebody_who_wants_a_job_stands_for_nothing():
    assert not candidate_left("We chose candidate Tilda Rowsham.", "The other interviews are on Friday.")


def test_what_a_picture_belongs_to_tells_it_too():
    row = [Token("candidate tilda rowsham", 0, 23, classes=("candidate",), entity="candidate tilda rowsham")]
    assert without_applicants([row], [tokenise("Bring these to your interview.")])
    assert (row[0].classes, row[0].entity) == ((), "")
