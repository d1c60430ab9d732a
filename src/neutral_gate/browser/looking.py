"""Has pages looked at in Chromium, in a process of its own with a time cap."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from neutral_gate.browser.marking import marked
from neutral_gate.browser.worker import NOT_THERE
from neutral_gate.model import Draft
from neutral_gate.model.browser_facts import BrowserFacts, Seen
from neutral_gate.model.page import Page

SECONDS = 40.0
"""Seconds for one page; after that its browser is ended."""

START_SECONDS = 30.0
"""Seconds for the browser to start."""

_CLEAR_SECONDS = 5.0
"""Seconds for a browser that was ended to let go of its files."""

MISSING = (
    "Pages were not looked at in a browser, because a part is not installed. "
    "Run: pip install neutral-gate[browser], and install Chromium (on Debian and Ubuntu: "
    "apt-get install chromium libatomic1; elsewhere: playwright install chromium)."
)
_NEEDED = ("playwright", "axe_playwright_python")


class Looker:
    """Looks at pages with one browser for all of them. Use it in a `with` statement, or `close` it.

    Args:
        hosts: Hosts that style sheets, fonts and pictures may be fetched from; empty shuts the browser off.
        seconds: Time for one page.
    """

    def __init__(self, hosts: Collection[str] = (), seconds: float = SECONDS) -> None:
        self._hosts = sorted(hosts)
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._end: Callable[[], object] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()
        self.missing = not all(find_spec(name) for name in _NEEDED)

    def __enter__(self) -> Looker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def look(self, draft: Draft, folders: Sequence[Path] = ()) -> BrowserFacts | None:
        """What a browser sees on a page.

        Args:
            draft: A draft; only those in HTML are looked at.
            folders: Further folders that its files may lie in.

        Returns:
            The facts, with a `problem` where the page could not be looked at. None for a draft that is no page, and
            where the parts are missing (see `missing`).
        """
        if draft.page is None or draft.format != "html" or self.missing:
            return None
        if not self._started():
            return None if self.missing else BrowserFacts(problem=_problem(draft, "the browser does not start"))
        path = None if draft.path == "-" else str(Path(draft.path).resolve())
        order = {
            "html": marked(draft.page),
            "path": path,
            "folders": [str(folder) for folder in folders],
            "whole": draft.whole_document,
            "styled": draft.whole_document or _has_style(draft.page),
            "hosts": self._hosts,
        }
        answer = self._ask(json.dumps(order).encode() + b"\n", self._seconds)
        if answer is None:
            self.close()
            return BrowserFacts(problem=_problem(draft, f"it took longer than {self._seconds:g} seconds or broke down"))
        if "problem" in answer:
            return BrowserFacts(problem=_problem(draft, f"it broke down ({answer['problem']})"))
        return _facts(answer)

    def close(self) -> None:
        """Ends the browser and all that belongs to it."""
        self._process = None
        if self._end is not None:
            self._end()

    def _started(self) -> bool:
        if self._process is not None and self._process.poll() is None:
            return True
        self.close()
        self._answers = queue.Queue()
        try:
            folder = tempfile.mkdtemp(prefix="ng-")
        except OSError:  # nothing can be written
            return False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "neutral_gate.browser.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            # Its profile would stay in the folder for temporary files, as a browser that is ended takes nothing away.
            env={**os.environ, "TMPDIR": folder, "TEMP": folder, "TMP": folder},
        )
        self._end = weakref.finalize(self, _end, self._process, folder)  # also where nobody closes it
        if self._process.stdout is not None:
            reader = threading.Thread(target=_read, args=(self._process.stdout, self._answers), daemon=True)
            reader.start()
        if self._ask(b"", START_SECONDS) is not None:
            return True
        process = self._process
        with suppress(subprocess.TimeoutExpired):  # where it gave up by itself, its exit code says why
            process.wait(3)
        self.close()
        self.missing = process.returncode == NOT_THERE
        return False

    def _ask(self, line: bytes, seconds: float) -> dict[str, Any] | None:
        """Sends a line and waits for the answer; None where none comes in time."""
        if self._process is None or self._process.stdin is None:
            return None
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
            answer = self._answers.get(timeout=seconds)
            told = json.loads(answer) if answer else None
        except (OSError, ValueError, queue.Empty):
            return None
        return told if isinstance(told, dict) else None


def _end(process: subprocess.Popen[bytes], folder: str) -> None:
    """Ends a process with all that it started, and removes the folder that they wrote to.

    Chromium ends itself where the other side of its pipe is gone; until then it may still write.
    """
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except ProcessLookupError:  # it has ended by itself
        pass
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was not sent yet has nowhere to go
                pipe.close()
    end = time.monotonic() + _CLEAR_SECONDS
    shutil.rmtree(folder, ignore_errors=True)
    while Path(folder).exists() and time.monotonic() < end:
        time.sleep(0.05)
        shutil.rmtree(folder, ignore_errors=True)


def _read(pipe: IO[bytes], answers: queue.Queue[bytes]) -> None:
    try:
        for line in pipe:
            answers.put(line)
    except (OSError, ValueError):  # closed under its hands
        pass
    answers.put(b"")


def _has_style(page: Page) -> bool:
    """True for a part of a page that brings its styles: of any other nobody knows how it will look."""
    sheets = (each for each in page.elements("link") if "stylesheet" in each.get("rel").lower().split())
    return next(page.elements("style"), None) is not None or next(sheets, None) is not None


def _facts(answer: Mapping[str, Any]) -> BrowserFacts:
    return BrowserFacts(
        seen=tuple(Seen(**each) for each in answer["seen"]),
        cleared={rule: frozenset(starts) for rule, starts in answer["cleared"].items()},
        unstyled=tuple(answer["unstyled"]),
    )


def _problem(draft: Draft, why: str) -> str:
    return f"{draft.path} was not looked at in the browser: {why}. Look at this page by eye."
