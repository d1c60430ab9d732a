"""Letters that are a code in their draft, and no party or office."""

import pytest

from neutral_gate import Config, Gate
from neutral_gate.elections import parse_moment
from neutral_gate.readers import read
from neutral_gate.rules.meanings.codes import is_code, speaks_of_politics
from neutral_gate.rules.meanings.parties import is_explained_in_item

INSIDE = parse_moment("2024-06-10T09:00")


@pytest.fixture(scope="module")
def gate():
    return Gate(Config(body_type="council"))


def mentioned(gate, text, name="draft.md"):
    """The words that name a party or somebody in politics."""
    result = gate.judge(read(text.encode(), name)[0], INSIDE)
    rules = ("neutrality/party-mention", "neutrality/politician-mention")
    return [finding.excerpt for finding in result.findings if finding.rule in rules and finding.severity != "note"]


@pytest.mark.parametrize(
    "texts",
    [
        ["Code", "What it looks for", "SNP", "One letter swapped"],
        ["SNP", "blood, purple tube", "TSH", "blood, gold tube"],
        ["SNP: one letter swapped", "INV: a stretch turned round"],
        ["Test letters", "SNP - blood"],
    ],
)
def test_letters_in_a_column_or_a_list_of_codes_are_a_code(texts):
    assert is_code("SNP", texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["The SNP wrote to us.", "Code"],
        ["SNP", "12", "DUP", "2"],
        ["Code", "SNP", "Votes", "4,112"],
        ["Code", "SNP", "An answer from the House of Commons"],
        ["Code of conduct", "SNP group"],
    ],
)
def test_letters_elsewhere_or_beside_politics_are_none(texts):
    assert not is_code("SNP", texts)


@pytest.mark.parametrize(
    ("short", "text"),
    [
        ("MSP", "MSP level 1: Making Safeguarding Personal"),
        ("MP", "MP: monthly permit"),
        ("PCC", "PCC\nPositive conflict coaching"),
        ("MP", "MP stands for medicines pass"),
    ],
)
def test_an_item_that_begins_with_letters_spells_them_out(short, text):
    assert is_explained_in_item(short, [text])


def test_letters_in_running_text_are_not_spelt_out_by_accident():
    assert not is_explained_in_item("MP", ["Our MP, many people say, was late."])
    assert not is_explained_in_item("MP", ["MP Mary Potter is here."])


def test_who_is_told_to_write_to_somebody_in_politics_reads_of_politics():
    assert speaks_of_politics(["Write to your MSP."])
    assert not speaks_of_politics(["MSP leads bring a laptop."])


@pytest.mark.parametrize(
    "text",
    [
        "# Courses\n\n- PCC level 1: Person-centred care\n- PCC level 2: for PCC leads",
        "# Permits\n\n- MP: monthly permit\n- WP: weekly permit\n\nBuy an MP at any machine.",
        "| Code | Shift |\n| --- | --- |\n| MP | 7am to 3pm |\n| LD | 8am to 8pm |\n\nAn MP shift has one break.",
        "| Code | Looks for |\n| --- | --- |\n| DUP | a stretch that is there twice |",
        "MSP is the Medicines Support Pathway. Ask the MSP desk.",
        "Use the MP box for small things.",
        "The physio bus (MP on the map) comes on Monday. The MP has a lift.",
        "The milk pantry (MP) is on level 2. Ask the MP for bottles.",
        "Market Place is shown as MP. MP is shut.",
        "Your card says MP for meal plan. The MP comes at noon.",
        "Leave the DUP field blank.",
        "The MP joint is the knuckle. If your MP is stiff, warm it. A new MP needs rest.",
        "MP means midday, Monday. Bring your MP letter.",
        "The PCC meets on Monday. The vicar has the key of the PCC.",
    ],
)
def test_codes_name_nobody(gate, text):
    assert mentioned(gate, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "- MSP: your member of the Scottish Parliament\n- Write to your MSP.",
        "# Courses\n\n- PCC level 1: Person-centred care\n\nOrla Penny MP teaches it. Ask our MP.",
        "| Party | Seats |\n| --- | --- |\n| SNP | 12 |",
        "The MP joint is the knuckle. To keep the clinic, write to your MP.",
        "The MP joint is the knuckle. Our MP sits in Parliament.",
        "Mary Potts (MP) came on Monday. Ask our MP.",
        "The MP for Marden Park came. Ask our MP.",
    ],
)
def test_politics_stays_politics(gate, text):
    assert mentioned(gate, text) != []


def test_a_long_row_of_letters_with_hyphens_is_gone_through_once(gate):
    found = mentioned(gate, "The MP came to the ward on Monday.\n\n" + "m-" * 100_000)

    assert found == ["MP came"]
