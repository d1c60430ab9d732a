"""The small tools that the readers share: text of a block, web addresses, templates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.model import Span
from neutral_gate.readers.block_text import BlockText
from neutral_gate.readers.prefilled import prefilled
from neutral_gate.readers.templates import find_templates
from neutral_gate.readers.web_addresses import addresses


def test_white_space_runs_together_and_keeps_its_place():
    text = BlockText()
    text.add("  a \n b", 10, 17)
    text.add("\tc ", 17, 20)
    text.add("&amp;", 20, 25)
    taken = text.take()

    assert taken is not None
    assert taken[0] == "a b c &amp;"
    where = taken[1]
    assert [where.span(place, place + 1) for place in (0, 1, 2, 4, 6)] == [
        Span(12, 13), Span(13, 16), Span(16, 17), Span(18, 19), Span(20, 21)
    ]  # fmt: skip


def test_a_reference_maps_as_a_whole():
    text = BlockText()
    text.add("a", 0, 1)
    text.add("&", 1, 6)
    text.add("b", 6, 7)
    taken = text.take()

    assert taken is not None
    assert taken[0] == "a&b"
    assert taken[1].span(1, 2) == Span(1, 6)
    assert taken[1].span(0, 3) == Span(0, 7)


def test_a_line_break_of_the_author_stays_one():
    text = BlockText()
    text.add("a ", 0, 2)
    text.gap("\n", 2, 6)
    text.add(" b", 6, 8)
    text.gap("\n", 8, 12)
    taken = text.take()

    assert taken is not None
    assert taken[0] == "a\nb"


@pytest.mark.parametrize("written", ["", " ", "\xa0", "\u200b \u00ad", "\n\t"])
def test_what_cannot_be_seen_is_nothing(written):
    text = BlockText()
    text.add(written, 0, len(written))

    assert text.take() is None


@given(st.lists(st.text(" \t\nab\xa0", max_size=6), max_size=6))
def test_the_text_is_that_of_all_pieces_with_white_space_run_together(pieces):
    text, place = BlockText(), 0
    for piece in pieces:
        text.add(piece, place, place + len(piece))
        place += len(piece)
    taken = text.take()
    words = [word for word in "".join(pieces).replace("\n", " ").replace("\t", " ").split(" ") if word]

    assert (taken[0] if taken is not None else "") == (" ".join(words) if "".join(words).strip("\xa0") else "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://a.example/x.", ["https://a.example/x"]),
        ("(https://a.example/x)", ["https://a.example/x"]),
        ("https://a.example/x_(y)", ["https://a.example/x_(y)"]),
        ("https://a.example/?q=1&b=2#c, then", ["https://a.example/?q=1&b=2#c"]),
        ("HTTPS://A.EXAMPLE and WWW.B.EXAMPLE!", ["HTTPS://A.EXAMPLE", "WWW.B.EXAMPLE"]),
        ("“https://a.example”", ["https://a.example"]),
        ("a@www.b.example and xhttps://c and http:// and www.", []),
        ("ftp://a.example", []),
        ("no address", []),
    ],
)
def test_web_addresses_end_before_closing_marks(text, found):
    assert [text[start:end] for start, end in addresses(text)] == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a {{ x }} b", [("{{ x }}", "x", {})]),
        (
            "{% tweet 'https://a.b/status/1' %}",
            [("{% tweet 'https://a.b/status/1' %}", "tweet", {"0": "https://a.b/status/1"})],
        ),
        (
            '{{< figure src="a.png" alt="B c" >}}',
            [('{{< figure src="a.png" alt="B c" >}}', "figure", {"src": "a.png", "alt": "B c"})],
        ),
        ("{{% /note %}}", [("{{% /note %}}", "note", {})]),
        ("<%= yield :x %>", [("<%= yield :x %>", "", {})]),
        (
            '[gallery ids="1,2"] x [/caption]',
            [('[gallery ids="1,2"]', "gallery", {"ids": "1,2"}), ("[/caption]", "caption", {})],
        ),
        ("[custom-twitter-feeds feed=1]", [("[custom-twitter-feeds feed=1]", "custom-twitter-feeds", {"feed": "1"})]),
        ("[sic] [1] [a b] [Note: x] [] [x=1]", []),
        ("{{ open", []),
        ("{ a } { { b } }", []),
        ("{{}}", [("{{}}", "", {})]),
        ('{{< note title="A b" >}}', [('{{< note title="A b" >}}', "note", {"title": "A b"})]),
        ('{% if day == "the fair" %}', [('{% if day == "the fair" %}', "if", {})]),
    ],
)
def test_templates_and_shortcodes(source, found):
    templates = find_templates(source, 0, len(source))

    assert [
        (
            source[template.start : template.end],
            template.name,
            {name: template.value(name) for name in template.parameters},
        )
        for template in templates
    ] == found


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('{{< notice text="Come to the fair" class="big red" >}}', ["Come to the fair"]),
        ("{% include box.html heading=\"Come to\" body='the fair' %}", ["Come to", "the fair"]),
        ('{{< pullquote "Come to the fair" >}}', ["Come to the fair"]),
        ('[notice text="Come to the fair" id="a b"]', ["Come to the fair"]),
        ('{{< notice text="Come to the fair >}}', ["Come to the fair >"]),
        ('{% if day == "the fair" %}', []),
        ('{{ page.title | default: "the fair" }}', []),
        ('{{< ref "guides/fair.md" >}}', []),
        ('{{< note variant="activity" >}}', []),
    ],
)
def test_the_words_of_a_shortcode_are_those_that_it_shows(source, words):
    (template,) = find_templates(source, 0, len(source))

    assert ["".join(text for text, _, _ in pieces) for _, pieces in template.words] == words


@pytest.mark.parametrize(
    ("address", "texts"),
    [
        ("mailto:?subject=The%20fair&body=Come%2C%20it%E2%80%99s+free", ["The fair", "Come, it’s free"]),
        ("https://twitter.com/intent/tweet?url=https%3A%2F%2Fa.example&text=Come%20now", ["Come now"]),
        ("//www.facebook.com/sharer.php?QUOTE=Caf%C3%A9%20%F0%9F%8E%AA#x", ["Café 🎪"]),
        ("https://wa.me/?text=100%%20off%2", ["100% off%2"]),
        ("mailto:fair@a.example?subject=", []),
        ("https://a.example/?text=Come%20now", []),
        ("https://nottwitter.com/?text=Come%20now", []),
        ("/search?title=fair", []),
    ],
)
def test_what_a_link_writes_is_decoded_with_places(address, texts):
    found = prefilled([(address, 5, 5 + len(address))])

    assert ["".join(text for text, _, _ in pieces) for pieces in found] == texts
    for pieces in found:
        assert all(
            address[start - 5 : end - 5] == text for text, start, end in pieces if end - start == 1 and text != " "
        )
        assert [start for _, start, _ in pieces[1:]] == [end for _, _, end in pieces[:-1]]
