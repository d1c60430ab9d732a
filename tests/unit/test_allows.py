"""Inline allows: what they say, how far they reach, and when they do not count."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.allows import ALLOW_RULES, apply_allows, find_allows
from neutral_gate.model import Finding, Format, Position, Severity

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2027, 4, 20, 9, tzinfo=LONDON)
MENTION = "neutrality/party-mention"
ADVOCACY = "neutrality/vote-advocacy"
KNOWN = (MENTION, ADVOCACY, "timing/press-release")
GOOD = f'<!-- neutral-gate: allow {MENTION} reason="a list of all" until=2027-05-07 -->'

PIECES = [GOOD, "<div>", "</div>", "<p", ">", "\n\n", "Labour ", "<!--", "-->", "'", '"', "---\n", "```", "<li>", "<b>"]


def hit(source: str, words: str = "Labour", rule: str = MENTION) -> Finding:
    """A finding on the first of these words."""
    start = source.index(words)
    line = source.count("\n", 0, start) + 1
    column = start - source.rfind("\n", 0, start)
    end = Position(start + len(words), line, column + len(words))
    return Finding(rule, Severity.WARN, "A party is named.", words, Position(start, line, column), end)


def covered(source: str, written: Format = "markdown") -> str:
    """The words that the only allow of a source covers."""
    (allow,) = find_allows(source, written)
    return source[allow.covers.start : allow.covers.end]


def applied(source: str, *, window: bool = True, now: datetime = NOW, **more: str) -> tuple[Finding, ...]:
    return apply_allows([hit(source, **more)], source, now, window, KNOWN)


def test_a_good_allow_marks_the_finding_and_keeps_it() -> None:
    (finding,) = applied(f"# Title\n\n{GOOD}\nLabour came.\n")

    assert finding.suppressed == "a list of all"
    assert finding.severity is Severity.WARN


def test_what_an_allow_says() -> None:
    (allow,) = find_allows(f"Text.\n\n{GOOD}\nMore.")

    assert (allow.rule, allow.reason, allow.until) == (MENTION, "a list of all", date(2027, 5, 7))
    assert not allow.whole_draft
    assert allow.problem == ""


@pytest.mark.parametrize(
    "comment",
    [
        '<!--neutral-gate:allow a/b reason="x"-->',
        "<!-- NEUTRAL-GATE: Allow a/b reason='x' -->",
        "<!-- neutral-gate: allow a/b\n  reason = “x”\n  until=“2027-05-07” -->",
        '<!-- neutral-gate: allow a/b until="2027-05-07" reason="x" -->',
        "<!-- neutral-gate: allow a/b reason=x -->",
    ],
)
def test_ways_to_write_it(comment: str) -> None:
    (allow,) = find_allows(comment)

    assert (allow.rule, allow.reason, allow.problem) == ("a/b", "x", "")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"Intro.\n\n{GOOD}\nOne\ntwo.\n\nThree.", "One\ntwo."),
        (f"Intro.\n\n{GOOD}\n\nOne.\n\nTwo.", "One."),
        (f"Intro.\r\n\r\n{GOOD}\r\nOne.\r\n\r\nTwo.", "One.\r"),
        (f"Intro.\n{GOOD}\nOne.\n \t\nTwo.", "One."),
        (f"Intro {GOOD}same\nparagraph.\n\nTwo.", "same\nparagraph."),
        (f"Intro. {GOOD}\n\nTwo.", ""),
        (f"Intro.\n\n- {GOOD} item\n- two\n\nNext.", "item\n- two"),
        (f"Intro.\n\n{GOOD}\n<!-- other -->\nOne.\n\nTwo.", "One."),
        (f"Intro.\n\n{GOOD}\n<div>\n\nOne.\n\n</div>\nTwo.", "<div>\n\nOne.\n\n</div>"),
        (f"Intro.\n\n{GOOD}", ""),
    ],
)
def test_reach_in_markdown(source: str, expected: str) -> None:
    assert covered(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"<p>I</p>{GOOD}<p>One</p><p>Two</p>", "<p>One</p>"),
        (f"<p>I</p>{GOOD}\n\n<div><div>One</div>\n\n<p>x</div><p>Two</p>", "<div><div>One</div>\n\n<p>x</div>"),
        (f"<p>I</p>{GOOD}<p>One<p>Two", "<p>One"),
        (f"<ul><li>I{GOOD}<li>One<ul><li>a<li>b</ul><li>Two</ul>", "<li>One<ul><li>a<li>b</ul>"),
        (f"<div><p>I</p>{GOOD}<p>One</div><p>Two", "<p>One"),
        (f"<p>{GOOD}We <b>back</b>\n\nthem</p><p>Two</p>", "We <b>back</b>\n\nthem"),
        (f"<div>x</div>{GOOD}We <b>back</b> them<p>Two</p>", "We <b>back</b> them"),
        (f"<p>I</p>{GOOD}<hr><p>Two</p>", "<hr>"),
        (f"<p>I</p>{GOOD}<div id='>'><script>'</div>'</script></div>2", "<div id='>'><script>'</div>'</script></div>"),
        (f"<p>I</p>{GOOD}<DIV>One<br/><img src=x></Div>Two", "<DIV>One<br/><img src=x></Div>"),
        (f"<p>I</p>{GOOD}<div><!-- </div> -->One</div>Two", "<div><!-- </div> -->One</div>"),
        (f"<div><p>I</p>{GOOD}</div><p>Two</p>", ""),
        (f"<table><tr><td>I{GOOD}<td>One<td>Two</table>", "<td>One"),
        (f"<p>I</p>{GOOD}<section>never closed <p>x", "<section>never closed <p>x"),
    ],
)  # fmt: skip
def test_reach_in_html(source: str, expected: str) -> None:
    assert covered(source, "html") == expected


@pytest.mark.parametrize(
    "before",
    ["", "\ufeff", "\n\n", "---\ntitle: A\n---\n\n", "<!-- a note -->\n", "<!doctype html>\n<html lang='en'>\n"],
)
def test_before_all_content_it_covers_the_whole_draft(before: str) -> None:
    source = f"{before}{GOOD}\n\nOne.\n\nLabour two."
    (allow,) = find_allows(source)
    (finding,) = applied(source)

    assert allow.whole_draft
    assert finding.suppressed == "a list of all"


def test_a_comment_in_front_matter_or_after_the_title_is_not_before_all_content() -> None:
    assert not find_allows(f"---\ntitle: A\n{GOOD}\n---\nText")[0].whole_draft
    assert not find_allows(f"# Title\n{GOOD}\nText")[0].whole_draft


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ('{"text": "x ' + GOOD.replace('"', "'") + ' y"}', "post-json"),
        (f"Text\n\n```html\n{GOOD}\n```\n", "markdown"),
        (f"Text\n\n~~~\n{GOOD}\n", "markdown"),
        (f"Write `{GOOD}` above it.", "markdown"),
        (f"<p>x</p><script>{GOOD}</script>", "html"),
        (f"<p>x</p><textarea>{GOOD}</textarea>", "html"),
        ("# neutral-gate: allow a/b reason='x'", "text"),
        ('Text\n\n<!-- neutral-gate: allow a/b reason="never closed"', "markdown"),
    ],
)
def test_places_where_nothing_is_an_allow(source: str, written: Format) -> None:
    assert find_allows(source, written) == ()


@pytest.mark.parametrize(
    ("comment", "rule", "severity"),
    [
        (f"allow {MENTION} until=2027-05-07", "gate/allow-without-reason", Severity.WARN),
        (f'allow {MENTION} reason=" " until=2027-05-07', "gate/allow-without-reason", Severity.WARN),
        (f'allow {MENTION} reason="x"', "gate/allow-without-end", Severity.WARN),
        (f'allow {MENTION} reason="x" until=2027-04-19', "gate/allow-expired", Severity.WARN),
        ('allow neutrality/party-menton reason="x" until=2027-05-07', "gate/allow-unknown-rule", Severity.WARN),
        ('allow gate/unreadable reason="x" until=2027-05-07', "gate/allow-refused", Severity.WARN),
        (f'allow {MENTION} reason="x" until=soon', "gate/allow-malformed", Severity.WARN),
        (f'allow {MENTION} reason="x" untill=2027-05-07', "gate/allow-malformed", Severity.WARN),
        (f'ignore {MENTION} reason="x" until=2027-05-07', "gate/allow-malformed", Severity.WARN),
        ('allow reason="x" until=2027-05-07', "gate/allow-malformed", Severity.WARN),
        ('allow timing/press-release reason="x" until=2027-05-07', "gate/allow-unused", Severity.WARN),
    ],
)
def test_an_allow_that_does_not_count_is_a_finding(comment: str, rule: str, severity: Severity) -> None:
    source = f"# Title\n\n<!-- neutral-gate: {comment} -->\nLabour came.\n"
    trouble, kept = applied(source)

    assert kept.suppressed is None
    assert (trouble.rule, trouble.severity) == (rule, severity)
    assert trouble.rule in ALLOW_RULES
    assert trouble.excerpt == f"<!-- neutral-gate: {comment} -->"
    assert (trouble.start.line, trouble.start.column) == (3, 1)
    assert source[trouble.start.offset : trouble.end.offset] == trouble.excerpt
    assert trouble.message
    assert trouble.suggestion


def test_outside_a_window_no_end_is_needed() -> None:
    source = f'x\n\n<!-- neutral-gate: allow {MENTION} reason="fine" -->\nLabour came.'
    (finding,) = applied(source, window=False)

    assert finding.suppressed == "fine"


def test_outside_a_window_an_unused_allow_is_only_a_note() -> None:
    (trouble,) = apply_allows([], f"x\n\n{GOOD}\nText.", NOW, False, KNOWN)

    assert (trouble.rule, trouble.severity) == ("gate/allow-unused", Severity.NOTE)


def test_it_counts_up_to_the_end_of_its_last_day_in_london() -> None:
    source = f'x\n\n<!-- neutral-gate: allow {MENTION} reason="x" until=2027-05-07 -->\nLabour came.'

    # 22:59 in universal time is 23:59 British Summer Time; one minute later the day is over.
    assert applied(source, now=datetime(2027, 5, 7, 22, 59, tzinfo=UTC))[0].suppressed == "x"
    assert applied(source, now=datetime(2027, 5, 7, 23, 0, tzinfo=UTC))[0].rule == "gate/allow-expired"


def test_asking_for_votes_can_never_be_allowed() -> None:
    source = f'<!-- neutral-gate: allow {ADVOCACY} reason="please" until=2027-05-07 -->\n\nVote Labour.'
    trouble, kept = applied(source, words="Vote Labour", rule=ADVOCACY)

    assert kept.suppressed is None
    assert trouble.rule == "gate/allow-refused"


def test_only_the_named_rule_in_its_block_is_allowed() -> None:
    source = f"x\n\n{GOOD}\nLabour.\n\nMore Labour and news."
    other = hit(source, "news", "timing/press-release")
    later = hit(source, "More Labour")
    first, second, third = apply_allows([hit(source, "Labour."), later, other], source, NOW, True, KNOWN)

    assert (first.suppressed, second.suppressed, third.suppressed) == ("a list of all", None, None)


def test_two_allows_in_a_row_cover_the_same_block() -> None:
    second = GOOD.replace(MENTION, "timing/press-release").replace("a list of all", "news desk")
    source = f"x\n\n{GOOD}\n{second}\nLabour news."
    findings = [hit(source), hit(source, "news.", "timing/press-release")]

    assert [one.suppressed for one in apply_allows(findings, source, NOW, True, KNOWN)] == [
        "a list of all",
        "news desk",
    ]


def test_two_allows_for_the_same_words_keep_the_first_reason_and_both_are_used() -> None:
    source = f"{GOOD}\n\nText\n\n{GOOD.replace('a list of all', 'again')}\nLabour came."

    assert [one.suppressed for one in applied(source)] == ["a list of all"]


def test_findings_come_back_untouched_where_there_is_no_allow() -> None:
    findings = (hit("Labour b"), hit("a Labour"))

    assert apply_allows(findings, "We mention neutral-gate here.", NOW, True, KNOWN) == findings


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@pytest.mark.parametrize("written", ["markdown", "html", "text"])
def test_any_source_gives_spans_inside_it(written: Format, pieces: list[str]) -> None:
    source = "".join(pieces)
    for allow in find_allows(source, written):
        assert 0 <= allow.where.start < allow.where.end <= len(source)
        assert source[allow.where.start : allow.where.end].startswith("<!--")
        assert allow.covers.end <= len(source)
        assert allow.whole_draft or allow.where.end <= allow.covers.start <= allow.covers.end


@pytest.mark.parametrize("tail", ['<a "' * 20_000, "<!--" * 20_000, "<div>" * 20_000, "\n " * 20_000, "<p>" * 20_000])
def test_hostile_sources_take_no_long_time(tail: str) -> None:
    source = f"x\n\n{GOOD}\n<div>{tail}"

    for written in ("markdown", "html"):
        assert len(find_allows(source, written)) == 1
