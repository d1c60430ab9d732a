"""The clauses of guidance that the rules and the checklist rest on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.lexicon.yamlfile import read_yaml
from neutral_gate.model import UsageError
from neutral_gate.model.records import dataclass

FILE = "clauses.yaml"
_MEND = f"The head of lexicons/{FILE} says what each clause needs."


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of guidance.

    Attributes:
        id: Stable id, such as `HW-SM-06`.
        text: What it asks, in our own words: one sentence.
        section: Where it stands in its document.
        document: Title of the document.
        publisher: Who published it.
        year: When.
        url: Web address of the document, or "" where no public address is known.
        by: What covers it: a rule or check id, or `window`, `override` or `checklist`.
    """

    id: str
    text: str
    section: str
    document: str
    publisher: str
    year: int
    url: str
    by: str

    @property
    def source(self) -> str:
        """Publisher, title, year and section, in one line for a reader."""
        return f"{self.publisher}, {self.document} ({self.year}), {self.section}"


def clauses() -> Mapping[str, Clause]:
    """All clauses by id, in the order of their documents; read once a process.

    Raises:
        UsageError: The file of the clauses is missing or faulty.
        GateError: There is no lexicon at all.
    """
    return _shipped()


def clause(clause_id: str) -> Clause:
    """The clause with this id.

    Raises:
        UsageError: No clause has it.
    """
    try:
        return clauses()[clause_id]
    except KeyError:
        raise UsageError(
            f"There is no clause of guidance with the id {clause_id}.",
            f"Take an id from lexicons/{FILE}, or leave the clause out of the rule.",
        ) from None


def read_clauses(path: Path) -> Mapping[str, Clause]:
    """The clauses in a file, by id.

    Raises:
        UsageError: It cannot be read, or a clause lacks something; the message names file and clause.
    """
    data = read_yaml(path, _MEND)
    documents, entries = data.get("documents"), data.get("clauses")
    if not isinstance(documents, dict) or not isinstance(entries, dict):
        raise UsageError(f"{path} needs both documents and clauses.", _MEND)
    return MappingProxyType({str(key): _clause(str(key), entry, documents, path) for key, entry in entries.items()})


@cache
def _shipped() -> Mapping[str, Clause]:
    return read_clauses(lexicons_dir() / FILE)


def _clause(clause_id: str, entry: Any, documents: Mapping[str, Any], path: Path) -> Clause:
    where = f"{path}, clause {clause_id},"
    text, section, by, key = (_text(entry, name, where) for name in ("text", "section", "by", "document"))
    document = documents.get(key)
    if document is None:
        raise UsageError(f"{where} names the document {key}, which is not in the list of documents.", _MEND)
    of = f"{path}, document {key},"
    title, publisher, url = (
        _text(document, "title", of),
        _text(document, "publisher", of),
        _text(document, "url", of, ""),
    )
    if not isinstance(document.get("year"), int):
        raise UsageError(f"{of} has no year.", _MEND)
    return Clause(clause_id, text, section, title, publisher, document["year"], url, by)


def _text(entry: Any, name: str, where: str, default: str | None = None) -> str:
    value = entry.get(name) if isinstance(entry, dict) else None
    text = value.strip() if isinstance(value, str) else ""
    if text:
        return text
    if default is None:
        raise UsageError(f"{where} has no {name}.", _MEND)
    return default
