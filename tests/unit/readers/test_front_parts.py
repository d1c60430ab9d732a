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
