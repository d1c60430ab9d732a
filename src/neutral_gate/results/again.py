"""Reports of whole runs, given again where nothing that they rest on has changed.

A hook runs the same command line over the same files time and again, and loading what makes a report takes three times
as long as looking whether it would be another. So the report of a run is kept with its grounds (see `grounds`), under
all that the run was asked and all that shapes what it prints. This module loads next to nothing.
"""

from __future__ import annotations

import os
import stat
import sys
import time

from neutral_gate.digests import sha256
from neutral_gate.results.grounds import state
from neutral_gate.results.stamps import text_digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SHAPING = (
    *("NO_COLOR", "TERM", "COLUMNS", "LINES", "CI", "WT_SESSION", "ANSICON"),
    *("NEUTRAL_GATE_CACHE", "NEUTRAL_GATE_HTML_ENGINE", "PYTHONIOENCODING", "PYTHONUTF8", "LANG", "LC_ALL", "LC_CTYPE"),
)
"""What of the environment shapes a report."""
_PLACES = 64  # reports that are kept; a further one takes the place of another
_MOST = 1 << 18  # bytes of a report with its grounds
_CHECKSUM = 64


def again(folder: str | None, words: Sequence[str]) -> tuple[int, str] | None:
    """The exit code and the report of an earlier run.

    Args:
        folder: The cache's folder, or None where nothing is kept.
        words: The command line.

    Returns:
        None where there was no such run, or where it could go another way today.
    """
    if folder is None:
        return None
    try:
        question = _question(words)
        path = _place(folder, question)
        if not is_ours(path):
            return None
        with open(path, "rb") as file:  # noqa: PTH123 - a Path would have to be loaded first
            data = file.read(_MOST + 1)
        if sha256(data[_CHECKSUM:]).hexdigest().encode() != data[:_CHECKSUM]:
            return None
        head, _, report = data[_CHECKSUM:].decode("utf-8").partition("\n\n")
        first, *grounds = head.split("\n")
        asked, start, end, code = first.split(" ")
        if asked != question or not float(start) < time.time() < float(end):
            return None
        for ground in grounds:
            kind, was, where = ground.split("\t")
            if state(kind, where) != was:
                return None
        return int(code), report
    except (OSError, ValueError, KeyError, AttributeError):
        return None


def keep(
    folder: str,
    words: Sequence[str],
    grounds: Mapping[tuple[str, str], str],
    clock: tuple[float, float],
    answer: tuple[int, str],
) -> None:
    """Keeps the report of a run.

    Args:
        folder: The cache's folder.
        words: The command line.
        grounds: All that it rests on: the state of each kind and path.
        clock: Seconds since 1970 between which it holds.
        answer: Its exit code and its report.
    """
    question = _question(words)
    code, report = answer
    rows = [f"{question} {clock[0]!r} {clock[1]!r} {code}"]
    for (kind, where), was in grounds.items():
        row = f"{kind}\t{was}\t{where}"
        if row.count("\t") != 2 or "\n" in row:
            return
        rows.append(row)
    try:
        data = ("\n".join(rows) + "\n\n" + report).encode("utf-8")
        if len(data) > _MOST - _CHECKSUM:
            return
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        path = _place(folder, question)
        part = f"{path}.{os.getpid()}"
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(sha256(data).hexdigest().encode() + data)
        os.replace(part, path)  # noqa: PTH105 - nobody ever reads half of one
    except (OSError, ValueError):  # a read-only home, a full disk, a name that is no text
        return


def is_ours(path: str) -> bool:
    """Whether only this user can have written a file: an answer that somebody else planted could let a draft pass.

    Raises:
        OSError: There is no such file.
    """
    if not hasattr(os, "geteuid"):
        return True
    about = os.lstat(path)
    return stat.S_ISREG(about.st_mode) and about.st_uid == os.geteuid() and not about.st_mode & 0o022


def _question(words: Sequence[str]) -> str:
    """The digest of what a run is asked, and of what shapes the report besides."""
    facts = [os.getcwd(), os.path.expanduser("~"), str(sys.flags)]  # noqa: PTH109, PTH111
    for stream in (sys.stdout, sys.stderr):
        wide = ""
        if stream.isatty():
            wide = str(tuple(os.get_terminal_size(stream.fileno())))
        facts += [str(stream.encoding), str(stream.errors), wide]
    facts += [f"{name}={os.environ.get(name)}" for name in _SHAPING]
    return text_digest(*facts, "check", *words)


def _place(folder: str, question: str) -> str:
    return os.path.join(folder, f"again-{int(question[:8], 16) % _PLACES:02}.txt")  # noqa: PTH118
