"""Every form of list that is known, with invented people, and every way in which one goes wrong."""

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neutral_gate.model import UsageError
from neutral_gate.people import Handle, People, load_people

FORM_2015 = (
    "name,id,party,constituency,mapit_id,mapit_url,gss_code,twitter_username,facebook_page_url,party_ppc_page_url,gender,"
    "facebook_personal_url,email,homepage_url,wikipedia_url,birth_date,parlparse_id,theyworkforyou_url,honorific_prefix,"
    "honorific_suffix,party_id,linkedin_url,elected"
)
FORM_2017 = (
    "id,name,honorific_prefix,honorific_suffix,gender,birth_date,election,party_id,party_name,post_id,post_label,"
    "mapit_url,elected,email,twitter_username,facebook_page_url,party_ppc_page_url,facebook_personal_url,homepage_url,"
    "wikipedia_url,linkedin_url,image_url,proxy_image_url_template,image_copyright,image_uploading_user,"
    "image_uploading_user_notes,twitter_user_id,election_date,election_current,party_lists_in_use,party_list_position,"
    "old_person_ids,gss_code,parlparse_id,theyworkforyou_url,party_ec_id,favourite_biscuits"
)
FORM_2022 = (
    "id,name,honorific_prefix,honorific_suffix,gender,birth_date,election,ballot_paper_id,party_id,party_name,post_id,"
    "post_label,seats_contested,elected,email,twitter_username,mastodon_username,facebook_page_url,party_ppc_page_url,"
    "facebook_personal_url,homepage_url,wikipedia_url,wikidata_id,linkedin_url,blog_url,instagram_url,youtube_profile,"
    "image_url,proxy_image_url_template,image_copyright,image_uploading_user,image_uploading_user_notes,twitter_user_id,"
    "election_date,election_current,party_lists_in_use,party_list_position,old_person_ids,gss_code,parlparse_id,"
    "theyworkforyou_url,party_ec_id,favourite_biscuits,cancelled_poll,party_description_text,"
    "previous_party_affiliations,organisation_name,NUTS1,mnis_id"
)
FORM_NOW = (
    "person_id,person_name,election_id,ballot_paper_id,election_date,election_current,party_name,party_id,post_label,"
    "cancelled_poll,seats_contested,statement_to_voters,sopn_last_name,sopn_first_names,gss,organisation_name,"
    "twitter_username,blue_sky_url,mastodon_username,email,birth_date"
)


def written(folder: Path, text: str | bytes, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def row(header: str, **cells: str) -> str:
    names = header.split(",")
    assert cells.keys() <= set(names)
    return ",".join(cells.get(name, "") for name in names)


def load(folder: Path, *lines: str) -> People:
    return load_people([written(folder, "\n".join(lines) + "\n")])


def test_our_own_form(tmp_path: Path) -> None:
    people = load(
        tmp_path,
        "Name,Role,Party,Handle,Area,Nickname,Website",
        "Odette Farrowby,candidate,Quill Party,@OdetteFarrowby,Harrowdale,Dettie,https://odette.example",
        "Neville Oddsworth,Cllr,Quill Party,CllrOddsworth,Mill Lane,,",
    ).people

    assert [person.role for person in people] == ["candidate", "councillor"]
    assert people[0].handles == (Handle("x", "odettefarrowby"),)
    assert people[0].areas == ("Harrowdale",)
    assert people[0].nicknames == ("Dettie",)
    assert people[0].websites == ("odette.example",)
    assert people[0].source == "people.csv"


def test_a_name_is_enough(tmp_path: Path) -> None:
    assert [person.role for person in load(tmp_path, "name", "Odette Farrowby").people] == ["candidate"]


def test_form_of_2015(tmp_path: Path) -> None:
    assert len(FORM_2015.split(",")) == 23
    line = row(
        FORM_2015, name="Odette Farrowby", id="7", party="Quill Party", constituency="Harrowdale", gss_code="E14009999",
        twitter_username="OFarrowby", party_id="party:999", email="odette@mail.example", birth_date="1970-01-01",
        homepage_url="http://odette.example/", elected="t",
    )  # fmt: skip
    (person,) = load(tmp_path, FORM_2015, line).people

    assert (person.name, person.party, person.party_ids) == ("Odette Farrowby", "Quill Party", ("PP999",))
    assert person.areas == ("Harrowdale", "E14009999")
    assert person.key == "dc:7"
    assert "mail.example" not in repr(person)
    assert "1970" not in repr(person)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (FORM_2017, 37),
        (FORM_2017 + ",cancelled_poll,wikidata_id", 39),
        (FORM_2017 + ",cancelled_poll,wikidata_id,blog_url,instagram_url,youtube_profile", 42),
        (FORM_2022, 49),
    ],
)
def test_forms_of_2017_to_2023(tmp_path: Path, header: str, columns: int) -> None:
    assert len(header.split(",")) == columns
    line = row(
        header, id="7", name="Odette Farrowby", election="local.harrowdale.2019-05-02", party_id="joint-party:53-119",
        party_name="Quill Party", post_label="Mill Lane", election_date="02/05/2019", twitter_username="OFarrowby",
        elected="f", gss_code="E05009999",
    )  # fmt: skip
    (person,) = load(tmp_path, header, line).people

    assert person.elections == ("local.harrowdale.2019-05-02",)
    assert person.party_ids == ("PP53", "PP119")
    assert person.valid_until == date(2019, 5, 2)
    assert person.handles == (Handle("x", "ofarrowby"),)


