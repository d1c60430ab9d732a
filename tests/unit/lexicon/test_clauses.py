import re
import subprocess
import sys
from pathlib import Path

import pytest

from neutral_gate.lexicon.clauses import FILE, Clause, clause, clauses, read_clauses
from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.model import UsageError

BY = re.compile(r"window|override|checklist|(neutrality|source|timing|access|image|readability)/[a-z]+(-[a-z]+)*")

GOOD = """
documents:
  guide: {title: A guide, publisher: A body, year: 2024, url: https://example.org/guide}
clauses:
  AB-01: {document: guide, section: Events, text: Do this., by: timing/political-event}
"""


def read(tmp_path: Path, text: str):
    path = tmp_path / "clauses.yaml"
    path.write_text(text, encoding="utf-8")
    return read_clauses(path)


def test_a_clause_comes_with_its_document(tmp_path):
    assert read(tmp_path, GOOD)["AB-01"] == Clause(
        id="AB-01",
        text="Do this.",
        section="Events",
        document="A guide",
        publisher="A body",
        year=2024,
        url="https://example.org/guide",
        by="timing/political-event",
    )


def test_the_source_is_one_line_for_a_reader(tmp_path):
    assert read(tmp_path, GOOD)["AB-01"].source == "A body, A guide (2024), Events"


def test_a_document_without_a_known_address_has_an_empty_one(tmp_path):
    assert read(tmp_path, GOOD.replace("https://example.org/guide", '""'))["AB-01"].url == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("text: Do this.", "text: ''", "clause AB-01, has no text"),
        ("section: Events, ", "", "clause AB-01, has no section"),
        (", by: timing/political-event", "", "clause AB-01, has no by"),
        ("document: guide", "document: other", "names the document other"),
        ("title: A guide, ", "", "document guide, has no title"),
        ("publisher: A body", "publisher: 7", "document guide, has no publisher"),
        ("year: 2024", "year: soon", "document guide, has no year"),
        ("documents:", "papers:", "needs both documents and clauses"),
        ("{title: A guide", "[title: A guide", "cannot be read"),
        (GOOD, "- a list", "is not a list of keys and values"),
    ],
)
def test_a_faulty_file_is_told_with_its_place(tmp_path, old, new, said):
    assert old in GOOD
    with pytest.raises(UsageError, match=re.escape(said)) as caught:
        read(tmp_path, GOOD.replace(old, new))
    assert "clauses.yaml" in caught.value.problem
    assert caught.value.mend


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_clauses(tmp_path / "none.yaml")


def test_a_file_that_is_not_utf_8_is_told(tmp_path):
    path = tmp_path / "clauses.yaml"
    path.write_bytes(b"documents: \xff")
    with pytest.raises(UsageError, match="cannot be read"):
        read_clauses(path)


def test_an_unknown_id_is_told():
    with pytest.raises(UsageError, match="no clause of guidance with the id NO-99"):
        clause("NO-99")


def test_the_shipped_clauses_are_read_once():
    assert clauses() is clauses()
    assert clause("HW-SM-06") is clauses()["HW-SM-06"]


def test_the_shipped_clauses_cannot_be_changed():
    with pytest.raises(TypeError):
        clauses()["HW-SM-06"] = None  # type: ignore[index]


def test_every_shipped_clause_is_one_plain_sentence():
    for one in clauses().values():
        assert one.text.endswith("."), one.id
        assert not re.search(r"[.!?] ", one.text), one.id
        assert len(one.text) <= 160, (one.id, len(one.text))


def test_every_shipped_clause_says_what_covers_it():
    assert [one.id for one in clauses().values() if not BY.fullmatch(one.by)] == []


def test_shipped_addresses_are_web_addresses_or_empty():
    assert [one.id for one in clauses().values() if one.url and not one.url.startswith("https://")] == []


def test_no_shipped_id_is_used_twice():
    # YAML itself keeps the last of two equal keys and says nothing.
    ids = re.findall(r"^  ([A-Z0-9-]+):$", (lexicons_dir() / FILE).read_text(encoding="utf-8"), re.MULTILINE)
    assert len(ids) == len(clauses())
    assert len(set(ids)) == len(ids)


def test_the_yaml_parser_is_not_imported_before_it_is_needed():
    code = "import sys, neutral_gate.lexicon.clauses, neutral_gate.lexicon.checklist; print('yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
