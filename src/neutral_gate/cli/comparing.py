"""What `check` leaves out of a decision because it was there before: by a baseline, or by what git says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.model.decision import Decision, DraftResult
from neutral_gate.model.finding import Verdict
from neutral_gate.model.records import replace

if TYPE_CHECKING:
    from collections import Counter

    from neutral_gate.results.baseline import Entry
    from neutral_gate.results.changes import Changes


class Comparison:
    """Compares a decision with what was there before.

    Args:
        ref: The commit after --diff, or None.
        baseline: The file after --baseline, or None.
        written: The file after --write-baseline, or None.

    Raises:
        UsageError: The baseline cannot be read.
    """

    def __init__(self, ref: str | None, baseline: Path | None, written: Path | None) -> None:
        self._changes: Changes | None = None
        self._entries: Counter[Entry] | None = None
        self._baseline = baseline
        self._written = written
        self.hidden_blocks: tuple[str, ...] = ()
        if ref is not None:
            from neutral_gate.results.changes import Changes

            self._changes = Changes(ref)
        if baseline is not None:
            from neutral_gate.results.baseline import read_baseline

            self._entries = read_baseline(baseline)

    def prepare(self, paths: Sequence[Path]) -> None:
        """Looks at what is there before the check begins.

        Raises:
            UsageError: Git cannot say what changed.
        """
        if self._changes is not None:
            self._changes.check(paths)

    def compare(self, decision: Decision) -> Decision:
        """The decision with what was there before marked, or left out, and a sentence for the reader about each.

        Raises:
            UsageError: The baseline cannot be written.
        """
        results: Sequence[DraftResult] = decision.drafts
        notices = list(decision.notices)
        if self._written is not None:
            results = self._write(results, self._written, notices)
        elif self._entries is not None and self._baseline is not None:
            results = self._mark(results, self._baseline, self._entries, notices)
        if self._changes is not None:
            results, left_out = self._changes.only_changed(results)
            if left_out:
                notices.append(
                    f"{_count(left_out, 'finding')} on lines that did not change {_were(left_out)} left out."
                )
        verdict = Verdict.strictest(result.verdict for result in results)
        return replace(decision, drafts=tuple(results), verdict=verdict, notices=tuple(notices))

    def _write(self, results: Sequence[DraftResult], path: Path, notices: list[str]) -> Sequence[DraftResult]:
        from neutral_gate.cli.output import write_file
        from neutral_gate.results.baseline import baseline_text, read_baseline

        write_file(path, baseline_text(results, _folder(path)))
        return self._mark(results, path, read_baseline(path), notices)

    def _mark(
        self, results: Sequence[DraftResult], path: Path, entries: Counter[Entry], notices: list[str]
    ) -> Sequence[DraftResult]:
        from neutral_gate.results.baseline import mark

        marked = mark(results, entries, _folder(path))
        blocks = f"{marked.blocks:,} of them would block" if marked.blocks else "none of them would block"
        notices.append(f"The baseline {path} hides {_count(marked.hidden, 'finding')}; {blocks}.")
        if marked.blocks:
            self.hidden_blocks = (notices[-1],)
        if marked.stale:
            few = "1 entry" if len(marked.stale) == 1 else f"{len(marked.stale):,} entries"
            match = "matches" if len(marked.stale) == 1 else "match"
            notices.append(f"{few} of the baseline {path} {match} nothing any more: write it again to take them out.")
        return marked.results


def _folder(path: Path) -> Path:
    return path.absolute().parent


def _count(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
