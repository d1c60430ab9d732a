"""Both HTML engines lead to the same findings, on the W3C's test cases and on a sample of real pages.

The pages are shared data beside the repository (../shared/data). Without them the tests skip.
"""

import json
from pathlib import Path

import pytest

from neutral_gate.model import DraftError
from neutral_gate.readers import read
from neutral_gate.rules.access.runner import all_findings

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
CASES = SHARED / "act" / "cases_tuning.jsonl"
PROSE = SHARED / "prose" / "files"


def found(data, name, engine, monkeypatch):
    monkeypatch.setenv("NEUTRAL_GATE_HTML_ENGINE", engine)
    try:
        drafts = read(data, name, "html")
    except DraftError as error:
        return str(error)
    return [all_findings(draft) for draft in drafts]


def test_the_engines_agree_on_the_test_cases(monkeypatch):
    if not CASES.is_file():
        pytest.skip("the W3C's test cases are not beside this checkout (../shared/data/act)")
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]

    unlike = [
        case["html"]
        for case in cases
        if found(case["html"].encode(), "case.html", "turbohtml", monkeypatch)
        != found(case["html"].encode(), "case.html", "bs4", monkeypatch)
    ]

    assert len(cases) > 300
    assert unlike == []


def test_the_engines_agree_on_real_pages(monkeypatch):
    if not PROSE.is_dir():
        pytest.skip("the real pages are not beside this checkout (../shared/data/prose)")
    pages = sorted(PROSE.rglob("*.html"))[::12]

    unlike = [
        str(page)
        for page in pages
        if found(page.read_bytes(), "page.html", "turbohtml", monkeypatch)
        != found(page.read_bytes(), "page.html", "bs4", monkeypatch)
    ]

    assert len(pages) > 50
    assert unlike == []
