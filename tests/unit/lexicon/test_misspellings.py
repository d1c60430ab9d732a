import pytest

from neutral_gate.lexicon.misspellings import misspellings


@pytest.mark.parametrize(
    ("name", "slip"),
    [
        ("Conservatives", "Conservitives"),
        ("Conservative Party", "Consevative Party"),
        ("Liberal Democrats", "Libreal Democrats"),
        ("Liberal Democrats", "Liberal Democrates"),
        ("Labour Party", "Labor Party"),
        ("Labour Party", "Labbour Party"),
    ],
)
def test_one_slip_in_one_word(name, slip):
    assert slip in set(misspellings(name))


@pytest.mark.parametrize("form", ["Green Party", "green party", "Green Part", "Greed Party", "Gree Part", "reen Party"])
def test_right_words_two_slips_and_everyday_words_are_no_slips(form):
    assert form not in set(misspellings("Green Party"))


def test_short_words_are_left_alone():
    assert list(misspellings("Lib Dems")) == []


def test_no_form_comes_twice():
    forms = [form.lower() for form in misspellings("Labour Party")]
    assert len(forms) == len(set(forms))
