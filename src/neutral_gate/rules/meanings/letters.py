"""Letters of parties in a draft that is about genes, or that says itself that it lists letters and what they mean.

A page on a gene test has "SNP", "DUP" and "Con" for a change, a stretch that is there twice and a control. A list may
clip words: "Con" beside "Connector". Nothing in such a draft speaks of politics, and nobody of that name does anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from neutral_gate.text import Token

_SHORT = frozenset({"con", "lab", "ld", "ind", "lib", "snp", "dup"})
"""Letters that rules look for by themselves, with a capital, in cells and lists."""
_GENES = re.compile(
    r"\b(?:[Gg]enes?|[Gg]enetics?|[Gg]enomes?|[Gg]enomics?|DNA|[Cc]hromosomes?|[Aa]lleles?|[Ee]xons?)\b"
)
_OF_GENES = frozenset({"SNP", "DUP", "CON"})
_SAYS_SO = re.compile(
    r"(?i)\b(?:what (?:they|these|each(?: one)?|the (?:letters|codes|marks|labels|short (?:names|forms)))"
    r" (?:means?|stands? for)"
    r"|(?:short (?:names|forms)|abbreviations|initials) (?:on|in|that|we|are|and|used)"
    r"|(?:letters|marks|codes) (?:on|in) (?:your|the|our|a|each|samples|tubes|labels|payslips|rotas|tickets))\b"
)
"""What opens a list of letters: "Your report may use short names. Here is what they mean." """
_ACTS = r"(?i:said|asked|wants?|wrote|met|leader|conference|press|spokes\w+|group|branch|members?)"
_PARTY_WORDS = ("conserv", "labour", "independ", "liberal")
_MOST_ITEMS = 400
"""Texts of a draft that are looked at."""
_LEAST = 3
"""Two letters begin too many words."""


def is_short_for_a_thing(short: str, texts: Sequence[str]) -> bool:
    """True for letters of a party that the draft uses for something else. Whether it is political is not looked at.

    Args:
        short: The letters, in capitals.
        texts: The texts of the draft's blocks, in reading order.
    """
    texts = texts[:_MOST_ITEMS]
    if any(re.search(rf"\b{short} (?:has |have |had )?{_ACTS}\b", text) for text in texts):
        return False
    if short in _OF_GENES and any(_GENES.search(text) for text in texts):
        return True
    return _is_clipped(short, texts) or any(_SAYS_SO.search(text) for text in texts)


def without_letters(rows: Sequence[Sequence[Token]], texts: Sequence[str]) -> bool:
    """Takes the capital from a party's letters that stand alone in a cell or an item and are short for a thing.

    Args:
        rows: The tokens of the sentences of one draft, names recognised. They are changed.
        texts: The texts of its blocks, in reading order.

    Returns:
        True where a token was changed.
    """
    from neutral_gate.rules.meanings.codes import speaks_of_politics

    alone = [row[0] for row in rows if _is_alone(row)]
    if not alone or speaks_of_politics(texts):
        return False
    others = {text for text in {token.text for token in alone} if is_short_for_a_thing(text.upper(), texts)}
    for token in alone:
        if token.text in others:
            token.classes, token.entity = (), ""
            token.capital = False  # a rule may ask for the bare word with a capital, such as "=con"
    return bool(others)


def _is_alone(row: Sequence[Token]) -> bool:
    """True for "Con" in a cell of its own, or before a colon: "Con: pension contribution"."""
    if not row or row[0].text not in _SHORT or not row[0].capital:
        return False
    return len(row) == 1 or row[1].text in (":", ".", "-")


def _is_clipped(short: str, texts: Sequence[str]) -> bool:
    """True where a word that begins with the letters stands right after them: "Con", "Connector, 15mm"."""
    if len(short) < _LEAST:
        return False
    shape = rf"(?i)^{short}(?:\n| ?[:–—-] ?)(?:the |an? )?(?:\w+ )?({short}\w+)"
    found = re.search(shape, "\n".join(texts), re.MULTILINE)
    return found is not None and not found.group(1).lower().startswith(_PARTY_WORDS)
