"""What goes into the decision log and what comes out of it: plain typed data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")

REASONS: Mapping[str, str] = {
    "election-information": "It only tells people how an election works, or how to vote.",
    "emergency": "People need it now, for their safety or their health.",
    "required-by-law": "A law or a court says that it must be published now.",
    "regular-service": "It is part of the usual service, and was agreed before the election period.",
    "correction": "It puts right something that is wrong.",
    "advice-taken": "A lawyer, the monitoring officer or the election team was asked, and agreed.",
    "wrong-finding": "The gate is wrong about these words.",
    "other": "Something else. The reason says what.",
}
"""Codes of the reasons for an override, with what each means."""


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """A decision to put into the log.

    Attributes:
        at: The moment that the draft was judged for, with a time zone. When it was logged, the log notes itself.
        verdict: "block", "warn" or "pass".
        sha256: Digest of the draft's bytes, in hex.
        name: Path or name of the draft.
        kind: Kind of the draft.
        channel: Where it is to be published, or None.
        author: Who wrote it, or None.
        source: How it came: "http", "page", "wordpress" ...
        body: Type of the body that it was judged for.
        windows: Ids of the windows that were active.
        findings: As in the JSON answer. Without a policy to keep text, the log drops every word of the draft from them.
        versions: Versions of the gate, the lexicon and the people list.
        idempotency_key: The caller's key for this request: the same key never makes a second entry.
        text: The draft's text; kept only where the log's policy says so.
        actor: Who asked: the name of a token or of a signed-in person.
    """

    at: datetime
    verdict: str
    sha256: str
    name: str = ""
    kind: str = ""
    channel: str | None = None
    author: str | None = None
    source: str = "http"
    body: str | None = None
    windows: Sequence[str] = ()
    findings: Sequence[Mapping[str, Any]] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    idempotency_key: str | None = None
    text: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class OverrideEntry:
    """A person's decision to publish all the same.

    Attributes:
        decision_id: The decision that is overridden.
        actor: Who overrides it.
        reason_code: One of `REASONS`.
        reason: The reason in the person's own words.
        second_person: Who signed it off besides, or None.
        at: When, with a time zone; None for now.
    """

    decision_id: str
    actor: str
    reason_code: str
    reason: str
    second_person: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """An override as it stands in the log."""

    seq: int
    id: str
    recorded: datetime
    decision_id: str
    at: datetime
    actor: str
    reason_code: str
    reason: str
    second_person: str | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as it stands in the log.

    Attributes:
        seq: Number of the entry in the chain, from 1, without gaps (overrides and reviews count too).
        id: Id of the decision.
        recorded: When the log took it in, by the machine's clock, in UTC.
        at: The moment that the draft was judged for.
        findings: Rule, severity, place and clauses; with the draft's words only where they were kept and are not
            yet blanked.
        text: The draft's text where it was kept and is not yet blanked; else None.
        overrides: The overrides of this decision, oldest first.
    """

    seq: int
    id: str
    recorded: datetime
    at: datetime
    verdict: str
    sha256: str
    name: str
    kind: str
    channel: str | None
    author: str | None
    source: str
    body: str | None
    windows: tuple[str, ...]
    findings: tuple[Mapping[str, Any], ...]
    versions: Mapping[str, str]
    idempotency_key: str | None
    actor: str | None
    text: str | None = None
    overrides: tuple[OverrideRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionQuery:
    """Which decisions to show, newest first. What is None does not narrow the choice.

    Attributes:
        since: Logged at this moment or later.
        until: Logged before this moment.
        verdict: "block", "warn" or "pass".
        author: Exactly this author.
        actor: Exactly this person or token that asked.
        kind: Exactly this kind.
        channel: Exactly this channel.
        source: Exactly this way in.
        name: Has these letters in its name, in any case.
        window: This window was active.
        rule: This rule had a finding.
        overridden: True for those with an override, False for those without.
        limit: Most decisions on a page, 1 to 500.
        before: Only entries with a lower number than this: `Page.next` of the page before.
    """

    since: datetime | None = None
    until: datetime | None = None
    verdict: str | None = None
    author: str | None = None
    actor: str | None = None
    kind: str | None = None
    channel: str | None = None
    source: str | None = None
    name: str | None = None
    window: str | None = None
    rule: str | None = None
    overridden: bool | None = None
    limit: int = 50
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A page of rows.

    Attributes:
        items: The rows.
        next: What to give as `DecisionQuery.before` to get the page that follows, or None on the last page.
    """

    items: tuple[Row, ...]
    next: int | None = None

    def __iter__(self) -> Iterator[Row]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Verification:
    """What a walk along the hash chain found.

    Attributes:
        ok: True where nothing is amiss.
        entries: How many entries are sound, from the first on.
        head: Hash of the last sound entry; whoever keeps it elsewhere can prove later that nothing was cut off.
        broken_at: Number of the first entry that is amiss, or None.
        problem: What is amiss, in one plain sentence, or None.
    """

    ok: bool
    entries: int
    head: str
    broken_at: int | None = None
    problem: str | None = None
