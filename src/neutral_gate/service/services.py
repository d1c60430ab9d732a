"""What every route has at hand, and the one way from a request to an answer that stands in the log."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple, TypeVar

from neutral_gate.elections import now
from neutral_gate.service.auth import Callers
from neutral_gate.service.auth.senders import Senders
from neutral_gate.service.judging import Judging
from neutral_gate.service.log import DecisionEntry, DecisionLog, LogError
from neutral_gate.service.log.reviews import Reviews
from neutral_gate.service.log.sessions import Sessions
from neutral_gate.service.log.tokens import Tokens
from neutral_gate.service.log.users import Users
from neutral_gate.service.metrics import Metrics
from neutral_gate.service.repeats import Repeats
from neutral_gate.service.settings import ServiceSettings

_log = logging.getLogger(__name__)
Value = TypeVar("Value")
_CHORES = 60.0  # seconds


class Answered(NamedTuple):
    """An answer: the id of its decision, the verdict, and all of it in JSON."""

    decision_id: str
    verdict: str
    body: bytes


class Services:
    """What the routes share. Made from the settings, and started by the application.

    Args:
        settings: The service's own settings.
        clock: Gives the present moment, with a time zone.

    Attributes:
        log: The decision log.
        judge: The processes that judge.
        callers: Tells who asks.
        tokens: Bearer tokens.
        users: People with a password.
        sessions: Who is signed in.
        reviews: Overrides that wait for a second person.
        repeats: Answers to requests that may come again.
        metrics: Counters and gauges.
        unproven: How many bodies are being read of which nobody knows yet who sends them.

    Raises:
        UsageError: The database's address or the file with signing secrets is wrong.
    """

    def __init__(self, settings: ServiceSettings, clock: Callable[[], datetime] = now) -> None:
        self.settings = settings
        self.clock = clock
        self.log = DecisionLog(
            settings.database, settings.store_text, settings.retention_days, patience=settings.deadline
        )
        database = self.log.database
        self.judge = Judging(
            settings.config, settings.workers, settings.admission, settings.deadline, settings.reload_seconds
        )
        self.tokens = Tokens(database)
        self.users = Users(database)
        self.sessions = Sessions(database)
        self.reviews = Reviews(database, clock)
        self.metrics = Metrics(self.judge)
        self.repeats = Repeats[Answered]()
        self.unproven = 0
        self.callers = Callers(self.tokens, Senders(settings.secrets), self.read, wall=lambda: self.clock().timestamp())
        self._readers = ThreadPoolExecutor(4, "read")
        self._writer = ThreadPoolExecutor(1, "log")
        self._started = False
        self._chores: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Sets up the database and starts the processes; does nothing where that was done.

        Raises:
            GateError: The database cannot be set up, or the body's settings are broken.
        """
        if not self._started:
            await self.write(self.log.migrate)
            await self.judge.start()
            self._chores = asyncio.create_task(self._do_chores())
            self._started = True

    async def stop(self) -> None:
        """Ends the processes and threads, and closes the database when all is written."""
        if self._chores is not None:
            self._chores.cancel()
        await self.judge.stop()
        self._writer.shutdown()
        self._readers.shutdown()
        self.log.close()

    async def reload(self) -> bool:
        """Reads settings, people, rules and signing secrets anew; False where one is broken and the old one stays."""
        good = self.callers.senders.reload()
        return await self.judge.reload() and good

    async def check(self, request: bytes, *, actor: str, source: str = "http", key: str | None = None) -> Answered:
        """Judges a request and logs the decision. What this returns is on the disk.

        Args:
            request: The JSON object of `POST /v1/check`.
            actor: Who asks: the name of a token, a sender or a signed-in person.
            source: How it came: "http", "wordpress" ...
            key: The caller's own key for this request: asked again with it, nothing is logged twice.

        Raises:
            JudgingError: The draft was not judged.
            LogError: The decision could not be logged.
            KeyUsedError: The key came before with another draft.
        """
        head = {"at": self.clock().isoformat(), "keep_text": self.settings.store_text}
        value, answer = await self.judge.check(request, head)
        own = await self.logged(value, actor=actor, source=source, key=key)
        return Answered(
            own["decision_id"], value["entry"]["verdict"], answer[:-1] + b"," + json.dumps(own)[1:].encode()
        )

    async def logged(
        self, value: Mapping[str, Any], *, actor: str, source: str, key: str | None = None
    ) -> dict[str, Any]:
        """Puts what the jobs "check" and "form" give into the log; see `check` for arguments and errors.

        Returns:
            What this adds to the answer: `at`, `decision_id`, and `inside`, whether a window is active.
        """
        said = value["entry"]
        at = datetime.fromisoformat(said["at"])
        entry = DecisionEntry(**{**said, "at": at}, source=source, idempotency_key=key, actor=actor)
        id_ = await self.write(self._record, entry)
        self.metrics.verdicts.labels(entry.verdict, source).inc()
        return {"at": said["at"], "decision_id": id_, "inside": value["inside"]}

    def _record(self, entry: DecisionEntry) -> str:
        """Logs a decision. One that comes again, but is another by now, is an entry of its own."""
        if entry.idempotency_key is not None:
            earlier = self.log.seen(entry.idempotency_key)
            if earlier is not None and earlier.sha256 == entry.sha256 and earlier.verdict != entry.verdict:
                entry = replace(entry, idempotency_key=None)
        with self.metrics.log_seconds.time():
            return self.log.record_decision(entry)

    async def _do_chores(self) -> None:
        """Every minute: closes reviews whose deadline is over, and blanks kept words whose time is over."""
        while True:
            await asyncio.sleep(_CHORES)
            try:
                await self.write(self.reviews.sweep)
                await self.write(self.log.purge, self.clock())
            except LogError as error:
                _log.error("%s", error.problem)

    async def write(self, work: Callable[..., Value], *arguments: Any, **named: Any) -> Value:
        """Runs what writes to the database, in the one thread that does."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, partial(work, *arguments, **named))

    async def read(self, work: Callable[..., Value], *arguments: Any, **named: Any) -> Value:
        """Runs what reads the database, in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, partial(work, *arguments, **named))
