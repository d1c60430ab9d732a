import pytest

from neutral_gate.model import DraftError, UsageError
from neutral_gate.sources import open_source, presets
from neutral_gate.sources.presets import save_preset, saved_presets


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "settings"))


def test_a_table_without_names_that_begins_with_moments(write, read):
    text = '03/07/2027 23:30,"Tea, and talk",https://a.example\n04/07/2027 09:00,"Two\nlines",\n'
    items, problems = read(write(text))
    assert problems == []
    assert [item.published.isoformat() for item in items] == ["2027-07-03T23:30:00+01:00", "2027-07-04T09:00:00+01:00"]
    assert [item.draft.blocks[0].text for item in items] == ["Tea, and talk", "Two\nlines"]
    assert [link.href for link in items[0].draft.links] == ["https://a.example"]
    assert {(item.scheduled, item.zone_assumed) for item in items} == {(True, "Europe/London")}


def test_columns_with_their_usual_names(write, read):
    text = (
        "Text,Image URL,Tags,Posting Time\n"
        "Flu clinics,https://i/a.png,flu,2027-07-03 23:30\n"
        "Undated,,,soon\n"
        ",,,2027-07-03 23:30\n"
    )
    items, problems = read(write(text))
    assert [item.draft.blocks[0].text for item in items] == ["Flu clinics", "Undated"]
    assert items[0].draft.images[0].attributes["alt_status"] == "unknown"
    assert [(problem.place, "soon" in problem.problem) for problem in problems] == [("line 3", True)]


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["03/04/2027 09:00", "13/04/2027 09:00"], "2027-04-03"),
        (["03/04/2027 09:00", "04/13/2027 09:00"], "2027-03-04"),
        (["03/04/2027 09:00", "05/04/2027 09:00"], "2027-04-03"),
    ],
)
def test_the_day_comes_first_unless_the_table_shows_otherwise(write, read, dates, first):
    items, problems = read(write("Message,Date\n" + "".join(f"Tea,{date}\n" for date in dates)))
    assert problems == []
    assert items[0].published.date().isoformat() == first


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2027-04-12 09:00", "2027-04-12T09:00:00+01:00"),
        ("2027-04-12T09:00:00Z", "2027-04-12T10:00:00+01:00"),
        ("2027-04-12 9:05 pm", "2027-04-12T21:05:00+01:00"),
        ("12/04/27 12:15 AM", "2027-04-12T00:15:00+01:00"),
        ("12 April 2027 09:00", "2027-04-12T09:00:00+01:00"),
        ("12/04/2027", "2027-04-12T12:00:00+01:00"),
        ("12/12/2027 09:00", "2027-12-12T09:00:00+00:00"),
    ],
)
def test_moments_as_schedulers_write_them(write, read, written, moment):
    items, _ = read(write(f'Message,Date\nTea,"{written}"\n'))
    assert items[0].published.isoformat() == moment


def test_date_and_time_apart_and_semicolons(write, read):
    items, problems = read(write("Date;Time;Post;Profile;Network\n12/04/2027;09:30;Tea;@OwnBody;X\n"))
    assert problems == []
    assert (items[0].published.isoformat(), items[0].account, items[0].platform) == (
        "2027-04-12T09:30:00+01:00",
        "@OwnBody",
        "x",
    )


TABLE = "Was,Wann,Bild,Beschreibung\nTea,2027-04-12 09:00,a.png,A teapot\nTalk,2027-04-12 09:00,b.png,\n"
MAPPING = {"text": "was", "when": "Wann", "image": "Bild", "alt": "Beschreibung"}


def test_a_mapping_of_ones_own(write, read):
    items, problems = read(write(TABLE), mapping=MAPPING)
    assert problems == []
    assert [item.draft.images[0].alt for item in items] == ["A teapot", None]
    assert all("alt_status" not in item.draft.images[0].attributes for item in items)


def test_a_mapping_is_saved_as_a_preset_and_used(write, read):
    path = save_preset("ours", MAPPING)
    save_preset("other", {"text": "1"})
    assert path == presets.presets_file()
    assert saved_presets() == {"ours": MAPPING, "other": {"text": "1"}}
    assert len(read(write(TABLE), preset="ours")[0]) == 2


def test_columns_by_number(write, read):
    items, _ = read(write("Tea,x,2027-04-12 09:00\n"), mapping={"text": "1", "when": "3"})
    assert (items[0].draft.blocks[0].text, items[0].published.hour) == ("Tea", 9)


def test_a_missing_column_is_a_problem_that_names_what_there_is(write, read):
    items, problems = read(write(TABLE), mapping={"text": "Message"})
    assert items == []
    assert "Message" in problems[0].problem
    assert "Was, Wann" in problems[0].mend


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"preset": "nobody"}, "no preset 'nobody'"),
        ({"mapping": {"words": "A"}}, "'words' is no meaning"),
        ({"mapping": {"when": "A"}}, "No column is named for the text"),
    ],
)
def test_wrong_options_are_clear_errors(write, options, message):
    with pytest.raises(UsageError, match=message):
        open_source(write(TABLE), **options)


def test_a_broken_file_of_presets_is_a_clear_error(write):
    path = presets.presets_file()
    path.parent.mkdir(parents=True)
    path.write_text("ours = 1", encoding="utf-8")
    with pytest.raises(UsageError, match="'ours' is no preset"):
        open_source(write(TABLE), preset="buffer")


def test_a_table_that_says_nothing_here_is_a_clear_error(write):
    with pytest.raises(DraftError, match="no posts"):
        open_source(write("a,b\n1,2\n"))
