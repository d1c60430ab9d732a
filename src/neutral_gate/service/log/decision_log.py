"""The decision log's front door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from neutral_gate.model import UsageError
from neutral_gate.service.log import chain
from neutral_gate.service.log.database import Database
from neutral_gate.service.log.entries import (
    DecisionEntry,
    DecisionQuery,
    DecisionRow,
    OverrideEntry,
    Page,
    Verification,
)
from neutral_gate.service.log.errors import KeyUsedError, LogError
from neutral_gate.service.log.moments import now, written
from neutral_gate.service.log.overrides import append_override
from neutral_gate.service.log.queries import by_key, chosen, find
from neutral_gate.service.log.rows import decision_data, filled, new_id
from neutral_gate.service.log.tables import entries, texts

if TYPE_CHECKING:
    from neutral_gate.service.log.export import Writer

_LARGEST_PAGE = 500
_PURGED = 500  # texts in one go, so that those who want to log something need not wait for long


class DecisionLog:
    """Every decision and every override, for ever. Safe to share between threads.

    Args:
        url: `sqlite:///file.db` or `postgresql://user:password@host/name`.
        store_text: Whether the drafts' texts are kept too, beside the chain.
        retention_days: After how many days `purge` blanks kept texts; None keeps them.
        patience: Seconds to wait for other writers before `LogBusyError`.
        create: Whether to make the file of an SQLite database that is not there yet.
        clock: Gives this moment; the machine's clock by default.

    Raises:
        UsageError: The address of the database cannot be read or opened.
    """

    def __init__(
        self,
        url: str,
        store_text: bool = False,
        retention_days: int | None = None,
        *,
        patience: float = 5.0,
        create: bool = True,
        clock: Callable[[], datetime] = now,
    ) -> None:
        if retention_days is not None and retention_days < 0:
            raise UsageError("The days to keep texts cannot be below nought.", "Give 0 or more days, or leave it out.")
        self.database = Database(url, patience, create)
        self.clock = clock
        self._store_text = store_text
        self._retention_days = retention_days

    def migrate(self) -> None:
        """Sets up the tables, or brings them up to date. Several processes may call it at once.

        Raises:
            LogError: The database cannot do it, or a newer version of Neutral Gate set it up.
        """
        from neutral_gate.service.log.migrations import migrate

        migrate(self.database)

    def record_decision(self, entry: DecisionEntry) -> str:
        """Puts a decision into the log. When this returns, it is on the disk.

        Args:
            entry: The decision. With an idempotency key that is in the log already, nothing is added.

        Returns:
            The decision's id; for a key that was there, the id of the earlier decision.

        Raises:
            KeyUsedError: The key is in the log with another draft.
            LogError: It could not be logged: do not answer as if it were.
        """
        id_ = new_id("dec")
        text, findings = self._to_keep(entry)
        digest = chain.text_digest(text, findings) if self._store_text else None
        data = decision_data(entry, digest)
        with self.database.write() as connection:
            if entry.idempotency_key is not None and (earlier := by_key(connection, entry.idempotency_key)):
                if earlier.sha256 != entry.sha256:
                    raise KeyUsedError(
                        "This idempotency key was used before, for another draft.",
                        "Use a new key for each draft, and the old one only to ask again.",
                    )
                return earlier.id
            moment = self.clock()
            chain.append(connection, "decision", id_, moment, data)
            if self._store_text:
                kept = {"decision_id": id_, "stored": written(moment), "text": text, "findings": findings}
                connection.execute(insert(texts).values(kept))
        return id_

    def record_override(self, entry: OverrideEntry) -> str:
        """Puts an override into the log. When this returns, it is on the disk.

        Returns:
            The override's id.

        Raises:
            UsageError: It names no decision of the log, no known reason code, no reason or no person, or the second
                person is the first.
            LogError: It could not be logged: do not publish as if it were.
        """
        with self.database.write() as connection:
            return append_override(connection, entry, self.clock())

    def decisions(self, query: DecisionQuery = DecisionQuery()) -> Page[DecisionRow]:  # noqa: B008 - it is frozen
        """A page of decisions, newest first."""
        limit = min(max(query.limit, 1), _LARGEST_PAGE)
        statement = chosen(query).order_by(entries.c.seq.desc()).limit(limit + 1)
        with self.database.read() as connection:
            rows = connection.execute(statement).mappings().all()
            shown = filled(connection, rows[:limit])
        return Page(shown, shown[-1].seq if len(rows) > limit else None)

    def decision(self, id: str) -> DecisionRow | None:  # noqa: A002 - the word of the contract
        """The decision with this id, or None."""
        with self.database.read() as connection:
            return find(connection, id)

    def seen(self, idempotency_key: str) -> DecisionRow | None:
        """The decision that was logged with this key, or None."""
        with self.database.read() as connection:
            return by_key(connection, idempotency_key)

    def count(self, query: DecisionQuery = DecisionQuery()) -> int:  # noqa: B008 - it is frozen
        """How many decisions a query finds on all its pages."""
        with self.database.read() as connection:
            return connection.execute(select(func.count()).select_from(chosen(query).subquery())).scalar_one()

    def verify(self, noted: tuple[int, str] | None = None) -> Verification:
        """Walks the whole chain. Takes time in proportion to its length; others may write meanwhile.

        Args:
            noted: Number and hash of an entry that somebody wrote down earlier, to see that it is still there.

        Raises:
            LogError: The database cannot be read.
        """
        with self.database.read() as connection:
            return chain.verify(connection, noted)

    def export(
        self,
        out: Writer,
        format: str = "csv",  # noqa: A002 - the word of the contract
        since: datetime | None = None,
        until: datetime | None = None,
        *,
        query: DecisionQuery | None = None,
        personal: bool = True,
        text: bool = False,
    ) -> int:
        """Writes decisions with their overrides, oldest first, as one state of the log.

        Args:
            out: Takes text; for CSV it must leave line ends as they are.
            format: "csv" or "json".
            since: Logged at this moment or later.
            until: Logged before this moment.
            query: What else to choose by; its page and limit do not count.
            personal: False to leave out who wrote, asked and overrode, and their reasons in their own words.
            text: True to give the kept texts too.

        Returns:
            How many decisions were written.

        Raises:
            UsageError: There is no such format.
            LogError: The database cannot be read.
        """
        from neutral_gate.service.log.export import write

        asked = query or DecisionQuery()
        asked = replace(asked, since=since or asked.since, until=until or asked.until, before=None)
        with self.database.read() as connection:
            return write(out, format, connection, chosen(asked), personal=personal, text=text, moment=self.clock())

    def purge(self, at: datetime) -> int:
        """Blanks kept texts whose time is over at a moment. Entries stay, and the chain stays valid.

        Returns:
            How many texts were blanked.
        """
        if self._retention_days is None:
            return 0
        limit = written(at - timedelta(days=self._retention_days))
        old = select(texts.c.decision_id).where(texts.c.stored <= limit, texts.c.purged.is_(None)).limit(_PURGED)
        blank = update(texts).where(texts.c.decision_id.in_(old)).values(text=None, findings=None, purged=written(at))
        total = 0
        while True:
            with self.database.write() as connection:
                count = connection.execute(blank).rowcount
            total += count
            if count < _PURGED:
                break
        if total:
            self.database.forget_blanked()
        return total

    def ready(self) -> bool:
        """Whether the database answers, and its tables are there and up to date."""
        from neutral_gate.service.log.migrations import is_current

        try:
            with self.database.read() as connection:
                return is_current(connection)
        except LogError:
            return False

    def close(self) -> None:
        """Closes all connections to the database."""
        self.database.close()

    def _to_keep(self, entry: DecisionEntry) -> tuple[str | None, str | None]:
        if not self._store_text:
            return None, None
        findings = chain.canonical({"": [dict(finding) for finding in entry.findings]})[4:-1]
        return (None if entry.text is None else chain.clean(entry.text)), findings
