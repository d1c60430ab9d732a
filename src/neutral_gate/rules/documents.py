"""The check of Word and PDF files: what they say of themselves, which their readers put into the draft's settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Draft
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading

FORMAT = "document_format"
"""The setting that tells a document from other drafts."""
Facts = Mapping[str, object]


def _number(facts: Facts, name: str) -> int:
    value = facts.get(name)
    return value if isinstance(value, int) else 0


_FAULTS: dict[str, Callable[[Facts], bool]] = {
    "untagged": lambda facts: facts.get("document_tagged") is False,
    "title": lambda facts: facts.get("document_has_title") is False,
    "language": lambda facts: not str(facts.get("document_language") or "").strip(),
    "picture-pages": lambda facts: _number(facts, "document_pages_without_words") > 0,
}
"""What is wrong, by the end of the rule's id: `access/pdf-untagged`, `access/word-title` and so on."""
_FORMATS = {"pdf": "pdf", "word": "docx"}


def document_file(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit where a Word or PDF file lacks what its rule asks for."""
    severity = severity_of(rule, context)
    format_, _, fault = rule.id.partition("/")[2].partition("-")
    facts = {key: value for key, (value, _) in draft.settings.items() if key.startswith("document_")}
    if severity is None or facts.get(FORMAT) != _FORMATS.get(format_) or not _FAULTS[fault](facts):
        return
    evidence: dict[str, object] = {"document": facts[FORMAT]}
    if fault == "picture-pages":
        evidence["pages"] = _number(facts, "document_pages_without_words")
    yield Hit(
        rule=rule.id,
        severity=severity,
        excerpt="",
        where=draft.settings[FORMAT][1],
        sentence=-1,
        message="",
        evidence=evidence,
    )
