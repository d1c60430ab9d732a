"""Word and PDF files themselves, written here, and what the gate says of them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from neutral_gate.config import Config
from neutral_gate.elections import now
from neutral_gate.gate import Gate
from neutral_gate.readers import read


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(Config(body_type="council"))


def rules(gate: Gate, data: bytes, name: str) -> dict[str, str]:
    (draft,) = read(data, name)
    found = gate.judge(draft, now()).findings
    return {each.rule: each.severity.value for each in found if each.rule.startswith(("access/pdf", "access/word"))}


def test_a_pdf_that_says_nothing_of_itself(gate: Gate, make_pdf: Any) -> None:
    pytest.importorskip("pypdfium2", reason="needs the extra `documents`")
    assert rules(gate, make_pdf([["The clinic is open."], []], picture=[1]), "a.pdf") == {
        "access/pdf-untagged": "block",
        "access/pdf-title": "block",
        "access/pdf-language": "block",
        "access/pdf-picture-pages": "block",
    }
    whole = make_pdf([["The clinic is open."]], title="Clinic", language="en-GB", tagged=True)
    assert rules(gate, whole, "a.pdf") == {}


def test_a_word_document(gate: Gate) -> None:
    docx = pytest.importorskip("docx", reason="needs python-docx, which writes the file")
    document, out = docx.Document(), BytesIO()
    document.add_paragraph("The clinic is open.")
    document.core_properties.title = ""
    document.save(out)
    assert rules(gate, out.getvalue(), "a.docx") == {"access/word-title": "warn"}
    document.core_properties.title = "Clinic"
    out = BytesIO()
    document.save(out)
    assert rules(gate, out.getvalue(), "a.docx") == {}
