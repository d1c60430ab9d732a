"""What one process does: one job after the other, until the service closes its pipe."""

from __future__ import annotations

import gc
import logging
import signal
import socket

from neutral_gate.model import GateError
from neutral_gate.service.judging.bench import Bench
from neutral_gate.service.judging.errors import RefusedError, UnreadableError
from neutral_gate.service.judging.frames import Message, receive, send
from neutral_gate.service.judging.jobs import JOBS

_log = logging.getLogger(__name__)
_LITTER = 200_000  # objects that may lie about; a page of a thousand words leaves some 10,000
_GRACE = 1.0  # seconds after the deadline; the service ends a slow process first, if it is still there to do so


def work(bench: Bench, pipe: socket.socket) -> None:
    """Does jobs until the pipe is closed.

    Args:
        bench: The gate.
        pipe: The service is at its other end.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # it ends the process, also in the middle of foreign code
    gc.disable()
    while (message := receive(pipe)) is not None:
        signal.setitimer(signal.ITIMER_REAL, float(message.head["deadline"]) + _GRACE)
        answer = done(bench, message)
        signal.setitimer(signal.ITIMER_REAL, 0)
        send(pipe, answer)
        if gc.get_count()[0] > _LITTER:  # swept up when an answer is gone, and not while somebody waits for it
            gc.collect()
            gc.freeze()  # what is left is what the gate loaded on the way, and stays


def done(bench: Bench, message: Message) -> Message:
    """What comes of a job: `value`; or `refused`, what the client can mend; or `fault`, which is ours."""
    try:
        value = JOBS[message.head["job"]](bench, message.head, message.body)
        return value if isinstance(value, Message) else Message({"value": value})
    except (RefusedError, GateError) as error:
        return Message({"refused": [error.problem, error.mend], "unreadable": isinstance(error, UnreadableError)})
    except MemoryError:
        return Message({"refused": ["The draft needs more memory than there is.", "Split it into shorter drafts."]})
    except Exception as error:
        # The name of the error alone: its text may hold words of the draft.
        _log.error("A job failed: %s", type(error).__name__)
        return Message({"fault": type(error).__name__})
