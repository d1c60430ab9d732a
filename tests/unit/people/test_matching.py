import pytest

from neutral_gate.people import People, Person
from neutral_gate.text import tokenise

LIST = (
    Person("Jane Ruth Tregarthen", "candidate", areas=("Harrowdale East",)),
    Person("Seán O'Dray", "candidate"),
    Person("Anne-Marie Smith-Quill", "councillor"),
    Person('Wilhelmina "Billie" Farrowby', "mp"),
    Person("Baroness Ormsgill of Eastmere", "peer"),
    Person("Ada van der Wray", "candidate"),
    Person("Grace Park", "candidate", areas=("Harrowdale",)),
    Person("Robin Hood", "candidate", areas=("Harrowdale",)),
    Person("Dr Nia Velloweth", "candidate"),
)


@pytest.fixture(scope="module")
def names():
    return People(LIST).names()


def found(names, text):
    """Who counts in a text, and as what it is written."""
    tokens = tokenise(text)
    return [
        (terms[0].entity, text[tokens[start].start : tokens[end - 1].end])
        for start, end, terms in names.find(tokens)
        if not terms[0].weak
    ]


def test_nobody_listed_is_no_index():
    assert People().names() is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Jane Tregarthen", LIST[0].name),
        ("Jane R. Tregarthen", LIST[0].name),
        ("J. R. Tregarthen", LIST[0].name),
        ("J.R. Tregarthen", LIST[0].name),
        ("JR Tregarthen", LIST[0].name),
        ("J. Ruth Tregarthen", LIST[0].name),
        ("Jane Olwen Tregarthen", LIST[0].name),
        ("Jane Q Tregarthen", LIST[0].name),
        ("JANE TREGARTHEN", LIST[0].name),
        ("Jane\u00a0Tregar\u200bthen", LIST[0].name),
        ("Tregarthen, Jane", LIST[0].name),
        ("TREGARTHEN, Ms J", LIST[0].name),
        ("Sean O’Dray", LIST[1].name),
        ("SEÁN ODRAY", LIST[1].name),
        ("Sea\u0301n O Dray", LIST[1].name),
        ("Anne Marie Smith Quill", LIST[2].name),
        ("Anne-Marie Smith\u2011Quill", LIST[2].name),
        ("A-M Smith-Quill", LIST[2].name),
        ("Billie Farrowby", LIST[3].name),
        ("Wilhelmina “Billie” Farrowby", LIST[3].name),
        ("Wilhelmina 'Billie' Farrowby", LIST[3].name),
        ("Wilhelmina (Billie) Farrowby", LIST[3].name),
        ("Lady Ormsgill", LIST[4].name),
        ("Baroness Ormsgill of Eastmere", LIST[4].name),
        ("Ada Van Der Wray", LIST[5].name),
    ],
)
def test_a_name_is_found_however_it_is_written(names, written, name):
    assert found(names, f"{written} came to tea.") == [(name, written)]
    assert found(names, f"We met {written}, who came to tea.") == [(name, written)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Cllr Tregarthen", LIST[0].name),
        ("Councillor Tregarthen", LIST[0].name),
        ("Cllr Smith-Quill", LIST[2].name),
        ("Farrowby MP", LIST[3].name),
        ("Rt. Hon. Farrowby", LIST[3].name),
        ("Ms Tregarthen", LIST[0].name),
        ("Dame Tregarthen", LIST[0].name),
        ("Dr Velloweth", LIST[8].name),
    ],
)
def test_a_title_makes_a_surname_count(names, written, name):
    assert found(names, f"Thanks to {written} for it.") == [(name, written)]


@pytest.mark.parametrize(
    "text",
    [
        "Tregarthen came to tea.",
        "The Tregarthen family came.",
        "tregarthen",
        "J Tregarthen came.",
        "Ms M Tregarthen came.",
        "John Tregarthen came.",
        "Cllr John Tregarthen came.",
        "jane tregarthen",
        "Jane. Tregarthen is a village.",
        "Jane, Tregarthen and Ruth came.",
        "Jane's Tregarthen holiday",
        "Jane Tregarthen-Smith came.",
        "Olwen, Tregarthen, Jane and Ruth",
    ],
)
def test_a_bare_surname_and_somebody_else_never_count(names, text):
    assert found(names, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Grace Park opens at nine.",
        "Meet at Grace Park, Harrowdale.",
        "Vote at Grace Park on Thursday.",
        "Robin Hood is on at the theatre.",
        "The Jane Tregarthen Library is open.",
        "Mary Jane Tregarthen came.",
    ],
)
def test_a_place_a_legend_or_a_longer_name_needs_company(names, text):
    assert found(names, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ms Grace Park came.",
        "Cllr Grace Park came.",
        "Grace Park, the Labour hopeful, came.",
        "Grace Park is a candidate.",
        "Grace Park (Harrowdale) came.",
        "Robin Hood, who stands for election, came.",
        "Robin Hood for Harrowdale!",
    ],
)
def test_company_makes_a_doubtful_name_count(names, text):
    assert len(found(names, text)) == 1


def test_the_longer_of_two_names_counts():
    names = People([Person("James Gordon", "candidate"), Person("James Gordon Velloweth", "candidate")]).names()

    assert found(names, "Thanks to James Gordon Velloweth.") == [("James Gordon Velloweth", "James Gordon Velloweth")]
    assert found(names, "Thanks to James Gordon, Velloweth.") == [("James Gordon", "James Gordon")]


