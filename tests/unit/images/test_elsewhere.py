"""Pictures that stand in the page itself, and those that a page shows by other means than `src`."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest

from neutral_gate import Gate
from neutral_gate.images.elsewhere import other_images
from neutral_gate.images.gather import gather
from neutral_gate.images.inline import inline_bytes, is_inline, shown_address
from neutral_gate.readers import read


def others(html: str) -> dict[str, str]:
    draft = read(html.encode(), "page.html")[0]
    images = other_images(draft)
    for image in images:
        assert draft.source[image.where.start : image.where.end].startswith("<")
    return {image.src: draft.source[image.src_where.start : image.src_where.end] for image in images}


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<img src="a.jpg" alt="" srcset="a.jpg 1x, b.jpg 2x,c.jpg  3x">', ["b.jpg", "c.jpg"]),
        ('<picture><source srcset="a.webp"><img src="a.jpg" alt=""></picture>', ["a.webp"]),
        ('<video poster="still.jpg"></video>', ["still.jpg"]),
        ('<svg><image href="map.png"/></svg>', ["map.png"]),
        ('<svg><image xlink:href="map.png"/></svg>', ["map.png"]),
        ("<div style=\"background: #fff url('back.png') no-repeat\">", ["back.png"]),
        ("<div style='background-image:url(\"back.png\")'>", ["back.png"]),
        ("<style>.a{background:url(back.png)} @font-face{src:url(a.woff2)} @import url(b.css);</style>", ["back.png"]),
        ('<img src="a.jpg" alt="" srcset="data:image/png;base64,AA== 1x">', []),
        ('<img src="a.jpg" alt="">', []),
        ("<p>Write url(a.png) in your style</p>", []),
    ],
)
def test_pictures_elsewhere_are_found_at_their_place(html: str, found: list[str]) -> None:
    assert others(html) == {address: address for address in found}


def test_an_inline_picture_is_decoded_as_browsers_do(drawn: Callable[..., bytes]) -> None:
    data = drawn("PNG", (30, 20))
    packed = base64.b64encode(data).decode()
    for address in (
        f"data:image/png;base64,{packed}",
        f"DATA:image/png;charset=x;BASE64,{packed[:20]}\n {packed[20:].rstrip('=')}",
        f"data:image/png,{quote_from_bytes(data)}",
    ):
        assert is_inline(address)
        assert inline_bytes(address) == data
    assert inline_bytes("data:image/png;base64,%%%") == b""
    assert inline_bytes("data:text/html,<p>") is None
    assert inline_bytes("data:image/png;base64," + "A" * 9_000_000) is None


def test_facts_of_inline_pictures(drawn: Callable[..., bytes]) -> None:
    small = f"data:image/png;base64,{base64.b64encode(drawn('PNG', (30, 20))).decode()}"
    drawing = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 9'/%3E"
    broken = "data:image/gif;base64,AAAAAAAA"
    html = "".join(f'<img src="{address}" alt="">' for address in (small, drawing, broken))
    facts = gather(read(html.encode(), "page.html")[0])
    assert [facts[each].problem for each in (small, drawing, broken)] == ["", "", "unreadable"]
    assert (facts[small].width, facts[drawing].format) == (30, "SVG")


def test_a_finding_on_an_inline_picture_shows_only_its_start(drawn: Callable[..., bytes]) -> None:
    address = "data:image/png;base64," + "A" * 400
    draft = read(f'<img src="{address}" alt="The hall">'.encode(), "page.html")[0]
    findings = Gate().check(draft, images=gather(draft)).drafts[0].findings
    broken = next(each for each in findings if each.rule == "image/unreadable")
    assert broken.excerpt == shown_address(address)
    assert len(broken.excerpt) < 50


def test_a_broken_background_is_found_and_a_large_one_is_not_called_stretched(
    tmp_path: Path, drawn: Callable[..., bytes]
) -> None:
    (tmp_path / "half.png").write_bytes(drawn("PNG", (300, 200))[:200])
    (tmp_path / "whole.png").write_bytes(drawn("PNG", (300, 200)))
    html = '<div style="background:url(half.png);width:9px;height:900px">a</div><video poster="whole.png"></video>'
    path = tmp_path / "page.html"
    path.write_text(html)
    draft = read(html.encode(), str(path))[0]
    findings = Gate().check(draft, images=gather(draft)).drafts[0].findings
    assert [each.excerpt for each in findings if each.rule.startswith("image/")] == ["half.png"]
