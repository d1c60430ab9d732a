"""Language rules: what a rule file's patterns find in a reading, and what that weighs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from neutral_gate.lexicon.compiled_find import CompiledFind
from neutral_gate.lexicon.lexicon import Lexicon
from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Role, Severity, Span
from neutral_gate.model.records import dataclass
from neutral_gate.rules.context import Context
from neutral_gate.rules.reading import Reading, Sentence, is_image_text, is_prose
from neutral_gate.text.stretches import Stretches

ALWAYS_COUNTS = "neutrality/vote-advocacy"
_GOES_BACK = 3  # sentences over which "it" or "the plan" still means what was named
_LEVELS: Mapping[str, Severity | None] = {"off": None, **{severity.value: severity for severity in Severity}}


@dataclass(slots=True)
class Hit:
    """A rule's hit, before exceptions.

    Attributes:
        rule: Rule id.
        severity: What it weighs on this day; lowered already where it is somebody else's words.
        excerpt: The words at fault.
        where: Their place in the source.
        sentence: Index of their sentence in the reading; -1 where they stand in none.
        message: What to say in place of the rule's message, or "".
        evidence: What it rests on.
    """

    rule: str
    severity: Severity
    excerpt: str
    where: Span
    sentence: int
    message: str
    evidence: dict[str, object]


def find_language(reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """The hits of one rule; hits inside another of the same rule and sentence are left out."""
    if rule.kinds and context.kind not in rule.kinds:
        return
    for index, finds in reading.places_of(reading.finds_of(rule.id)).items():
        yield from _without_nested([hit for find in finds for hit in _hits(reading, index, find, context, rule)])


def found_in(
    reading: Reading, index: int, find: CompiledFind, kind: str, context: Context | None = None
) -> list[tuple[int, int]]:
    """The ranges of tokens that a find matches in one sentence; empty where one of its conditions does not hold.

    Without a context no polling day is known, so that a find which needs one finds nothing.
    """
    sentence = reading.sentences[index]
    if not _applies(find, sentence, kind) or not sentence.has(find.match):
        return []
    if find.unless and sentence.has(find.unless):
        return []
    if find.needs and not sentence.has(find.needs):
        return []
    if find.near and not _near(reading, index, find.near):
        return []
    if find.unless_near and _near(reading, index, find.unless_near):
        return []
    if find.needs_section and not reading.section_has(sentence.section, find.needs_section):
        return []
    if find.unless_section and reading.section_has(sentence.section, find.unless_section):
        return []
    if (find.needs_draft and not reading.has(find.needs_draft)) or reading.has(find.unless_draft):
        return []
    if find.find.day == "polling" and (context is None or not _near_poll(reading, index, context)):
        return []
    ranges = {place for pattern in find.match for place in sentence.places(pattern)}
    voice = find.find.voice
    if voice == "own":
        reported = sentence.reported
        return sorted(
            place for place in ranges if not (reported or sentence.quoted(*place)) or sentence.by_officer(*place)
        )
    if voice == "quoted":
        return sorted(place for place in ranges if sentence.quoted(*place))
    return sorted(ranges)


def severity_of(rule: Rule, context: Context, own: Mapping[str, str] | None = None) -> Severity | None:
    """A rule's severity on this day, the body's own level before the find's and the file's; None where it is off.

    Where only windows of neighbours are active it is one step less than inside, but never less than outside.
    """
    severity = _severity(rule, context.situation, context.levels, own)
    if not context.advisory or severity is None or rule.id == ALWAYS_COUNTS:
        return severity
    outside = _severity(rule, "outside", context.levels_outside, own) or Severity.NOTE
    return max(severity.lowered(), outside, key=lambda each: each.rank)


def _severity(rule: Rule, situation: str, levels: Mapping[str, str], own: Mapping[str, str] | None) -> Severity | None:
    """A rule's severity in a situation, by the same precedence."""
    level = (levels.get(rule.id) or levels.get(rule.family)) if levels else None
    if level is None or rule.id == ALWAYS_COUNTS:
        level = (own or {}).get(situation) or rule.severity[situation]
    return _LEVELS[level]


