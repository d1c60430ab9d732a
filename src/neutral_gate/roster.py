"""The people whom a gate looks for on a day, and what a reader must know about the lists that they come from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cached_property

from neutral_gate.config import Config
from neutral_gate.lexicon.lexicon import Lexicon
from neutral_gate.lexicon.names import DESCRIBED
from neutral_gate.model import Window
from neutral_gate.model.records import dataclass
from neutral_gate.people import People, Person
from neutral_gate.people.person import ORGANISATIONS
from neutral_gate.rules.reading import Reading, Sentence
from neutral_gate.text import fold

_MOST_KEPT = 8
"""Days of different people whose names are kept ready; a feed goes through the days in order."""
_STALE_AFTER = 180
"""Days after which a list of politicians counts as old: councils and parties change every half year or so (our own)."""
_APART = 7
"""Days by which polling day and the end of a period may differ: a commissioner's ends when the new one takes office."""
_IN_POLITICS = frozenset({"candidate", "politician"})
_GIVE = "Give the list with --people, or as `people` in your settings."


@dataclass(frozen=True, slots=True)
class OnDay:
    """What a gate knows of people on a day.

    Attributes:
        lexicon: The lexicon with their names in it.
        contests: The known candidates of each contest, by name.
    """

    lexicon: Lexicon
    contests: tuple[frozenset[str], ...]


class Roster:
    """The people of a body's lists, by day.

    Args:
        people: Everybody on the lists.
        config: The body's settings: its staff, areas, accounts and domains.
    """

    def __init__(self, people: People, config: Config) -> None:
        self.people = people
        self.staff = frozenset(map(fold, config.staff))
        self._config = config
        ends = {person.valid_until + timedelta(1) for person in people.people if person.valid_until is not None}
        self._starts = sorted({person.valid_from for person in people.people if person.valid_from is not None})
        self._ends = sorted(ends)
        self._kept: dict[tuple[int, int], OnDay] = {}
        self._problems: dict[tuple[str, date], str] = {}

    @cached_property
    def _ours(self) -> tuple[Person, ...]:
        return self.people.in_areas(self._config.areas).people

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(fold(person.name) for person in self.people.people)

    def on(self, moment: datetime, windows: Iterable[Window], lexicon: Lexicon) -> OnDay:
        """What a gate knows of people at a moment, when these windows are active; `lexicon` is that of any day."""
        day = moment.date()
        since = min((window.start.date() for window in windows), default=day)
        key = (bisect_right(self._starts, day), bisect_right(self._ends, min(day, since)))
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[key] = self._made(self.people.on_day(day, since), lexicon)
        return found

    def _made(self, people: People, lexicon: Lexicon) -> OnDay:
        from neutral_gate.rules.people import contests

        config = self._config
        return OnDay(
            lexicon.with_people(
                (*people.organisations(), *config.terms()),
                people.handles,
                own_accounts(config),
                people.names(config.staff, config.areas),
                people.domains,
                config.domains,
            ),
            contests(person for person in people.people if fold(person.name) not in self.staff),
        )

    def notices(self, windows: Iterable[Window], moment: datetime) -> Iterator[str]:
        """Plain sentences about lists that are missing or too old for the active windows, one a window."""
        for window in windows:
            problem = self.problem(window, moment.date())
            if problem:
                yield f"{window.title}: {problem}"

    def unknown(
        self, reading: Reading, windows: Iterable[Window], moment: datetime
    ) -> tuple[str, Sentence, int] | None:
        """The first person in politics whom a draft names and no list knows, where a list is missing or too old.

        Returns:
            What is wrong with the list, the sentence, and the number of the token; None where lists are in order or
            nobody is named.
        """
        problem = next(filter(None, (self.problem(window, moment.date()) for window in windows)), "")
        if not problem:
            return None
        for sentence in reading.sentences:
            for place, token in enumerate(sentence.tokens):
                person = token.kind == "word" and not _IN_POLITICS.isdisjoint(token.classes)
                named = person and " " in token.text and DESCRIBED not in token.classes
                if named and fold(token.entity) not in self._listed:
                    return problem, sentence, place
        return None

    def problem(self, window: Window, day: date) -> str:
        """What is wrong with the lists for an active window on a day, in plain words; "" where nothing is.

        After nominations close, the list of this election's candidates must be there and be no older than that day.
        Until then nobody is a candidate yet: sitting politicians and those whom the body names itself serve.
        """
        key = (window.id, day)
        if key not in self._problems:
            self._problems[key] = self._problem(window, day)
        return self._problems[key]

    def _problem(self, window: Window, day: date) -> str:
        kinds = [kind for kind in window.kinds if kind != "ref"]
        if window.advisory or not kinds:
            return ""
        poll = _poll(window)
        closes = window.nominations
        candidates = [each for each in self._ours if each.role == "candidate" and _stands(each, window, poll)]
        if closes is not None and day > closes:
            if not candidates:
                lacking = "there is no list of its candidates"
                if any(each.role == "candidate" and _stands(each, window, poll) for each in self.people.people):
                    lacking = "no list names a candidate of your areas"
                return (
                    f"{lacking}, so they are known by what a draft says of them only. "
                    f"Nominations closed on {_day(closes)}. {_GIVE}"
                )
            made = _newest(candidates)
            if made is not None and made <= closes:
                return (
                    f"the list of candidates is of {_day(made)}, and nominations closed on {_day(closes)}. People may "
                    "have joined or left it since. Get the newest list."
                )
            return ""
        known = [each for each in self._ours if each.role not in ORGANISATIONS and (each.role != "candidate")]
        known += candidates
        if not known:
            until = f" until nominations close on {_day(closes)}" if closes is not None else ""
            return (
                f"there is no list of people. Candidates are not known{until}, so politicians who hold office in your "
                f"area are whom to look for. {_GIVE}"
            )
        made = _newest(known)
        if made is not None and (day - made).days > _STALE_AFTER:
            return f"the list of politicians is of {_day(made)}. Look for a newer one."
        return ""


def own_accounts(config: Config) -> frozenset[str]:
    """The body's own handles, folded and without "@"."""
    return frozenset(fold(account.lstrip("@")) for account in config.accounts)


def _stands(person: Person, window: Window, poll: date) -> bool:
    """True where a candidate may stand in the election of a window, by the days of both."""
    last = person.valid_until
    return last is None or window.start.date() <= last <= poll + timedelta(_APART)


def _newest(people: Iterable[Person]) -> date | None:
    return max((person.as_of for person in people if person.as_of is not None), default=None)


def _poll(window: Window) -> date:
    """Polling day, or the day before where a period ends right after midnight."""
    return window.poll or (window.end - timedelta(hours=6)).date()


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
