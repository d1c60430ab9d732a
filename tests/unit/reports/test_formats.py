"""Each format says the same as the decision, in the form that its readers know."""

from __future__ import annotations

import csv
import io
import json
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from neutral_gate.gate import Gate
from neutral_gate.model import Position, Severity
from neutral_gate.readers import read
from neutral_gate.reports import Options, render
from neutral_gate.reports.github import LIMIT
from neutral_gate.reports.markdown import MAX_LETTERS
from neutral_gate.reports.marked import WHOLE, pieces
from neutral_gate.reports.registry import FORMATS
from neutral_gate.reports.sarif import MAX_RESULTS


def sarif(decision: object) -> dict[str, Any]:
    run = json.loads(render("sarif", decision, Options()))["runs"][0]  # type: ignore[arg-type]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_ends_with_a_line_feed_and_stands_an_empty_run(make: SimpleNamespace, name: str) -> None:
    assert render(name, make.mixed(), Options()).endswith("\n")
    assert render(name, make.decision(), Options()).endswith("\n")


def test_sarif_has_what_code_scanning_asks_for(make: SimpleNamespace) -> None:
    run = sarif(make.mixed())

    driver = run["tool"]["driver"]
    assert driver["name"] == "Neutral Gate"
    for rule in driver["rules"]:
        for part in ("shortDescription", "fullDescription", "help"):
            assert rule[part]["text"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert set(result["locations"][0]["physicalLocation"]["region"]) >= {
            "startLine",
            "startColumn",
            "endLine",
            "endColumn",
        }
        assert result["partialFingerprints"]["primaryLocationLineHash"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "warning"]
    assert run["results"][3]["suppressions"] == [{"kind": "inSource", "justification": "agreed with the board"}]
    assert run["invocations"][0]["executionSuccessful"] is True
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_columns_start_at_one_and_end_behind_the_words(make: SimpleNamespace) -> None:
    region = sarif(make.mixed())["results"][0]["locations"][0]["physicalLocation"]["region"]

    assert (region["startLine"], region["startColumn"]) == (3, 8)
    assert (region["endLine"], region["endColumn"]) == (3, 8 + len("vote for Odette Farrowby"))
    assert region["snippet"]["text"] == "vote for Odette Farrowby"


def test_sarif_fingerprints_stay_when_lines_move_and_differ_for_the_same_words_twice(make: SimpleNamespace) -> None:
    def prints(source: str, *places: int) -> list[str]:
        found = [
            make.finding(source, "vote").__class__(
                "own/rule", Severity.BLOCK, "m", "vote", Position(at, 1, 1), Position(at + 4, 1, 5)
            )
            for at in places
        ]
        run = sarif(make.decision(make.result(source, *found)))
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]

    assert prints("vote", 0) == prints("more above, vote", 12)
    assert len(set(prints("vote vote", 0, 5))) == 2


def test_sarif_says_when_a_file_could_not_be_read(make: SimpleNamespace) -> None:
    run = sarif(make.decision(make.result("", make.finding("x", "x", "gate/unreadable"))))

    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["toolExecutionNotifications"][0]["level"] == "error"


def test_sarif_leaves_out_the_least_grave_of_too_many(make: SimpleNamespace) -> None:
    warned = make.finding("vote", "vote", "own/rule", severity=Severity.WARN)
    draft = make.result("vote", *[warned] * MAX_RESULTS, make.finding("vote", "vote", "own/rule"))
    run = sarif(make.decision(draft))

    assert len(run["results"]) == MAX_RESULTS
    assert run["results"][0]["level"] == "error"
    assert "1 more findings are left out" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]


def test_github_shows_ten_of_a_level_blocks_first_and_counts_the_rest(make: SimpleNamespace) -> None:
    found = [make.finding("vote", "vote", severity=Severity.WARN)] * 3 + [make.finding("vote", "vote")] * (LIMIT + 2)
    lines = render("github", make.decision(make.result("vote", *found)), Options()).splitlines()

    assert [line.partition(" ")[0] for line in lines[: LIMIT + 3]] == ["::error"] * LIMIT + ["::warning"] * 3
    assert any(line.startswith("2 more blocks not shown here") for line in lines)


def test_github_places_a_finding_of_several_lines_by_its_lines_only(make: SimpleNamespace) -> None:
    source = "vote\nfor"
    report = render("github", make.decision(make.result(source, make.finding(source, source))), Options())

    assert report.startswith("::error file=post.md,line=1,endLine=2,title=neutrality/vote-advocacy::")


