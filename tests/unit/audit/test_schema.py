from __future__ import annotations

from neutral_gate.audit.schema import TABLES, schemas

KEYS = """platform string, account string, id string, url string, published timestamp[us, tz=Europe/London],
scheduled bool, kind string, language string, repost_source string, quote_source string, reply_source string,
source string, place string, zone_assumed string"""
FINDINGS = """post string, platform string, account string, url string,
published timestamp[us, tz=Europe/London], kind string, in_window bool, rule string, severity string, words string,
why string, instead string, clauses list<item: string>, exception string, allowed string, names string, start int32,
end int32, page int32"""
VERDICTS = f"""post string, {KEYS}, verdict string, in_window bool, windows list<item: string>,
there_verdict string, blocks int32, warnings int32, notes int32, images int32, no_alt int32, alt_unknown int32,
shown string"""


def told(schema: object) -> str:
    return ", ".join(f"{field.name} {field.type}" for field in schema)  # type: ignore[attr-defined]


def test_the_tables_are_a_contract() -> None:
    """Whoever changes a column breaks somebody's query: raise the version and say so in the changelog."""
    assert told(schemas().verdicts) == " ".join(VERDICTS.split())
    assert told(schemas().findings) == " ".join(FINDINGS.split())
    assert told(schemas().problems) == "source string, place string, problem string, mend string"
    assert schemas().verdicts.metadata == {b"neutral_gate.schema": b"1"}


def test_every_column_says_what_it_means() -> None:
    for name, columns in TABLES.items():
        for field in getattr(schemas(), name):
            assert field.metadata[b"meaning"].decode() in columns[field.name]
            assert len(field.metadata[b"meaning"]) > 5
