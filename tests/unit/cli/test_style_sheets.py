from pathlib import Path

import pytest

from neutral_gate.cli.style_sheets import MAX_BYTES, hand_over, local_sheets
from neutral_gate.model.page import SHEETS
from neutral_gate.readers import read
from neutral_gate.rules.access.runner import all_findings

PALE = ".pale { color: #bbb } body { background: #fff }"
BODY = '<body><h1>Garden day</h1><p class="pale">Bring your gloves and a spade.</p></body></html>'


@pytest.fixture
def judged(tmp_path: Path):
    """What is found on a page that lies in `site/pages` of a folder with style sheets, by rule."""
    (tmp_path / "secret.css").write_text(PALE)
    site = tmp_path / "site"
    (site / "pages").mkdir(parents=True)
    (site / "site.css").write_text(PALE)
    (site / "pages" / "page.css").write_text(PALE)
    (site / "pages" / "more.css").write_text("h1 { color: #000 }")

    def of(head: str, *folders: Path):
        html = f'<!DOCTYPE html><html lang="en"><head><title>Garden day</title>{head}</head>{BODY}'
        (draft,) = read(html.encode(), str(site / "pages" / "page.html"))
        hand_over(draft, folders)
        return all_findings(draft)

    of.site = site
    return of


def linked(address: str, more: str = "") -> str:
    return f'<link rel="stylesheet" href="{address}"{more}>'


def test_a_style_sheet_beside_the_page_tells_its_colours(judged):
    found = judged(linked("page.css?v=2"))["contrast"]
    assert [each.excerpt for each in found] == ["Bring your gloves and a spade."]


def test_one_in_a_folder_that_was_given_counts_and_one_outside_does_not(judged):
    assert "contrast" in judged(linked("../site.css"), judged.site)
    assert "contrast" in judged(linked("/site.css"), judged.site)
    assert "contrast" not in judged(linked("../site.css"))
    assert "contrast" not in judged(linked("../../secret.css"), judged.site)
    assert "contrast" not in judged(linked("%2e%2e/%2e%2e/secret.css"), judged.site)


def test_a_link_in_the_file_system_does_not_lead_out(judged):
    (judged.site / "pages" / "way.css").symlink_to(judged.site.parent / "secret.css")
    assert "contrast" not in judged(linked("way.css"), judged.site)


@pytest.mark.parametrize(
    "other",
    [
        linked("gone.css"),
        linked("https://cdn.example.org/frame.css"),
        linked("//cdn.example.org/frame.css"),
        linked("{{ theme }}.css"),
        '<base href="https://example.org/">',
    ],
)
def test_where_one_is_not_known_nothing_is_known(judged, other):
    assert "contrast" not in judged(other + linked("page.css"))


def test_what_takes_in_another_or_is_too_large_is_not_known(judged):
    (judged.site / "pages" / "in.css").write_text('@import "gone.css"; ' + PALE)
    (judged.site / "pages" / "big.css").write_text(PALE + " " * MAX_BYTES)
    assert "contrast" not in judged(linked("in.css"))
    assert "contrast" not in judged(linked("big.css"))


def test_fonts_print_and_alternatives_do_not_stand_in_the_way(judged):
    head = linked("https://fonts.googleapis.com/css?family=Lato") + linked("gone.css", ' media="print"')
    head += '<link rel="alternate stylesheet" href="dark.css">'
    assert "contrast" in judged(head + linked("page.css"))


def test_the_order_on_the_page_counts(judged):
    assert "contrast" not in judged(linked("page.css") + "<style>.pale { color: #000 }</style>")
    assert "contrast" in judged("<style>.pale { color: #000 }</style>" + linked("page.css"))


def test_what_a_style_sheet_hides_is_hidden(judged):
    (judged.site / "pages" / "more.css").write_text(".pale { display: none }")
    assert "contrast" not in judged(linked("page.css") + linked("more.css"))


def test_the_frame_around_the_focus_is_asked_for_where_the_page_has_what_loses_it(judged):
    css = judged.site / "pages" / "more.css"
    css.write_text(".quiet:focus { outline: none; background: none }")
    assert "focus-outline" not in judged(linked("more.css"))
    css.write_text(":focus { outline: none }")
    assert "focus-outline" not in judged(linked("more.css")), "nothing on the page takes the focus"


def test_the_element_that_loses_its_frame_is_named(tmp_path: Path):
    (tmp_path / "site.css").write_text("a.quiet:focus { outline: 0 }")
    html = linked("site.css") + '<a href="/">Home</a> <a class="quiet" href="/fair">Fair</a>'
    (draft,) = read(html.encode(), str(tmp_path / "part.html"))
    hand_over(draft, ())
    (found,) = all_findings(draft)["focus-outline"]
    assert found.excerpt == '<a class="quiet" href="/fair">'


def test_only_html_has_style_sheets(tmp_path: Path):
    (tmp_path / "site.css").write_text(PALE)
    (draft,) = read(linked("site.css").encode(), str(tmp_path / "note.md"))
    hand_over(draft, ())
    assert draft.page is not None
    assert SHEETS not in draft.page.memo
    assert local_sheets(draft) == []
