"""The check of pages: what makes a page hard to use for disabled people. Loads nothing for drafts that are no pages.

Of posts only the alternative texts are checked here; `posts` has what is special about them.
"""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Draft
from neutral_gate.rules.context import Context
from neutral_gate.rules.detectors import ON_POSTS
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading

_LONGEST = 120
"""Letters of an excerpt."""


def faulty(draft: Draft) -> set[str]:
    """The ids of the rules of the family `access` that find something in a draft; the others need not be asked."""
    if draft.page is None:
        return _faulty_alts(draft)
    from neutral_gate.rules.access.runner import all_findings

    return {f"access/{name}" for name in all_findings(draft)}


def page_access(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """The hits of one rule of the family `access` on a page, on the HTML in a Markdown file, or on a post."""
    if draft.page is None:
        yield from _on_post(draft, context, rule)
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


def _faulty_alts(draft: Draft) -> set[str]:
    if not any(image.alt for image in draft.images):
        return set()
    from neutral_gate.rules.access.post_alts import post_alts

    return {f"access/{found.rule}" for found in post_alts(draft)}


def _on_post(draft: Draft, context: Context, rule: Rule) -> Iterator[Hit]:
    """The hits of a rule about alternative texts on the pictures of a post."""
    if draft.format != "post-json" or rule.id not in ON_POSTS or not any(image.alt for image in draft.images):
        return
    severity = severity_of(rule, context)
    if severity is None:
        return
    from neutral_gate.rules.access.post_alts import post_alts

    for found in post_alts(draft):
        if f"access/{found.rule}" == rule.id:
            alt = " ".join((found.image.alt or "").split())
            yield Hit(
                rule=rule.id,
                severity=severity,
                excerpt=alt if len(alt) <= _LONGEST else f"{alt[: _LONGEST - 1]}…",
                where=found.image.alt_where,
                sentence=-1,
                message="",
                evidence=found.evidence,
            )
