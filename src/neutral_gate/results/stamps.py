"""What an answer rests on, as digests: the program with its lexicon, files, and the pictures that a page shows."""

from __future__ import annotations

import os
import sys
import time

from neutral_gate.digests import sha256
from neutral_gate.lexicon.places import lexicons_path

TYPE_CHECKING = False  # a run whose answer is kept loads no more than this
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from neutral_gate.results.store import Store

_SETTLED = 2_000_000_000  # nanoseconds; the coarsest clock of a file system that is in use ticks every two seconds


def program_digest(store: Store) -> str | None:
    """Content hash of the program and its lexicon, with the versions of Python and of what else is installed.

    Reading all these files takes longer than a check from the cache may take. So the hash is kept under a stamp of
    them; see `program_stamp`.

    Args:
        store: Where the hash is kept.

    Returns:
        The digest, or None where the program was changed a moment ago: nothing is to be kept or recalled then.
    """
    roots = _roots()
    stamp = _stamp(roots)
    if stamp is None:
        return None
    content = store.get(f"program {stamp}")
    if not isinstance(content, str):
        content = tree_digest(roots)
        store.put(f"program {stamp}", content)
    return text_digest(content, *_around())


def program_stamp(before: int | None = None) -> str | None:
    """A stamp of the program and its lexicon, with the versions of Python and of what else is installed.

    It is made of the names, sizes and times of change (to the nanosecond, and both that of the content, which a tool
    may set back, and that of the entry, which no tool can) of all files. Whoever writes to a file changes its stamp.
    The one exception is a write within the same tick of the clock as the one before; so a stamp counts only when the
    last write was more than two seconds ago. Git trusts its index on the same ground.

    Args:
        before: The moment before which the last write must lie, in nanoseconds since 1970; by default now.

    Returns:
        The stamp, or None where the program was changed a moment ago.
    """
    stamp = _stamp(_roots(), before)
    return None if stamp is None else text_digest(stamp, *_around())


def file_digest(path: str | Path) -> str:
    """Content hash of a file, or "" where it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a Path would have to be made first
            return sha256(file.read()).hexdigest()
    except OSError:
        return ""


def tree_digest(folders: Iterable[str | Path]) -> str:
    """Content hash of all files in folders, by name."""
    total = sha256()
    for folder in folders:
        for path, _ in _files(folder):
            total.update(f"{os.path.relpath(path, folder)}\0{file_digest(path)}\n".encode("utf-8", "surrogatepass"))
        total.update(b"\n")
    return total.hexdigest()


def text_digest(*texts: str) -> str:
    """Hash of texts in their order."""
    return sha256("\0".join(f"{len(text)} {text}" for text in texts).encode("utf-8", "surrogatepass")).hexdigest()


def picture_digests(addresses: Iterable[str], page: Path | None, folders: Sequence[Path]) -> list[tuple[str, str]]:
    """Each address of a picture with the content hash of its file, "" where there is none."""
    from neutral_gate.images.locate import locate

    found = []
    for address in addresses:
        path = locate(address, page, folders)
        found.append((address, "" if path is None else file_digest(path)))
    return found


def _roots() -> tuple[str, ...]:
    """The folders of the program and its lexicon. In an installed package the one lies in the other."""
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120 - a Path takes long to load
    lexicon = lexicons_path()
    return (package,) if lexicon.startswith(package + os.sep) else (package, lexicon)


def _stamp(roots: Iterable[str], before: int | None = None) -> str | None:
    """The stamp of all files in folders; None where one of them was changed a moment ago."""
    lines = []
    newest = 0
    for root in roots:
        for path, status in _files(root):
            newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
            lines.append(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0{status.st_ctime_ns}\n")
    if (before or time.time_ns()) - newest < _SETTLED:
        return None
    return sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _around() -> tuple[str, ...]:
    """What the program runs with: Python, the system, the engine for pages, and the packages that are installed."""
    return sys.version, sys.platform, os.environ.get("NEUTRAL_GATE_HTML_ENGINE", ""), *_installed()


def _files(folder: str | Path) -> Iterator[tuple[str, os.stat_result]]:
    """The files of a folder and of those in it, without what Python makes of them, in sorted order."""
    waiting = [str(folder)]
    while waiting:
        try:
            entries = sorted(os.scandir(waiting.pop()), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            if entry.is_dir():
                waiting.append(entry.path)
            elif entry.is_file():
                yield entry.path, entry.stat()


def _installed() -> list[str]:
    """Names and versions of the packages that are installed, as their folders say."""
    names = []
    for place in sys.path:
        if place.endswith(("site-packages", "dist-packages")):
            try:
                names += [name for name in os.listdir(place) if name.endswith(("-info", ".egg-link"))]  # noqa: PTH208
            except OSError:
                continue
    return sorted(names)
