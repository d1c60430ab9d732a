from neutral_gate.model import Role
from neutral_gate.readers import read

SOURCE = """---
title: Plaster casts
author: Ottilie Brambledown
tags: [casts, GTTO, "Out Patients"]
canonical: https://www.example.org/casts
related:
  - https://www.example.org/legs
promote: true
---

Keep the cast dry.
"""


def draft():
    return read(SOURCE.encode(), "casts.md")[0]


def test_a_byline_and_tags_are_read_where_they_stand():
    blocks = {(block.role, block.text): block for block in draft().blocks}

    for role, text in [
        (Role.META, "Ottilie Brambledown"),
        (Role.HASHTAG, "casts"),
        (Role.HASHTAG, "GTTO"),
        (Role.HASHTAG, "Out Patients"),
    ]:
        span = blocks[role, text].where.span(0, len(text))
        assert SOURCE[span.start : span.end] == text


def test_addresses_in_front_matter_are_links():
    links = {link.href: link for link in draft().links}

    assert set(links) == {"https://www.example.org/casts", "https://www.example.org/legs"}
    for href, link in links.items():
        assert SOURCE[link.href_where.start : link.href_where.end] == href


def test_other_settings_stay_settings():
    assert draft().settings["promote"][0] is True
    assert draft().author == "Ottilie Brambledown"


BUILT = """---
title: Thornley
hero:
  heading: Join us
  text: >
    Vote for the
    Labour candidate.
  image: /img/pool.jpg
  alt: A swimming pool
cards:
  - title: Opening hours
    text: Open on Monday.
    icon: clock
  - title: Parking
    text: "Open on Monday."
    link_text: "Find \\x41 space"
---

Welcome.
"""


def test_the_words_of_a_page_that_is_built_from_front_matter_are_read_where_they_stand():
    blocks = [block for block in read(BUILT.encode(), "index.md")[0].blocks if block.text != "Thornley"]

    assert [(block.role, " ".join(block.text.split())) for block in blocks] == [
        (Role.META, "Join us"),
        (Role.PARAGRAPH, "Vote for the Labour candidate."),
        (Role.ALT, "A swimming pool"),
        (Role.META, "Opening hours"),
        (Role.PARAGRAPH, "Open on Monday."),
        (Role.META, "Parking"),
        (Role.PARAGRAPH, "Open on Monday."),
        (Role.PARAGRAPH, "Find A space"),
        (Role.PARAGRAPH, "Welcome."),
    ]
    spans = [block.where.span(0, len(block.text)) for block in blocks]
    written = [BUILT[span.start : span.end] for span in spans]
    assert "\\x41" in written.pop(-2)
    assert written == [block.text for block in blocks if block.text != "Find A space"]
    assert [span.start for span in spans] == sorted({span.start for span in spans})


def test_texts_in_toml_are_read_too():
    source = '+++\ntitle = "Thornley"\n[hero]\ntext = "Vote for the Labour candidate."\n+++\n\nWelcome.\n'

    assert "Vote for the Labour candidate." in [block.text for block in read(source.encode(), "index.md")[0].blocks]
