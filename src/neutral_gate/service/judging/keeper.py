"""The process that loads the gate once and branches off the processes that work.

It reads no draft, so nothing in a draft can hurt it: where a worker hangs or dies, the next one is there at once and
knows what the others know, even if the files of the settings are broken by then. Run as
`python -m neutral_gate.service.judging.keeper FD [SETTINGS]`, with the number of an open socket.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
from pathlib import Path
from typing import NoReturn

from neutral_gate.elections import now
from neutral_gate.model import GateError
from neutral_gate.service.journal import set_up
from neutral_gate.service.judging.bench import Bench
from neutral_gate.service.judging.frames import Message, receive, send
from neutral_gate.service.judging.worker import done, work

_DRAFTS: tuple[dict[str, object], ...] = (
    {"html": "<h2>Flu jabs</h2><p>Vote for us. The clinic is open on Monday, he said.</p>" * 5, "title": "Jabs"},
    {"markdown": "# Flu jabs\n\nThe clinic is open. Call *us* to book.\n" * 5},
    {"text": "The clinic is open on Monday.", "images": [{"src": "a.png", "alt": "A nurse"}]},
    {"source": "The council did well.", "format": "text"},
)
_POLL = 0.5  # seconds after which ended workers are buried at the latest


def keep(control: socket.socket, config: Path | None) -> None:
    """Loads the gate, says so, and does what it is told: `start` with a pipe, `end` with a process id.

    Args:
        control: The service is at its other end; where it closes, all workers end.
        config: The body's settings.
    """
    try:
        bench = Bench(config)
        about = bench.about
        _warm_up(bench)
    except GateError as error:
        send(control, Message({"broken": [error.problem, error.mend]}))
        return
    except Exception as error:  # never silence: the service waits for a word
        send(control, Message({"broken": [f"A fault stopped the loading ({type(error).__name__}: {error}).", ""]}))
        return
    gc.collect()
    gc.freeze()  # what is loaded stays, so the branches neither look through it nor copy it
    send(control, Message({"ready": about}))
    workers: set[int] = set()
    try:
        while True:
            _bury(workers)
            order = _order(control)
            if order is None:
                return
            head, files = order
            if "start" in head:
                pipe = socket.socket(fileno=files[0])
                child = os.fork()
                if child == 0:
                    _branch(bench, control, pipe)
                _lead(child)
                pipe.close()
                workers.add(child)
                send(control, Message({"started": child}))
            elif head.get("end") in workers:
                _end(head["end"])
    finally:
        for child in workers:
            _end(child)


def _warm_up(bench: Bench) -> None:
    """Judges a few drafts, so that what is loaded on first need is there before the processes branch off."""
    bench.gate.lexicon.compiled.read_all()
    # What the rules say speaks of all that they look for, so that it has nearly every part of them loaded.
    said = "".join(f"<p>{rule.summary} {rule.message}</p>" for rule in bench.gate.lexicon.rules.values())
    for draft in (*_DRAFTS, {"html": said, "kind": "news"}):
        done(bench, Message({"job": "check", "payload": draft, "at": now().isoformat()}))


def _branch(bench: Bench, control: socket.socket, pipe: socket.socket) -> NoReturn:
    """The life of a worker. It leaves by `_exit`, so that nothing of the keeper's runs twice."""
    code = 1
    try:
        _lead(os.getpid())
        control.close()
        work(bench, pipe)
        code = 0
    except (OSError, KeyboardInterrupt):
        code = 0  # the service is gone
    finally:
        os._exit(code)


def _order(control: socket.socket) -> tuple[dict[str, int], list[int]] | None:
    """The next order and the files that come with it; an empty one after a while; None where the service is gone."""
    control.settimeout(_POLL)
    try:
        data, files, _, _ = socket.recv_fds(control, 1, 1)
    except TimeoutError:
        return {}, []
    except OSError:
        return None
    finally:
        control.settimeout(None)
    if not data:
        return None
    if data == b"s":
        return ({"start": 1}, files) if files else ({}, [])
    message = receive(control)
    return None if message is None else (message.head, [])


def _bury(workers: set[int]) -> None:
    while workers:
        # It stays unburied for a moment, so that its number is nobody else's while its group is ended.
        ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is None:
            return
        _end(ended.si_pid)
        os.waitpid(ended.si_pid, 0)
        workers.discard(ended.si_pid)


def _lead(child: int) -> None:
    """Makes a worker the head of a group of its own. Both sides do it, so that it is done before either goes on."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.setpgid(child, child)


def _end(child: int) -> None:
    """Ends a worker and the programs that it has started, such as those that read pictures and PDF files."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)


def main() -> None:
    """Keeps until the service ends."""
    for name in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):  # the service hears these, and closes the pipe
        signal.signal(name, signal.SIG_IGN)
    set_up()
    control = socket.socket(fileno=int(sys.argv[1]))
    keep(control, Path(sys.argv[2]) if len(sys.argv) > 2 else None)


if __name__ == "__main__":
    main()
