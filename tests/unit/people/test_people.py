from datetime import date, timedelta
from pathlib import Path

from neutral_gate.people import Handle, People, PeopleFile, Person, load_people

ODETTE = Person("Odette Farrowby", "candidate", handles=(Handle("x", "odettef"),), areas=("Harrowdale Central",))
ALASDAIR = Person("Alasdair Thornquist", "mp", areas=("Eastmere", "E14009999"), websites=("alasdair.example",))
CRESSIDA = Person("Cressida Vantongeren", "minister")


def test_nobody_is_a_list_too() -> None:
    assert People().terms() == ()
    assert not People().handles
    assert People().age(date(2029, 5, 3)) is None


def test_terms_carry_class_name_and_source() -> None:
    terms = {term.form: term for term in People([Person("Odette Farrowby", "mp", source="list.csv")]).terms()}

    assert terms["Farrowby MP"].classes == ("mp", "politician")
    assert terms["Farrowby MP"].entity == "Odette Farrowby"
    assert terms["Odette Farrowby"].source == "list.csv"
    assert terms["Odette Farrowby"].capital


def test_classes_by_role() -> None:
    assert Person("A B", "candidate").classes == ("candidate",)
    assert Person("A B", "candidate", holds_seat=True).classes == ("candidate", "politician")
    assert Person("A B", "other").classes == ("politician",)
    assert Person("A B", "party").classes == ("party",)


def test_a_handle_of_a_candidate_and_of_a_politician_is_the_candidates() -> None:
    mp = Person("O Farrowby", "mp", handles=(Handle("x", "odettef"),))

    assert People([mp, ODETTE]).handles == {"odettef": ("candidate", "Odette Farrowby")}
    assert People([ODETTE, mp]).handles == {"odettef": ("candidate", "Odette Farrowby")}
    assert People([mp]).handles == {"odettef": ("politician", "O Farrowby")}


def test_own_websites() -> None:
    assert People([ODETTE, ALASDAIR]).domains == {"alasdair.example": ("politician", "Alasdair Thornquist")}


def test_areas_by_words_and_by_code() -> None:
    people = People([ODETTE, ALASDAIR, CRESSIDA])

    assert people.in_areas(["harrowdale"]).people == (ODETTE, CRESSIDA)
    assert people.in_areas(["E14009999"]).people == (ALASDAIR, CRESSIDA)
    assert people.in_areas(["Harrow"]).people == (CRESSIDA,)
    assert people.in_areas([]).people == people.people


def test_days_in_the_role() -> None:
    day = date(2029, 5, 3)
    until, later = (Person(name, "candidate", valid_until=day) for name in ("A B", "C D"))
    since = Person("E F", "mp", valid_from=day + timedelta(days=1))
    people = People([until, later, since, CRESSIDA])

    assert people.on_day(day).people == (until, later, CRESSIDA)
    assert people.on_day(day + timedelta(days=1)).people == (since, CRESSIDA)


def test_the_age_is_that_of_the_oldest_list() -> None:
    files = [PeopleFile("a.csv", 1, date(2029, 4, 1), "0"), PeopleFile("b.csv", 1, date(2029, 4, 20), "1")]

    assert People((), files).age(date(2029, 5, 1)) == 30


def test_the_list_may_say_when_it_was_made(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,as of\nA Bee,2029-04-01\nC Dee,2029-04-03\n", "utf-8")

    assert load_people([path]).files[0].as_of == date(2029, 4, 3)


def test_the_digest_follows_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name\nOdette Farrowby\n", "utf-8")
    first = load_people([path]).digest
    again = load_people([path]).digest
    path.write_text("name\nOdette Farrowbee\n", "utf-8")

    assert first == again
    assert first.startswith("sha256:")
    assert load_people([path]).digest != first
    assert People([ODETTE]).digest != People([ALASDAIR]).digest
