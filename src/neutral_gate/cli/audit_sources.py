"""The sources that a command line names: files and folders as they are, web addresses fetched where that is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.cli.progress import progress
from neutral_gate.model import UsageError

if TYPE_CHECKING:
    from neutral_gate.sources import Source
    from neutral_gate.sources.fetching import Fetcher

FETCHED = "fetched"
"""The folder of `--out` with what was fetched."""


class Sources:
    """Finds sources and opens them.

    Args:
        given: What the command line names.
        out: The folder of the audit.
        fetch: Whether web addresses may be fetched.
        preset: What the columns of a table mean, by a saved name.
        mapping: What they mean.
    """

    def __init__(
        self, given: Sequence[str], out: Path, fetch: bool, preset: str | None, mapping: Mapping[str, str] | None
    ) -> None:
        from neutral_gate.sources.live import is_address

        self._given = given
        self._fetched = out / FETCHED
        self._preset = preset
        self._mapping = mapping
        self._live: set[Path] = set()
        for each in given:
            if is_address(each):
                if not fetch:
                    raise UsageError(
                        f"{each} is a web address, and nothing is fetched unless you ask for it.",
                        "Add --fetch, or save the page and give the file.",
                    )
            elif not Path(each).exists():
                raise UsageError(f"There is no file or folder {each}.", "Check its name.")

    def paths(self, quiet: bool) -> tuple[Path, ...]:
        """The files and folders, and a folder for each web address, which is fetched now.

        Args:
            quiet: True for no progress bar.

        Raises:
            UsageError: What is fetched cannot be written, or the parts for fetching are not installed.
        """
        from neutral_gate.sources.live import COPIES, fetch_source, is_address

        paths: list[Path] = []
        fetcher: Fetcher | None = None
        with progress(quiet) as tell:
            for each in self._given:
                if not is_address(each):
                    paths.append(Path(each))
                    continue
                fetcher = fetcher or new_fetcher(self._fetched / COPIES)
                path = fetch_source(each, self._fetched, fetcher, tell)
                self._live.add(path)
                paths.append(path)
        return tuple(paths)

    def open(self, path: Path) -> Source:
        """Opens one of them; see `open_source`."""
        from neutral_gate.sources import open_source
        from neutral_gate.sources.live import COPIES, open_fetched

        if path in self._live:
            return open_fetched(path, self._fetched / COPIES, preset=self._preset, mapping=self._mapping)
        return open_source(path, preset=self._preset, mapping=self._mapping)


def new_fetcher(folder: Path) -> Fetcher:
    """What fetches, at a polite pace and under guard."""
    from neutral_gate.sources.fetching import Fetcher

    return Fetcher(folder)
