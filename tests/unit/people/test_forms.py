"""Lists of every form that is known, with invented people, as their makers write them."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neutral_gate.model import UsageError
from neutral_gate.people import Handle
from neutral_gate.people.columns import columns_of, plain
from neutral_gate.people.reading import Gathered, gather

REGISTER = [
    {
        "ECRef": "PP9901",
        "RegulatedEntityName": 'Quill Party "Fair Pens For All" [The]',
        "RegulatedEntityAlternateName": "Plaid y Cwilsyn",
        "RegulatedEntityTypeName": "Political Party",
        "RegisterName": "Great Britain",
        "RegistrationStatusName": "Registered",
        "ApprovedDate": "/Date(1134345600000)/",
        "FieldingCandidatesInEngland": True,
        "PartyDescriptions": [
            {"Description": "Harrowdale Quill Candidate", "Translation": "Ymgeisydd y Cwilsyn", "DateX": None},
            {"Description": "Safer Streets", "Translation": None},
        ],
        "PartyEmblems": [{"Id": 7}],
        "Line1": "1 Mill Lane",
        "Postcode": "HD1 1AA",
    },
    {
        "ECRef": "PP9902",
        "RegulatedEntityName": "Reed Party [De-registered 12/03/15]",
        "RegistrationStatusName": "Deregistered",
        "ApprovedDate": "/Date(1134345600000)/",
        "PartyDescriptions": [],
    },
    {
        "ECRef": "TP0001",
        "RegulatedEntityName": "Pens Not Swords",
        "RegulatedEntityTypeName": "Third Party",
        "RegistrationStatusName": "Registered",
        "ApprovedDate": None,
    },
]


def read(folder: Path, text: str | bytes, name: str = "list.csv") -> Gathered:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return gather([path])


def test_headings_are_told_in_any_spelling() -> None:
    for spelling in ("Ward Name", "wardName", "ward-name", "WARD_NAME", "\ufeffward  name ", '"Ward name"'):
        assert plain(spelling) == "ward_name"
    assert plain("ECRef") == "ec_ref"
    assert plain("YouTube", open_up=False) == "youtube"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_headings_in_other_words_and_files_with_other_separators(tmp_path: Path, separator: str) -> None:
    header = [
        "\ufeffFull Name",
        "Political Party",
        "Twitter URL",
        "Local authority",
        "Polling Date",
        "LinkedIn",
        "E-mail",
    ]
    cells = ["Odette Farrowby", "Quill Party", "https://x.com/OFarrowby", "Harrowdale", "6 May 2027",
             "https://www.linkedin.com/in/odette-f/", "odette@mail.example"]  # fmt: skip
    (person,), _ = read(tmp_path, f"{separator.join(header)}\r\n{separator.join(cells)}\r\n")

    assert (person.name, person.party, person.areas) == ("Odette Farrowby", "Quill Party", ("Harrowdale",))
    assert person.valid_until == date(2027, 5, 6)
    assert person.handles == (Handle("x", "ofarrowby"), Handle("linkedin", "odette-f"))
    assert "mail.example" not in repr(person)


@pytest.mark.parametrize(
    "header",
    [
        'Council,"Ward Name","Councillor Name","Next Election","Party Name","Electoral Commission Party Code"',
        "council,wardName,councillorName,next election date,partyName,electoralCommissionPartyCode",
    ],
)
def test_councillors_of_open_council_data(tmp_path: Path, header: str) -> None:
    rows = (
        "Harrowdale,Mill Lane,Neville Oddsworth,2027-05-06,Quill Party,PP9901",
        "Harrowdale,Mill Lane,Vacant,2027-05-06,,",
        "Harrowdale,Eastmere,,2027-05-06,,",
    )
    people, (source,) = read(tmp_path, "\n".join((header, *rows, "")))

    (person,) = people
    assert (person.name, person.role, person.areas) == ("Neville Oddsworth", "councillor", ("Mill Lane", "Harrowdale"))
    assert person.party_ids == ("PP9901",)
    assert source.form == "Open Council Data councillors"
    assert (source.rows, source.people, source.set_aside) == (3, 1, (("nobody holds the seat", 2),))


def test_councillors_from_scrapers(tmp_path: Path) -> None:
    councillor = {
        "url": "https://council.example/7", "raw_identifier": "https://council.example/7", "raw_name": "Cllr Una Reed",
        "raw_party": "Quill Party", "raw_division": "Mill Lane", "email": "una@council.example",
        "photo_url": "https://council.example/7.jpg", "standing_down": None,
    }  # fmt: skip
    other = {**councillor, "raw_identifier": "8", "raw_name": "Neville Oddsworth"}
    for text in (
        json.dumps(councillor, indent=4),
        json.dumps([councillor]),
        json.dumps({"councillors": [councillor]}),
        f"{json.dumps(councillor)}\n{json.dumps(other)}\n",
    ):
        people, (source,) = read(tmp_path, text, "una.json")
        person = people[0]

        assert (person.name, person.role, person.party) == ("Cllr Una Reed", "councillor", "Quill Party")
        assert person.areas == ("Mill Lane",)
        assert "una@council.example" not in repr(people)
        assert "LGSF" in source.form


def test_a_councils_own_list_of_councillors(tmp_path: Path) -> None:
    rows = (
        "Councillor Una Reed,Quill Party,Mill Lane,NA\nCllr Ada Thorn,NA,Eastmere,NA\nCouncillor Neville Oddsworth,,,\n"
    )
    people, (source,) = read(tmp_path, f"Name,Party,Ward,Twitter\n{rows},,Harrowdale,\n")

    assert [(each.role, each.party, each.handles) for each in people] == [
        ("councillor", "Quill Party", ()), ("councillor", "", ()), ("councillor", "", ()),
    ]  # fmt: skip
    assert source.set_aside == (("nobody holds the seat", 1),)
    mixed, _ = read(tmp_path, "Name,Party,Ward\nCllr Una Reed,,A\nCllr Ada Thorn,,B\nNeville Oddsworth,,C\n")
    assert {each.role for each in mixed} == {"candidate"}


def test_people_of_the_name_null_are_people(tmp_path: Path) -> None:
    (person,), _ = read(tmp_path, "first name,surname,party,until\nUna,Null,NULL,NaN\n")

    assert (person.name, person.party, person.valid_until) == ("Una Null", "", None)


def test_register_as_json(tmp_path: Path) -> None:
    for value in (REGISTER, {"Total": 3, "Result": REGISTER}):
        (party, campaigner), (source,) = read(tmp_path, json.dumps(value), "register.json")

        assert (party.name, party.role, party.key) == ('Quill Party "Fair Pens For All"', "party", "ec:PP9901")
        assert party.party_ids == ("PP9901",)
        assert party.valid_from == date(2005, 12, 12)
        assert party.nicknames == (
            "Quill Party",
            "Plaid y Cwilsyn",
            "Ymgeisydd y Cwilsyn",
            "Harrowdale Quill Candidate",
        )
        assert (campaigner.name, campaigner.role) == ("Pens Not Swords", "campaigner")
        assert source.set_aside == (("no longer registered", 1),)
        assert "Mill Lane" not in repr(party)


def test_register_as_csv(tmp_path: Path) -> None:
    people, (source,) = read(
        tmp_path,
        "ECRef,RegulatedEntityName,RegulatedEntityTypeName,RegistrationStatusName,RegisterName,ApprovedDate\n"
        "PP9901,Quill Party,Political Party,Registered,Great Britain,12/12/2005\n"
        "PP9902,Reed Party,Political Party,Deregistered,Great Britain,12/12/2005\n"
        "RD12,Odette Farrowby,Regulated Donee,Registered,Great Britain,\n",
    )

    assert [(each.name, each.role) for each in people] == [("Quill Party", "party"), ("Odette Farrowby", "other")]
    assert source.form == "Electoral Commission register"
    assert source.rows == 3


@pytest.mark.parametrize(
    "header",
    ["EC Reference Number,Entity name", "ec_id,name", "ec_id,party_name", "party_id,party_name,status,register"],
)
def test_other_lists_of_parties(tmp_path: Path, header: str) -> None:
    (party,), _ = read(
        tmp_path, f"{header}\nPP9901,Quill Party,,\n".replace(",,", "" if header.count(",") < 3 else ",,")
    )

    assert (party.name, party.role, party.party_ids) == ("Quill Party", "party", ("PP9901",))


def test_accounts_of_parlparse_join_the_names_of_another_list(tmp_path: Path) -> None:
    social = tmp_path / "social.xml"
    social.write_text(
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<publicwhip>\n'
        '  <personinfo facebook_page="https://facebook.com/odette.f" id="uk.org.publicwhip/person/99901"'
        ' twitter_username="OFarrowbyMP" bluesky_handle="odette.bsky.social"/>\n'
        '  <personinfo id="uk.org.publicwhip/person/99902" instagram_username="una.reed"/>\n'
        '  <personinfo id="uk.org.publicwhip/person/99903"/>\n'
        "</publicwhip>\n"
    )
    sitting = tmp_path / "sitting.csv"
    sitting.write_text(
        "person_id,nice_name,party,constituency,chamber\n"
        "uk.org.publicwhip/person/99901,Odette Farrowby,quill,Harrowdale,commons\n"
    )
    for order in ((social, sitting), (sitting, social)):
        people, sources = gather(order)
        odette = next(each for each in people if each.name == "Odette Farrowby")

        assert [each.name for each in people if each is not odette] == ["@una.reed"]
        assert odette.role == "mp"
        assert {each.platform for each in odette.handles} == {"x", "facebook", "bluesky"}
        assert odette.nicknames == ()
        assert set(odette.source.split(", ")) == {"social.xml", "sitting.csv"}
        aside = next(source for source in sources if source.name == "social.xml").set_aside
        assert aside == (("neither a name nor an account", 1),)


def test_accounts_join_a_candidate_by_the_id_of_the_parliament(tmp_path: Path) -> None:
    social, candidates, sitting = tmp_path / "social.xml", tmp_path / "candidates.csv", tmp_path / "sitting.csv"
    number = "uk.org.publicwhip/person/99901"
    social.write_text(f'<publicwhip><personinfo id="{number}" twitter_username="OFarrowbyMP"/></publicwhip>')
    candidates.write_text(
        "person_id,person_name,ballot_paper_id,election_date,parlparse_id\n"
        f"7,Odette Farrowby,parl.harrowdale.2029-05-03,2029-05-03,{number}\n"
    )
    sitting.write_text(f"person_id,nice_name,party,chamber\n{number},Odette Farrowby,quill,commons\n")
    for order in ((social, candidates), (candidates, social)):
        (person,), _ = gather(order)

        assert (person.name, person.role) == ("Odette Farrowby", "candidate")
        assert person.handles == (Handle("x", "ofarrowbymp"),)
    people, _ = gather((candidates, sitting))
    assert [(each.role, each.valid_until) for each in people] == [("candidate", date(2029, 5, 3)), ("mp", None)]


def test_a_simple_list_as_json(tmp_path: Path) -> None:
    (person,), _ = read(
        tmp_path, '[{"name": "Una Reed", "role": "mp", "handle": "@UnaReed", "area": null}]', "own.json"
    )

    assert (person.name, person.role, person.handles) == ("Una Reed", "mp", (Handle("x", "unareed"),))


def test_theyworkforyou_says_in_its_address_which_house_it_is(tmp_path: Path) -> None:
    people, _ = read(
        tmp_path,
        "Person ID,First name,Last name,Party,Constituency,URI\n"
        "99901,Odette,Farrowby,Quill,Harrowdale,https://www.theyworkforyou.com/mp/99901/odette_farrowby/harrowdale\n"
        "99902,Una,Reed,Quill,Eastmere,https://www.theyworkforyou.com/msp/99902/una_reed\n",
    )

    assert [(each.name, each.role) for each in people] == [("Odette Farrowby", "mp"), ("Una Reed", "msp")]


def test_the_name_on_the_ballot_paper_is_another_name(tmp_path: Path) -> None:
    people, _ = read(
        tmp_path,
        "person_id,person_name,sopn_first_names,sopn_last_name,ballot_paper_id\n"
        "7,Dettie Farrowby,Odette Mary,FARROWBY,parl.harrowdale.2029-05-03\n"
        "8,Una Reed,Una,REED,parl.harrowdale.2029-05-03\n",
    )

    assert [each.nicknames for each in people] == [("Odette Mary Farrowby",), ()]


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("name,id,party,constituency,mapit_id,mapit_url,gss_code", "Democracy Club candidates, form of 2015"),
        ("id,name,election,party_id,party_name,post_id,post_label", "Democracy Club candidates, form of 2017 to 2019"),
        ("id,name,election,ballot_paper_id,party_id,post_label", "Democracy Club candidates, form of 2020 to 2023"),
        ("person_id,person_name,election_id,ballot_paper_id", "Democracy Club candidates, form of today"),
        ("Constituency name,Candidate first name,Candidate surname", "House of Commons Library results by candidate"),
        ("ons_id,party_name,firstname,surname,sitting_mp", "a simple list of your own"),
        ("Cllr Name,Ward,Party", "Open Council Data councillors"),
        ("fullName", "a simple list of your own"),
        ("id,name,election", "a simple list of your own"),
    ],
)
def test_the_form_is_told_by_the_headings(header: str, form: str) -> None:
    columns = columns_of(header.split(","))

    assert columns is not None
    assert columns.form.name == form


def test_a_lone_name_among_strangers_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="besides “name” no heading is known"):
        read(tmp_path, "name,price\nApple,1\n")


@pytest.mark.parametrize("name", ["none", "n/a", "-", "TBC"])
def test_a_word_for_nothing_is_no_account(tmp_path: Path, name: str) -> None:
    (person,), _ = read(tmp_path, f"name,handle\nOdette Farrowby,{name}\n")

    assert person.handles == ()


@pytest.mark.parametrize(
    "header",
    [
        "name,price,stock",
        "dom,n,party,share",
        "id,election_kind,poll_date,audience,start,end",
        "election_id,geo_id,sopn_id,election_date",
    ],
)
def test_a_file_of_another_sort_is_refused_and_its_headings_are_told(tmp_path: Path, header: str) -> None:
    assert columns_of(header.split(",")) is None
    with pytest.raises(UsageError) as caught:
        read(tmp_path, f"{header}\n{header}\n")

    assert all(f"“{heading}”" in caught.value.problem for heading in header.split(","))
    assert "list.csv" in caught.value.problem
    assert "Democracy Club candidates" in caught.value.mend
    assert "Electoral Commission register" in caught.value.mend


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.json", '[{"raw_name": "Una Reed", "raw_par', "line 1: this is not whole JSON"),
        ("a.json", "[1, 2]", "JSON without people"),
        ("a.json", '{"bank-holidays": [1]}', "headings are “bank-holidays”"),
        ("a.json", '[{"title": "Easter"}]', "no heading"),
        ("a.json", "[" * 100_000, "is nested too deeply"),
        ("a.xml", "<publicwhip><personinfo id='1' twitter_username='x'/>", "not whole XML"),
        ("a.xml", "<publicwhip><member id='1'/></publicwhip>", "has headings but no people"),
        ("a.xml", "<members><member/></members>", "XML, but in no form"),
        (
            "a.xml",
            '<!DOCTYPE publicwhip [<!ENTITY a "aaaa">]><publicwhip><personinfo id="1" name="&a;"/></publicwhip>',
            "has a document type",
        ),
        (
            "a.xml",
            '<?xml version="1.0" encoding="klingon"?><publicwhip><personinfo id="1"/></publicwhip>',
            "cannot be read",
        ),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, name: str, text: str, problem: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(tmp_path, text, name)

    assert problem in caught.value.problem
    assert name in caught.value.problem
    assert caught.value.mend


@given(
    st.sampled_from([b"{", b"[", b"<publicwhip>", b"<publicwhip><personinfo ", b'[{"raw_name":"A B",'])
    | st.just(b'{"Result":['),
    st.binary(max_size=80) | st.text('{}[]":,<>/= idnametwitter_usernameA&;1', max_size=80).map(str.encode),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_breaks_the_readers(tmp_path: Path, start: bytes, rest: bytes) -> None:
    with contextlib.suppress(UsageError):
        assert read(tmp_path, start + rest, "list.any").people
