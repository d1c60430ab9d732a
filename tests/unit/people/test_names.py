import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.people import Person
from neutral_gate.people.common_names import is_common_phrase
from neutral_gate.people.names import forms_of


def strong(name: str, role: str = "candidate", **fields: object) -> set[str]:
    return {form for form, weak in forms_of(Person(name, role, **fields)).items() if not weak}  # type: ignore[arg-type]


def weak(name: str, role: str = "candidate", **fields: object) -> set[str]:
    return {form for form, is_weak in forms_of(Person(name, role, **fields)).items() if is_weak}  # type: ignore[arg-type]


def test_middle_names_may_be_left_out_or_shortened() -> None:
    assert strong("Odette Maria Farrowby") == {
        "Odette Maria Farrowby",
        "Odette Farrowby",
        "OM Farrowby",
        "O M Farrowby",
    }


def test_initials_that_spell_a_title_are_no_form() -> None:
    assert strong("Delia Rose Farrowby") == {"Delia Rose Farrowby", "Delia Farrowby"}


def test_who_goes_by_the_second_name_is_found_by_it() -> None:
    assert "Robert Farrowby" in strong("J Robert Farrowby")
    assert "J Farrowby" not in forms_of(Person("J Robert Farrowby", "candidate"))


@pytest.mark.parametrize(
    ("role", "form"),
    [
        ("councillor", "Cllr Farrowby"),
        ("councillor", "Councillor Farrowby"),
        ("mp", "Farrowby MP"),
        ("msp", "Farrowby MSP"),
        ("ms", "Farrowby MS"),
        ("mla", "Farrowby MLA"),
        ("mayor", "Mayor Farrowby"),
        ("pcc", "Commissioner Farrowby"),
        ("peer", "Baroness Farrowby"),
        ("minister", "Minister Farrowby"),
    ],
)
def test_a_role_gives_its_titles(role: str, form: str) -> None:
    assert form in strong("Odette Farrowby", role)


def test_a_candidate_has_a_title_only_where_the_list_says_so() -> None:
    assert strong("Odette Farrowby") == {"Odette Farrowby"}
    assert "Cllr Farrowby" in strong("Cllr Odette Farrowby")
    assert "Farrowby MP" in strong("Odette Farrowby", holds_seat=True, elections=("parl.harrowdale.2024-07-04",))


@pytest.mark.parametrize(
    "written",
    [
        "Mrs Odette Farrowby",
        "Rt Hon Odette Farrowby MP",
        "Dr Odette Farrowby OBE",
        "Farrowby, Odette",
        "Odette Farrowby (Dr)",
        "odette farrowby",
        "Odette  Farrowby, MBE",
    ],
)
def test_titles_and_order_do_not_hide_the_name(written: str) -> None:
    assert "Odette Farrowby" in strong(written)


@pytest.mark.parametrize(
    ("written", "nicknames", "form"),
    [
        ('Wilhelmina "Billie" Farrowby', (), "Billie Farrowby"),
        ("Wilhelmina (Billie) Farrowby", (), "Billie Farrowby"),
        ("Wilhelmina Farrowby, commonly known as Bea Farrow", (), "Bea Farrow"),
        ("Wilhelmina Farrowby", ("Billie",), "Billie Farrowby"),
        ("Wilhelmina Farrowby", ("Bea Farrow",), "Bea Farrow"),
    ],
)
def test_nicknames(written: str, nicknames: tuple[str, ...], form: str) -> None:
    assert {"Wilhelmina Farrowby", form} <= strong(written, nicknames=nicknames)


def test_accents_apostrophes_and_mac_may_be_written_in_another_way() -> None:
    assert {"Siân O'Dray", "Sian O'Dray", "Sian ODray", "Sian O Dray"} <= strong("Siân O'Dray")
    assert {"Ada Mc Wray", "Ada McWray"} <= strong("Ada Mc Wray")


def test_a_surname_of_several_words_stays_whole() -> None:
    assert "Ada van der Wray" in strong("Ada Jo van der Wray")
    assert "Ada Chou Wray" in strong("Ada Jo Chou Wray", surname="CHOU WRAY")


def test_peers_by_title() -> None:
    assert strong("Baroness Farrowby of Eastmere", "peer") == {
        "Baroness Farrowby of Eastmere",
        "Lady Farrowby of Eastmere",
        "Lady Farrowby",
    }


def test_a_title_does_not_make_a_street_a_peer() -> None:
    assert strong("Ada Street", "peer") == {"Ada Street", "Lady Street", "Baroness Street", "Baron Street"}
    assert weak("Ada Street", "peer") == {"Lord Street"}


def test_a_rank_with_one_name_is_the_whole_name() -> None:
    assert strong("Captain Quillmere") == {"Captain Quillmere"}


@pytest.mark.parametrize("name", ["Victoria Park", "Hope Street", "Quillmere", "A Page", "Mary Ward", "Mr Quillmere"])
def test_a_common_phrase_or_one_word_is_weak(name: str) -> None:
    assert strong(name) == set()
    assert weak(name)


@pytest.mark.parametrize("name", ["Jane Park", "Victoria Quillmere", "Q Quillmere", "Will Smith", "A J Page"])
def test_other_names_are_not_weak(name: str) -> None:
    assert not is_common_phrase(name)


def test_an_organisation_keeps_its_name() -> None:
    assert strong("Harrowdale First, Always", "party") == {"Harrowdale First, Always"}
    assert weak("Harrowfirst", "campaigner") == {"Harrowfirst"}


WORD = st.text(string.ascii_letters + "'-éøß", min_size=1, max_size=9).filter(lambda word: word[0].isalpha())


@given(st.lists(WORD, min_size=1, max_size=5), st.sampled_from(["candidate", "councillor", "mp", "peer", "other"]))
def test_no_strong_form_is_one_word(words: list[str], role: str) -> None:
    for form, is_weak in forms_of(Person(" ".join(words), role)).items():  # type: ignore[arg-type]
        assert form.strip()
        assert is_weak or len(form.split()) > 1
