from __future__ import annotations

import gzip

import pytest

from neutral_gate.images.svg import is_svg, svg_size


@pytest.mark.parametrize(
    ("markup", "size"),
    [
        ('<svg width="40" height="30"></svg>', (40, 30)),
        ("<svg width='40px' height='30.4px'/>", (40, 30)),
        ('<svg width="1in" height="2.54cm"/>', (96, 96)),
        ('<svg width="72pt" height="6pc"/>', (96, 96)),
        ('<svg viewBox="0 0 40 30"/>', (40, 30)),
        ('<svg viewBox="0,0,40,30" width="80"/>', (80, 60)),
        ('<svg viewBox="0 0 40 30" width="100%" height="100%"/>', (40, 30)),
        ('<svg width="100%" height="5em"/>', (0, 0)),
        ("<svg/>", (0, 0)),
        (
            '<?xml version="1.0"?>\n<!-- made by hand <svg width="1"> -->\n<!DOCTYPE svg>\n<svg width="4" height="3"/>',
            (4, 3),
        ),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg:svg xmlns:svg="x" width="4" height="3"/>', (4, 3)),
        ('<svg width="1e3" height="-4"/>', (1000, 0)),
        ('<svg viewBox="0 0 0 30"/>', (0, 0)),
    ],
)
def test_the_size_stands_in_the_markup(markup: str, size: tuple[int, int]) -> None:
    assert svg_size(markup.encode()) == size
    assert svg_size(gzip.compress(markup.encode())) == size
    assert svg_size(markup.encode("utf-16")) == size


@pytest.mark.parametrize("markup", ["", "<svgx/>", "<p><svg/></p>", "<!-- <svg/>", "svg", "<svg"])
def test_what_is_no_drawing(markup: str) -> None:
    assert svg_size(markup.encode()) is None


def test_a_drawing_is_told_from_a_page() -> None:
    assert is_svg(b"\xef\xbb\xbf  <svg>")
    assert not is_svg(b"<html><svg>")