@pytest.mark.parametrize("title", ["Dr", "Cllr"])
def test_a_title_and_a_first_name_is_no_title_and_surname(title):
    names = People([Person("Osric Jane", "candidate"), Person("Jane Velloweth", "candidate")]).names()

    assert found(names, f"Thanks to {title} Jane Velloweth.") == [("Jane Velloweth", "Jane Velloweth")]
    assert found(names, f"Thanks to {title} Jane Farrowby.") == []
    assert found(names, "Thanks to Cllr Jane.") == [("Osric Jane", "Cllr Jane")]


def test_the_same_name_twice_is_found_twice(names):
    assert len(found(names, "Jane Tregarthen and Seán O'Dray met Jane R Tregarthen.")) == 3


def test_of_several_people_with_one_surname_a_title_names_a_politician():
    names = People([Person("Jane Quillmere", "candidate"), Person("Ivor Quillmere", "candidate")]).names()

    (start, end, (term,)) = names.find(tokenise("Cllr Quillmere came."))[0]

    assert (start, end) == (0, 2)
    assert term.classes == ("councillor", "politician")
    assert found(names, "Dr Quillmere came.") == []


def test_who_holds_the_office_is_who_the_title_names():
    names = People([Person("Jane Quillmere", "candidate"), Person("Ivor Quillmere", "councillor")]).names()

    assert found(names, "Cllr Quillmere came.") == [("Ivor Quillmere", "Cllr Quillmere")]


def test_a_common_name_elsewhere_needs_company():
    people = People(
        [
            Person("John Smith", "candidate", areas=("Farport",)),
            Person("Wendy Jones", "candidate", areas=("Harrowdale",)),
            Person("Osric Quillmere", "candidate", areas=("Farport",)),
        ]
    )
    names = people.names(areas=["Harrowdale"])

    assert found(names, "John Smith sang.") == []
    assert found(names, "John Smith, candidate for Farport, sang.") == [("John Smith", "John Smith")]
    assert found(names, "Wendy Jones sang.") == [("Wendy Jones", "Wendy Jones")]
    assert found(names, "Osric Quillmere sang.") == [("Osric Quillmere", "Osric Quillmere")]
    assert found(names, "Cllr Quillmere sang.") == []
    assert found(people.names(), "John Smith sang.") == [("John Smith", "John Smith")]


def test_a_list_of_the_whole_country_makes_the_commonest_names_doubtful():
    crowd = [
        Person(f"Osric Quill{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}mere", "candidate") for n in range(1001)
    ]
    names = People([*crowd, Person("John Smith", "candidate")]).names()

    assert found(names, "John Smith sang.") == []
    assert found(names, "John Smith, your Labour candidate, sang.") == [("John Smith", "John Smith")]
    assert found(names, "Osric Quillakmere sang.")


@pytest.mark.parametrize(
    "text",
    [
        "Jane Tregarthen runs our desk.",
        "Dr Jane Tregarthen runs our desk.",
        "J Tregarthen runs our desk.",
        "Ms J Tregarthen runs our desk.",
        "Dr Tregarthen runs our desk.",
        "Tregarthen, Jane: desk",
        "J. R. Tregarthen runs our desk.",
    ],
)
def test_staff_are_nobody_else_in_any_form(text):
    assert found(People(LIST).names(staff=["Jane Ruth Tregarthen"]), text) == []
    assert found(People(LIST).names(staff=["Dr Jane R. Tregarthen"]), text) == []


def test_a_political_title_is_not_the_staffs():
    names = People(LIST).names(staff=["Jane Tregarthen"])

    assert found(names, "Cllr Jane Tregarthen came.")
    assert found(names, "Cllr Tregarthen came.")
    assert (LIST[0].owner_class, LIST[0].name) in set(names.full_names())


def test_a_name_over_a_line_end_is_told(names):
    assert names.crosses(tokenise("Thanks to Jane"), tokenise("Tregarthen for it"))
    assert names.crosses(tokenise("J.R."), tokenise("Tregarthen"))
    assert not names.crosses(tokenise("Thanks to Jane Tregarthen"), tokenise("Bins are out"))
    assert not names.crosses(tokenise("Thanks to Jane."), tokenise("Tregarthen is a village"))
    assert not names.crosses([], tokenise("Tregarthen"))


def test_organisations_are_not_people():
    people = People([Person("Harrowdale First", "party"), Person("Jane Tregarthen", "candidate")])

    assert found(people.names(), "Harrowdale First and Jane Tregarthen") == [("Jane Tregarthen", "Jane Tregarthen")]
    assert [term.form for term in people.organisations()] == ["Harrowdale First"]


@pytest.mark.parametrize("dash", [" - ", " – ", " — "])
@pytest.mark.parametrize("written", ["Jane Tregarthen", "Tregarthen, Jane"])
def test_a_party_behind_a_dash_is_no_part_of_a_name(names, written, dash):
    assert found(names, f"{written}{dash}Green Party") == [(LIST[0].name, written)]


DOUBLE = [Person(name="Hettie Ormsgill-Lane", role="candidate"), Person(name="James Kelly", role="candidate")]


@pytest.mark.parametrize("written", ["Ormsgill-Lane, Hettie", "ORMSGILL-LANE, Hettie", "Ormsgill-Lane Hettie"])
def test_a_double_surname_before_the_first_name_is_no_lane(written):
    assert [each[2][0].entity for each in People(DOUBLE).names().find(tokenise(written))] == ["Hettie Ormsgill-Lane"]


@pytest.mark.parametrize("written", ["Kelly James", "We met Ormsgill-Lane Hettie here", "Lane, Hettie"])
def test_without_a_comma_only_a_sure_name_alone_counts(written):
    assert People(DOUBLE).names().find(tokenise(written)) == []
