"""Checks the files of a command line: what is known is recalled, the rest is judged, in as many processes as pay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from neutral_gate.cli.wishes import Outcome, Setup, Wishes
from neutral_gate.deciding import decide
from neutral_gate.model.decision import Decision, DraftResult
from neutral_gate.model.finding import Verdict
from neutral_gate.model.records import replace

if TYPE_CHECKING:
    from neutral_gate.cli.judging import Judge
    from neutral_gate.cli.recalling import Recall
    from neutral_gate.results.store import Store

__all__ = ["Checker", "Wishes"]

_Value = TypeVar("_Value")


class Checker:
    """Judges drafts and keeps count of what failed.

    Args:
        wishes: What the command line asks for.
        store: Where results are kept between runs, or None to judge everything anew.
        before_judging: Called once, before the first draft is judged; not called where all results are recalled.

    Raises:
        UsageError: A setting or an option is wrong; this may only turn out with the first draft.
    """

    def __init__(
        self, wishes: Wishes, store: Store | None = None, before_judging: Callable[[], None] | None = None
    ) -> None:
        self._wishes = wishes
        self._before_judging = before_judging
        self._recall = _recall(wishes, store)
        self._results: list[DraftResult] = []
        self._setups: list[Setup] = []
        self._said: dict[str, None] = {}
        self._shared: dict[object, object] = {}
        self.broken = False

    @cached_property
    def _judge(self) -> Judge:
        from neutral_gate.cli.judging import Judge  # with it come the rules and all that they need

        if self._before_judging is not None:
            self._before_judging()
        return Judge(self._wishes, keep=self._recall is not None)

    def check_files(
        self,
        paths: Sequence[Path],
        jobs: int | None = 1,
        watch: Callable[[int, int], None] | None = None,
        told: Callable[[Path, Outcome], None] | None = None,
    ) -> None:
        """Judges the drafts in files. One that cannot be read is one finding, and the run goes on.

        Args:
            paths: The files, in the order of the report.
            jobs: How many processes to use, or None for as many as pay.
            watch: Told how many files are done, and how many there are, each time that one more is done.
            told: Told of each file and what came of it, with what that rests on.
        """
        outcomes: list[Outcome | None] = [None] * len(paths)
        missing = []
        for place, path in enumerate(paths):
            known = self._recall.find(path) if self._recall else None
            if known is None:
                missing.append(place)
            else:
                if told is not None:
                    told(path, known)
                outcomes[place] = self._slim(known)
        if missing:
            self._judge_files(paths, missing, outcomes, jobs, watch, told)
        for outcome in outcomes:
            if outcome is not None:
                self._take(outcome)

    def check_file(self, path: Path) -> None:
        """Judges the drafts in one file; see `check_files`."""
        self.check_files([path])

    def check_bytes(self, data: bytes, name: str | None) -> None:
        """Judges standard input.

        Args:
            data: What was read.
            name: The file name to treat it as, or None to tell the format from the content.
        """
        self._take(self._slim(self._judge.data(data, name)))

    def check_image(self, path: Path) -> None:
        """Judges an image file on its own, as a page would show it at its full size."""
        self._take(self._judge.image(path))

    def check_pictures(self, path: Path) -> None:
        """Judges the pictures of a page, and nothing else of it."""
        self._take(self._judge.pictures(path))

    def close(self) -> None:
        """Writes the results that are to be kept, and ends what is still running."""
        if "_judge" in self.__dict__:
            self._judge.close()
        if self._recall is not None:
            self._recall.close()

    def decision(self) -> Decision:
        """All results put together."""
        setups = list(dict.fromkeys(self._setups)) or [self._judge.setup_for(Path.cwd())]
        versions = {
            name: ", ".join(sorted({dict(setup.versions)[name] for setup in setups})) for name, _ in setups[0].versions
        }
        notices = dict.fromkeys(notice for setup in setups for notice in setup.notices)
        decision = decide(self._results, self._wishes.at, versions, notices)
        if self._wishes.ocr:  # whether the program is there at all is known even where no picture is
            self._said.update(dict.fromkeys(self._judge.notices()))
        return replace(decision, notices=(*decision.notices, *self._said))

    @property
    def failed(self) -> bool:
        """Whether any draft's verdict is at or above the one to fail on."""
        return self.fails(self._results)

    def fails(self, results: Iterable[DraftResult]) -> bool:
        """Whether any of these results fails: those of this run, each with what was taken out of it."""
        return any(
            result.verdict.rank >= Verdict(self._wishes.fail_on or setup.fail_on).rank
            for result, setup in zip(results, self._setups, strict=True)
        )

    @property
    def fail_on(self) -> str:
        """The mildest verdict that fails any draft of this run."""
        levels = {self._wishes.fail_on or setup.fail_on for setup in self._setups}
        return "warn" if "warn" in levels else "block"

    def _judge_files(
        self,
        paths: Sequence[Path],
        missing: Sequence[int],
        outcomes: list[Outcome | None],
        jobs: int | None,
        watch: Callable[[int, int], None] | None,
        told: Callable[[Path, Outcome], None] | None,
    ) -> None:
        from neutral_gate.cli.workers import judge_files

        wanted = [paths[place] for place in missing]
        for done, (place, outcome) in enumerate(judge_files(self._judge, wanted, jobs), start=1):
            if self._recall is not None:
                self._recall.keep(wanted[place], outcome)
            if told is not None:
                told(wanted[place], outcome)
            outcomes[missing[place]] = self._slim(outcome)
            if watch is not None:
                watch(len(paths) - len(missing) + done, len(paths))

    def _take(self, outcome: Outcome) -> None:
        self.broken = self.broken or outcome.broken
        self._results.extend(outcome.results)
        self._setups.extend(outcome.setup for _ in outcome.results)
        self._said.update(dict.fromkeys(outcome.said))

    def _slim(self, outcome: Outcome) -> Outcome:
        """The outcome without what a report has no use for, and with what many drafts have in common only once.

        A report shows words of the source around findings; the source of a clear draft would only fill the memory.
        """
        results = tuple(
            replace(
                result,
                source=result.source if result.findings else "",
                windows=self._once(result.windows),
                checklist=self._once(result.checklist),
            )
            for result in outcome.results
        )
        return Outcome(results, self._once(outcome.setup), outcome.broken, outcome.said)

    def _once(self, value: _Value) -> _Value:
        return self._shared.setdefault(value, value)  # type: ignore[return-value]


def _recall(wishes: Wishes, store: Store | None) -> Recall | None:
    """Recalls results, unless there is no place for them or they rest on what cannot be looked at quickly."""
    if store is None or not store.used or not wishes.lasting:
        return None
    from neutral_gate.cli.recalling import Recall

    return Recall(wishes, store)
