import pytest

from neutral_gate.people.heads import heads_of, plain, surnames_of, words_of


@pytest.mark.parametrize(
    ("word", "folded"), [("siân", "sian"), ("o'dray", "odray"), ("o’dray", "odray"), ("łoś", "los")]
)
def test_accents_and_apostrophes_go(word, folded):
    assert plain(word) == folded


def test_a_hyphen_parts_words():
    assert words_of("Anne-Marie  O'Dray") == ("anne", "marie", "odray")


@pytest.mark.parametrize(
    ("surname", "ways"),
    [
        ("Tregarthen", {("tregarthen",)}),
        ("O'Dray", {("odray",), ("o", "dray")}),
        ("Mc Wray", {("mc", "wray"), ("mcwray",)}),
        ("Smith-Quill", {("smith", "quill"), ("smithquill",)}),
        ("van der Wray", {("van", "der", "wray")}),
    ],
)
def test_a_surname_has_several_ways(surname, ways):
    assert set(surnames_of(surname)) == ways


def test_first_names_may_be_full_short_or_left_out():
    heads = heads_of(("Jane", "Ruth"), ("Janey",))

    assert {words for words, kind in heads.items() if kind == "full"} == {
        ("jane",),
        ("jane", "ruth"),
        ("jane", "r"),
        ("j", "ruth"),
        ("janey",),
    }
    assert {words for words, kind in heads.items() if kind == "initials"} == {("j", "r"), ("jr",)}
    assert {words for words, kind in heads.items() if kind == "initial"} == {("j",)}


def test_initials_that_spell_a_title_are_not_glued():
    assert ("dr",) not in heads_of(("Dilys", "Ruth"))
    assert ("d", "r") in heads_of(("Dilys", "Ruth"))


def test_who_goes_by_the_second_name_is_found_by_it():
    assert heads_of(("J.", "Robert"))[("robert",)] == "full"
    assert ("robert",) not in heads_of(("James", "Robert"))


def test_many_first_names_do_not_grow_without_end():
    assert len(heads_of(tuple(f"Name{letter}" for letter in "abcdefghijklmnop"))) < 200
