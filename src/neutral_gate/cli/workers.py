"""Judges many files in several processes, each with its own pipe, so that a process that dies loses no file.

The settings and the lexicon are loaded once, before the processes branch off. A process has one handful of files at a
time: memory does not grow with the number of files that wait.
"""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.model import UsageError
from neutral_gate.model.records import NamedTuple

if TYPE_CHECKING:  # multiprocessing takes long to load, and a run on a few files needs none
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

    from neutral_gate.cli.judging import Judge
    from neutral_gate.cli.wishes import Outcome, Wishes

_PAYS_FROM = 300_000  # bytes of all files; for fewer, starting processes takes longer than it saves
_FILES = 300  # however small they are
_HANDFUL = 8
_TRIES = 2  # a process that dies twice with nothing but this file in hand dies of it


def judge_files(judge: Judge, paths: Sequence[Path], jobs: int | None = 1) -> Iterator[tuple[int, Outcome]]:
    """Judges files.

    Args:
        judge: Judges them; every process has a copy.
        paths: The files.
        jobs: How many processes to use, or None for one a core where there are files enough.

    Yields:
        The place of a file in `paths` and its outcome, in the order in which they are done.

    Raises:
        UsageError: The settings for a file are wrong.
    """
    if jobs is None:
        jobs = cores() if _pays(paths) else 1
    jobs = min(jobs, len(paths))
    if jobs < 2:
        yield from enumerate(judge.files(paths))
        return
    for folder in dict.fromkeys(path.parent for path in paths):  # wrong settings show here, in the order of the files
        judge.setup_for(folder, whole=True)
    team = _Team(judge)
    try:
        yield from team.run(paths, jobs)
    finally:
        team.stop()


def _pays(paths: Sequence[Path]) -> bool:
    """Whether there is so much to read that several processes are done earlier than one."""
    left = _PAYS_FROM
    for path in paths:
        with suppress(OSError):
            left -= max(os.stat(path).st_size, _PAYS_FROM // _FILES)  # noqa: PTH116 - half as long as the way of a Path
        if left <= 0:
            return True
    return False


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection


class _Team:
    """Processes that judge, and what each of them has in hand."""

    def __init__(self, judge: Judge) -> None:
        import multiprocessing

        self._judge = judge
        # A branched process has the lexicon at once. macOS and Windows cannot branch safely.
        method = "fork" if sys.platform == "linux" else "spawn"
        self._context: BaseContext = multiprocessing.get_context(method)
        self._branched = method == "fork"
        self._all: dict[Connection, _Worker] = {}
        self._busy: dict[Connection, list[int]] = {}

    def run(self, paths: Sequence[Path], jobs: int) -> Iterator[tuple[int, Outcome]]:
        """See `judge_files`."""
        from multiprocessing.connection import Connection, wait

        size = max(1, min(_HANDFUL, len(paths) // (jobs * 2)))
        waiting = deque(list(range(start, min(start + size, len(paths)))) for start in range(0, len(paths), size))
        tries = [0] * len(paths)
        gc.freeze()  # what is loaded now stays, so the branches need not look through it, nor copy it
        for _ in range(jobs):
            if waiting:
                self._hand(self._new(), waiting.popleft(), paths)
        while self._busy:
            for worker in [self._all[pipe] for pipe in wait(list(self._busy)) if isinstance(pipe, Connection)]:
                places = self._busy.pop(worker.pipe)
                try:
                    outcomes, error = worker.pipe.recv()
                except (EOFError, OSError):
                    self._dismiss(worker)
                    yield from self._after_a_death(worker, places, paths, tries, waiting)
                    if waiting:
                        self._hand(self._new(), waiting.popleft(), paths)
                    continue
                if error is not None:
                    raise UsageError(*error)
                yield from zip(places, outcomes, strict=True)
                if waiting:
                    self._hand(worker, waiting.popleft(), paths)
                else:
                    self._dismiss(worker)

    def stop(self) -> None:
        """Ends the processes that still work."""
        for worker in self._all.values():
            worker.process.terminate()
        for worker in list(self._all.values()):
            self._dismiss(worker)
        gc.unfreeze()

    def _dismiss(self, worker: _Worker) -> None:
        """Closes the pipe, which ends the work of a process, and waits for its end."""
        worker.pipe.close()
        worker.process.join(5)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        del self._all[worker.pipe]

    def _new(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        # A branch that held the other pipes open would keep its siblings from seeing that the first process is gone.
        others = [*self._all, ours] if self._branched else []
        judge = self._judge if self._branched else None
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_work, args=(self._judge.wishes, self._judge.keep, judge, theirs, others), daemon=True
        )
        with _deaf_to_interrupts():
            process.start()
        theirs.close()
        worker = self._all[ours] = _Worker(process, ours)
        return worker

    def _hand(self, worker: _Worker, places: list[int], paths: Sequence[Path]) -> None:
        self._busy[worker.pipe] = places
        try:
            worker.pipe.send([str(paths[place]) for place in places])
        except OSError:
            return  # it is dead, as reading its answer will show

    def _after_a_death(
        self, worker: _Worker, places: list[int], paths: Sequence[Path], tries: list[int], waiting: deque[list[int]]
    ) -> Iterator[tuple[int, Outcome]]:
        """Has each file in hand judged on its own next; one that was alone twice is given up, with a finding."""
        for place in reversed(places):
            tries[place] += len(places) == 1
            if tries[place] < _TRIES:
                waiting.appendleft([place])
                continue
            yield (
                place,
                self._judge.unreadable(
                    str(paths[place]),
                    f"{paths[place]} could not be checked: the process that read it ended ({_ending(worker)}).",
                    "Check that the computer has memory to spare, and check this file alone with --jobs 1.",
                ),
            )


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """A process that starts here is not stopped by Ctrl-C before it can say how; the first process hears it after."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ending(worker: _Worker) -> str:
    code = worker.process.exitcode or 0
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _work(wishes: Wishes, keep: bool, judge: Judge | None, pipe: Connection, others: Sequence[Connection]) -> None:
    """What a process does: judges handfuls of files until there are no more."""
    import signal

    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends the others
        for other in others:
            other.close()
        if judge is None:
            from neutral_gate.cli.judging import Judge

            judge = Judge(wishes, keep)
        answer: tuple[list[Outcome], tuple[str, str] | None]
        while True:
            names = pipe.recv()
            try:
                answer = list(judge.files(map(Path, names))), None
            except UsageError as error:
                answer = [], (error.problem, error.mend)
            pipe.send(answer)
    except (EOFError, OSError, KeyboardInterrupt):
        return
