"""The decision as text for people: what is wrong, where, why, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from neutral_gate.model import Decision, DraftResult, Finding, Severity
from neutral_gate.reports.excerpt import harmless, line_with_marks
from neutral_gate.reports.layout import Page
from neutral_gate.reports.registry import Options
from neutral_gate.reports.wording import number, summary, verdict_words, window_words

_LABEL = 11  # columns of "Exception:" and its gap
_UNREADABLE = "gate/unreadable"
_LONG_SENTENCE = "readability/long-sentence"
_PLACES = 4  # places shown of findings that say the same; the others are named by their lines
_CHECKLIST_LINES = 6  # as many as one draft has at most; nobody works through more


def render(decision: Decision, options: Options) -> str:
    """The report as text.

    Without findings it is a few lines: the windows that were active, the checklist and one sentence. `quiet` leaves
    only what fails; `verbose` adds notes, allowed findings, exceptions and measures.
    """
    page = Page(options.colour, options.width)
    explained: set[str] = set()
    for draft in decision.drafts:
        _draft(page, draft, options, explained)
    if options.quiet:
        if page.empty:
            return ""
    else:
        _windows(page, decision)
        _checklist(page, decision.drafts, options)
        for notice in decision.notices:
            page.gap()
            page.paragraph(f"Note: {harmless(notice)}")
    page.gap()
    page.paragraph(summary(decision), "bold")
    unreadable = sum(finding.rule == _UNREADABLE for draft in decision.drafts for finding in draft.findings)
    if unreadable:
        page.paragraph(f"{number(unreadable, 'file')} could not be read, so the check is not complete.")
    if not options.quiet:
        for line in _left_out(decision, options):
            page.paragraph(line)
    return page.text()


def _draft(page: Page, draft: DraftResult, options: Options, explained: set[str]) -> None:
    """One draft with the findings that are to be shown; nothing where there are none."""
    findings = [finding for finding in draft.findings if _is_shown(finding, options)]
    measures = options.verbose and bool(draft.readability)
    if not findings and not measures and not (options.verbose and draft.exceptions):
        return
    page.gap()
    name = "Standard input" if draft.path == "-" else harmless(draft.path)
    unread = any(finding.rule == _UNREADABLE for finding in draft.findings)
    page.paragraph(f"{name} {'could not be checked' if unread else verdict_words(draft.verdict)}.", "bold")
    for group in _groups(findings):
        page.gap()
        _group(page, group, draft, options, explained)
    said = {finding.exception for finding in findings}
    used = [used for used in draft.exceptions if not options.quiet and used.id not in said]
    if used or measures:
        page.gap()
    for exception in used:
        page.labelled("Exception:", f"{harmless(exception.reason)} ({', '.join(exception.rules)})", _LABEL)
    if measures:
        figures = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in draft.readability.items())
        page.labelled("Measured:", figures, _LABEL)


def _is_shown(finding: Finding, options: Options) -> bool:
    if options.verbose:
        return True
    least = Severity.BLOCK if options.quiet and options.fail_on == "block" else Severity.WARN
    return finding.suppressed is None and finding.severity.rank >= least.rank


def _groups(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings that say the same, together: the gravest first, then by their first place; long sentences by length."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        key = (finding.rule, finding.severity, finding.message, finding.suppressed, finding.exception)
        groups.setdefault(key, []).append(finding)
    ordered = sorted(groups.values(), key=lambda group: -group[0].severity.rank)
    long = [place for place, group in enumerate(ordered) if group[0].rule == _LONG_SENTENCE]
    ranked = sorted((ordered[place] for place in long), key=_words)
    for place, group in zip(long, ranked, strict=True):
        ordered[place] = group
    return ordered


def _words(group: list[Finding]) -> int:
    """Orders long sentences by their words, the longest first."""
    words = group[0].evidence.get("words")
    return -words if isinstance(words, int) else 0


def _group(page: Page, group: list[Finding], draft: DraftResult, options: Options, explained: set[str]) -> None:
    """What is said once for several places, with the words at each place."""
    finding = group[0]
    start = finding.start
    place = page.style(f"{harmless(draft.path)}:{start.line}:{start.column}", "dim")
    severity = "allowed" if finding.suppressed is not None else finding.severity.value
    page.line(f"  {page.style(severity, severity)}  {page.style(finding.rule, 'bold')}  {place}")
    shown = group if options.verbose else group[:_PLACES]
    for each in shown:
        gutter = f"{each.start.line:>6} | "
        lines = line_with_marks(draft.source, each, page.width - len(gutter))
        if lines:
            page.line(page.style(gutter, "dim") + lines[0])
            page.line(page.style(f"{'|':>8} ", "dim") + page.style(lines[1], severity))
    if len(group) > len(shown):
        rest = ", ".join(dict.fromkeys(str(each.start.line) for each in group[len(shown) :]))
        page.line(page.style(f"{'|':>8} ", "dim") + f"and {number(len(group) - len(shown), 'more place')}: line {rest}")
    page.labelled("Why:", harmless(finding.message), _LABEL)
    if finding.suggestion:
        page.labelled("Instead:", harmless(finding.suggestion), _LABEL)
    if finding.in_baseline:
        page.labelled("Allowed:", "it is in the baseline, so it was there before.", _LABEL)
    elif finding.suppressed is not None:
        page.labelled("Allowed:", f"by a comment in the draft. Its reason: {harmless(finding.suppressed)}", _LABEL)
    elif finding.exception:
        reasons = {used.id: used.reason for used in draft.exceptions}
        page.labelled("Exception:", harmless(reasons.get(finding.exception, finding.exception)), _LABEL)
    if finding.clauses:
        page.labelled("Guidance:", _guidance(finding.clauses, options.verbose, explained), _LABEL)


def _guidance(names: tuple[str, ...], all_of_them: bool, explained: set[str]) -> str:
    """The first clause, or all, in full where it first comes up in the report; the others by their ids."""
    from neutral_gate.lexicon.clauses import clauses

    in_full, by_id = [], []
    for place, name in enumerate(names):
        known = clauses().get(name)
        if known is None or name in explained or (place and not all_of_them):
            by_id.append(name)
        else:
            explained.add(name)
            in_full.append(f"{known.text} ({name}: {known.source}.)")
    also = "Also " if in_full and by_id else ""
    return " ".join([*in_full, f"{also}{', '.join(by_id)}{'.' if also else ''}"]).strip()


def _windows(page: Page, decision: Decision) -> None:
    from neutral_gate.elections.moments import say_day

    if not decision.drafts:
        return
    days = sorted({draft.at.date(): draft.at for draft in decision.drafts}.values())
    when = (
        say_day(days[0]) if len(days) == 1 else f"the dates of these drafts ({say_day(days[0])} to {say_day(days[-1])})"
    )
    page.gap()
    if not decision.windows:
        page.paragraph(f"No pre-election period was active on {when}.")
        return
    page.paragraph(f"Pre-election periods active on {when}:")
    for window in decision.windows:
        page.item("-", harmless(window_words(window)))


def _checklist(page: Page, drafts: Iterable[DraftResult], options: Options) -> None:
    """What a person should still look at, each line once; of many lines those that most drafts have."""
    counts = Counter(line for draft in drafts for line in draft.checklist)
    lines = [line for line, _ in counts.most_common(None if options.verbose else _CHECKLIST_LINES)]
    if not lines:
        return
    page.gap()
    page.paragraph("No machine can tell, so a person should also:")
    for line in lines:
        page.item("[ ]", harmless(line))
    if len(counts) > len(lines):
        page.item("   ", f"and {len(counts) - len(lines)} more (--verbose lists them).")


def _left_out(decision: Decision, options: Options) -> Iterator[str]:
    """What this report does not show."""
    findings = [finding for draft in decision.drafts for finding in draft.findings]
    allowed = sum(finding.suppressed is not None and not finding.in_baseline for finding in findings)
    notes = sum(finding.suppressed is None and finding.severity is Severity.NOTE for finding in findings)
    hint = "" if options.verbose else " (--verbose shows them)"
    if allowed:
        were = "was" if allowed == 1 else "were"
        yield f"{number(allowed, 'finding')} {were} allowed by a comment in the draft and not counted{hint}."
    if notes and not options.verbose:
        yield f"{number(notes, 'note')} left out{hint}."
