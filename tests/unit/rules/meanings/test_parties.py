import pytest

from neutral_gate import Config, Gate
from neutral_gate.elections import parse_moment
from neutral_gate.readers import read
from neutral_gate.rules.meanings.parties import is_explained, is_measured

INSIDE = parse_moment("2024-06-10T09:00")


@pytest.fixture(scope="module")
def gate():
    return Gate(Config(body_type="nhs_trust"))


def parties(gate, text, name="draft.md"):
    result = gate.judge(read(text.encode(), name)[0], INSIDE)
    return [finding.excerpt for finding in result.findings if finding.rule == "neutrality/party-mention"]


@pytest.mark.parametrize(
    ("short", "text"),
    [
        ("SNP", "Each single nucleotide polymorphism (SNP) is listed."),
        ("SNP", "A SNP (single nucleotide polymorphism) is listed."),
        ("SNP", "SNP is short for single nucleotide polymorphism."),
        ("SNP", "Snip, or SNP, is a change of one letter."),
        ("SNP", 'A SNP is common. It is said "snip".'),
        ("DUP", "DUP means duration of untreated psychosis."),
        ("DUP", "Duration of untreated psychosis is known as DUP."),
        ("DUP", "DUP is the time from the first sign to the first care."),
        ("BNP", "B-type natriuretic peptide (BNP)"),
    ],
)
def test_an_abbreviation_that_is_spelt_out_is_explained(short, text):
    assert is_explained(short, [text])


def test_the_next_cell_or_a_tooltip_explains_an_abbreviation():
    assert is_explained("DUP", ["DUP", "Duration of untreated psychosis"])
    assert is_explained("DUP", ["The DUP was nine weeks.", "duration of untreated psychosis"])


@pytest.mark.parametrize(
    ("short", "text"),
    [
        ("SNP", "The SNP said no."),
        ("DUP", "The DUP means business."),
        ("SNP", "Labour, Plaid, or SNP, as you like."),
        ("SNP", "Six new posts are open. The SNP wrote to us."),
    ],
)
def test_other_words_explain_nothing(short, text):
    assert not is_explained(short, [text])


@pytest.mark.parametrize(
    "text",
    [
        "DUP means duration of untreated psychosis.\n\nDUP fell in May.",
        "The team known as the Greens came first.\n\nThe Greens meet on Monday.",
        "The Greens came first and the Reds came last.",
        "Alliance beat Tarnwick 3-1 in the cup. Alliance have four home matches left.",
        "The hens are named Plaid and Liberal. Plaid has three chicks.",
        "Which colour shall we paint the hall? Vote Green by text.",
        "An SNP is a change in one letter of DNA.\n\n#SNP",
        "One SNP can change a dose. We looked at 14 SNPs.",
        "Plots on The Greens cost £41 a year.",
        "Pubs with a ramp:\n\n- The Reform, Mill Lane\n- The Liberal, Corn Hill",
        "Wards\n\n- Abbey\n- The Greens",
        "The Tarn Carers' Alliance meets on Monday. Ask the Alliance for a card.",
    ],
)
def test_a_name_that_means_something_else_is_no_party(gate, text):
    assert parties(gate, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Democratic Unionist Party (DUP) wrote. The DUP asked.", ["Democratic Unionist Party", "DUP", "DUP"]),
        ("The Greens asked about trees.", ["Greens"]),
        ("An SNP councillor asked for room 2.", ["SNP"]),
        ("The Greens have a quiz at the inn.", ["Greens"]),
        ("The Greens won two council seats from the Blues.", ["Greens"]),
        ("The Greens asked about the cup and the football.", ["Greens"]),
    ],
)
def test_a_party_stays_a_party(gate, text, found):
    assert parties(gate, text) == found


@pytest.mark.parametrize(
    ("short", "text"),
    [
        ("SNP", "We offer an SNP blood test."),
        ("SNP", "The SNP panel goes to the lab."),
        ("DUP", "A short DUP is a good sign."),
        ("DUP", "A DUP of under three months is common."),
        ("UUP", "Your UUP scan is on level 2."),
    ],
)
def test_an_abbreviation_that_is_tested_or_measured(short, text):
    assert is_measured(short, text)


@pytest.mark.parametrize(
    "text", ["The SNP asked for a blood test.", "A low SNP turnout.", "The SNP wants tests.", "The SNP of today."]
)
def test_a_party_is_not_measured(text):
    assert not is_measured("SNP", text)


def test_a_measured_abbreviation_is_a_party_where_the_draft_is_political(gate):
    assert parties(gate, "We offer an SNP blood test.") == []
    assert parties(gate, "We offer an SNP blood test. The SNP has a candidate in the election.") != []


def test_who_asks_to_vote_for_a_party_cannot_explain_it_away(gate):
    text = "SNP is short for single nucleotide polymorphism.\n\nOn 4 July, please vote for the SNP."

    result = gate.judge(read(text.encode(), "draft.md")[0], INSIDE)

    assert any(finding.rule == "neutrality/vote-advocacy" for finding in result.findings)
    assert result.verdict == "block"


def test_the_title_says_which_game_a_team_won(gate):
    text = "# Bowls\n\nGreen won 21 to 3 on Saturday.\n"

    assert gate.judge(read(text.encode(), "draft.md")[0], INSIDE).findings == ()
    assert parties(gate, text.replace("Bowls", "Council by-election"))


def test_a_name_with_an_s_inside_is_a_partys_only_where_its_own_has_one(gate):
    assert parties(gate, "Buy the hats at Green's Party Shop.") == []
    assert parties(gate, "The Women's Equality Party has a stall.") != []
