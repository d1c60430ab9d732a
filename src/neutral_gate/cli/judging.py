"""Judges files, each under the settings of its own folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate import faults
from neutral_gate.cli.image_files import ImageFiles, image_draft, local_pictures, pictures_alone
from neutral_gate.cli.page_looks import PageLooks
from neutral_gate.cli.settings import config_for, narrowed
from neutral_gate.cli.wishes import Basis, Outcome, Setup, Sources, Wishes
from neutral_gate.config import Config, check_rule_names
from neutral_gate.config.rule_names import check_not_silenced
from neutral_gate.elections import now, steady
from neutral_gate.gate import INTERNAL_ERROR, Gate
from neutral_gate.model import Draft, DraftResult, Finding, GateError, Position, Severity, UsageError, Verdict
from neutral_gate.model.records import replace
from neutral_gate.results.stamps import file_digest, picture_digests, tree_digest
from neutral_gate.sheets import hand_over, local_sheets

if TYPE_CHECKING:
    from neutral_gate.model import ImageFacts
    from neutral_gate.people import People

UNREADABLE = "gate/unreadable"
_DAY = 86_400
_TOGETHER = 100  # files that are judged at once; more save little
_BYTES_TOGETHER = 60_000  # a batch takes some hundred times as much memory
_PAYS_FROM = 6_000  # bytes of all files; laying fewer out side by side takes longer than it saves


class Judge:
    """Judges drafts under the settings of a command line.

    Args:
        wishes: What the command line asks for.
        keep: True where results are to be kept, so that what they rest on is looked into.

    Raises:
        UsageError: A rule to leave out must always run.
    """

    def __init__(self, wishes: Wishes, keep: bool = False) -> None:
        check_not_silenced({}, wishes.ignore, "")
        self.wishes = wishes
        self.keep = keep
        self._gates: dict[tuple[Path, ...], tuple[Gate, Setup]] = {}
        self._by_folder: dict[Path, tuple[Gate, Setup]] = {}
        self._images = ImageFiles(wishes.folders, wishes.ocr, wishes.fetch_images)
        self._looks = PageLooks(wishes.folders, wishes.fetch_images)
        self._unread_sheets: tuple[str, ...] = ()

    def file(self, path: Path) -> Outcome:
        """Judges the drafts in a file. One that cannot be read is one finding.

        Raises:
            UsageError: The settings for it are wrong.
        """
        return self._end(self.begin(path))

    def files(self, paths: Iterable[Path]) -> Iterator[Outcome]:
        """Judges files, in order; the same as `file` for each, and faster, because many are read at once.

        Memory does not grow with their number: a batch ends with a hundred files, or earlier where they are large.

        Raises:
            UsageError: The settings for one of them are wrong.
        """
        batch: list[_Begun] = []
        size = 0
        for path in paths:
            batch.append(self.begin(path))
            size += len(batch[-1].data)
            if len(batch) >= _TOGETHER or size > _BYTES_TOGETHER or not self.wishes.lasting:
                yield from self._end_together(batch)
                batch, size = [], 0
        yield from self._end_together(batch)

    def begin(self, path: Path) -> _Begun:
        """Reads a file, and what its drafts show.

        Raises:
            UsageError: The settings for it are wrong.
        """
        from neutral_gate.readers import file_bytes, read

        gate, setup = self._gate_for(path.parent)
        begun = _Begun(path, gate, setup)

        def drafts() -> tuple[Draft, ...]:
            begun.data = file_bytes(path)
            begun.drafts = read(begun.data, str(path))
            return begun.drafts

        def look(draft: Draft) -> Mapping[str, ImageFacts]:
            if self.keep:
                begun.pictures.update(self._pictures(gate, path, draft))
            return self._facts(gate, draft)

        self._look(begun, str(path), drafts, look)
        return begun

    def data(self, data: bytes, name: str | None) -> Outcome:
        """Judges standard input.

        Args:
            data: What was read.
            name: The file name to treat it as, or None to tell the format from the content.
        """
        from neutral_gate.readers import read

        gate, setup = self._gate_for(Path(name).parent if name else Path.cwd())
        return self._outcome(gate, setup, name or "-", lambda: read(data, name or "-"))

    def image(self, path: Path) -> Outcome:
        """Judges an image file on its own, as a page would show it at its full size."""
        gate, setup = self._gate_for(path.parent)
        return self._outcome(
            gate, setup, str(path), lambda: (image_draft(path),), lambda draft: self._images.file(path, draft)
        )

    def pictures(self, path: Path) -> Outcome:
        """Judges the pictures of a page, and nothing else of it."""
        from neutral_gate.readers import read_file

        gate, setup = self._gate_for(path.parent)
        return self._outcome(gate, setup, str(path), lambda: tuple(map(pictures_alone, read_file(path))))

    def setup_for(self, folder: Path, *, whole: bool = False) -> Setup:
        """The settings that hold in a folder; with `whole` the lexicon is loaded too."""
        gate, setup = self._gate_for(folder)
        if whole:
            _ = gate.lexicon
        return setup

    def unreadable(self, path: str, problem: str, mend: str) -> Outcome:
        """The outcome for a file that could not be checked: a finding that blocks."""
        gate, setup = self._gate_for(Path(path).parent)
        return self._unreadable(gate, setup, path, problem, mend)

    def notices(self) -> tuple[str, ...]:
        """Plain sentences about what could not be looked at in any file so far."""
        return self._images.notices()

    def _outcome(
        self,
        gate: Gate,
        setup: Setup,
        path: str,
        read: Callable[[], tuple[Draft, ...]],
        look: Callable[[Draft], Mapping[str, ImageFacts]] | None = None,
    ) -> Outcome:
        """The outcome of drafts that are nobody's to keep."""
        begun = _Begun(Path(path), gate, setup)
        self._look(begun, path, read, look or (lambda draft: self._facts(gate, draft)))
        return begun.outcome or self._alone(begun, path)

    def _look(
        self,
        begun: _Begun,
        path: str,
        read: Callable[[], tuple[Draft, ...]],
        look: Callable[[Draft], Mapping[str, ImageFacts]],
    ) -> None:
        """Reads drafts and what they show; where that cannot be done, the outcome is there already."""
        before = self._said

        def reading() -> None:
            begun.looked = tuple((draft, look(draft)) for draft in self._as_asked(read()))

        begun.outcome = self._broken(begun, path, reading)
        begun.said = tuple(each for each in self._said if each not in before)

    def _broken(self, begun: _Begun, path: str, work: Callable[[], None]) -> Outcome | None:
        """Does some work on a file; gives its outcome where that cannot be done.

        Raises:
            UsageError: The settings for it are wrong.
        """
        try:
            work()
        except UsageError:
            raise
        except GateError as error:
            return self._unreadable(begun.gate, begun.setup, path, error.problem, error.mend)
        except Exception as error:  # a fault of ours: the other files are still checked
            faults.log(__name__, "The check of %s broke down", path)
            problem = f"{path} could not be checked, because of a fault in Neutral Gate ({type(error).__name__})."
            mend = "Check this file by eye, and report the fault with what --verbose prints."
            return self._unreadable(begun.gate, begun.setup, path, problem, mend)
        return None

    def _end_together(self, batch: Sequence[_Begun]) -> Iterator[Outcome]:
        """Judges what was begun; drafts that show no pictures are read at once."""
        by_gate: dict[int, list[_Begun]] = {}
        for begun in batch:
            if begun.outcome is None and not any(facts for _, facts in begun.looked):
                by_gate.setdefault(id(begun.gate), []).append(begun)
        for group in by_gate.values():
            if len(group) > 1 and sum(len(begun.data) for begun in group) >= _PAYS_FROM:
                try:
                    drafts = [draft for begun in group for draft, _ in begun.looked]
                    results = iter(list(group[0].gate.judge_many(drafts, self.wishes.at)))
                except Exception:  # whichever of them it is, each is judged alone after this, and then it shows
                    faults.log(__name__, "%s could not be judged at once", f"{len(group)} files")
                    continue
                for begun in group:
                    begun.results = tuple(islice(results, len(begun.looked)))
        for begun in batch:
            yield self._end(begun)

    def _end(self, begun: _Begun) -> Outcome:
        """The outcome of a file, and what it rests on where it is to be kept."""
        outcome = begun.outcome or self._alone(begun, str(begun.path))
        if not self.keep or outcome.broken or outcome.said or begun.setup.sources is None:
            return outcome
        return outcome._replace(basis=self._basis(begun, outcome.results))

    def _alone(self, begun: _Begun, path: str) -> Outcome:
        """The outcome of drafts that were read, judged one by one unless they are judged already."""

        def judging() -> None:
            begun.results = tuple(begun.gate.judge(draft, self.wishes.at, facts) for draft, facts in begun.looked)

        broken = None if begun.results is not None else self._broken(begun, path, judging)
        return broken or Outcome(begun.results or (), begun.setup, said=begun.said)

    def close(self) -> None:
        """Ends the browser, if there is one."""
        self._looks.close()

    @property
    def _said(self) -> tuple[str, ...]:
        return (*self._images.said, *self._looks.said, *self._unread_sheets)

    def _facts(self, gate: Gate, draft: Draft) -> Mapping[str, ImageFacts]:
        """The facts of a draft's images; what a browser sees of it is laid down in its page."""
        hosts = gate.config.picture_hosts()
        unread = hand_over(draft, self._folders(gate))
        if unread and unread not in self._unread_sheets and not self.wishes.browser:
            self._unread_sheets = (*self._unread_sheets, unread)
        if self.wishes.browser:
            self._looks.look(draft, gate.config.files, hosts)
        return self._images.facts(draft, gate.config.files, hosts)

    def _as_asked(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """The drafts with what the command line says about them: it beats what they say themselves."""
        for draft in drafts:
            yield draft if self.wishes.body is None else replace(draft, body=None)

    def _unreadable(self, gate: Gate, setup: Setup, path: str, problem: str, mend: str) -> Outcome:
        top = Position(offset=0, line=1, column=1)
        result = DraftResult(
            path=path,
            kind=gate.config.for_path(path).kind or "page",
            verdict=Verdict.BLOCK,
            sha256="",
            findings=(Finding(UNREADABLE, Severity.BLOCK, problem, "", top, top, suggestion=mend),),
            at=self.wishes.at or now(),
        )
        return Outcome((result,), setup, broken=True)

    def _basis(self, begun: _Begun, results: Sequence[DraftResult]) -> Basis | None:
        """What results rest on; None where they could be others the next time."""
        from neutral_gate.digests import sha256

        gate = begun.gate
        if any(finding.rule == INTERNAL_ERROR for result in results for finding in result.findings):
            return None
        for draft in begun.drafts:  # a picture that changed while it was looked at
            if any(begun.pictures[name] != sha for name, sha in self._pictures(gate, begun.path, draft)):
                return None
        by_now = tuple(self.wishes.at is None and draft.published is None for draft in begun.drafts)
        moments = [result.at for result, is_now in zip(results, by_now, strict=True) if is_now]
        spans = [steady(gate.windows, moment) for moment in moments]
        clock = (max((start for start, _ in spans), default=0.0), min((end for _, end in spans), default=0.0))
        return Basis(sha256(begun.data).hexdigest(), tuple(begun.pictures.items()), by_now, clock)

    def _pictures(self, gate: Gate, path: Path, draft: Draft) -> list[tuple[str, str]]:
        folders = self._folders(gate)
        addresses = [*local_pictures(draft), *local_sheets(draft, folders)]
        return picture_digests(addresses, path, folders) if addresses else []

    def _folders(self, gate: Gate) -> tuple[Path, ...]:
        """The folders that what a page shows may lie in, besides its own."""
        return (*self.wishes.folders, *(file.parent for file in gate.config.files))

    def _gate_for(self, folder: Path) -> tuple[Gate, Setup]:
        """The gate with the settings that hold in a folder; folders with the same settings share one."""
        found = self._by_folder.get(folder)
        if found is None:
            here = folder.resolve()
            config = config_for(self.wishes.config, here)
            found = self._gates.get(config.files)
            if found is None:
                gate = self._new_gate(config)
                found = self._gates[config.files] = (gate, self._new_setup(gate, config, here))
            self._by_folder[folder] = found
        return found

    def _new_gate(self, config: Config) -> Gate:
        wishes = self.wishes
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

    def _new_setup(self, gate: Gate, config: Config, folder: Path) -> Setup:
        return Setup(
            versions=tuple(gate.versions.items()),
            notices=tuple(gate.notices),
            fail_on=gate.config.fail_on,
            files=tuple(map(str, config.files)),
            sources=self._sources(gate, config, folder) if self.keep else None,
        )

    def _sources(self, gate: Gate, config: Config, folder: Path) -> Sources | None:
        """What the settings were read from; None where a file changed while it was read."""
        from neutral_gate.lexicon.lexicon import digest
        from neutral_gate.lexicon.places import lexicons_dir

        files = tuple((str(file), file_digest(file)) for file in config.files)
        trees = tuple((str(each), tree_digest([each])) for each in config.lexicon_folders)
        people = []
        lists = (*config.people_files, *self.wishes.people)
        for path, read in zip(lists, gate.people.files, strict=True):
            people.append((str(path.absolute()), read.sha256, int(path.stat().st_mtime // _DAY)))
        # Digests were made after the reading. If what is read now is the same, they are those of what was read then.
        same = config_for(self.wishes.config, folder) == config
        if not same or digest((lexicons_dir(), *config.lexicon_folders)) != gate.lexicon.digest:
            return None
        return Sources(files, tuple(people), trees)


class _Begun:
    """A file on its way through.

    Attributes:
        data: Its bytes.
        drafts: What was read from them.
        looked: The drafts as they are judged, each with the facts of its pictures.
        pictures: Each address of what it shows from files, with their digests.
        said: Plain sentences about what could not be looked at.
        results: Once it is judged.
        outcome: Where it could not be read.
    """

    def __init__(self, path: Path, gate: Gate, setup: Setup) -> None:
        self.path, self.gate, self.setup = path, gate, setup
        self.data = b""
        self.drafts: tuple[Draft, ...] = ()
        self.looked: tuple[tuple[Draft, Mapping[str, ImageFacts]], ...] = ()
        self.pictures: dict[str, str] = {}
        self.said: tuple[str, ...] = ()
        self.results: tuple[DraftResult, ...] | None = None
        self.outcome: Outcome | None = None


def _people(files: tuple[Path, ...]) -> People:
    from neutral_gate.people import load_people

    return load_people(files)
