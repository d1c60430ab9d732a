"""Findings stand with the words that they are about: those of the title with the title, those of the text in it."""

from __future__ import annotations

from typing import Any

from neutral_gate.service.judging.payload import read_request
from neutral_gate.service.pages.shown import sections

TEXT = "The clinic is open.\nVote for us."


def finding(field: str, start: int, end: int, **more: Any) -> dict[str, Any]:
    place = {"line": 1, "column": start + 1}
    return {
        "rule": "neutrality/vote-advocacy",
        "severity": "block",
        "message": "This tells people how to vote.",
        "excerpt": "Vote",
        "suggestion": "Take it out.",
        "start": {**place, "offset": start},
        "end": {**place, "offset": end},
        "clauses": [],
        "evidence": {},
        "exception": None,
        "suppressed": None,
        "in_baseline": False,
        "field": field,
        **more,
    }


def answer(*findings: dict[str, Any]) -> dict[str, Any]:
    draft = {"kind": "page", "verdict": "block", "findings": list(findings), "exceptions": []}
    return {"at": "2027-04-20T10:00:00+01:00", "drafts": [draft]}


def test_each_part_of_the_draft_is_a_section_with_its_own_marks() -> None:
    found = sections(
        answer(finding("source", 20, 24), finding("title", 0, 4), finding("images[0]", 0, 0, severity="warn")),
        {"title": "Vote now", "source": TEXT},
    )
    assert [(each["name"], each["verdict"]) for each in found] == [
        ("The title", "block"),
        ("Your draft", "block"),
        ("The picture", "warn"),
    ]
    assert [piece.text for piece, _ in found[1]["pieces"] if piece.severity] == ["Vote"]
    assert "".join(text for _, text in found[1]["pieces"]) == TEXT
    assert found[2]["pieces"] == []
    assert len({each["id"] for each in found}) == 3


def test_what_does_not_count_is_shown_as_allowed() -> None:
    (section,) = sections(answer(finding("source", 20, 24, suppressed="Agreed in March.")), {"source": TEXT})
    assert section["verdict"] == "pass"
    assert section["findings"][0]["kind"] == "allowed"


def test_a_clear_draft_has_no_section() -> None:
    assert sections(answer(), {"source": TEXT}) == []


def test_the_fields_that_the_reader_names_are_known_here() -> None:
    request = read_request({"format": "text", "source": TEXT, "title": "Vote now", "path": "Pasted draft"})
    where = request.drafts[0].source.index("Vote for us.")
    placed = request.fields.placed(finding("", where, where + 4))
    (section,) = sections(answer(placed), {"title": "Vote now", "source": TEXT})
    assert section["name"] == "Your draft"
    assert [piece.text for piece, _ in section["pieces"] if piece.severity] == ["Vote"]
