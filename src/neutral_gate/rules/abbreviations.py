"""The check for abbreviations that a draft does not spell out the first time it uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Block, Draft, Role
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading
from neutral_gate.text.readability import prose

_ABBREVIATION = re.compile(
    r"(?<![\w.@#&/'’-])((?:[A-Z]{2,6}|[A-Z](?:&[A-Z]){1,2}|[A-Z][a-z][A-Z]{1,3}))(?:['’]?s)?(?![\w&@/]|\.\w|-\d)"
)
_IN_CAPITALS = re.compile(r"[A-Z]{2,}(?:[ ,]+[A-Z]{2,}){2,}")
_LOWER = re.compile(r"(?<![^\W\d_])[A-Za-z][a-z]+(?![^\W\d_])")
_SMALL = r"(?:(?:of|and|for|the|in|on|to|with|by|a|&)[ -]+)*"
_MOST = 40
"""Abbreviations of one draft that are looked at; a text with more is a list of codes."""
_FAR = 200_000
"""Letters of a draft that are searched for the full name."""


@dataclass(slots=True)
class _Use:
    block: Block
    start: int
    end: int
    before: int  # letters of the draft's text up to the end of the first use


def unexplained(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit at the first use of each abbreviation that is neither well known nor spelt out by then.

    Well-known ones, and words that are often written in capitals, are listed in the rule file.
    """
    severity = severity_of(rule, context)
    if severity is None:
        return
    uses, text = _first_uses(draft, frozenset((*rule.classes.get("known", ()), *rule.classes.get("words", ()))))
    if not uses:
        return
    plain = {word.lower() for word in _LOWER.findall(text)}
    tips = "\n".join(block.text for block in draft.blocks if block.role is Role.TOOLTIP)
    for name, use in uses.items():
        if name.lower() in plain or _is_explained(name, use) or _full_name(name).search(tips[:_FAR]):
            continue
        full = _full_name(name).search(text[:_FAR])
        if full is not None and full.start() < use.before:
            continue
        later = full is not None
        yield Hit(
            rule=rule.id,
            severity=severity,
            excerpt=use.block.text[use.start : use.end],
            where=use.block.where.span(use.start, use.end),
            sentence=-1,
            message=f"{name} is spelt out only later." if later else f"{name} is not spelt out.",
            evidence={"where": use.block.role.value, "abbreviation": name, "later": later},
        )


def _first_uses(draft: Draft, known: frozenset[str]) -> tuple[dict[str, _Use], str]:
    """Where each abbreviation first stands in running text, by itself, and the text of all prose."""
    uses: dict[str, _Use] = {}
    texts: list[str] = []
    length = 0
    for block in prose(draft.blocks):
        text = block.text
        texts.append(text)
        if block.role is not Role.HEADING and len(uses) < _MOST and not _is_shouted(text):
            for found in _ABBREVIATION.finditer(text):
                name = found.group(1)
                if name not in known and name not in uses and len(uses) < _MOST and not _in_capitals(text, found):
                    uses[name] = _Use(block, found.start(1), found.end(1), length + found.end())
        length += len(text) + 1
    return uses, "\n".join(texts)


def _is_shouted(text: str) -> bool:
    """True for a text that is mostly in capitals."""
    capitals = sum(map(str.isupper, text))
    return capitals * 2 > sum(map(str.isalpha, text))


def _in_capitals(text: str, found: re.Match[str]) -> bool:
    """True inside a run of three or more words in capitals: they are words."""
    near = _IN_CAPITALS.finditer(text, max(0, found.start() - 60), min(len(text), found.end() + 60))
    return any(run.start() <= found.start() < run.end() for run in near)


def _is_explained(name: str, use: _Use) -> bool:
    """True where the full name stands just before or after in brackets: "... Trust (ABC)" or "ABC (A ... Trust)"."""
    text = use.block.text
    first = re.compile(rf"(?<![^\W_]){re.escape(name[0])}", re.IGNORECASE)
    if text[use.start - 1 : use.start] == "(" and first.search(text, max(0, use.start - 80), use.start):
        return True
    after = text[use.end : use.end + 120]
    bracket = re.match(r"(?:['’]?s)?,? ?(?:\(|or |means |stands for |is short for )", after)
    return bracket is not None and first.match(after, bracket.end()) is not None


def _full_name(name: str) -> re.Pattern[str]:
    """A pattern for words whose first letters make up the abbreviation, small words between them left out."""
    letters = [letter for letter in name.upper() if letter.isalpha()]
    words = [rf"[{letter}{letter.lower()}][a-z’']+" for letter in letters]
    return re.compile(r"(?<![^\W_])" + rf"[ -]+{_SMALL}".join(words) + r"(?![^\W_])")
