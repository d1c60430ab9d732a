import pytest

from neutral_gate.model import Role
from neutral_gate.readers import read

DATA = """{"@context": "https://schema.org", "@graph": [
  {"@type": "NewsArticle", "headline": "Quit smoking \\u0026 save", "url": "https://www.example.org/quit",
   "articleBody": "Ring us.", "keywords": ["smoking", "Well Being"],
   "author": {"@type": "Person", "name": "Ada Finch"}},
  {"@type": "ImageObject", "caption": "A nurse at a desk", "creator": [{"name": "Bo Reed"}, "Cy Dunn"], "name": "IMG_1"}
]}"""
PAGE = """<!DOCTYPE html><html><head><title>Quit smoking</title>
<meta name="Keywords" content="vote green,  bins &amp; bags; ">
<script type="application/ld+json">{data}</script></head><body><h1>Quit smoking</h1></body></html>"""


def blocks(page):
    return {(block.role, block.text): block for block in read(page.encode(), "page.html")[0].blocks}


def test_structured_data_and_keywords_are_read_where_they_stand():
    page = PAGE.replace("{data}", DATA)
    found = blocks(page)

    said = {
        (Role.META, text) for text in ("Quit smoking & save", "Ada Finch", "A nurse at a desk", "Bo Reed", "Cy Dunn")
    }
    tags = {(Role.HASHTAG, text) for text in ("smoking", "Well Being", "vote green", "bins & bags")}
    assert set(found) == said | tags | {(Role.TITLE, "Quit smoking"), (Role.HEADING, "Quit smoking")}
    for (role, text), written in {
        (Role.META, "Quit smoking & save"): "Quit smoking \\u0026 save",
        (Role.META, "Ada Finch"): "Ada Finch",
        (Role.HASHTAG, "bins & bags"): "bins &amp; bags",
        (Role.HASHTAG, "Well Being"): "Well Being",
    }.items():
        span = found[role, text].where.span(0, len(text))
        assert page[span.start : span.end] == written


def test_what_the_page_says_is_not_given_again():
    page = PAGE.replace("{data}", '{"headline": "Quit smoking", "description": "Quit smoking"}')
    assert [text for role, text in blocks(page) if role is Role.META] == []


@pytest.mark.parametrize("data", ["", "{", '{"headline": "x" "y"}', "[" * 5_000, '{"headline": 3}', "null"])
def test_broken_structured_data_is_passed_over(data):
    assert (Role.HEADING, "Quit smoking") in blocks(PAGE.replace("{data}", data))


def test_other_scripts_are_not_read():
    page = PAGE.replace("application/ld+json", "application/json").replace("{data}", '{"headline": "Vote for us"}')
    assert not any(role is Role.META for role, _ in blocks(page))


def test_the_name_of_a_frame_is_read_as_words_of_the_page():
    found = blocks('<h1>Film</h1><iframe src="https://films.example.org/1" title="Our MP opens the ward"></iframe>')
    assert (Role.LABEL, "Our MP opens the ward") in found
