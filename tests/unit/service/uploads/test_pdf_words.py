"""The words of a PDF for the box of the page."""

from __future__ import annotations

from typing import Any

import pytest

from neutral_gate.model import DraftError, Role
from neutral_gate.readers import read
from neutral_gate.service.uploads.pdf_words import read_pdf_words

pytest.importorskip("pypdfium2", reason="needs the extra `documents`")


def test_headings_lists_and_words_come_through_markdown_as_they_stand(make_pdf: Any) -> None:
    lines = ["Winter report", "", "# no heading, and *no* stars.", "", "• Soup", "", "2024 was cold."]
    found = read_pdf_words(make_pdf([lines], title="A winter of care", sizes=(22,)), "report.pdf")
    (draft,) = read(found.markdown.encode(), "report.md", "markdown")
    assert found.title == "A winter of care"
    assert [(block.role, block.text) for block in draft.blocks] == [
        (Role.HEADING, "Winter report"),
        (Role.PARAGRAPH, "# no heading, and *no* stars."),
        (Role.LIST_ITEM, "Soup"),
        (Role.PARAGRAPH, "2024 was cold."),
    ]


def test_it_says_what_the_file_says_of_itself(make_pdf: Any) -> None:
    bare = read_pdf_words(make_pdf([["Words"]]), "r.pdf")
    assert (bare.title, bare.says["document_format"], bare.says["document_tagged"]) == ("", "pdf", False)
    whole = read_pdf_words(make_pdf([["Words"]], title="Report", language="en-GB", tagged=True), "r.pdf")
    assert (whole.says["document_language"], whole.says["document_tagged"]) == ("en-GB", True)


@pytest.mark.parametrize(("address", "kept"), [("https://example.org/a?b=c", True), ("javascript alert", False)])
def test_addresses_behind_the_words_are_kept(make_pdf: Any, address: str, kept: bool) -> None:
    found = read_pdf_words(make_pdf([["Read more"]], link=address), "r.pdf")
    assert (f"<{address}>" in found.markdown) is kept


def test_what_is_no_pdf_is_a_plain_sentence() -> None:
    with pytest.raises(DraftError, match=r"r\.pdf cannot be read as a PDF"):
        read_pdf_words(b"%PDF-1.7\nno more", "r.pdf")
