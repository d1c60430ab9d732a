"""Every clause of the guidance is in the lexicon, and something in the product covers it.

The list of clauses is shared data beside the repository (../shared/data/cases/clauses.csv); without it the tests that
need it are skipped.
"""

import csv
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
import yaml

from neutral_gate.elections import Body, active_windows, load_windows, parse_moment
from neutral_gate.lexicon.checklist import checklist_for, process_lines, shipped_lines
from neutral_gate.lexicon.clauses import clauses
from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.model import KINDS

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "cases" / "clauses.csv"
LANGUAGE = ("neutrality", "source", "timing")


def active(at: str, body: str) -> set[str]:
    """Ids of the windows that bind a body at a moment."""
    return {window.id for window in active_windows(load_windows(), parse_moment(at), Body(body))}


def kinds(at: str, body: str) -> set[str]:
    """Kinds of election in the windows that bind a body at a moment."""
    return {kind for window in active_windows(load_windows(), parse_moment(at), Body(body)) for kind in window.kinds}


# What holds for the clauses that the election periods themselves cover.
BY_WINDOW: dict[str, Callable[[], bool]] = {
    "HW-WIN-01": lambda: (
        "ge-2024" in active("2024-05-25T00:01", "healthwatch") - active("2024-05-25T00:00", "healthwatch")
    ),
    "HW-WIN-02": lambda: "ge-2024" in active("2024-07-04T22:30", "healthwatch") - active("2024-07-06", "healthwatch"),
    "HW-OWN-01": lambda: "ge-2024" in active("2024-06-10", "healthwatch") & active("2024-06-10", "department"),
    "NHS24-WIN-01": lambda: bool(active("2024-03-21", "nhs_trust") - active("2024-03-20", "nhs_trust")),
    "NHS24-WIN-02": lambda: {"mayor", "pcc"} <= kinds("2024-03-21", "nhs_trust"),
    "CCG17-WIN-01": lambda: (
        {"local", "mayor"} <= kinds("2017-04-20", "icb") and "parl" not in kinds("2017-04-20", "icb")
    ),
    "CCG17-WIN-02": lambda: (
        {"local", "parl"} <= kinds("2017-04-25", "icb") and {"parl"} == kinds("2017-06-08T12:00", "icb")
    ),
    "CCG17-WIN-03": lambda: "ge-2017" in active("2017-04-22T00:01", "alb") - active("2017-04-22T00:00", "alb"),
    "CCG17-WIN-04": lambda: "ge-2017" in active("2017-04-23", "icb"),  # before dissolution on 2 or 3 May
    "CCG17-WIN-05": lambda: "ge-2017" in active("2017-06-09T09:00", "alb"),  # the polls are closed, no government yet
    "CCG17-SCO-01": lambda: "ge-2017" in active("2017-05-20", "alb") & active("2017-05-20", "nhs_trust"),
    # A thing is judged at its own date of publication: what went out the day before stands.
    "CCG17-WEB-02": lambda: "ge-2017" not in active("2017-04-21T23:59", "icb"),
}

# Not about a draft's words: an authorised person lets a draft through, with a reason that says why it cannot wait.
BY_OVERRIDE = {"NHS24-GEN-04", "CCG17-GEN-05"}


@pytest.fixture(scope="module")
def listed() -> list[dict[str, str]]:
    if not SHARED.is_file():
        pytest.skip("the shared list of clauses, ../shared/data/cases/clauses.csv, is not here")
    with SHARED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def enforced() -> dict[str, set[str]]:
    """The clauses that each rule or check file lists, by rule id."""
    folder = lexicons_dir() / "rules"
    found = {}
    for path in sorted(folder.glob("*/*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        found[path.relative_to(folder).with_suffix("").as_posix()] = set(data.get("clauses") or ())
    return found


@pytest.fixture(scope="module")
def asked() -> set[str]:
    """The clauses of the checklist lines that somebody gets to see."""
    shown = {
        text
        for kind, in_window, has_images in product(KINDS, (True, False), (True, False))
        for text in checklist_for(kind, in_window, has_images)
    }
    shown |= {*process_lines(True), *process_lines(False)}
    return {name for line in shipped_lines() if line.text in shown for name in line.clauses}


def test_every_listed_clause_is_in_the_lexicon(listed):
    assert len(listed) > 200
    assert [row["clause_id"] for row in listed if row["clause_id"] not in clauses()] == []


def test_our_wording_is_our_own(listed):
    same = [
        row["clause_id"]
        for row in listed
        if clauses()[row["clause_id"]].text.strip(".").casefold() == row["paraphrase"].strip(".").casefold()
    ]
    assert same == []


def test_every_clause_of_a_language_rule_is_listed_by_its_rule(enforced):
    missing = [
        f"{one.by} should list {one.id}"
        for one in clauses().values()
        if one.by.partition("/")[0] in LANGUAGE and one.id not in enforced.get(one.by, set())
    ]
    assert missing == []


def test_every_other_clause_is_reachable(enforced, asked):
    missing = [
        f"{one.id}: neither {one.by} nor a line of the checklist covers it"
        for one in clauses().values()
        if one.by.partition("/")[0] not in (*LANGUAGE, "window", "override")
        and one.id not in enforced.get(one.by, set())
        and one.id not in asked
    ]
    assert missing == []


def test_every_clause_that_only_a_person_can_judge_is_on_the_checklist(listed, asked):
    human = {row["clause_id"] for row in listed if row["machine_checkable"] == "human"} - BY_OVERRIDE
    human |= {one.id for one in clauses().values() if one.by == "checklist"}
    assert sorted(human - asked) == []


def test_every_clause_about_the_periods_has_its_test():
    assert {one.id for one in clauses().values() if one.by == "window"} == set(BY_WINDOW)


@pytest.mark.parametrize("name", BY_WINDOW)
def test_the_windows_hold_what_the_clause_says(name):
    assert BY_WINDOW[name](), clauses()[name].text


def test_only_what_cannot_wait_is_left_to_an_override():
    assert {one.id for one in clauses().values() if one.by == "override"} == BY_OVERRIDE


def test_no_file_names_a_clause_that_does_not_exist(enforced, asked):
    unknown = {f"{rule}: {name}" for rule, names in enforced.items() for name in names - set(clauses())}
    for path in sorted((lexicons_dir() / "exceptions").glob("*.yaml")):
        named = set(yaml.safe_load(path.read_text(encoding="utf-8")).get("clauses") or ())
        unknown |= {f"{path.name}: {name}" for name in named - set(clauses())}
    assert sorted(unknown) == []
    assert asked <= set(clauses())
