"""The text report says what is wrong, where, why and what to do."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from neutral_gate.lexicon.clauses import clause
from neutral_gate.model import Severity
from neutral_gate.reports import Options, render

ANSI = re.compile(r"\033\[[0-9;]*m")


def text(decision: object, **options: bool | int | str) -> str:
    return render("text", decision, Options(**options))  # type: ignore[arg-type]


def test_a_finding_in_full(make: SimpleNamespace) -> None:
    report = text(make.mixed())
    known = clause("HW-KEY-05")

    assert "post.md must not be published as it is." in report
    assert "  block  neutrality/vote-advocacy  post.md:3:8\n" in report
    assert "     3 | Please vote for Odette Farrowby on Thursday.\n" in report
    assert "       |        ^^^^^^^^^^^^^^^^^^^^^^^^\n" in report
    assert "    Why:       This asks people to vote for a candidate.\n" in report
    assert "    Instead:   Take the sentence out.\n" in report
    assert known.text.split(".")[0] in " ".join(report.split())
    assert f"HW-KEY-05: {known.publisher}" in " ".join(report.split())
    assert report.endswith("(--verbose shows them).\n")


def test_a_clause_is_told_once(make: SimpleNamespace) -> None:
    report = text(make.mixed(), verbose=True)

    assert " ".join(report.split()).count(clause("HW-KEY-05").text) == 1
    assert report.count("Guidance:  HW-KEY-05\n") == 3


def test_a_clause_that_the_lexicon_does_not_know_is_named_by_its_id(make: SimpleNamespace) -> None:
    one = make.finding("vote", "vote", "own/rule", clauses=("OUR-1",))

    assert "Guidance:  OUR-1\n" in text(make.decision(make.result("vote", one)))


def test_the_summary_says_what_to_do(make: SimpleNamespace) -> None:
    warned = make.result("vote", make.finding("vote", "vote", severity=Severity.WARN))
    clear = make.result("x")

    assert "1 draft must not be published as it is; 1 draft is clear." in text(make.mixed())
    assert "2 drafts need a person to look at them first." in text(make.decision(warned, warned))
    assert "3 drafts are clear." in text(make.decision(clear, clear, clear))
    assert "No drafts were checked." in text(make.decision())


def test_notes_and_allowed_findings_are_counted_and_shown_on_request(make: SimpleNamespace) -> None:
    brief, full = text(make.mixed()), text(make.mixed(), verbose=True)

    assert "neutrality/opinion" not in brief.replace("(neutrality/opinion)", "")
    assert "timing/press-release" not in brief
    assert "1 finding was allowed by a comment in the draft and not counted (--verbose shows them)." in brief
    assert "1 note left out (--verbose shows them)." in brief
    assert "  note  neutrality/opinion" in full
    assert "    Exception: It reports what patients said.\n" in full
    assert "  allowed  timing/press-release" in full
    assert "Its reason: agreed with the board" in full
    assert "Measured:  flesch reading ease 61.25" in full
    assert "--verbose" not in full


def test_an_exception_that_is_on_no_shown_finding_is_named_once(make: SimpleNamespace) -> None:
    assert text(make.mixed()).count("It reports what patients said.") == 1
    assert text(make.mixed(), verbose=True).count("It reports what patients said.") == 1


def test_windows_checklist_and_notices(make: SimpleNamespace) -> None:
    report = text(make.mixed())

    assert "Pre-election periods active on 10 June 2024:" in report
    assert "UK general election, 4 July 2024: general rules, until Thursday 4 July 2024 at 22:00." in report
    assert "Dates: declared." in " ".join(report.split())
    assert "https://example.org/dates" in report
    assert report.count("Read it as a rival candidate would.") == 1
    assert "Note: No body is set." in report


def test_windows_of_drafts_with_their_own_dates(make: SimpleNamespace) -> None:
    later = make.result("x", at=make.at + timedelta(days=30))
    report = text(make.decision(make.result("x"), later, windows=()), width=110)

    assert "was active on the dates of these drafts (10 June 2024 to 10 July 2024)." in report


def test_of_many_checklist_lines_those_of_most_drafts_are_shown(make: SimpleNamespace) -> None:
    drafts = [make.result("x", checklist=tuple(f"Do {letter}." for letter in letters)) for letters in ("abcdef", "zfg")]
    brief, full = text(make.decision(*drafts)), text(make.decision(*drafts), verbose=True)

    assert re.findall(r"\[ \] Do (.)", brief) == list("fabcde")
    assert "and 2 more (--verbose lists them)." in brief
    assert len(re.findall(r"\[ \]", full)) == 8
    assert "more (--verbose" not in full


def test_standard_input_has_a_name_that_people_know(make: SimpleNamespace) -> None:
    one = make.result("vote", make.finding("vote", "vote"), path="-")

    assert "Standard input must not be published as it is." in text(make.decision(one))


def test_open_ended_and_closed_windows_say_so(make: SimpleNamespace) -> None:
    still_open = replace(make.window, open_ended=True)
    closed = replace(still_open, closed=make.window.end + timedelta(hours=14))

    one = make.result("x")
    assert "and then until it is closed." in text(make.decision(one, windows=(still_open,)), width=200)
    assert "until Friday 5 July 2024 at 12:00." in text(make.decision(one, windows=(closed,)), width=200)


def test_quiet_leaves_only_what_fails(make: SimpleNamespace) -> None:
    warned = make.decision(make.result("vote", make.finding("vote", "vote", severity=Severity.WARN)))

    assert text(make.decision(make.result("x")), quiet=True) == ""
    assert text(warned, quiet=True) == ""
    assert "warn  neutrality/vote-advocacy" in text(warned, quiet=True, fail_on="warn")
    quiet = text(make.mixed(), quiet=True)
    assert "block  neutrality/vote-advocacy" in quiet
    assert "party-mention" not in quiet
    assert "periods active" not in quiet
    assert quiet.endswith("1 draft must not be published as it is; 1 draft is clear.\n")


def test_an_unreadable_file_is_said_in_the_summary(make: SimpleNamespace) -> None:
    one = make.finding("x", "x", "gate/unreadable", clauses=())
    report = text(make.decision(replace(make.result("", one), source="")), quiet=True)

    assert "1 file could not be read, so the check is not complete." in report
    assert "post.md could not be checked." in report


def test_colour_changes_nothing_but_the_codes(make: SimpleNamespace) -> None:
    plain, coloured = text(make.mixed(), verbose=True), text(make.mixed(), verbose=True, colour=True)

    assert "\033" not in plain
    assert "\033[1;31mblock\033[0m" in coloured
    assert ANSI.sub("", coloured) == plain


@pytest.mark.parametrize("width", [1, 40, 60, 100])
def test_lines_are_no_wider_than_asked(make: SimpleNamespace, width: int) -> None:
    for line in text(make.mixed(), verbose=True, width=width).splitlines():
        assert len(line) <= max(width, 40) or len(line.split()) <= 2 or re.match(r"  \w+  \w+/", line)


def test_nothing_from_a_draft_can_steer_the_terminal(make: SimpleNamespace) -> None:
    evil = "\x1b]0;owned\x07\u202e\x9b31m"
    source = f"a {evil} vote"
    one = make.finding(source, "vote", message=f"m {evil}", suggestion=f"s {evil}", suppressed=f"r {evil}")
    decision = make.decision(make.result(source, one, path=f"p{evil}.md", checklist=(evil,)), notices=(evil,))

    for report in (text(decision), text(decision, verbose=True)):
        assert all(char.isprintable() or char == "\n" for char in report)


def test_long_sentences_come_longest_first(make: SimpleNamespace) -> None:
    source = "One two three.\nFour five.\nSix seven eight nine.\n"
    lengths = {"One two three.": 30, "Four five.": 26, "Six seven eight nine.": 44}
    found = [
        make.finding(
            source,
            words,
            "readability/long-sentence",
            severity=Severity.NOTE,
            message=f"{number} words.",
            evidence={"words": number},
        )
        for words, number in lengths.items()
    ]
    before = make.finding(source, "One", "readability/jargon", severity=Severity.NOTE, message="Jargon.")

    report = text(make.decision(make.result(source, before, *found)), verbose=True)

    assert re.findall(r"Why: +(.*)\n", report) == ["Jargon.", "44 words.", "30 words.", "26 words."]
