"""The one way through: a draft in, a decision out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING

from neutral_gate import faults
from neutral_gate._version import __version__
from neutral_gate.allows import apply_allows
from neutral_gate.config import Config, Situation
from neutral_gate.deciding import decide
from neutral_gate.elections import LONDON, Diary, load_windows
from neutral_gate.lexicon.cache import cached
from neutral_gate.lexicon.checklist import checklist_for
from neutral_gate.lexicon.lexicon import Lexicon, load_lexicon
from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import (
    Decision,
    Draft,
    DraftResult,
    ExceptionUsed,
    Finding,
    ImageFacts,
    Position,
    Severity,
    Verdict,
    Window,
)
from neutral_gate.model.records import dataclass
from neutral_gate.people import People
from neutral_gate.policy import Excused, Footings, exceptions_used, excuse
from neutral_gate.roster import Roster, own_accounts
from neutral_gate.rules.context import Context
from neutral_gate.rules.detectors import ON_POSTS, PAGE_ACCESS, check_detectors, detector
from neutral_gate.rules.language import Hit, find_language
from neutral_gate.rules.pages import faulty
from neutral_gate.rules.pictures import picture_blocks
from neutral_gate.rules.reading import Reading, Sentence, read_blocks, read_together, screen_together
from neutral_gate.rules.worth import Selection, worth_asking
from neutral_gate.text.places import Places

if TYPE_CHECKING:
    from collections.abc import Mapping

INTERNAL_ERROR = "gate/internal-error"
PEOPLE_LIST = "gate/people-list"
NAMING = frozenset({"neutrality/candidate-mention", "neutrality/politician-mention", "neutrality/politician-quote"})
"""Rules whose findings rest on who somebody is."""
_SHORT = 200  # letters; no real text has a hundred words in fewer
TOGETHER = 2_000
"""Drafts that are read together; more take more memory and little less time."""
_POSTS = ("post", "repost", "reply", "quote")


class Gate:
    """Judges drafts for one body.

    Args:
        config: The body's settings.
        people: Candidates and politicians; by default those of the files that the settings name are not read here.

    Raises:
        UsageError: The settings, a window or a file of the body's own is not well formed.
    """

    def __init__(self, config: Config | None = None, people: People | None = None) -> None:
        self.config = config or Config()
        self.people = people or People()
        self.roster = Roster(self.people, self.config)
        self._chosen: dict[tuple[object, ...], Selection] = {}
        self.windows: tuple[Window, ...] = load_windows(self.config.windows, cached)
        self._diary = Diary(self.windows)
        self._checklists: dict[tuple[str, bool, bool], tuple[str, ...]] = {}
        self._own_accounts = own_accounts(self.config)
        self._footings = Footings(self.config)
        self._body = cache(self.config.body)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The compiled lexicon, with the body's own rules and words in it, and without its people."""
        lexicon = load_lexicon(phrases=self.config.phrases(), extra_folders=self.config.lexicon_folders)
        check_detectors(rule.detector for rule in lexicon.rules.values() if rule.detector)
        return lexicon

    def check(
        self, draft: Draft, at: datetime | None = None, images: Mapping[str, ImageFacts] | None = None
    ) -> Decision:
        """Judges one draft; see `judge`."""
        return self.decide((self.judge(draft, at, images),), at)

    def check_all(self, drafts: Iterable[Draft], at: datetime | None = None) -> Decision:
        """Judges several drafts, in order; see `judge`."""
        return self.decide((self.judge(draft, at) for draft in drafts), at)

    def decide(self, results: Iterable[DraftResult], at: datetime | None = None) -> Decision:
        """Puts results together into one decision."""
        return decide(results, at, self.versions, self.notices)

    @property
    def versions(self) -> Mapping[str, str]:
        """Versions that a decision rests on."""
        return {"neutral_gate": __version__, "lexicon": self.lexicon.digest, "people": self.people.digest}

    @property
    def notices(self) -> tuple[str, ...]:
        """Plain sentences that a reader of any decision should see."""
        if self.config.body_type:
            return ()
        return (
            "No body is set, so drafts were judged for a public body in general, under every UK-wide window. "
            "Run `neutral-gate init` to set yours.",
        )

    def judge(
        self, draft: Draft, at: datetime | None = None, images: Mapping[str, ImageFacts] | None = None
    ) -> DraftResult:
        """Judges one draft.

        Args:
            draft: What is to be published.
            at: The moment to judge it for; by default its own date of publication, else now.
            images: What is known about the files of its images, by the address that the draft gives; the gate opens
                no file.

        Returns:
            Verdict, findings in order of place, the exceptions that counted and the checklist. An error inside a check
            is itself a finding, `gate/internal-error`, which blocks inside a window.
        """
        return self._finished(self._begun(draft, at, images))

    def judge_many(
        self, drafts: Iterable[Draft], at: datetime | None = None, undated: datetime | None = None
    ) -> Iterator[DraftResult]:
        """Judges many drafts, in order; the same as `judge` for each, and several times as fast for short ones.

        They are read `TOGETHER` at a time, so memory does not grow with their number.

        Args:
            drafts: What is, or was, to be published.
            at: The moment to judge all of them for; by default each draft's own date of publication.
            undated: The moment for drafts that have no date, where `at` is not given; by default now.
        """
        waiting = iter(drafts)
        while begun := [
            self._begun(draft, at or draft.published or undated, None) for draft in islice(waiting, TOGETHER)
        ]:
            _read_ahead(begun)
            for each in begun:
                yield self._finished(each)
                _part(each)

    def _begun(self, draft: Draft, at: datetime | None, images: Mapping[str, ImageFacts] | None) -> _Begun:
        """What holds for a draft, and its words as far as they are read before any rule is asked."""
        config = self.config.for_path(draft.path)
        moment = at or draft.published or datetime.now(LONDON)
        body = (self._body if config is self.config else config.body)(draft.body)
        windows = self._diary.active(moment, body)
        footing = self._footings.of(config, windows)
        kind = config.kind or draft.kind or _default_kind(draft)
        known = self.roster.on(moment, windows, self.lexicon)
        context = Context(
            lexicon=known.lexicon,
            kind=kind,
            at=moment,
            strictness=footing.strictness,
            body_type=body.type,
            levels=footing.levels,
            advisory=footing.advisory,
            levels_outside=footing.levels_outside,
            own_accounts=self._own_accounts,
            staff=self.roster.staff,
            contests=known.contests,
            images=images or {},
            polls=tuple(each.poll for each in windows if each.poll),
        )
        begun = _Begun(draft, config, windows, context)
        try:
            begun.reading = read_blocks(
                (*draft.blocks, *picture_blocks(draft, context.images)) if images else draft.blocks,
                context.lexicon,
                post=kind in _POSTS,
                items=kind == "newsletter",
                source=draft.source,
                kind=kind,
                answers=draft.related.values(),
            )
        except Exception:
            _log("The reading of %s failed", draft.path)
        return begun

    def _finished(self, begun: _Begun) -> DraftResult:
        draft, config, context, windows = begun.draft, begun.config, begun.context, begun.windows
        moment, strictness = context.at, context.strictness
        situation: Situation = "inside" if strictness else "outside"
        findings: list[Finding] = []
        used: tuple[ExceptionUsed, ...] = ()
        measured: Mapping[str, float] = {}
        unknown: tuple[str, Sentence, int] | None = None
        place = Places(draft.source)
        reading = begun.reading
        if reading is None:
            findings.append(_internal_error("the reading of the draft", config, situation))
        else:
            try:
                excused = excuse(self._hits(draft, reading, context, config, findings), reading, context)
                findings.extend(_finding(each, self.lexicon.rules[each.hit.rule], place) for each in excused)
                if any(map(_is_naming, findings)):
                    unknown = self.roster.unknown(reading, windows, moment)
                used = exceptions_used(excused, self.lexicon)
                measured = _measures(draft)
            except Exception:
                _log("A check failed on %s", draft.path)
                findings.append(_internal_error("the reading of the draft", config, situation))
        findings = list(
            apply_allows(
                sorted(findings, key=lambda finding: (finding.start, finding.end, finding.rule)),
                draft.source,
                moment,
                strictness is not None,
                self.lexicon.rules.keys(),
                draft.format,
            )
        )
        if unknown is not None and any(map(_is_naming, findings)):  # also after the author's allows
            findings = sorted((*findings, _not_looked_up(*unknown, place)), key=lambda finding: finding.start)
        return DraftResult(
            path=draft.path,
            kind=context.kind,
            verdict=Verdict.of(finding.severity for finding in findings if finding.suppressed is None),
            sha256=draft.sha256,
            findings=tuple(findings),
            at=moment,
            windows=windows,
            exceptions=used,
            checklist=self._checklist(context.kind, strictness is not None, bool(draft.images)),
            source=draft.source,
            readability=measured,
            notices=tuple(self.roster.notices(windows, moment)),
        )

    def _checklist(self, kind: str, in_window: bool, has_images: bool) -> tuple[str, ...]:
        key = kind, in_window, has_images
        found = self._checklists.get(key)
        if found is None:
            found = self._checklists[key] = checklist_for(*key, lines=self.lexicon.checklist)
        return found

    def _selected(self, config: Config, form: str) -> Selection:
        """The rules that the settings select; those for pages and the pictures of posts only where there are any."""
        key = (config.select, config.ignore, form)
        chosen = self._chosen.get(key)
        if chosen is None:
            rules = (rule for rule in self.lexicon.rules.values() if config.selects(rule.id))
            chosen = self._chosen[key] = Selection(
                rule
                for rule in rules
                if form == "page" or rule.detector != PAGE_ACCESS or (form == "post" and rule.id in ON_POSTS)
            )
        return chosen

    def _hits(
        self, draft: Draft, reading: Reading, context: Context, config: Config, findings: list[Finding]
    ) -> list[Hit]:
        """All hits of all rules that the settings select; a rule that fails leaves a finding that says so."""
        hits: list[Hit] = []
        suspects, worth = reading.rules, worth_asking(draft, reading, context)
        form = "page" if draft.page is not None else "post" if draft.format == "post-json" else "text"
        selected = self._selected(config, form)
        situation: Situation = "inside" if context.strictness else "outside"
        faults: set[str] = set()
        if PAGE_ACCESS in worth:  # over a hundred rules, of which one pass tells those to be asked
            worth.discard(PAGE_ACCESS)
            try:
                faults = faulty(draft) if selected.has(PAGE_ACCESS) else faults
            except Exception:
                _log("The checks for accessibility failed on %s", draft.path)
                findings.append(_internal_error("the checks for accessibility", config, situation))
        for rule in selected.among({*suspects, *faults}, worth):
            try:
                if rule.id in suspects:
                    hits.extend(find_language(reading, context, rule))
                if rule.detector in worth or rule.id in faults:
                    hits.extend(detector(rule.detector)(draft, reading, context, rule))
            except Exception:
                _log("The rule %s failed on %s", rule.id, draft.path)
                findings.append(_internal_error(f"the rule {rule.id}", config, situation))
        return hits


