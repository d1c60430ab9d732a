"""Checks for paid content and press releases: what a draft's kind and its links say, apart from its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Draft, Severity
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading, is_prose

# What the large analytics tools count as paid traffic: words in a campaign's name that leave no doubt, further words as
# its medium ("display" there is an advert, in a name it may be anything), and the advertising networks as its source.
_PAID = r"paid\w*|cp[acmv]|ppc|ppv|sponsored\w*|boosted\w*|promoted\w*|retargeting|remarketing|programmatic"
_PAID_CAMPAIGN = re.compile(rf"(?:^|[^a-z])(?:{_PAID})(?:[^a-z]|$)")
_PAID_MEDIUM = re.compile(rf"(?:^|[^a-z])(?:{_PAID}|ads?|adverts?|advertising|display|banner|sem)(?:[^a-z]|$)")
_PAID_SOURCE = re.compile(
    rf"(?:^|[^a-z])(?:{_PAID}|(?:google|facebook|fb|meta|instagram|ig|linkedin|tiktok|bing|microsoft|snapchat|x|twitter"
    r"|youtube)?ads|adwords)(?:[^a-z]|$)"
)
_CAMPAIGN_KEYS = frozenset({"utm_content", "utm_campaign", "utm_id", "mtm_campaign", "pk_campaign"})
_MEDIUM_KEYS = frozenset({"utm_medium", "mtm_medium", "pk_medium"})
_SOURCE_KEYS = frozenset({"utm_source", "mtm_source", "pk_source"})
# Added to an address by a network when somebody clicks an advert. (fbclid is not here: unpaid clicks carry it too.)
_CLICK_IDS = frozenset({"gclid", "gbraid", "wbraid", "dclid", "msclkid", "ttclid", "twclid", "li_fat_id", "gad_source"})


def paid_promotion(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for a draft that is an advert, and one for each link whose tracking code says that it is paid for."""
    severity = severity_of(rule, context)
    if severity is None:
        return
    if context.kind == "advert":
        yield from _first(reading, rule, severity, "This is an advert. Before an election new advertising waits.")
    for link in draft.links:
        code = paid_code(link.href)
        if code is not None:
            yield Hit(
                rule=rule.id,
                severity=severity,
                excerpt=link.href,
                where=link.href_where,
                sentence=-1,
                message=f'The tracking code "{code}" in this link says that it is for paid content.',
                evidence={"where": "link", "tracking": code},
            )


def press_release(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for a draft that is a press release, at its first words."""
    severity = severity_of(rule, context)
    if severity is not None and context.kind == "press_release":
        yield from _first(reading, rule, severity, "")


def paid_code(address: str) -> str | None:
    """The part of an address's query that says that the link stands in an advert, or None."""
    try:
        query = urlsplit(address).query
    except ValueError:
        return None
    for name, value in parse_qsl(query.replace(";", "&")):
        key, folded = name.lower(), value.lower()
        paid = (
            (key in _MEDIUM_KEYS and _PAID_MEDIUM.search(folded))
            or (key in _CAMPAIGN_KEYS and _PAID_CAMPAIGN.search(folded))
            or (key in _SOURCE_KEYS and _PAID_SOURCE.search(folded))
        )
        if paid or key in _CLICK_IDS:
            return f"{name}={value}"
    return None


def _first(reading: Reading, rule: Rule, severity: Severity, message: str) -> Iterator[Hit]:
    """One hit at the first sentence of running text: it stands for the whole draft."""
    for number, sentence in enumerate(reading.sentences):
        if is_prose(sentence):
            last = len(sentence.tokens)
            yield Hit(
                rule=rule.id,
                severity=severity,
                excerpt=sentence.text(),
                where=sentence.span(0, last),
                sentence=number,
                message=message,
                evidence={"where": "kind"},
            )
            return
