"""What the answer to a whole command line rests on, and whether it still holds: looked at before anything is loaded.

Each ground is a kind, a path and a state, which is a digest of what is there. A run that knows all of its grounds keeps
them with its report; while every one of them is in the same state, the report would be the same to the letter. What
cannot be told for sure (a link, a file that cannot be read) has no state: such a run keeps no answer, and none is given
again.
"""

from __future__ import annotations

import os
import stat

from neutral_gate.digests import sha256
from neutral_gate.results.stamps import program_stamp, tree_digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ABSENT = "-"
"""The state of a file that is not there."""
SETTLED = 2_000_000_000
"""Nanoseconds after which two writes have two times: the coarsest clock in use ticks every two seconds."""
_SECONDS = 86_400
_SETTINGS = ("neutral-gate.toml", "pyproject.toml", ".neutral-gate-ignore")
"""What is looked for in the folder of a draft and in those above it."""
_TOP = ".git"


class UnsureError(ValueError):
    """Nobody can say for sure what is there."""


def state(kind: str, path: str) -> str:
    """The state of a ground.

    Args:
        kind: "file" for its bytes, "list" for the names in a folder that drafts are looked for in, "real" for a folder
            that no link leads to, "there" for whether there is such an entry, "day" for the day of the last change,
            "tree" for all files below a folder, "program" for the program and its lexicon.
        path: Of the file or folder.

    Raises:
        UnsureError: Nobody can say for sure.
        OSError: It cannot be looked at.
        KeyError: There is no such kind.
    """
    return _STATES[kind](path)


def above(folders: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The grounds that settings and ignore files are for drafts in folders: the folders and all above them."""
    seen: set[str] = set()
    for given in folders:
        folder = os.path.abspath(given)  # noqa: PTH100 - a Path takes longer to load than all of this takes
        while folder not in seen:
            seen.add(folder)
            yield from (("file", os.path.join(folder, name)) for name in _SETTINGS)  # noqa: PTH118
            yield "there", os.path.join(folder, _TOP)  # noqa: PTH118
            folder = os.path.dirname(folder)  # noqa: PTH120


def settled(path: str, started: int) -> bool:
    """Whether a file or folder was last changed well before a moment, in nanoseconds since 1970."""
    status = os.lstat(path)
    return max(status.st_mtime_ns, status.st_ctime_ns) < started - SETTLED


def _file(path: str) -> str:
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise UnsureError(path)
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError):
        return ABSENT
    try:
        data = os.read(file, 1 << 16)
        while more := os.read(file, 1 << 20):
            data += more
    finally:
        os.close(file)
    return sha256(data).hexdigest()


def _list(path: str) -> str:
    names = []
    with os.scandir(path) as entries:
        for entry in entries:
            if not entry.name.startswith("."):
                if entry.is_symlink():
                    raise UnsureError(entry.path)
                names.append(f"{entry.name}\0{'folder' if entry.is_dir() else 'file' if entry.is_file() else 'other'}")
    names.sort()
    return sha256("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()


def _real(path: str) -> str:
    if os.path.realpath(path) != os.path.abspath(path):  # noqa: PTH100
        raise UnsureError(path)
    return "real"


def _there(path: str) -> str:
    return str(os.path.lexists(path))


def _day(path: str) -> str:
    return str(int(os.stat(path).st_mtime // _SECONDS))  # noqa: PTH116


def _tree(path: str) -> str:
    return tree_digest((path,))


def _program(_: str) -> str:
    stamp = program_stamp()
    if stamp is None:
        raise UnsureError("the program")
    return stamp


_STATES = {
    "file": _file,
    "list": _list,
    "real": _real,
    "there": _there,
    "day": _day,
    "tree": _tree,
    "program": _program,
}
