"""Reads the list of elections that EveryElection's API gives, as somebody saved it to a file.

EveryElection (elections.democracyclub.org.uk) lists ballots and, above them, groups: one for each organisation and one
for each day. All have the same form, so a file may name the same election three times. Only the ballots count here, and
what a group says about ballots that are not in the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from neutral_gate.elections.terms import ELECTION_KINDS, fold_area
from neutral_gate.model import UsageError

MAX_BYTES = 100_000_000
"""No list of elections is larger: the whole of EveryElection has some 60,000 ballots of about 1.5 kB."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHAT_IT_IS = re.compile(
    r"^the-|-(?:county|district|borough|city|metropolitan|mayoral|combined-authority|council|corporation|m?ca)(?=-|$)"
)
_NATIONS = {"ENG": "england", "WLS": "wales", "SCT": "scotland", "NIR": "northern-ireland"}
_KINDS = {"naw": "senedd", "pfcc": "pcc", **{kind: kind for kind in ELECTION_KINDS}}
_GET_IT = (
    "Save the answer of https://elections.democracyclub.org.uk/api/elections/?future=1 to a file, and import that."
)


class Contest(NamedTuple):
    """One ballot, or one group where the file tells nothing of its ballots.

    Attributes:
        id: EveryElection's id, such as `local.elm.mill-lane.by.2027-05-06`.
        kind: One of `ELECTION_KINDS`.
        poll: Polling day.
        nation: One of `NATIONS`, or None where the file does not say.
        organisation: What it elects to, by name: a council, a police area; or "".
        names: All names of the organisation, folded.
        division: The ward or constituency by name, or "".
        by_election: True where it fills one seat between elections.
        current: False where EveryElection says that it is not soon.
    """

    id: str
    kind: str
    poll: date
    nation: str | None
    organisation: str
    names: frozenset[str]
    division: str
    by_election: bool
    current: bool


class Listing(NamedTuple):
    """What a file holds.

    Attributes:
        contests: Each election once, in the order of the file.
        cancelled: Ids of elections that will not take place.
        unread: Ids of entries of a kind that Neutral Gate does not know, or without a polling day.
        missing: How many elections the file says there are, but that are on other pages.
    """

    contests: tuple[Contest, ...]
    cancelled: tuple[str, ...]
    unread: tuple[str, ...]
    missing: int


def read_listing(files: Iterable[tuple[str, bytes]]) -> Listing:
    """Read one list of elections from the files that its pages were saved to.

    Args:
        files: Names and contents. Each is an answer of the API (with `results`), a list of elections or one election.

    Raises:
        UsageError: A file is too large, not UTF-8, not JSON, or holds no elections; the message names it.
    """
    entries: dict[str, Mapping[str, Any]] = {}
    announced = 0
    for name, data in files:
        found, count = _entries(name, data)
        announced = max(announced, count)
        entries.update((str(entry["election_id"]), entry) for entry in found)
    cancelled: dict[str, None] = {}
    unread: dict[str, None] = {}
    contests: dict[str, Contest] = {}
    for ballot, entry in _ballots(entries, cancelled):
        contest = _contest(ballot, entry)
        if contest is None:
            unread[ballot] = None
        else:
            contests[ballot] = contest
    return Listing(tuple(contests.values()), tuple(cancelled), tuple(unread), max(announced - len(entries), 0))


