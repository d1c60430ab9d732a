"""Whose quotations are the body's own words."""

import pytest

from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.readers import read
from neutral_gate.rules.reading import read_blocks

WORDS = '"The plan is wrong for this town."'


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


def own(lexicon, text, name="draft.txt"):
    """True where all quotations of a draft are the body's own words, False where none is."""
    (draft,) = read(text.encode(), name)
    reading = read_blocks(draft.blocks, lexicon)
    said = {
        sentence.by_officer(place, place + 1)
        for sentence in reading.sentences
        for place in range(len(sentence.tokens))
        if sentence.quoted(place, place + 1)
    }
    assert len(said) == 1, text
    return said.pop()


@pytest.mark.parametrize(
    "text",
    [
        f"Our chief executive said: {WORDS}",
        f"{WORDS} said chief executive Mary Dole.",
        f"Trust chair Jo Bell said: {WORDS}",
        f"A council spokesperson said: {WORDS}",
        f"{WORDS} our director of nursing said.",
        f"Mary Dole, chief executive of Pellbridge Trust, said: {WORDS}",
        f"{WORDS} said Jo Hale, the council's head of welfare.",
        f"Dr Ann Lowe, our medical director: {WORDS}",
        f"{WORDS} (Ann Lowe, medical director)",
        f"{WORDS} said our lead nurse.",
        f"Sister Ngozi Bell has been here for years. {WORDS} she says.",
        f"{WORDS} said Matron Bell.",
        f"Chief executive Mary Dole said it was late. She added: {WORDS}",
        f"Chief executive Mary Dole said it was late.\n\n{WORDS} she added.",
        f"Chief executive Mary Dole said: {WORDS}\n\n{WORDS}",
    ],
)
def test_an_officer_speaks_for_the_body(lexicon, text):
    assert own(lexicon, text)


@pytest.mark.parametrize(
    "text",
    [
        f"{WORDS} said Jo Bell, a patient.",
        f"{WORDS} said Jo Bell.",
        f"{WORDS} said his sister Jo.",
        f"Ngozi Bell, a patient, has been here for years. {WORDS} she says.",
        f"{WORDS} a nurse told us.",
        f"{WORDS} said Jo Hale, chief executive of Age Concern Hove.",
        f"{WORDS} said Kestrel's managing director.",
        f"The union's regional officer said: {WORDS}",
        f"The charity's director said: {WORDS}",
        f"The lead singer of the band said: {WORDS}",
        f"The former chair of the trust said: {WORDS}",
        f"Jo Bell, manager of Rose Lodge, said: {WORDS}",
        f"Our chief executive listened. Jo Bell, a patient, said: {WORDS}",
        f"The sign reads {WORDS}",
    ],
)
def test_others_speak_for_themselves(lexicon, text):
    assert not own(lexicon, text)


def test_a_quotation_of_a_patient_beside_one_of_an_officer(lexicon):
    text = f"Our chair said: {WORDS}\n\nJo Bell, a patient, said: {WORDS}"
    (draft,) = read(text.encode(), "draft.txt")
    sentences = [each for each in read_blocks(draft.blocks, lexicon).sentences if each.quotes]
    assert [each.by_officer(len(each.tokens) - 3, len(each.tokens) - 2) for each in sentences] == [True, False]
