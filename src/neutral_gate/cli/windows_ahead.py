"""The lookahead of `neutral-gate windows --ahead`: what opens soon, and which scheduled drafts will then be blocked."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from neutral_gate.model import GateError, Severity, Verdict
from neutral_gate.reports.layout import Page
from neutral_gate.reports.wording import number, verdict_words

if TYPE_CHECKING:
    from neutral_gate.elections import Body
    from neutral_gate.model import Decision, DraftResult, Window

_SHOWN = 3  # findings named of one draft; `neutral-gate check` shows them all


def look_ahead(page: Page, args: Namespace, windows: Sequence[Window], at: datetime, body: Body) -> int:
    """Says what opens in the days ahead, and judges scheduled drafts, each at its own date of publication.

    Args:
        page: Where the answer is written.
        args: The command line: `ahead`, `paths`, `config`, `body`.
        windows: All windows on record.
        at: The moment from which to look ahead.
        body: Who asks.

    Returns:
        0 where nothing will be blocked, 1 where a draft will, 2 where one cannot be checked.
    """
    from neutral_gate.elections import opening_soon
    from neutral_gate.elections.explain import about

    soon = opening_soon(windows, at, args.ahead, body)
    days = number(args.ahead, "day")
    if soon:
        page.paragraph(f"In the next {days} {number(len(soon), 'pre-election period')} will open:")
        for window in soon:
            page.item("-", f"in {_until(at, window.start)}. {' '.join(about(window, at, body))}")
    else:
        page.paragraph(f"In the next {days} no further pre-election period will open.")
    if not args.paths:
        return 0
    page.gap()
    found = scheduled(args, at)
    _say_drafts(page, found)
    return found.code


class Scheduled(NamedTuple):
    """What became of the drafts that were named.

    Attributes:
        drafts: Those that are due in the days ahead, and those that could not be read, by their day.
        undated: Files without a date of publication.
        outside: How many are not due in these days.
        code: The exit code: 0 where nothing will be blocked, 1 where a draft will, 2 where one cannot be checked.
    """

    drafts: tuple[DraftResult, ...]
    undated: tuple[str, ...]
    outside: int
    code: int


def scheduled(args: Namespace, at: datetime) -> Scheduled:
    """Judges the drafts of a command line, each at its own date of publication."""
    from neutral_gate.cli.checking import Checker, Wishes
    from neutral_gate.cli.output import hide_fault_details
    from neutral_gate.readers import find_drafts

    hide_fault_details()
    checker = Checker(Wishes(config=args.config, body=args.body))
    last = at + timedelta(days=args.ahead)
    undated: list[str] = []
    outside = 0
    for path in list(find_drafts(args.paths)):
        dates = _dates(path)
        undated += [str(path)] if dates and all(day is None for day in dates) else []
        planned = [day for day in dates if day is not None]
        if planned and not any(at < day <= last for day in planned):
            outside += 1
        elif planned or not dates:  # one that cannot be read is reported, not passed over
            checker.check_file(path)
    decision = checker.decision()
    drafts = sorted(_scheduled(decision, at, last), key=lambda draft: (draft.at, draft.path))
    blocked = any(draft.verdict is Verdict.BLOCK for draft in drafts)
    return Scheduled(tuple(drafts), tuple(undated), outside, 2 if checker.broken else 1 if blocked else 0)


def _say_drafts(page: Page, found: Scheduled) -> None:
    from neutral_gate.elections.moments import say

    page.paragraph(_summary(found.drafts, [draft for draft in found.drafts if draft.verdict is Verdict.BLOCK]))
    for draft in found.drafts:
        if draft.verdict is not Verdict.PASS:
            page.item("-", f"{draft.path}, due on {say(draft.at)}: {verdict_words(draft.verdict)}. {_why(draft)}")
    if found.undated:
        page.paragraph(f"Not looked at, because no date of publication stands in them: {', '.join(found.undated)}.")
    if found.outside:
        page.paragraph(f"{number(found.outside, 'draft')} left out, because they are not due in these days.")


def _dates(path: Path) -> list[datetime | None]:
    """When the drafts of a file are due, each; none where it cannot be read."""
    from neutral_gate.elections.moments import to_london
    from neutral_gate.readers import read_file

    try:
        return [draft.published and to_london(draft.published) for draft in read_file(path)]
    except GateError:
        return []


def _scheduled(decision: Decision, at: datetime, last: datetime) -> Iterator[DraftResult]:
    """The drafts that are due in the days ahead, and the files that could not be read."""
    for draft in decision.drafts:
        if at < draft.at <= last or any(finding.rule == "gate/unreadable" for finding in draft.findings):
            yield draft


def _summary(drafts: Sequence[DraftResult], blocked: Sequence[DraftResult]) -> str:
    if not drafts:
        return "None of these drafts is due in these days."
    due = f"{number(len(drafts), 'draft')} {'is' if len(drafts) == 1 else 'are'} due in these days"
    if not blocked:
        return f"{due}. None of them will be blocked on its day."
    return (
        f"{due}. {number(len(blocked), 'draft')} will be blocked on the day: publish earlier, later or in other words."
    )


def _why(draft: DraftResult) -> str:
    """The gravest findings of a draft in a few words, with the periods that it falls in."""
    counted = [each for each in draft.findings if each.suppressed is None and each.severity is not Severity.NOTE]
    gravest = max((each.severity.rank for each in counted), default=0)
    said = list(dict.fromkeys(each.message for each in counted if each.severity.rank == gravest))
    more = f" And {number(len(said) - _SHOWN, 'more finding')}." if len(said) > _SHOWN else ""
    periods = ", ".join(window.title for window in draft.windows)
    return f"{' '.join(said[:_SHOWN])}{more}{f' It falls in: {periods}.' if periods else ''}"


def _until(at: datetime, start: datetime) -> str:
    days = (start.date() - at.date()).days
    return f"{days} day{'' if days == 1 else 's'}"