def _entries(name: str, data: bytes) -> tuple[list[Mapping[str, Any]], int]:
    """The elections of one file, and how many there are on all pages by its own word."""
    if len(data) > MAX_BYTES:
        raise UsageError(f"{name} is larger than {MAX_BYTES:,} bytes.", "Check that it is the right file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(
            f"{name} is not saved as UTF-8.", "Save the file again as UTF-8, as the API gives it."
        ) from None
    if text.lstrip()[:1] == "<":
        raise UsageError(f"{name} is a web page, not JSON.", _GET_IT)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        cut = " It seems to be cut off." if error.pos >= len(text.rstrip()) - 1 else ""
        raise UsageError(
            f"{name}, line {error.lineno}, column {error.colno}: this is not valid JSON.{cut}", "Download it again."
        ) from None
    except RecursionError:
        raise UsageError(f"{name} is nested too deeply.", "Check that it is the right file.") from None
    pages = value if isinstance(value, list) else [value]
    found: list[Any] = []
    announced = 0
    for page in pages:
        if isinstance(page, dict) and isinstance(page.get("results"), list):
            found += page["results"]
            announced = max(announced, page["count"] if isinstance(page.get("count"), int) else 0)
        else:
            found.append(page)
    for place, entry in enumerate(found, start=1):
        if not isinstance(entry, dict) or not isinstance(entry.get("election_id"), str):
            raise UsageError(f"{name}: entry {place} has no “election_id”, so it is not an election.", _GET_IT)
    if not found and not any(isinstance(page, dict) and "results" in page for page in pages):
        raise UsageError(f"{name} holds no elections.", _GET_IT)
    return found, announced


def _ballots(
    entries: Mapping[str, Mapping[str, Any]], cancelled: dict[str, None]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each ballot once with what is known of it: its own entry, or else that of the lowest group that names it."""
    told: dict[str, Mapping[str, Any]] = {}
    for name, entry in entries.items():
        if entry.get("cancelled") is True or _was_cancelled(entry):
            cancelled[name] = None
            cancelled.update(dict.fromkeys(child for child in _children(entry) if child not in entries))
            continue
        children = _children(entry)
        if not children and not _stands_above(name, entry, entries):
            told[name] = entry
        for child in children:
            # Of two groups that name it, the one of the organisation knows more.
            if child not in entries and (child not in told or not told[child].get("organisation")):
                told[child] = entry
    yield from ((name, entry) for name, entry in told.items() if name not in cancelled)


def _stands_above(name: str, entry: Mapping[str, Any], entries: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether an entry is a group of others in the file, though it does not list them."""
    return bool(entry.get("group_type")) and any(other.get("group") == name for other in entries.values())


def _was_cancelled(entry: Mapping[str, Any]) -> bool:
    metadata = entry.get("metadata")
    return isinstance(metadata, dict) and bool(metadata.get("cancelled_election"))


def _children(entry: Mapping[str, Any]) -> list[str]:
    children = entry.get("children")
    return [child for child in children if isinstance(child, str)] if isinstance(children, list) else []


def _contest(ballot: str, entry: Mapping[str, Any]) -> Contest | None:
    """One election; None where its kind or polling day cannot be told."""
    own = entry.get("election_id") == ballot
    head, *middle = ballot.split(".")
    kind = _KINDS.get(head)
    days = [entry.get("poll_open_date") if own else None, middle.pop() if middle else ""]
    poll = next((day for each in days if (day := _day(each)) is not None), None)
    if kind is None or poll is None:
        return None
    by_election = "by" in middle
    parts = [part for part in middle if part not in ("by", "r", "c", "a")]  # regions, constituencies, all of them
    organisation, division = _part(entry, "organisation"), _part(entry, "division") if own else {}
    slug = parts[0] if parts else ""
    above = organisation.get("slug") in (None, "", slug) or own
    if not above:  # the entry is a group of many organisations, and names one of them only by chance
        organisation = {}
    names = [organisation.get(key) for key in ("common_name", "official_name", "slug", "official_identifier")]
    known = [name for name in (*names, slug) if isinstance(name, str) and name]
    code = division.get("territory_code") or organisation.get("territory_code")
    ward = division.get("name") or (parts[-1] if len(parts) > 1 or (kind == "parl" and parts) else "")
    return Contest(
        id=ballot,
        kind=kind,
        poll=poll,
        nation=_NATIONS.get(str(code)),
        organisation=str(known[0]) if known else "",
        names=frozenset(plain_name(name) for name in known),
        division=str(ward),
        by_election=by_election,
        current=entry.get("current") is not False,
    )


def plain_name(name: str) -> str:
    """A council's name without the words for what it is: "The Elm District Council" is "elm"."""
    folded = fold_area(name)
    return _WHAT_IT_IS.sub("", folded) or folded


def _part(entry: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = entry.get(key)
    return value if isinstance(value, dict) else {}


def _day(value: object) -> date | None:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