def test_github_shows_notes_only_when_asked_and_never_what_is_allowed(make: SimpleNamespace) -> None:
    assert "::notice" not in render("github", make.mixed(), Options())
    assert "::notice" in render("github", make.mixed(), Options(verbose=True))
    assert "agreed with the board" not in render("github", make.mixed(), Options(verbose=True))
    assert "::warning" not in render("github", make.mixed(), Options(quiet=True))


def test_junit_counts_what_fails(make: SimpleNamespace) -> None:
    for fail_on, failures in (("block", "1"), ("warn", "2")):
        root = Xml.fromstring(render("junit", make.mixed(), Options(fail_on=fail_on)))  # type: ignore[arg-type]
        assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("5", failures, "1")


def test_junit_has_a_file_that_could_not_be_read_as_an_error(make: SimpleNamespace) -> None:
    report = render("junit", make.decision(make.result("", make.finding("x", "x", "gate/unreadable"))), Options())

    assert Xml.fromstring(report).get("errors") == "1"


def test_csv_has_a_row_a_finding_and_one_for_a_clear_draft(make: SimpleNamespace) -> None:
    report = render("csv", make.mixed(), Options())
    rows = list(csv.DictReader(io.StringIO(report.removeprefix("\ufeff"), newline="")))

    assert report.startswith("\ufeff")
    assert [(row["path"], row["rule"], row["verdict"]) for row in rows] == [
        ("post.md", "neutrality/vote-advocacy", "block"),
        ("post.md", "neutrality/opinion", "block"),
        ("post.md", "neutrality/party-mention", "block"),
        ("post.md", "timing/press-release", "block"),
        ("bins.md", "", "pass"),
    ]
    assert rows[0]["words"] == "vote for Odette Farrowby"
    assert rows[3]["allowed"] == "agreed with the board"
    assert rows[4]["windows"] == "ge-2024"


def test_markdown_is_readable_and_puts_the_worst_draft_first(make: SimpleNamespace) -> None:
    report = render("markdown", make.mixed(), Options())

    assert report.startswith("## ⛔ 1 draft must not be published as it is; 1 draft is clear.\n")
    assert "- **block**, line 3: `vote for Odette Farrowby` (`neutrality/vote-advocacy`)" in report
    assert "(1 block, 1 warning)" in report
    assert "- [ ] Read it as a rival candidate would." in report
    assert "bins.md" not in report


def test_markdown_is_cut_between_findings_before_github_drops_it(make: SimpleNamespace) -> None:
    drafts = [make.result("vote", make.finding("vote", "vote", message="m" * 9_000)) for _ in range(100)]
    report = render("markdown", make.decision(*drafts), Options())

    assert len(report) < MAX_LETTERS + 1_000
    assert "See the full report." in report


def test_html_marks_the_words_in_the_draft_and_links_both_ways(make: SimpleNamespace) -> None:
    page = render("html", make.mixed(), Options())

    assert '<mark class="block" id="mark-1-1">vote for Odette Farrowby<sup><a href="#finding-1-1"' in page
    assert 'href="#mark-1-1"' in page
    assert 'id="finding-1-1"' in page
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert {part.split('"')[0] for part in page.split('href="#')[1:]} <= set(ids)


def test_html_passes_our_own_accessibility_rules(make: SimpleNamespace) -> None:
    (draft,) = read(render("html", make.mixed(), Options()).encode(), "report.html")
    result = Gate().judge(draft, make.at)

    assert [finding for finding in result.findings if finding.rule.startswith(("access/", "gate/"))] == []


def test_html_shows_nothing_found_as_such(make: SimpleNamespace) -> None:
    page = render("html", make.decision(make.result("Bins.")), Options())

    assert "Nothing was found" in page
    assert "<mark" not in page


def test_pieces_put_together_are_the_text_and_overlaps_take_the_gravest(make: SimpleNamespace) -> None:
    source = "one two three four"
    found = [
        make.finding(source, "one two three", severity=Severity.WARN),
        make.finding(source, "two"),
        make.finding(source, "three four", severity=Severity.NOTE),
    ]
    cut = pieces(source, found)

    assert "".join(piece.text for piece in cut) == source
    assert [(piece.text, piece.severity, piece.starts) for piece in cut] == [
        ("one ", "warn", (1,)),
        ("two", "block", (2,)),
        (" ", "warn", ()),
        ("three", "warn", (3,)),
        (" four", "note", ()),
    ]


def test_pieces_of_a_long_text_are_what_stands_around_findings(make: SimpleNamespace) -> None:
    source = "x " * WHOLE + "vote" + " y" * WHOLE
    cut = pieces(source, [make.finding(source, "vote")])

    assert [piece.gap for piece in cut] == [True, False, False]
    assert cut[1].text == "vote"
    assert sum(len(piece.text) for piece in cut) < 1_000
    assert pieces(source, []) == []
    assert pieces("", []) == []
