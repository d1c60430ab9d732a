"""Finds the inline allows of a draft and reads what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from neutral_gate.allows.reach import block_after, is_before_all_content
from neutral_gate.model import Format, Span

_OPENING = re.compile(r"<!--\s*+neutral-gate\s*+:\s*+", re.IGNORECASE)
_QUOTED = r"\"(?P<{0}a>[^\"]*)\"|'(?P<{0}b>[^']*)'|[“”](?P<{0}c>[^“”]*)[“”]"
_WORD = re.compile(r"(?P<key>[A-Za-z]+)\s*=\s*(?:" + _QUOTED.format("q") + r"|(?P<bare>[^\s\"'“”]*))|(?P<word>\S+)")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$", re.MULTILINE)
_RAW_ELEMENTS = ("script", "style", "textarea", "title")
_FORM = 'Write it as: <!-- neutral-gate: allow RULE reason="..." until=2027-05-07 -->'


@dataclass(frozen=True, slots=True)
class Allow:
    """One inline allow.

    Attributes:
        rule: The rule id that it allows, or "".
        reason: Why the words may stay, or "".
        until: The last day on which it counts, or None.
        where: The comment's place in the source.
        covers: The stretch of the source that it is for.
        whole_draft: True where it stands before all content.
        problem: What is wrong with its form, in one plain sentence, or "".
    """

    rule: str
    reason: str
    until: date | None
    where: Span
    covers: Span
    whole_draft: bool = False
    problem: str = ""


def find_allows(source: str, format: Format = "markdown") -> tuple[Allow, ...]:  # noqa: A002 - the field's own name
    """The inline allows of a draft, in order.

    Args:
        source: The source of the draft.
        format: How it is written. A `post-json` draft has none; in Markdown, comments inside code are no allows, nor
            are those inside a script, style or form field of HTML.

    Returns:
        Each with the stretch that it covers: the whole draft where it stands before all content, else the block that
        follows it.
    """
    if format == "post-json" or not _OPENING.search(source):
        return ()
    return tuple(_read(source, opening, end, format) for opening, end in _comments(source, format))


def _comments(source: str, format: Format) -> Iterator[tuple[re.Match[str], int]]:  # noqa: A002
    """The comments that speak to us: the opening of each, and where its words end."""
    code = _code_spans(source) if format == "markdown" else ()
    lowered = source.lower() if format == "html" else ""
    place = 0
    while (opening := _OPENING.search(source, place)) is not None:
        start, close = opening.start(), source.find("-->", opening.end())
        if close < 0:
            return
        place = close + 3
        if any(span.start <= start < span.end for span in code):
            continue
        if lowered and any(
            lowered.rfind(f"<{raw}", 0, start) > lowered.rfind(f"</{raw}", 0, start) for raw in _RAW_ELEMENTS
        ):
            continue
        if source[start - 1 : start] == "`" == source[place : place + 1]:
            continue
        yield opening, close


def _code_spans(source: str) -> tuple[Span, ...]:
    """The fenced code of a Markdown source; a fence that is never closed runs to the end."""
    spans = []
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(source):
        if opened is None:
            opened = fence
        elif fence[1].startswith(opened[1]) and not fence[2].strip():
            spans.append(Span(opened.start(), fence.end()))
            opened = None
    if opened is not None:
        spans.append(Span(opened.start(), len(source)))
    return tuple(spans)


def _read(source: str, opening: re.Match[str], close: int, format: Format) -> Allow:  # noqa: A002
    where = Span(opening.start(), close + 3)
    rule, reason, until, problem = _parse(source[opening.end() : close])
    if is_before_all_content(source, where.start):
        return Allow(rule, reason, until, where, Span(0, len(source)), True, problem)
    line_start = max(source.rfind("\n", 0, where.start), source.rfind("\r", 0, where.start)) + 1
    inline = bool(source[line_start : where.start].strip(" \t>-*+"))
    covers = block_after(source, where.end, inline=inline, html=format == "html")
    return Allow(rule, reason, until, where, covers, False, problem)


def _parse(words: str) -> tuple[str, str, date | None, str]:
    """The rule, reason and last day that a comment gives, and what is wrong with its form."""
    bare: list[str] = []
    values: dict[str, str] = {}
    for match in _WORD.finditer(words):
        if match["key"] is None:
            bare.append(match["word"])
            continue
        value = next(match[name] for name in ("qa", "qb", "qc", "bare") if match[name] is not None)
        values[match["key"].lower()] = " ".join(value.split())
    reason = values.pop("reason", "")
    day, until = values.pop("until", None), None
    problem = ""
    if day is not None:
        try:
            until = date.fromisoformat(day)
        except ValueError:
            problem = f'"until" must be a date such as 2027-05-07, not "{day}".'
    if values:
        problem = f'"{next(iter(values))}" means nothing here. {_FORM}'
    if len(bare) != 2 or bare[0].lower() != "allow":
        problem = f"It must name one rule after the word allow. {_FORM}"
    return (bare[1] if len(bare) > 1 else ""), reason, until, problem
