from pathlib import Path

import pytest

from neutral_gate.model.page import SHEETS
from neutral_gate.readers import read
from neutral_gate.rules.access.runner import all_findings
from neutral_gate.sheets import MAX_BYTES, hand_over, local_sheets

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
        of.said = hand_over(draft, folders)
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


def test_one_that_is_too_large_is_not_known(judged):
    (judged.site / "pages" / "big.css").write_text(PALE + " " * MAX_BYTES)
    assert "contrast" not in judged(linked("big.css"))


@pytest.mark.parametrize(
    "written",
    [
        '@import "page.css";',
        "@import url(page.css) screen;",
        "@charset 'utf-8'; /* the base */ @IMPORT URL( 'page.css?v=1' ) all;\n.other { margin: 0 }",
        "@import 'page.css' (min-width: 40em);",
        "@import 'page.css'",
    ],
)
def test_what_a_style_sheet_takes_in_is_read(judged, written):
    (judged.site / "pages" / "in.css").write_text(written)
    assert "contrast" in judged(linked("in.css"))
    assert judged.said == ""


@pytest.mark.parametrize(
    "written",
    ["@import 'page.css' print;", "@import 'page.css' (max-width: 40em);", "b { top: 0 } @import 'page.css';"],
)
def test_what_it_takes_in_for_other_places_or_too_late_does_not_count(judged, written):
    (judged.site / "pages" / "in.css").write_text(written)
    assert "contrast" not in judged(linked("in.css"))
    assert judged.said == ""


def test_what_is_taken_in_stands_before_the_rest(judged):
    (judged.site / "pages" / "in.css").write_text('@import "page.css"; .pale { color: #000 }')
    assert "contrast" not in judged(linked("in.css"))


def test_what_is_taken_in_is_looked_for_from_its_sheet_on_and_inside_the_folders(judged):
    deep = judged.site / "pages" / "css" / "deep"
    deep.mkdir(parents=True)
    (deep / "in.css").write_text('@import "../next.css";')
    (deep.parent / "next.css").write_text('@import url("../page.css?v=2"); @import "https://fonts.googleapis.com/css";')
    assert "contrast" in judged(linked("css/deep/in.css?v=1"))
    (deep.parent / "next.css").write_text('@import url("/pages/page.css");')
    assert "contrast" in judged(linked("css/deep/in.css"), judged.site)
    for way_out in ("../../../secret.css", "%2e%2e/../../secret.css", "/../secret.css"):
        (deep.parent / "next.css").write_text(f'@import "{way_out}";')
        assert "contrast" not in judged(linked("css/deep/in.css"), judged.site)
        assert way_out in judged.said


@pytest.mark.parametrize(
    "written",
    [
        '@import "gone.css"; ',
        '@import "https://cdn.example.org/frame.css"; ',
        '@import "page.css" layer(base); ',
        '@import "page.css" supports(display: grid); ',
        '@import "open.css"; ',
    ],
)
def test_what_cannot_be_taken_in_is_said_and_nothing_is_known(judged, written):
    (judged.site / "pages" / "open.css").write_text("b { top: 0 } @media print {")
    (judged.site / "pages" / "in.css").write_text(written + PALE)
    assert "contrast" not in judged(linked("in.css"))
    assert "page.html was checked without its style sheets, because" in judged.said
    assert "was not read. Put that file beside the others, or link to it." in judged.said


def test_what_a_style_element_takes_in_stands_before_its_own(judged):
    assert "contrast" in judged("<style>@import 'page.css';</style>")
    assert "contrast" in judged("<style>@import 'page.css' screen; b { top: 0 }</style>" + linked("more.css"))
    assert "contrast" not in judged("<style>@import 'page.css'; .pale { color: #000 }</style>")
    assert "contrast" not in judged("<style>@import 'page.css' print;</style>")
    assert judged.said == ""
    judged("<style>@import url(https://fonts.googleapis.com/css2?family=Lato);</style>")
    assert judged.said == ""
    html = "<!DOCTYPE html><html><head><style>@import 'page.css';</style></head></html>"
    (draft,) = read(html.encode(), str(judged.site / "pages" / "page.html"))
    assert local_sheets(draft) == ["page.css"]


@pytest.mark.parametrize("before", ["", '<base href="/other/">'])
def test_a_style_element_that_takes_in_what_is_not_there_is_said(judged, before):
    found = judged(f"{before}<style>@import 'gone.css'; {PALE}</style>")
    assert "contrast" in found, "what stands in the page itself is judged as ever"
    assert "“gone.css”" in judged.said
    assert "contrast" not in judged(f"{before}<style>@import 'gone.css';</style>" + linked("page.css"))


def test_circles_end_and_depth_and_size_have_limits(judged):
    pages = judged.site / "pages"
    (pages / "a.css").write_text('@import "b.css"; ' + PALE)
    (pages / "b.css").write_text('@import "./a.css"; @import "b.css";')
    assert "contrast" in judged(linked("a.css"))
    for number in range(8):
        (pages / f"{number}.css").write_text(f'@import "{number + 1}.css"; {PALE}')
    assert "contrast" not in judged(linked("0.css")), "too deep"
    assert "contrast" not in judged(linked("4.css")), "the last one is missing"
    (pages / "8.css").write_text("")
    assert "contrast" in judged(linked("4.css"))
    assert "contrast" not in judged(linked("3.css"))
    for number in range(5):  # each takes in the next a thousand times
        (pages / f"{number}.css").write_text(f'@import "{number + 1}.css" all; ' * 1_000 + PALE)
    assert "contrast" not in judged(linked("0.css"))
    (pages / "many.css").write_text("".join(f'@import "n{number}.css";' for number in range(40)) + PALE)
    for number in range(40):
        (pages / f"n{number}.css").write_text("")
    assert "contrast" not in judged(linked("many.css"))


def test_all_that_could_change_the_looks_is_listed(judged):
    (judged.site / "pages" / "in.css").write_text('@import "gone.css"; @import "page.css"; ' + PALE)
    html = f'<!DOCTYPE html><html lang="en"><head>{linked("in.css?v=1")}{linked("more.css")}</head></html>'
    (draft,) = read(html.encode(), str(judged.site / "pages" / "page.html"))
    assert local_sheets(draft) == ["in.css?v=1", "gone.css", "more.css"]
    (judged.site / "pages" / "gone.css").write_text("")
    assert local_sheets(draft) == ["in.css?v=1", "gone.css", "page.css", "more.css"]


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
