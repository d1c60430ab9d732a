import pytest

from neutral_gate.rules.access.languages import is_language, other_language


@pytest.mark.parametrize("tag", ["en", "EN-gb", "cy", "fr-CH", "en-US-GB", "zh-Hant", "gsw", "sco", "i-lux", " en "])
def test_registered_languages_are_known(tag):
    assert is_language(tag)


@pytest.mark.parametrize("tag", ["", " ", "eng", "english", "em-US", "#!", "en_GB", "jp", "e", "xx-", "invalid"])
def test_other_tags_are_not(tag):
    assert not is_language(tag)


def test_a_text_in_another_language_is_noticed():
    english = "You can ask for help at the desk, and they will tell you what to do."

    assert other_language(english, "cy", least=3) == "en"
    assert other_language(english, "en-GB", least=3) == ""
    assert other_language("Mae gwybodaeth ar gael yn eich iaith chi", "en", least=2) == "cy"


def test_names_and_short_texts_prove_nothing():
    assert other_language("Port Talbot, Swansea, Neath", "cy", least=2) == ""
    assert other_language("NHS 111", "fr", least=2) == ""
    assert other_language("The words of a language that is not known here", "so", least=2) == ""
