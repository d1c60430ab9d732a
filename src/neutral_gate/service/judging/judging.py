"""Checks, as the rest of the service asks for them: bounded in number and in time, and with an answer in any case."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from neutral_gate.model import UsageError
from neutral_gate.service.judging.bench import stamps
from neutral_gate.service.judging.errors import (
    BusyError,
    JudgingError,
    LostError,
    RefusedError,
    TooSlowError,
    UnreadableError,
)
from neutral_gate.service.judging.fleet import Fleet, Worker
from neutral_gate.service.judging.frames import Message
from neutral_gate.service.judging.remembered import Judged

_log = logging.getLogger(__name__)
_TRIES = 2  # a draft that ends two processes is not given a third
_AGAIN = 1.0  # seconds between two attempts to get a process


class Judging:
    """Processes that judge drafts.

    Args:
        config: The body's settings file, or None for a generic public body.
        workers: How many processes.
        admission: How many jobs may run or wait.
        deadline: Seconds that a job may wait, and that it may then take.
        reload_seconds: Seconds between two looks for changed files, or 0.
    """

    def __init__(
        self,
        config: Path | None = None,
        workers: int = 2,
        admission: int = 16,
        deadline: float = 3.0,
        reload_seconds: float = 0.0,
    ) -> None:
        self.config = config
        self.workers = workers
        self.admission = admission
        self.deadline = deadline
        self.running = 0
        self.replaced = 0
        self.reloads = 0
        self.spared = 0
        self.problem: tuple[str, str] | None = None
        self._pause = reload_seconds
        self._fleet: Fleet | None = None
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._busy: set[Worker] = set()
        self._workers: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._reloading = asyncio.Lock()

    @property
    def about(self) -> dict[str, Any]:
        """What the gate was loaded from: versions, notices, body, files, people; see `Bench.about`."""
        return self._fleet.about if self._fleet is not None else {}

    @property
    def ready(self) -> bool:
        """Whether there is a process that could judge."""
        return self._fleet is not None and bool(self._workers)

    @property
    def processes(self) -> frozenset[int]:
        """Ids of the processes that judge."""
        return frozenset(worker.pid for worker in tuple(self._workers))

    async def start(self) -> None:
        """Loads the gate and starts the processes.

        Raises:
            UsageError: The settings, a people list or a rule file is broken.
        """
        await self._take_over(await Fleet.load(self.config))
        if self._pause:
            self._spawn(self._watch())

    async def stop(self) -> None:
        """Ends all processes."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._fleet is not None:
            for worker in self._workers:
                worker.writer.close()
            await self._fleet.close()
            self._fleet = None
            self._workers.clear()

    async def check(self, request: bytes, head: Mapping[str, Any]) -> Judged:
        """What the job "check" gives for a request; where it came before, and no day or window ended since, at once.

        Args:
            request: The request as it came.
            head: As for the job; `at` is the present moment.

        Raises:
            JudgingError: As in `run`.
        """
        fleet = self._fleet
        known = fleet.remembered.get(request, head["at"]) if fleet is not None else None
        if known is not None:
            self.spared += 1
            return known
        judged = Judged(*await self._run("check", head, request))
        if fleet is not None:  # where a new generation has taken over meanwhile, nobody asks this one any more
            fleet.remembered.keep(request, judged)
        return judged

    async def run(self, job: str, head: Mapping[str, Any], body: bytes = b"") -> dict[str, Any]:
        """Has a job done in a process; see `jobs.JOBS`.

        Args:
            job: Its name.
            head: What it needs to know, as plain data.
            body: Bytes that it reads.

        Raises:
            BusyError: As many jobs as are allowed run or wait; at once.
            TooSlowError: It was not done in time; its process has been ended.
            LostError: Two processes ended over it.
            RefusedError: The client sent something that cannot be read.
        """
        return (await self._run(job, head, body))[0]

    async def _run(self, job: str, head: Mapping[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        """A job's value, and the bytes that come with it."""
        if self.running >= self.admission:
            raise BusyError
        self.running += 1
        try:
            message = Message({**head, "job": job, "deadline": self.deadline}, body)
            for _ in range(_TRIES):
                answer = await self._once(message)
                if answer is not None:
                    return _value(answer.head), answer.body
            raise LostError
        finally:
            self.running -= 1

    async def reload(self) -> bool:
        """Loads settings, people and rules anew. Where they are broken, the old ones stay, and `problem` says why."""
        async with self._reloading:
            try:
                fleet = await Fleet.load(self.config)
            except UsageError as error:
                self.problem = (error.problem, error.mend)
                _log.error("The changed settings are broken, so the old ones stay in use. %s %s", *self.problem)
                return False
            await self._take_over(fleet)
            self.problem = None
            self.reloads += 1
            _log.info("Settings, people and rules were loaded anew.")
            return True

    async def _once(self, message: Message) -> Message | None:
        """A job's answer from one process; None where the process ended over it."""
        try:
            worker = await asyncio.wait_for(self._idle.get(), self.deadline)
        except TimeoutError:
            raise BusyError from None
        self._busy.add(worker)
        whole = False
        try:
            answer = await asyncio.wait_for(worker.ask(message), self.deadline)
            whole = True
            return answer
        except TimeoutError:
            _log.error("A check took longer than %s seconds, so its process was ended.", self.deadline)
            raise TooSlowError from None
        except (EOFError, OSError):
            _log.error("A process ended in the middle of a check.")
            return None
        finally:
            self._busy.discard(worker)
            if not whole:  # also where the client went away: what the process is at is nobody's any more
                self._spawn(self._replace(worker))
            elif worker.fleet.retired:
                self._workers.discard(worker)
                worker.writer.close()
            else:
                self._idle.put_nowait(worker)

    async def _replace(self, worker: Worker) -> None:
        self.replaced += 1
        self._workers.discard(worker)
        await worker.end()
        while not worker.fleet.retired:
            fleet = worker.fleet
            try:
                new = await fleet.start()
            except (EOFError, OSError):
                if not fleet.alive and await self.reload():
                    return
                await asyncio.sleep(_AGAIN)
                continue
            if fleet.retired:
                await new.end()
            else:
                self._put(new)
            return

    async def _take_over(self, fleet: Fleet) -> None:
        """Puts a new generation to work; the old one finishes what it has in hand."""
        workers = [await fleet.start() for _ in range(self.workers)]
        old, self._fleet = self._fleet, fleet
        if old is not None:
            old.retired = True
            while not self._idle.empty():
                idle = self._idle.get_nowait()
                self._workers.discard(idle)
                idle.writer.close()
            self._spawn(self._wind_up(old))
        for worker in workers:
            self._put(worker)

    def _put(self, worker: Worker) -> None:
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    async def _wind_up(self, fleet: Fleet) -> None:
        while any(worker.fleet is fleet for worker in self._busy):
            await asyncio.sleep(0.05)
        await fleet.close()

    async def _watch(self) -> None:
        """Loads anew where a file has changed and then stayed as it is for a while: it may be half written."""
        known = await self._stamps()
        while True:
            await asyncio.sleep(self._pause)
            found = await self._stamps()
            if found == known:
                continue
            while True:
                await asyncio.sleep(self._pause / 2)
                again = await self._stamps()
                if again == found:
                    break
                found = again
            await self.reload()
            known = {**found, **{name: stamp for name, stamp in (await self._stamps()).items() if name not in found}}

    async def _stamps(self) -> dict[str, tuple[int, int]]:
        own = [self.config] if self.config is not None else []
        return await asyncio.to_thread(stamps, [*own, *map(Path, self.about.get("files", ()))])

    def _spawn(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        with contextlib.suppress(asyncio.CancelledError):
            error = task.exception()
            if error is not None:
                _log.error("A task of the service failed: %s", type(error).__name__)


def _value(answer: Mapping[str, Any]) -> dict[str, Any]:
    if "value" in answer:
        value: dict[str, Any] = answer["value"]
        return value
    if "refused" in answer:
        raise (UnreadableError if answer.get("unreadable") else RefusedError)(*answer["refused"])
    raise JudgingError("A fault in Neutral Gate stopped the check.", "Have the draft looked at by a person.")
