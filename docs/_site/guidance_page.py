"""The page of the guidance: every clause that the rules rest on, in our own words, with its source."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from writing import anchor, code, front, plain, table

from neutral_gate.lexicon.clauses import Clause, clauses
from neutral_gate.lexicon.rulebook import load_rules

_BY = {
    "window": "the [pre-election periods](windows.md)",
    "override": "a person who lets a draft through",
    "checklist": "a line of the checklist",
}


def guidance_page() -> dict[str, str]:
    """The page: path in the site's sources, and Markdown."""
    rules = load_rules()
    found = sorted(clauses().values(), key=lambda clause: (clause.publisher, clause.year, clause.document))
    parts = [
        front("The guidance behind the rules", "Every clause of guidance that a rule rests on, and what covers it."),
        "# The guidance behind the rules\n\n",
        f"Here are {len(found)} clauses of public guidance, in our own words. Read the documents themselves before you "
        "decide anything that matters. What no machine can check comes as a short checklist with each report.\n",
    ]
    for (publisher, year, document), members in groupby(found, lambda one: (one.publisher, one.year, one.document)):
        each = list(members)
        parts.append(f"\n## {plain(publisher)}: {plain(document)} ({year})\n\n")
        if each[0].url:
            parts.append(f"[Go to {plain(document)} of {plain(publisher)}]({each[0].url})\n\n")
        parts.append(table(["clause", "what it asks", "what covers it"], [_row(one, rules) for one in each]))
    return {"guidance.md": "".join(parts)}


def _row(clause: Clause, rules: Collection[str]) -> list[str]:
    by = f"[{clause.by}](rules/{clause.by}.md)" if clause.by in rules else _BY.get(clause.by, code(clause.by))
    return [f'<span id="{anchor(clause.id)}">{clause.id}</span>', plain(clause.text), by]
