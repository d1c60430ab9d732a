import pytest

from neutral_gate import Config, Gate
from neutral_gate.elections import parse_moment
from neutral_gate.people import People, Person
from neutral_gate.readers import read
from neutral_gate.rules.people import contests

INSIDE = parse_moment("2024-06-10T09:00")
OUTSIDE = parse_moment("2024-01-15T09:00")
CANDIDATES = ("Bo Larkhill", "Hettie Ormsgill", "Iris Colwick")


@pytest.fixture(scope="module")
def gate():
    stand = [Person(name=name, role="candidate", elections=("parl.tarnwick",)) for name in CANDIDATES]
    elsewhere = [Person(name=name, role="candidate", elections=("parl.mill",)) for name in ("Wren Abbot", "Olga Stead")]
    holder = Person(name="Lucas Penhale", role="mp")
    return Gate(Config(body_type="council"), People([*stand, *elsewhere, holder]))


def hits(gate, text, rule, at=INSIDE, name="draft.md"):
    result = gate.judge(read(text.encode(), name)[0], at)
    return [finding.excerpt for finding in result.findings if finding.rule == rule and finding.severity != "note"]


def named(gate, text, **more):
    return hits(gate, text, "neutrality/candidate-mention", **more)


def shown(gate, html, **more):
    return hits(gate, html, "neutrality/politician-photo", name="draft.html", **more)


def test_contests_are_told_by_ballot_then_by_area_then_taken_together():
    people = [
        Person(name="A One", role="candidate", elections=("local.mill",), areas=("Mill",)),
        Person(name="B Two", role="candidate", elections=("local.mill",)),
        Person(name="C Three", role="candidate", areas=("Tarn",)),
        Person(name="D Four", role="candidate"),
        Person(name="E Five", role="mp"),
    ]

    assert set(contests(people)) == {frozenset({"A One", "B Two"}), frozenset({"C Three"}), frozenset({"D Four"})}


def test_each_naming_of_a_candidate_is_a_hit(gate):
    assert named(gate, "Certificates go to Bo Larkhill and Ann Oak.\n\nBo Larkhill sings too.") == ["Bo Larkhill"] * 2
    assert named(gate, "Certificates go to Bo Larkhill and Ann Oak.", at=OUTSIDE) == []


def test_a_complete_neutral_list_of_one_contest_passes(gate):
    text = "# Candidates for Tarnwick\n\n" + "\n".join(f"- {name}" for name in CANDIDATES)

    assert named(gate, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Candidates for Tarnwick: Bo Larkhill, Iris Colwick.", ["Bo Larkhill", "Iris Colwick"]),
        ("The quiz team: Bo Larkhill, Hettie Ormsgill, Iris Colwick.", list(CANDIDATES)),
        (
            "Candidates for Mill: Bo Larkhill, Hettie Ormsgill, Iris Colwick.\n\nIris Colwick bakes",
            ["Iris Colwick"],
        ),
        (
            "Candidates for Tarnwick: Bo Larkhill, Hettie Ormsgill, Iris Colwick.\n\nWren Abbot spoke.",
            ["Wren Abbot"],
        ),
    ],
    ids=["someone is missing", "no list of candidates", "one named twice", "somebody of another contest"],
)
def test_a_list_that_is_incomplete_or_uneven_does_not_pass(gate, text, found):
    assert named(gate, text) == found


def test_a_result_may_name_the_winner_again(gate):
    text = "Candidates for Tarnwick: Bo Larkhill 90, Hettie Ormsgill 80, Iris Colwick 70.\n\nBo Larkhill was elected."

    assert named(gate, text) == []


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/a.jpg" alt="Lucas Penhale MP at the pool">',
        '<img src="/2024/lucas-penhale-pool.jpg?w=80" alt="A pool">',
        '<img src="/BoLarkhill2.JPG" alt="A choir">',
        '<img src="/2024-LucasPenhaleMP-3x2.jpg" alt="A pool">',
        '<img src="/cllr_osric_fenn.webp" alt="">',
        '<img src="/a.jpg" alt="A pool" title="Cllr Osric Fenn">',
        '<figure><img src="/a.jpg" alt="A pool"><figcaption>The Health Secretary swims</figcaption></figure>',
        '<img src="/a.jpg" alt="Two nurses behind a table; the Health Secretary signs the board">',
        '<img src="/a.jpg" alt="A stall with a sign, and beside it the Leader of the Opposition with a mug">',
        '<img src="/a.jpg" alt="Children round a map, with the Health Secretary on the mat">',
    ],
)
def test_a_picture_of_a_politician_is_told_by_alt_caption_title_and_file_name(gate, image):
    assert shown(gate, f"<p>The pool is open.</p>{image}")
    assert shown(gate, f"<p>The pool is open.</p>{image}", at=OUTSIDE) == []


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/labour-ward.jpg" alt="The labour ward desk">',
        '<img src="/mp3-player.jpg" alt="A player">',
        '<img src="/town-mayor.jpg" alt="The town mayor at the fair">',
        '<img src="/a.jpg" alt="Map of MPs by region">',
        '<img src="/a.jpg" alt="Diagram: the Health Secretary sends a letter to each trust">',
        '<img src="/a.jpg" alt="A form with the address of the Health Secretary">',
        '<img src="data:image/png;base64,Lucas-Penhale-MP" alt="Dots">',
        '<img src="/ministers-of-religion.jpg" alt="The chapel">',
        '<img src="/AJwZ_xLUr0L.jpg" alt="A pool">',
        '<img src="/cm_MPk3-2LdPCC.png" alt="A pool">',
        '<img src="/a/4PCc9x-MP_kL0.webp?w=2" alt="A pool">',
    ],
)
def test_a_picture_of_anything_else_passes(gate, image):
    assert shown(gate, f"<p>Open daily.</p>{image}") == []


@pytest.mark.parametrize(
    "alt",
    [
        "The Secretary of State for Transport in a hard hat, pointing at the new bus sign",
        "The Health Secretary with two nurses",
        "Our MP next to a map",
        "The First Minister behind the desk",
        "A porter and the gentleman who speaks for our town in the Commons",
        "The Health Secretary's visit",
    ],
)
def test_an_office_without_a_name_is_seen_in_a_picture(gate, alt):
    assert shown(gate, f'<img src="/1.jpg" alt="{alt}">') == [alt]


@pytest.mark.parametrize(
    "alt",
    [
        "A letter from the Secretary of State for Transport",
        "The Health Secretary's letter on a table",
        "A chart of what the Health Secretary spent",
        "The Health Secretary on a poster",
        "A plaque that says who opened the hall: the Home Secretary",
        "The Mayor's chair",
    ],
)
def test_a_thing_that_has_to_do_with_an_office_is_no_picture_of_anybody(gate, alt):
    assert shown(gate, f'<img src="/1.jpg" alt="{alt}">') == []
