from io import BytesIO
from typing import Any, cast

from PIL import Image

from neutral_gate.browser.visit import Visit, same


def test_a_check_that_lists_names_in_place_of_figures_breaks_nothing():
    visit = Visit(cast("Any", None), "<p>Garden day</p>", None, [], False, False, None)
    check = next(iter(visit._checks))
    seen = visit._seen({"check": check, "data": ["aria-level"], "start": 3, "made": False, "words": "Garden day"})
    assert seen["evidence"] == {"axe": check}


def test_figures_are_kept():
    visit = Visit(cast("Any", None), "<p>Garden day</p>", None, [], False, False, None)
    check = next(iter(visit._checks))
    seen = visit._seen({"check": check, "data": {"contrastRatio": 2.319}, "start": 3, "made": False, "words": ""})
    assert seen["evidence"] == {"axe": check, "ratio": 2.32}


def _picture(shade: int, size: tuple[int, int] = (20, 10)) -> bytes:
    """A grey picture, one point of which has another shade."""
    picture = Image.new("RGB", size, (162, 162, 162))
    picture.putpixel((7, 4), (shade, 162, 162))
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def test_a_shade_that_nobody_sees_is_no_focus():
    """Debian without further fonts: a corner of a button came out as 161 in place of 162."""
    assert same(_picture(162), _picture(162))
    assert same(_picture(162), _picture(161))


def test_one_point_that_can_be_seen_is_enough():
    assert not same(_picture(162), _picture(150))
    assert not same(_picture(162), _picture(162, (20, 11)))
