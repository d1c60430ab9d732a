"""The check for abbreviations that a draft does not spell out the first time it uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Block, Draft, Role
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading
from neutral_gate.text.readability import prose

_ABBREVIATION = re.compile(
    r"(?<![\w.@#&/'’-])((?:[A-Z]{2,6}|[A-Z](?:&[A-Z]){1,2}|[A-Z][a-z][A-Z]{1,3}))(?:['’]?s)?(?![\w&@/]|\.\w|[- ]\d)"
)
_IN_CAPITALS = re.compile(r"[A-Z]{2,}(?:[ ,]+[A-Z]{2,}){2,}")
_VERSION = re.compile(r"\b[Vv]ersion $")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’]*")
_SMALL = frozenset({"of", "and", "for", "the", "in", "on", "to", "with", "by", "a", "an"})
_LONG_ENOUGH = 4
"""Letters of a word in small letters that may be part of a full name: shorter ones spell anything by accident."""
_BRACKET = re.compile(r"(?:['’]?s)?,? ?(?:\(|or |means |stands for |is short for )(?:the |an? )?")
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

    Well-known ones, and words that are often written in capitals, are listed in the rule file; so are those that are
    known to the readers of pages about code.
    """
    severity = severity_of(rule, context)
    if severity is None:
        return
    known = frozenset((*rule.classes.get("known", ()), *rule.classes.get("words", ())))
    uses, text = _first_uses(draft, known)
    technical = uses.keys() & rule.classes.get("technical", ())
    if technical and _is_about_code(draft, technical, text):
        uses = {name: use for name, use in uses.items() if name not in technical}
    if not uses:
        return
    names = _Initials(text[:_FAR])
    tips = _Initials("\n".join(block.text for block in draft.blocks if block.role is Role.TOOLTIP)[:_FAR])
    marked = {each.text() for each in draft.page.elements("abbr") if each.get("title")} if draft.page else set()
    for name, use in uses.items():
        if name in marked or _is_word(name, text) or _is_explained(name, use) or tips.place(name) is not None:
            continue
        place = names.place(name)
        if place is not None and place < use.before:
            continue
        later = place is not None
        yield Hit(
            rule=rule.id,
            severity=severity,
            excerpt=use.block.text[use.start : use.end],
            where=use.block.where.span(use.start, use.end),
            sentence=-1,
            message=f"{name} is spelt out only later." if later else f"{name} is not spelt out.",
            evidence={"where": use.block.role.value, "abbreviation": name, "later": later},
        )


def _is_about_code(draft: Draft, technical: Set[str], text: str) -> bool:
    """True for a page that shows code, or has several of the terms of those who write it."""
    if len(technical) + ("HTML" in text) > 1:
        return True
    return draft.page is not None and next(draft.page.elements("code", "pre", "kbd", "samp"), None) is not None


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
                    if _VERSION.search(text, max(0, found.start() - 12), found.start()):
                        continue
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


def _is_word(name: str, text: str) -> bool:
    """True where the draft has the same letters as a word in small letters: capitals are for stress then."""
    forms = [form for form in (name.lower(), name.capitalize()) if form in text]
    return any(re.search(rf"(?<![^\W_]){re.escape(form)}(?![^\W_])", text) is not None for form in forms)


def _is_explained(name: str, use: _Use) -> bool:
    """True where the full name stands just before or after in brackets: "... Trust (ABC)" or "ABC (A ... Trust)"."""
    text, first = use.block.text, name[0].lower()
    if text[use.start - 1 : use.start] == "(":
        before = text[max(0, use.start - 80) : use.start]
        return any(word.lower().startswith(first) for word in _WORD.findall(before))
    bracket = _BRACKET.match(text, use.end)
    return bracket is not None and text[bracket.end() : bracket.end() + 1].lower() == first


class _Initials:
    """The first letters of a text's words, in a row, small words such as "of" left out.

    Once for names in capitals ("Care Quality Commission"), once for those in small letters ("magnetic resonance
    imaging"). A word that can be no part of a name is a gap.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        words = [word for word in _WORD.findall(text) if word not in _SMALL]
        self._capitals = "".join([word[0] if word[0].isupper() else " " for word in words])
        self._small = "".join([word[0].lower() if len(word) >= _LONG_ENOUGH else " " for word in words])
        if len(self._small) != len(words):  # a letter whose small form is two
            self._small = ""

    @cached_property
    def _starts(self) -> list[int]:
        return [found.start() for found in _WORD.finditer(self._text) if found.group() not in _SMALL]

    def place(self, name: str) -> int | None:
        """Where the first full name that fits an abbreviation starts, or None."""
        letters = "".join(letter for letter in name if letter.isupper())
        at = [self._capitals.find(letters)]
        if len(letters) > 2:
            at.append(self._small.find(letters.lower()))
        return min((self._starts[each] for each in at if each >= 0), default=None)
