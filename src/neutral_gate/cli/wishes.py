"""What a command line asks for, and what comes of one file. Plain tuples, because each run makes them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from neutral_gate.model.decision import DraftResult
from neutral_gate.model.records import NamedTuple


class Wishes(NamedTuple):
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
        fetch_images: True to fetch images on hosts that are allowed.
        browser: True to look at pages in a browser too.
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
    fetch_images: bool = False
    browser: bool = False

    @property
    def lasting(self) -> bool:
        """True where what comes of a file rests on files alone, so that it may be kept."""
        return not (self.ocr or self.fetch_images or self.browser)


class Sources(NamedTuple):
    """The files that settings are made of, with the digest of what was read from each.

    Attributes:
        config: Settings files and those that they extend.
        people: Lists of people, with the day of their last change, in days since 1970.
        lexicons: Folders with own rules.
    """

    config: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str, int], ...] = ()
    lexicons: tuple[tuple[str, str], ...] = ()


class Setup(NamedTuple):
    """What a report needs to know of the settings of a draft.

    Attributes:
        versions: Versions of the gate, the lexicon and the people list, as pairs.
        notices: Plain sentences for the reader.
        fail_on: The verdict from which on a draft fails.
        files: The settings files that were read.
        sources: What the settings were read from, or None where nothing is to be kept.
    """

    versions: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    fail_on: str
    files: tuple[str, ...] = ()
    sources: Sources | None = None


class Basis(NamedTuple):
    """What the results of a file rest on besides its settings and its name.

    Attributes:
        data: Digest of the bytes that were read.
        pictures: Each address of a local picture, with the digest of its file.
        now: For each result, whether it was judged for the present moment.
        clock: Seconds since 1970 between which every present moment gives the same results.
    """

    data: str
    pictures: tuple[tuple[str, str], ...]
    now: tuple[bool, ...]
    clock: tuple[float, float]


class Outcome(NamedTuple):
    """What came of one file.

    Attributes:
        results: One a draft.
        setup: Of its settings.
        broken: True where it could not be checked.
        said: Plain sentences about what could not be looked at.
        basis: What the results rest on, or None where they are not to be kept.
    """

    results: tuple[DraftResult, ...]
    setup: Setup
    broken: bool = False
    said: tuple[str, ...] = ()
    basis: Basis | None = None
