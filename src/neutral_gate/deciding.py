"""Results of drafts put together into one decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from neutral_gate.model.decision import Decision, DraftResult
from neutral_gate.model.finding import Verdict


def decide(
    results: Iterable[DraftResult], at: datetime | None, versions: Mapping[str, str], notices: Iterable[str]
) -> Decision:
    """Puts results together.

    Args:
        results: One a draft, in the order of the report.
        at: The moment of the run, or None for now.
        versions: Versions that the results rest on.
        notices: Plain sentences for the reader, besides what the windows of the results have to say.
    """
    drafts = tuple(results)
    windows = {window.id: window for draft in drafts for window in draft.windows}
    return Decision(
        at=at or datetime.now(ZoneInfo("Europe/London")),
        verdict=Verdict.strictest(draft.verdict for draft in drafts),
        windows=tuple(windows.values()),
        drafts=drafts,
        versions=versions,
        notices=tuple(dict.fromkeys((*notices, *(_told(drafts) if windows else ())))),
    )


def _told(drafts: Iterable[DraftResult]) -> dict[str, None]:
    from neutral_gate.elections import reminders  # a run outside any window does not pay for it

    return dict.fromkeys(notice for draft in drafts for notice in (*reminders(draft.windows, draft.at), *draft.notices))