@dataclass(slots=True)
class _Begun:
    """A draft on its way through: what holds for it, and its words; None where the reading of them failed."""

    draft: Draft
    config: Config
    windows: tuple[Window, ...]
    context: Context
    reading: Reading | None = None


def _read_ahead(begun: Sequence[_Begun]) -> None:
    """Screens and reads drafts together that share a lexicon. What fails here is tried again for each by itself."""
    by_lexicon: dict[int, list[_Begun]] = {}
    for each in begun:
        if each.reading is not None:
            by_lexicon.setdefault(id(each.context.lexicon), []).append(each)
    for group in by_lexicon.values():
        try:
            lexicon = group[0].context.lexicon
            readings = [each.reading for each in group if each.reading is not None]
            readings += [each.context.read(post) for each in group for post in each.draft.related.values()]
            screen_together(readings, lexicon)
            suspects = [reading for reading in readings if reading.may_hit]
            if suspects:
                read_together(suspects)
        except Exception:
            _log("%s could not be read together", f"{len(group)} drafts")


def _part(begun: _Begun) -> None:
    """Parts the readings of a draft from their sentences, which point back to them: both are freed at once then."""
    for reading in (begun.reading, *begun.context.others()):
        if reading is not None:
            reading.part()


def _log(message: str, *values: str) -> None:
    """Writes the error that is being handled to the log."""
    faults.log(__name__, message, *values)