def test_form_of_today_with_quoted_handles_and_statements_over_lines(tmp_path: Path) -> None:
    first = (
        "7,Odette Chou Farrowby,parl.2029-05-03,parl.harrowdale.2029-05-03,2029-05-03,True,Quill Party,PP999,"
        "Harrowdale,"
        'False,1,"I will, if chosen,\nmend the ""old"" bridge.\n",CHOU FARROWBY,Odette,E14009999,House of Commons,'
        '"""OFarrowby""",https://bsky.app/profile/odette.bsky.social,https://social.example/@odette,o@mail.example,'
    )
    second = row(
        FORM_NOW, person_id="7", person_name="Odette Chou Farrowby", election_id="local.2029-05-03",
        ballot_paper_id="local.mill-lane.2029-05-03", election_date="2029-05-03", party_name="Quill Party",
        party_id="PP999", post_label="Mill Lane",
    )  # fmt: skip
    people = load(tmp_path, FORM_NOW, first, second)
    (person,) = people.people

    assert person.elections == ("parl.harrowdale.2029-05-03", "local.mill-lane.2029-05-03")
    assert person.areas == ("Harrowdale", "House of Commons", "E14009999", "Mill Lane")
    assert person.handles == (
        Handle("x", "ofarrowby"),
        Handle("bluesky", "odette.bsky.social"),
        Handle("mastodon", "odette@social.example"),
    )
    assert person.surname == "CHOU FARROWBY"
    assert people.files[0].rows == 2


def test_the_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    header = ",".join(sorted(FORM_NOW.split(",")))
    line = row(header, person_id="7", person_name="Odette Farrowby", ballot_paper_id="parl.x.2029-05-03")

    assert load(tmp_path, header, line).people[0].name == "Odette Farrowby"


def test_councils_and_parliaments_exports(tmp_path: Path) -> None:
    councillors = load(
        tmp_path,
        "Council,Ward Name,Councillor Name,Next Election,Party Name,Electoral Commission Party Code",
        "Harrowdale,Mill Lane,Neville Oddsworth,2027,Quill Party,PP999",
    ).people
    results = load(
        tmp_path,
        "Constituency name,Party name,Candidate first name,Candidate surname,Sitting MP,DC Person ID",
        "Harrowdale,Quill Party,Odette,Farrowby,Yes,7",
    ).people
    sitting = load(tmp_path, "person_id,nice_name,party,chamber", "9,Alasdair Thornquist,quill,commons").people

    assert [(person.name, person.role) for person in councillors] == [("Neville Oddsworth", "councillor")]
    assert [(person.name, person.holds_seat, person.key) for person in results] == [("Odette Farrowby", True, "dc:7")]
    assert [(person.name, person.role) for person in sitting] == [("Alasdair Thornquist", "mp")]


