"""The check of pages: what makes a page hard to use for disabled people. Loads nothing for drafts that are no pages."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Draft
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading


def page_access(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """The hits of one rule of the family `access` on a page or on the HTML in a Markdown file."""
    if draft.page is None:
        return
    severity = severity_of(rule, context)
    if severity is None:
        return
    from neutral_gate.rules.access.runner import findings

    for found in findings(draft, rule.id.partition("/")[2]):
        yield Hit(
            rule=rule.id,
            severity=severity,
            excerpt=found.excerpt,
            where=found.where,
            sentence=-1,
            message=found.message,
            evidence=dict(found.evidence),
        )
