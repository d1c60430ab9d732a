"""Where the answer goes: a terminal, a pipe or a file."""

from __future__ import annotations

import os
import sys

from neutral_gate import faults

TYPE_CHECKING = False  # a run whose answer is kept loads no more than this
if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO


def print_out(text: str) -> None:
    """Writes text to standard output. A reader that has gone away, such as `head`, is no error."""
    _write(sys.stdout, text)


def print_error(text: str) -> None:
    """Writes a line to standard error."""
    _write(sys.stderr, text + "\n")


def write_file(path: Path, text: str) -> None:
    """Writes a file in UTF-8.

    Raises:
        UsageError: It cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        from neutral_gate.model import UsageError

        raise UsageError(
            f"{path} cannot be written: {error.strerror or error}.", "Check that the folder exists and may be written."
        ) from error


def wants_colour() -> bool:
    """Whether standard output is a terminal that shows colours, and nobody asked for none (NO_COLOR)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty():
        return False
    return sys.platform != "win32" or any(os.environ.get(name) for name in ("WT_SESSION", "ANSICON", "TERM"))


def columns() -> int:
    """Columns to write in: those of the terminal, up to a width that is still easy to read."""
    if not sys.stdout.isatty():
        return 100
    from shutil import get_terminal_size

    return min(max(get_terminal_size().columns, 60), 110)


def hide_fault_details() -> None:
    """Keeps the tracebacks of checks that broke down off the terminal: the finding says enough for most readers."""
    faults.hide()


def _write(out: TextIO, text: str) -> None:
    try:
        try:
            out.write(text)
        except UnicodeEncodeError:  # an old console that lacks a letter still gets the rest
            encoding = out.encoding or "ascii"
            out.write(text.encode(encoding, "backslashreplace").decode(encoding))
        out.flush()
    except BrokenPipeError:
        # Python flushes the stream once more at its end; what is left must have somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
