"""Opens a path as a source: finds its files, tells their formats, and reads one after another."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.model import DraftError, UsageError
from neutral_gate.sources.items import Item, Problem, Source
from neutral_gate.sources.office import office_kind
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.presets import Columns, columns_of
from neutral_gate.sources.tars import Gzip, Tar, is_tar
from neutral_gate.sources.zips import Files, Folder, OneFile, Zip

if TYPE_CHECKING:
    from neutral_gate.sources.site import Site

Reader = Callable[[Opener, Place], Iterator[Item | Problem]]

READERS: dict[str, str] = {
    "x-v1": "neutral_gate.sources.x_v1:read",
    "x-v2": "neutral_gate.sources.x_api:read",
    "mastodon": "neutral_gate.sources.mastodon:read",
    "mastodon-outbox": "neutral_gate.sources.activities:read_outbox",
    "activities": "neutral_gate.sources.activities:read",
    "older-activities": "neutral_gate.sources.older_activities:read",
    "bluesky": "neutral_gate.sources.bluesky:read",
    "facebook-export": "neutral_gate.sources.facebook:read_export",
    "facebook-graph": "neutral_gate.sources.facebook:read_graph",
    "captions": "neutral_gate.sources.captions:read",
    "page": "neutral_gate.sources.pages:read",
    "posts": "neutral_gate.sources.own_posts:read",
    "feed": "neutral_gate.sources.feeds:read",
    "json-feed": "neutral_gate.sources.json_feed:read",
    "table": "neutral_gate.sources.schedule:read",
    "linkedin": "neutral_gate.sources.linkedin:read",
    "spreadsheet": "neutral_gate.sources.spreadsheet:read",
    "word": "neutral_gate.sources.documents:read_word",
    "pdf": "neutral_gate.sources.documents:read_pages",
}
"""What reads each format of a single file: module and function, which takes an opener and a place."""
_ARCHIVE = "x-archive"
_SITEMAP = "sitemap"
_PAGES = frozenset({"page", "word", "pdf"})
"""Formats of the pages of a website."""
_TABLES = frozenset({"table", "spreadsheet"})
_WEAK = _PAGES | _TABLES | {"posts", _SITEMAP}
"""Formats that show no more than a text, or a text and a date: beside an export they are something else."""
_MEDIA = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp4", ".mov", ".m4v", ".webm", ".mp3", ".m4a")
"""Ends of the names of the pictures and videos in an export; they are not looked into for posts."""
_UNKNOWN = (
    "Give a feed, a saved page, or an export of X, Mastodon, Bluesky, Facebook or LinkedIn."
    " For a scheduler's table, say which column holds what."
)


def open_source(path: Path, *, preset: str | None = None, mapping: Mapping[str, str] | None = None) -> Source:
    """Opens a file, a folder or a zip archive.

    Args:
        path: What to read.
        preset: Name of a saved meaning of the columns of a table, such as "buffer".
        mapping: Meaning of the columns: "text", "when" and so on to the column's name.

    Returns:
        The source; its format was told by its content.

    Raises:
        UsageError: there is no such file, no such preset, or no such meaning of a column.
        DraftError: it cannot be read, or nothing in it is a format that is known.
    """
    path = Path(path)
    if not path.exists():
        raise UsageError(f"There is no file or folder {path}.", "Check its name.")
    columns = columns_of(preset, mapping)
    files = _files(path)
    found, problems = _formats(files, path, columns)
    if not found:
        if path.is_file() and not path.stat().st_size:
            raise DraftError(f"{path} is empty.", "Download or export it again.")
        if len(problems) == 1 and not problems[0].place:
            raise DraftError(f"{path}: {problems[0].problem}", problems[0].mend)
        reason = f" {problems[0].place}: {problems[0].problem}" if problems else ""
        raise DraftError(f"{path} holds no posts in a format that is known here.{reason}", _UNKNOWN)
    return _Opened(path, files, found, problems, columns)


def opened(path: Path, files: Files, columns: Columns | None, problems: list[Problem]) -> Source:
    """The source of files that were fetched; one of no known format is a problem.

    Args:
        path: What messages call the source.
        files: The files, by their addresses.
        columns: What the columns of tables mean, or None.
        problems: What is known already to be missing.
    """
    found, more = _formats(files, path, columns)
    told = {problem.place for problem in more}
    for name in files.names():
        if isinstance(name, str) and name not in found and name not in told:
            more.append(
                Place(str(path), name).problem("", "This is no page, feed or table that is known here.", _UNKNOWN)
            )
    return _Opened(path, files, found, [*problems, *more], columns, complete=False)


def _files(path: Path) -> Files:
    if path.is_dir():
        return Folder(path)
    single = OneFile(path)
    with single.open("") as stream:
        begin = stream.read(4)
    if begin.startswith(b"\x1f\x8b"):
        return Tar(path) if is_tar(path) else Gzip(path)
    if begin != b"PK\x03\x04" and (begin == b"%PDF" or not zipfile.is_zipfile(path)):
        return single
    return single if office_kind(path) is not None else Zip(path)


def _formats(files: Files, path: Path, columns: Columns | None) -> tuple[dict[str, str], list[Problem]]:
    """The files whose format is known, with it, and what could not be looked at."""
    from neutral_gate.sources.detect import WORKBOOK, first_rows, format_of

    found: dict[str, str] = {}
    problems: list[Problem] = []
    for name in files.names():
        if isinstance(name, Problem):
            problems.append(name)
            continue
        if name.lower().endswith(_MEDIA):
            continue
        try:
            opener, place = partial(files.open, name), Place(str(path), name)
            known = format_of(opener, place)
            if known == WORKBOOK:
                known = "spreadsheet" if columns is not None else None
            elif columns is not None and known in (None, "linkedin") and first_rows(opener, place):
                known = "table"
        except DraftError as error:
            problems.append(Place(str(path), name).problem("", error.problem, error.mend))
            continue
        if known is not None:
            found[name] = known
    if any(known not in _WEAK for known in found.values()):
        # Tables with a text and a date are comments and messages there, and pages show how to read the export.
        # Where a sitemap is, they are the pages of a website.
        kept = _PAGES | {_SITEMAP} if _SITEMAP in found.values() else frozenset()
        found = {name: known for name, known in found.items() if known not in _WEAK - kept or columns is not None}
    return found, problems


class _Opened:
    """A source of one or several files; see `Source`."""

    def __init__(
        self,
        path: Path,
        files: Files,
        found: Mapping[str, str],
        problems: list[Problem],
        columns: Columns | None,
        complete: bool = True,
    ) -> None:
        self._complete = complete
        self._problems = problems
        self._columns = columns
        self._path = path
        self._files = files
        self._found = found

    @property
    def kind(self) -> str:
        """The format, or the formats with "+" between them where there are several."""
        return "+".join(sorted({known.partition(":")[0] for known in self._found.values()}))

    def __iter__(self) -> Iterator[Item | Problem]:
        """Reads the files by name; one that cannot be read further is a problem, and the next one follows."""
        yield from self._problems
        for known, reader in self._readers():
            for name in known:
                place = Place(str(self._path), name)
                try:
                    yield from reader(partial(self._files.open, name), place)
                except DraftError as error:
                    yield place.problem("", error.problem, error.mend)

    def _readers(self) -> Iterator[tuple[list[str], Reader]]:
        """The files of each format, and what reads them."""
        formats = dict.fromkeys(known for known in self._found.values() if not known.startswith(_ARCHIVE))
        parts = {name: known.partition(":")[2] for name, known in self._found.items() if known.startswith(_ARCHIVE)}
        if parts:
            from neutral_gate.sources.x_archive import Archive

            archive = Archive(self._files, parts, str(self._path))
            yield archive.posts, archive.read
        site = self._site() if _SITEMAP in formats else None
        if site is not None:
            del formats[_SITEMAP]
            yield self._named(_SITEMAP), site.read
        for known in formats:
            module, _, function = READERS[known].partition(":")
            reader = getattr(import_module(module), function)
            if known in _TABLES:
                reader = partial(reader, columns=self._columns)
            elif known in _PAGES and site is not None:
                reader = partial(reader, find=site.find)
            yield self._named(known), reader
        if site is not None:
            yield self._named(_SITEMAP)[:1], site.missing

    def _site(self) -> Site:
        from neutral_gate.sources.site import Site

        return Site(complete=self._complete)

    def _named(self, known: str) -> list[str]:
        return [name for name, other in self._found.items() if other == known]
