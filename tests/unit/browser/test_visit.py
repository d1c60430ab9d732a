from typing import Any, cast

from neutral_gate.browser.visit import Visit


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