def _hits(reading: Reading, index: int, find: CompiledFind, context: Context, rule: Rule) -> Iterator[Hit]:
    severity = severity_of(rule, context, find.find.severity)
    if severity is None:
        return
    sentence = reading.sentences[index]
    for start, end in found_in(reading, index, find, context.kind, context):
        quoted = sentence.quoted(start, end)
        weight = severity
        others = (quoted or sentence.reported) and not sentence.political_speaker
        if others and find.find.voice != "quoted" and sentence.by_officer(start, end):
            if severity is Severity.BLOCK:
                others = False  # no body may say this, in quotation marks or not
            elif find.find.voice == "own":
                continue  # an officer may love the new garden
        # What a timing rule finds is the publishing itself, and it is the body's act in whoever's words.
        if others and rule.id != ALWAYS_COUNTS and rule.family != "timing":
            weight = severity.lowered()
        yield Hit(
            rule=rule.id,
            severity=weight,
            excerpt=sentence.text(start, end),
            where=sentence.span(start, end),
            sentence=index,
            message=find.find.message,
            evidence=_evidence(sentence, start, end, quoted, context.lexicon),
        )


def _evidence(sentence: Sentence, start: int, end: int, quoted: bool, lexicon: Lexicon) -> dict[str, object]:
    """What the hit rests on: whom it names, in whose words, in which part of the draft."""
    named = sorted({token.entity for token in sentence.tokens[start:end] if token.entity})
    evidence: dict[str, object] = {"where": sentence.role.value}
    if named:
        evidence["named"] = named
    if sentence.block.boxes:
        evidence["box"] = sentence.box(start, end)
    if quoted:
        evidence["voice"] = "politician" if sentence.political_speaker else "quoted"
    elif sentence.reported:
        evidence["voice"] = "reported"
    return evidence


def _applies(find: CompiledFind, sentence: Sentence, kind: str) -> bool:
    wanted = find.find
    if (wanted.kinds and kind not in wanted.kinds) or kind in wanted.not_kinds:
        return False
    match wanted.where:
        case "lead":
            return sentence.lead and is_prose(sentence)
        case "heading":
            return sentence.role.value in ("heading", "title")
        case "cell":
            return sentence.role is Role.CELL
        case "image":
            return is_image_text(sentence)
        case "prose":
            return is_prose(sentence)
    return True


def _near(reading: Reading, index: int, patterns: frozenset[int]) -> bool:
    """Whether a pattern stands in a sentence, the one before, the one after, or the same row of a table.

    For an item of a list the line that opens the list counts too, and for a sentence that goes on about what was said
    ("it", "the scheme") the three before it in its paragraph, or under the same heading where it opens a paragraph.
    """
    sentences = reading.sentences
    if any(sentence.has(patterns) for sentence in sentences[max(0, index - 1) : index + 2]):
        return True
    sentence = sentences[index]
    if reading.row_has(sentence.row, patterns):
        return True
    opener = reading.openers.get(index)
    if opener is not None and sentences[opener].has(patterns):
        return True
    if not sentence.has(reading.lexicon.signals["goes-on"]):
        return False
    before = sentences[max(0, index - _GOES_BACK) : max(0, index - 1)]
    if sentences[index - 1].block is not sentence.block and sentence.role is Role.PARAGRAPH:
        return any(each.section == sentence.section and each.has(patterns) for each in before)
    return any(each.block is sentence.block and each.has(patterns) for each in before)


def _near_poll(reading: Reading, index: int, context: Context) -> bool:
    """Whether a sentence, the one before or the one after points to the polling day of an active window."""
    if not context.polls:
        return False
    from neutral_gate.rules.poll_days import points_to_poll

    near = reading.sentences[max(0, index - 1) : index + 2]
    return any(points_to_poll(each.tokens, context.at.date(), context.polls) for each in near)


def _without_nested(hits: list[Hit]) -> list[Hit]:
    """The weightiest hits first, then the longest; one that lies inside another adds nothing."""
    taken = Stretches()
    ranked = sorted(hits, key=lambda each: (-each.severity.rank, each.where.start - each.where.end))
    return [hit for hit in ranked if taken.add(hit.where.start, hit.where.end)]
