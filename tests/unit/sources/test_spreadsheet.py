import zipfile
from datetime import date, datetime, time
from io import BytesIO

import pytest

from neutral_gate.model import DraftError
from neutral_gate.sources import office, open_source

openpyxl = pytest.importorskip("openpyxl", reason="needs the extra `audit`")


def workbook(*sheets, form=None):
    """The bytes of a workbook; each sheet is a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Plan {number}")
        for row in rows:
            sheet.append(row)
        for cells in sheet.iter_rows() if form else ():
            for cell in cells:
                if isinstance(cell.value, datetime):
                    cell.number_format = form
    out = BytesIO()
    book.save(out)
    return out.getvalue()


NAMES = ["Date", "Time", "Post", "Link", "Image URL", "Alt text", "Account", "Network"]
ROW = [date(2027, 7, 3), time(23, 30), "Flu clinics", "https://a.example", "https://i/a.png", "A nurse", "@Body", "X"]


def test_cells_of_each_type(write, read):
    items, problems = read(write(workbook([["Plan for July"], [], NAMES, ROW]), "plan.xlsx"))
    assert problems == []
    (item,) = items
    assert item.published.isoformat() == "2027-07-03T23:30:00+01:00"
    assert (item.account, item.platform, item.scheduled, item.zone_assumed) == ("@Body", "x", True, "Europe/London")
    assert item.place == "sheet Plan 1, line 4"
    assert [(image.src, image.alt) for image in item.draft.images] == [("https://i/a.png", "A nurse")]
    assert [block.text for block in item.draft.blocks][:1] == ["Flu clinics"]


@pytest.mark.parametrize(
    ("when", "form", "moment"),
    [
        (datetime(2027, 7, 4, 0, 0), "yyyy-mm-dd hh:mm", "2027-07-04T00:00:00+01:00"),
        (datetime(2027, 7, 4, 0, 0), "dd/mm/yyyy", "2027-07-04T12:00:00+01:00"),
        (datetime(2027, 12, 4, 9, 5), "dd/mm/yyyy", "2027-12-04T09:05:00+00:00"),
        ("04/07/2027 09:00", None, "2027-07-04T09:00:00+01:00"),
    ],
)
def test_moments(write, read, when, form, moment):
    items, problems = read(write(workbook([["Message", "When"], ["Tea", when]], form=form)))
    assert ([item.published.isoformat() for item in items], problems) == ([moment], [])


def test_sheets_with_other_columns_are_left_out(write, read):
    costs = [["Item", "Cost"], ["Tea", 3.0]]
    plan = [["Message", "Date"], ["Tea", date(2027, 7, 4)], ["Talk", date(2027, 7, 5)]]
    items, problems = read(write(workbook(costs, plan, plan)))
    assert ([item.place for item in items], problems) == (
        ["sheet Plan 2, line 2", "sheet Plan 2, line 3", "sheet Plan 3, line 2", "sheet Plan 3, line 3"],
        [],
    )


def test_columns_by_a_mapping_and_by_a_preset(write, read):
    data = workbook([["Was", "Wann"], ["Tea", datetime(2027, 7, 4, 9)]])
    items, problems = read(write(data), mapping={"text": "Was", "when": "Wann"})
    assert ([block.text for item in items for block in item.draft.blocks], problems) == (["Tea"], [])
    items, _ = read(
        write(workbook([["Text", "Posting Time", "Image URL"], ["Tea", "2027-07-04 09:00", ""]])), preset="buffer"
    )
    assert len(items) == 1


def test_a_column_that_is_not_there_is_a_problem_that_names_those_that_are(write, read):
    _, problems = read(write(workbook([["Was", "Wann"], ["Tea", "x"]])), mapping={"text": "Message"})
    assert "Was, Wann" in problems[0].mend


def test_a_workbook_that_is_no_plan_is_refused(write):
    with pytest.raises(DraftError, match="no posts in a format"):
        open_source(write(workbook([["Item", "Cost"], ["Tea", 3.0]])))


def test_in_a_folder_it_stands_beside_tables(write, read, tmp_path):
    write(workbook([["Message", "Date"], ["Tea", date(2027, 7, 4)]]), "in/a.xlsx")
    write("Message,Date\nTalk,2027-07-04\n", "in/b.csv")
    write(workbook([["Item", "Cost"], ["Tea", 3.0]]), "in/costs.xlsx")
    items, problems = read(tmp_path / "in")
    assert (sorted(item.place for item in items), problems) == (["a.xlsx, sheet Plan 1, line 2", "b.csv, line 2"], [])


def test_a_million_empty_rows_and_a_lie_about_the_size(write, read):
    data = BytesIO(workbook([["Message", "Date"], ["Tea", date(2027, 7, 4)]]))
    out = BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
                last = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Late</t></is></c></row></sheetData>'
                part = part.replace(b"</sheetData>", last)
            new.writestr(name, part)
    items, problems = read(write(out.getvalue()))
    assert len(items) == 1
    assert ["100,000 rows" in problem.problem for problem in problems] == [True]


def changed(data, part, content):
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


PLAN = workbook([["Message", "Date"], ["Tea", date(2027, 7, 4)]])
BOMB = b'<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_entities_are_refused(write, code):
    data = changed(PLAN, "xl/worksheets/sheet1.xml", BOMB.decode().encode(code))
    with pytest.raises(DraftError, match="no workbook that Excel"):
        open_source(write(data))


def test_entities_behind_a_long_comment_are_refused(write):
    comment = b"<!--" + b"x" * (3 << 20) + b"-->"
    with pytest.raises(DraftError, match="no workbook that Excel"):
        open_source(write(changed(PLAN, "xl/worksheets/sheet1.xml", comment + BOMB)))


def test_what_unpacks_to_too_much_is_refused(write):
    data = changed(PLAN, "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * (office.MAX_PARTS + 1))
    assert len(data) < 1 << 20
    with pytest.raises(DraftError, match="unpacks to far more"):
        open_source(write(data))


def test_broken_parts_are_problems_or_errors(write, read):
    for part in zipfile.ZipFile(BytesIO(PLAN)).namelist():
        for content in (b"", b"<a", b"<a/>", b"\xff\xfe\x00"):
            try:
                items, problems = read(write(changed(PLAN, part, content)))
            except DraftError:
                continue
            assert items or problems, part


def test_cut_off_anywhere_it_is_an_error(write):
    for end in range(4, len(PLAN), 301):
        with pytest.raises(DraftError):
            open_source(write(PLAN[:end]))


def test_old_and_locked_files_say_what_to_do(write):
    with pytest.raises(DraftError, match=r"locked with a password.*save it as .docx or .xlsx"):
        open_source(write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))


def test_a_locked_file_in_a_folder_is_a_problem_and_a_helper_of_windows_is_not(write, read, tmp_path):
    write(PLAN, "in/a.xlsx")
    write(b"\xd0\xcf\x11\xe0" + bytes(600), "in/b.xlsx")
    write(b"\xd0\xcf\x11\xe0" + bytes(600), "in/Thumbs.db")
    items, problems = read(tmp_path / "in")
    assert (len(items), [problem.place for problem in problems]) == (1, ["b.xlsx"])


def test_without_the_library_it_says_how_to_get_it(write, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(DraftError, match=r"neutral-gate\[audit\]"):
        open_source(write(PLAN))