def test_rows_without_an_id_are_joined_by_name_and_party(tmp_path: Path) -> None:
    people = load(
        tmp_path,
        "name,party,role,area,handle",
        "Odette Farrowby,Quill Party,mp,Harrowdale,@OFarrowbyMP",
        "odette farrowby,Quill Party,candidate,Eastmere,@OdetteF",
        "Odette Farrowby,Reed Party,candidate,Tarnside,",
    ).people

    assert [(person.role, person.holds_seat) for person in people] == [("candidate", True), ("candidate", False)]
    assert {handle.name for handle in people[0].handles} == {"ofarrowbymp", "odettef"}


def test_one_person_in_two_lists_is_one(tmp_path: Path) -> None:
    one = written(tmp_path, "person_id,person_name,ballot_paper_id\n7,Odette Farrowby,a.2028-05-04\n", "one.csv")
    two = written(tmp_path, "person_id,person_name,ballot_paper_id\n7,Dettie Farrowby,b.2029-05-03\n", "two.csv")
    (person,) = load_people([one, two]).people

    assert person.elections == ("a.2028-05-04", "b.2029-05-03")
    assert person.nicknames == ("Dettie Farrowby",)


def test_byte_order_mark_semicolons_blank_rows_and_trailing_commas(tmp_path: Path) -> None:
    text = "\ufeffsep=;\r\nName;Role;;\r\n\r\nOdette Farrowby;candidate;;\r\n;;;\r\n"

    assert [person.name for person in load_people([written(tmp_path, text)]).people] == ["Odette Farrowby"]


def test_only_line_ends_end_a_row(tmp_path: Path) -> None:
    text = "name,area\rOdette\u2028Farrowby,Mill\x0bLane\rNeville Oddsworth,\r"

    assert [person.name for person in load_people([written(tmp_path, text)]).people] == [
        "Odette Farrowby",
        "Neville Oddsworth",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b",,\n,,\n", "is empty"),
        (b"\x1c", "is empty"),
        (b"name,role\n", "has headings but no people"),
        (b"who,what\nOdette Farrowby,candidate\n", "line 1: no heading"),
        (b"name,role\n,candidate\n", "line 2: this row has no name"),
        (b"name,role\nOdette Farrowby,canidate\n", "line 2: “canidate” is no role"),
        (b"name,role\nA Farrowby,mp\nFarrowby, Odette,mp\n", "line 3: this row has 3 cells"),
        (b"name,until\nOdette Farrowby,next May\n", "line 2: “next May” is not a date"),
        (b"name,incumbent\nOdette Farrowby,perhaps\n", "line 2: “perhaps” is not yes or no"),
        (b'name,role\n"Odette "F" Farrowby,mp\n', "line 2: a quotation mark"),
        (b"name,role\nSi\xe2n Farrowby,mp\n", "line 2: the letters are not saved as UTF-8"),
        ("name\nOdette Farrowby\n".encode("utf-16"), "UTF-16"),
        (b"<!DOCTYPE html>\n<html><body>name</body></html>", "is a web page"),
        (b"PK\x03\x04rest", "is a spreadsheet"),
        (b'{"answer": 42}', "entry 1: no heading"),
        (b"[]", "is JSON without people"),
        (b"name\nOdette\x00Farrowby\n", "line 2: this is not a text file"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: bytes, problem: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        load_people([path])

    assert problem in caught.value.problem
    assert str(path) in caught.value.problem
    assert caught.value.mend


def test_a_wrong_role_gets_the_nearest_one_as_advice(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load(tmp_path, "name,role", "Odette Farrowby,canidate")

    assert caught.value.mend == "Did you mean “candidate”?"


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no file"):
        load_people([tmp_path / "none.csv"])
    with pytest.raises(UsageError, match="is a folder"):
        load_people([tmp_path])


@given(st.binary(max_size=300) | st.text('name,role"\n\r;MPx \t\0', max_size=120).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_breaks_the_reader(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, data)
    with contextlib.suppress(UsageError):
        people = load_people([path])

        assert people.people
        assert people.terms()
