import pytest

VTT = """WEBVTT
Kind: captions
Language: en-GB

1
00:00:01.000 --> 00:00:03.500 align:start
<v Ann>Tea &amp; talk is on
every <i>Monday</i>

00:00:03.500 --> 00:00:05.000
at ten.

NOTE nobody says this

00:00:10.000 --> 00:00:12.000
Come along.
"""
SRT = """1
00:00:01,000 --> 00:00:03,500
Tea & talk is on
every {\\an8}Monday

2
00:00:03,500 --> 00:00:05,000
at ten.

3
00:00:10,000 --> 00:00:12,000
Come along.
""".replace("\n", "\r\n")
TTML = """<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en-GB"><body><div>
<p begin="00:00:01.000" end="00:00:03.500">Tea &amp; talk is on<br/>every <span>Monday</span></p>
<p begin="3.5s" end="5s">at ten.</p><p begin="00:00:10.000" end="00:00:12.000">Come along.</p></div></body></tt>"""


@pytest.mark.parametrize("text", [VTT, SRT, TTML])
def test_captions_are_read_as_running_text(one, text):
    item = one(text)
    assert [block.text for block in item.draft.blocks] == ["Tea & talk is on every Monday at ten.", "Come along."]
    assert (item.platform, item.published) == ("video", None)


@pytest.mark.parametrize("text", [VTT, SRT])
def test_a_word_leads_to_its_caption(one, text):
    item = one(text)
    block = item.draft.blocks[0]
    place = block.text.index("ten")
    span = block.where.span(place, place + 3)
    assert item.draft.source[span.start : span.end] == "ten"


def test_the_language_is_read(one):
    assert one(VTT).language == one(TTML).language == "en-GB"


def test_a_file_without_captions_is_told(write, read):
    items, problems = read(write("WEBVTT\n\nNOTE nothing\n"))
    assert items == []
    assert "no caption" in problems[0].problem
