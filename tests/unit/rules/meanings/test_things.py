import pytest

from neutral_gate.rules.meanings.things import without_things
from neutral_gate.text import tokenise

CLASSES = {
    "reform": ("weak-party", "party"),
    "labour": ("weak-party",),
    "chancellor": ("weak-minister", "weak-office"),
    "minister": ("weak-minister",),
    "ministers": ("weak-minister",),
    "backbenchers": ("mp", "office"),
    "mayor": ("weak-mayor",),
}


def left(*sentences):
    """The words that still have a class."""
    rows = [tokenise(sentence) for sentence in sentences]
    for row in rows:
        for token in row:
            token.classes = CLASSES.get(token.text, ())
    before = sum(bool(token.classes) for row in rows for token in row)
    changed = without_things(rows)
    found = [token.text for row in rows for token in row if token.classes]
    assert changed == (len(found) < before)
    return found


@pytest.mark.parametrize(
    "sentences",
    [
        ["The ferry Reform leaves at nine."],
        ["A pint of the ale Chancellor costs £4."],
        ["The sweet pea 'Chancellor' is in flower."],
        ['We sang the hymn "Reform" twice.'],
        ["The Minister (pub) is shut."],
        ["The Wings beat the Ministers 3-1 in the league."],
        ["The band called the Backbenchers headline the gig."],
    ],
)
def test_the_name_of_a_thing_loses_its_class(sentences):
    assert left(*sentences) == []


@pytest.mark.parametrize(
    "sentences",
    [
        ["On the ferry Labour councillors met staff."],
        ["The ferry is late, says Labour."],
        ["The Minister (left) cut the tape."],
        ["The Mayor planted a rose and a pear."],
        ["Hustings: meet the Ministers at 2pm, the Backbenchers at 3pm."],
        ["Bring a chair to the bandstand.", "Quiz the Ministers at 2pm, hear the band at 3pm, and vote at 4pm."],
        ["Residents 21, ministers 14"],
    ],
)
def test_people_in_politics_keep_theirs(sentences):
    assert left(*sentences) != []
