"""Reads the tables [[people_sources]]: the lists of people that `people update` fetches."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from neutral_gate.config.settings import PeopleSource
from neutral_gate.config.table import Table

KEYS = ("name", "url", "file", "hosts", "sha256", "licence")
_NAME = re.compile(r"[\w][\w.-]{0,60}")


def people_sources(before: Iterable[PeopleSource], table: Table, folder: Path) -> tuple[PeopleSource, ...]:
    """The sources of the extended files with those of this file; one of the same name takes the other's place.

    Args:
        before: Those of the extended files.
        table: The settings of this file.
        folder: Its folder, from which file names are read.

    Raises:
        UsageError: A table has no name or address, or a value is wrong.
    """
    sources = {source.name: source for source in before}
    own = [_source(part, folder) for part in table.tables("people_sources")]
    sources.update({source.name: source for source in own})
    if len({source.name for source in own}) < len(own):
        table.fail("people_sources", "Two [[people_sources]] have one name.", "Give each a name of its own.")
    return tuple(sources.values())


def _source(table: Table, folder: Path) -> PeopleSource:
    table.only(KEYS)
    name, urls = table.text_of("name"), table.texts("url")
    if not _NAME.fullmatch(name):
        table.fail(
            "name", f'A [[people_sources]] table cannot have the name "{name}".', 'Write one word: "candidates".'
        )
    if not urls:
        table.fail("url", f'[[people_sources]] "{name}" has no "url".', "Write the address of the list.")
    for url in urls:
        if not url.startswith(("https://", "http://")):
            table.fail("url", f'"{url}" is not a web address.', "Start it with https://.")
    checksum = table.text_of("sha256").lower()
    if checksum and (not re.fullmatch(r"[0-9a-f]{64}", checksum) or len(urls) > 1):
        table.fail("sha256", "A checksum has 64 letters and digits, and goes with one address.", "Put it right.")
    file = folder / Path(table.text_of("file") or f"{name}.ngp").expanduser()
    return PeopleSource(name, urls, file, table.texts("hosts"), checksum, table.text_of("licence"))
