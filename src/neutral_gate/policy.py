"""What the body's settings make of the active windows, and the exceptions of the hits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from neutral_gate.config import Config
from neutral_gate.config.rule_names import HINTS
from neutral_gate.elections import only_advisory, strictest
from neutral_gate.lexicon.lexicon import Lexicon
from neutral_gate.model import ExceptionUsed, Severity, Strictness, Window
from neutral_gate.model.records import dataclass
from neutral_gate.rules.context import Context
from neutral_gate.rules.exceptions import signals
from neutral_gate.rules.language import ALWAYS_COUNTS, Hit
from neutral_gate.rules.reading import Reading

_MOST_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Footing:
    """What holds for drafts under some settings while some windows are active; see `Context`."""

    windows: tuple[Window, ...]
    strictness: Strictness | None
    advisory: bool
    levels: Mapping[str, str]
    levels_outside: Mapping[str, str]


class Footings:
    """Footings, kept for the next draft: of one run, most have the same settings and the same active windows.

    Args:
        config: The settings of drafts whose path has none of its own.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._kept: dict[int, Footing] = {}

    def of(self, config: Config, windows: tuple[Window, ...]) -> Footing:
        """The footing under some settings and windows."""
        if config is not self._config:
            return _footing(config, windows)
        found = self._kept.get(id(windows))  # which no others have, as long as they are kept
        if found is None or found.windows is not windows:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[id(windows)] = _footing(config, windows)
        return found


def _footing(config: Config, windows: tuple[Window, ...]) -> Footing:
    strictness = strictest(windows)
    levels = config.levels("inside" if strictness else "outside")
    return Footing(windows, strictness, only_advisory(windows), levels, config.levels("outside"))


@dataclass(frozen=True, slots=True)
class Excused:
    """A hit, what is left of its severity, and the exception that lowered or dropped it, if one did."""

    hit: Hit
    severity: Severity
    exception: str | None


_SAME_KIND = {
    "score/political": frozenset({"neutrality", "source"}),
    "score/opinion": frozenset(
        {
            *("neutrality/opinion", "neutrality/party-support", "neutrality/party-criticism"),
            *("neutrality/government-comment", "neutrality/achievement-claim", "neutrality/contested-issue"),
            *("neutrality/slogan", "neutrality/vote-advocacy", "neutrality/staff-activism"),
        }
    ),
}
"""Rules or families beside which a learned score has nothing to add."""


def _is_hint(hit: Hit) -> bool:
    """Whether a hit may never block, whatever a rule file or a setting says."""
    return hit.rule.partition("/")[0] in HINTS


def without_scores(hits: Iterable[Hit]) -> list[Hit]:
    """The hits less those of a learned score where a rule of the same kind has one: a rule can say what is wrong."""
    hits = list(hits)
    names = {name for hit in hits for name in (hit.rule, hit.rule.partition("/")[0])}
    return [hit for hit in hits if names.isdisjoint(_SAME_KIND.get(hit.rule, ()))]


def excuse(hits: Iterable[Hit], reading: Reading, context: Context) -> list[Excused]:
    """Applies the exceptions that stand in the draft.

    A hit that an exception lets pass becomes a note; one that it lowers drops one step. Urging a vote is never excused.
    Hints (readability, scores) never block, and a score's hit goes where a rule has said more.
    """
    hits = without_scores(hits)
    if not hits:
        return []
    standing = signals(reading, context, {hit.rule for hit in hits})
    result = []
    for hit in hits:
        signal = next(
            (each for each in standing if each.may_touch(hit.rule) and each.reaches(reading, hit.sentence)), None
        )
        severity = Severity.WARN if hit.severity is Severity.BLOCK and _is_hint(hit) else hit.severity
        if signal is None or hit.rule == ALWAYS_COUNTS:
            result.append(Excused(hit, severity, None))
        else:
            left = Severity.NOTE if signal.exception.effect == "pass" else severity.lowered()
            result.append(Excused(hit, left, signal.exception.id))
    return result


def exceptions_used(excused: Iterable[Excused], lexicon: Lexicon) -> tuple[ExceptionUsed, ...]:
    """The exceptions that counted, each with the rules that it touched."""
    touched: dict[str, set[str]] = {}
    for each in excused:
        if each.exception:
            touched.setdefault(each.exception, set()).add(each.hit.rule)
    return tuple(
        ExceptionUsed(name, lexicon.exceptions[name].reason, tuple(sorted(rules))) for name, rules in touched.items()
    )