def _measures(draft: Draft) -> Mapping[str, float]:
    """How hard the draft is to read; nothing, and nothing loaded, where it is surely too short to say."""
    if sum(len(block.text) for block in draft.blocks) < _SHORT:
        return {}
    from neutral_gate.text.readability import measures

    return measures(draft.blocks)


def _default_kind(draft: Draft) -> str:
    return "post" if draft.format == "post-json" else "page"


def _finding(excused: Excused, rule: Rule, places: Places) -> Finding:
    hit = excused.hit
    start, end = places.of(hit.where)
    return Finding(
        rule=rule.id,
        severity=excused.severity,
        message=hit.message or rule.message,
        excerpt=hit.excerpt,
        start=start,
        end=end,
        suggestion=rule.suggestion,
        clauses=rule.clauses,
        evidence=hit.evidence,
        exception=excused.exception,
    )


def _is_naming(finding: Finding) -> bool:
    return finding.rule in NAMING and finding.severity != Severity.NOTE and finding.suppressed is None


def _not_looked_up(problem: str, sentence: Sentence, number: int, places: Places) -> Finding:
    """The finding that somebody whom a draft names could not be looked up. It joins a naming rule's, never alone."""
    start, end = places.of(sentence.span(number, number + 1))
    return Finding(
        rule=PEOPLE_LIST,
        severity=Severity.WARN,
        message="This name could not be looked up in a list of people: " + problem,
        excerpt=sentence.text(number, number + 1),
        start=start,
        end=end,
        suggestion="Check by hand who this is and whether they stand in the election.",
    )


def _internal_error(what: str, config: Config, situation: Situation) -> Finding:
    start = Position(offset=0, line=1, column=1)
    return Finding(
        rule=INTERNAL_ERROR,
        severity=Severity(config.on_internal_error.at(situation) or "block"),
        message=f"The gate could not finish {what}, so this draft has not been fully checked.",
        excerpt="",
        start=start,
        end=start,
        suggestion="Ask a colleague to check it by eye, and report the fault with the gate's log.",
    )
