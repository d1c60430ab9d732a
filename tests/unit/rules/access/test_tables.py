import pytest

from neutral_gate.rules.access.tables import slots_of


def places(view, html):
    page = view(f"<table>{html}</table>")
    return {slot.cell.text(): slot[1:] for slot in slots_of(page.survey.get("table")[0])}


def test_cells_stand_where_the_html_standard_puts_them(view):
    assert places(view, "<tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d") == {
        "a": (0, 0, 2, 1),
        "b": (0, 1, 1, 3),
        "c": (1, 1, 2, 2),
        "d": (1, 2, 2, 3),
    }


def test_the_rows_of_a_table_inside_another_are_not_its_own(view):
    assert len(places(view, "<tr><td>a<table><tr><td>b</table>")) == 1


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "99999999999", "²"])
def test_spans_that_make_no_sense_do_no_harm(view, span):
    assert places(view, f'<tr><td colspan="{span}">a<td>b')["a"][0] == 0


def test_a_table_of_many_wide_cells_is_read_in_time(found):
    rows = "<tr>" + '<td colspan="1000" rowspan="1000">x</td>' * 20 + "</tr>"

    assert "table-headers" not in found(f"<table>{rows * 20}</table>")
