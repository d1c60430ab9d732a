"""Judges the files of a command line, each under the settings of its own folder."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.cli.image_files import ImageFiles, image_draft
from neutral_gate.cli.settings import config_for, narrowed
from neutral_gate.config import Config, check_rule_names
from neutral_gate.config.rule_names import check_not_silenced
from neutral_gate.gate import Gate
from neutral_gate.model import Decision, Draft, DraftResult, Finding, GateError, Position, Severity, UsageError, Verdict

if TYPE_CHECKING:
    from neutral_gate.model import ImageFacts
    from neutral_gate.people import People

_log = logging.getLogger(__name__)

UNREADABLE = "gate/unreadable"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a command line asks for, on top of the settings.

    Attributes:
        config: The settings file, or None to look for one from each draft upwards.
        at: The moment to judge for, or None for each draft's own date.
        kind: The kind that every draft is, or None.
        body: The body type, or None.
        select: Rules or families to run, in place of those of the settings; empty leaves those.
        ignore: Rules or families to leave out, besides those of the settings.
        people: Lists of people, besides those of the settings.
        fail_on: The verdict from which on a draft fails, or None for what the settings say.
        folders: Folders that images may lie in, besides that of each draft and that of its settings.
        ocr: True to read the words that stand in images.
    """

    config: Path | None = None
    at: datetime | None = None
    kind: str | None = None
    body: str | None = None
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    people: tuple[Path, ...] = ()
    fail_on: str | None = None
    folders: tuple[Path, ...] = ()
    ocr: bool = False


class Checker:
    """Judges drafts and keeps count of what failed.

    Args:
        wishes: What the command line asks for.

    Raises:
        UsageError: A rule to leave out must always run.
    """

    def __init__(self, wishes: Wishes) -> None:
        check_not_silenced({}, wishes.ignore, "")
        self._wishes = wishes
        self._gates: dict[tuple[Path, ...], Gate] = {}
        self._by_folder: dict[Path, Gate] = {}
        self._results: list[tuple[Gate, DraftResult]] = []
        self._images = ImageFiles(wishes.folders, wishes.ocr)
        self.broken = False

    def check_file(self, path: Path) -> None:
        """Judges the drafts in a file. One that cannot be read is one finding, and the run goes on."""
        from neutral_gate.readers import read_file

        gate = self._gate_for(path)
        self._check(gate, str(path), lambda: read_file(path))

    def check_bytes(self, data: bytes, name: str | None) -> None:
        """Judges standard input.

        Args:
            data: What was read.
            name: The file name to treat it as, or None to tell the format from the content.
        """
        from neutral_gate.readers import read

        gate = self._gate_for(Path(name) if name else Path.cwd() / "-")
        self._check(gate, name or "-", lambda: read(data, name or "-"))

    def check_image(self, path: Path) -> None:
        """Judges an image file on its own, as a page would show it at its full size."""
        gate = self._gate_for(path)
        self._check(gate, str(path), lambda: (image_draft(path),), lambda draft: self._images.file(path, draft))

    def decision(self) -> Decision:
        """All results put together."""
        decision = self._decision()
        return replace(decision, notices=(*decision.notices, *self._images.notices()))

    def _decision(self) -> Decision:
        gates = list(dict.fromkeys(gate for gate, _ in self._results))
        if not gates:
            gates = [self._gate_for(Path.cwd() / "-")]
        decision = gates[0].decide((result for _, result in self._results), self._wishes.at)
        if len(gates) == 1:
            return decision
        versions = {name: ", ".join(sorted({gate.versions[name] for gate in gates})) for name in decision.versions}
        notices = tuple(dict.fromkeys(notice for gate in gates for notice in gate.notices))
        return replace(decision, versions=versions, notices=notices)

    @property
    def failed(self) -> bool:
        """Whether any draft's verdict is at or above the one to fail on."""
        return any(
            result.verdict.rank >= Verdict(self._wishes.fail_on or gate.config.fail_on).rank
            for gate, result in self._results
        )

    @property
    def fail_on(self) -> str:
        """The mildest verdict that fails any draft of this run."""
        levels = {self._wishes.fail_on or gate.config.fail_on for gate, _ in self._results}
        return "warn" if "warn" in levels else "block"

    def _check(
        self,
        gate: Gate,
        path: str,
        read: Callable[[], tuple[Draft, ...]],
        look: Callable[[Draft], Mapping[str, ImageFacts]] | None = None,
    ) -> None:
        facts = look or (lambda draft: self._images.facts(draft, gate.config.files))
        try:
            results = [gate.judge(draft, self._wishes.at, facts(draft)) for draft in self._as_asked(read())]
        except UsageError:
            raise
        except GateError as error:
            results = [self._unreadable(gate, path, error.problem, error.mend)]
        except Exception as error:  # a fault of ours: the other files are still checked
            _log.exception("The check of %s broke down", path)
            problem = f"{path} could not be checked, because of a fault in Neutral Gate ({type(error).__name__})."
            mend = "Check this file by eye, and report the fault with what --verbose prints."
            results = [self._unreadable(gate, path, problem, mend)]
        self._results.extend((gate, result) for result in results)

    def _as_asked(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """The drafts with what the command line says about them: it beats what they say themselves."""
        for draft in drafts:
            yield draft if self._wishes.body is None else replace(draft, body=None)

    def _unreadable(self, gate: Gate, path: str, problem: str, mend: str) -> DraftResult:
        """The result for a file that could not be checked: a finding that blocks."""
        from neutral_gate.elections import now

        self.broken = True
        top = Position(offset=0, line=1, column=1)
        return DraftResult(
            path=path,
            kind=gate.config.for_path(path).kind or "page",
            verdict=Verdict.BLOCK,
            sha256="",
            findings=(Finding(UNREADABLE, Severity.BLOCK, problem, "", top, top, suggestion=mend),),
            at=self._wishes.at or now(),
        )

    def _gate_for(self, path: Path) -> Gate:
        """The gate with the settings that hold for a file; files with the same settings share one."""
        folder = path.parent.resolve()
        gate = self._by_folder.get(folder)
        if gate is None:
            config = config_for(self._wishes.config, folder)
            gate = self._gates.get(config.files)
            if gate is None:
                gate = self._gates[config.files] = self._new_gate(config)
            self._by_folder[folder] = gate
        return gate

    def _new_gate(self, config: Config) -> Gate:
        wishes = self._wishes
        files = (*config.people_files, *wishes.people)
        asked = narrowed(config, wishes.body, (), None)
        asked = replace(asked, select=wishes.select or config.select, ignore=config.ignore | wishes.ignore)
        if wishes.kind:  # the command line beats the settings, also those for some files only
            overrides = tuple(replace(override, kind=None) for override in config.overrides)
            asked = replace(asked, kind=wishes.kind, overrides=overrides)
        gate = Gate(asked, _people(files) if files else None)
        for named in (Config(select=wishes.select, ignore=wishes.ignore), config):
            if named.named_rules():
                check_rule_names(named, gate.lexicon.rules.keys())
        return gate


def _people(files: tuple[Path, ...]) -> People:
    from neutral_gate.people import load_people

    return load_people(files)
