"""The command `neutral-gate`: finds the verb, runs it, and turns errors into plain words and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from neutral_gate.cli.output import print_error, print_out
from neutral_gate.cli.parser import Parser
from neutral_gate.model import GateError, UsageError

VERBS = {
    "check": "check drafts before they are published",
    "windows": "say which pre-election periods apply to you, and until when",
    "people": "keep the lists of candidates and politicians up to date",
    "rules": "list the rules",
    "explain": "explain a rule, with examples",
    "init": "write a settings file for your body",
    "config": "check your settings",
    "log": "check the service's decision log, or write it out",
    "lsp": "serve an editor, which shows findings while you write",
    "images": "check the pictures of a folder, and write mended copies",
    "audit": "judge what accounts and sites have published, and what is scheduled",
    "serve": "run the gate as a web service, with a decision log and pages",
    "cases": "run drafts with known answers, to test your settings",
}
"""Verbs with their one-line help. Each is a module of this package."""

PASSED, FAILED, BROKEN, INTERRUPTED = 0, 1, 2, 130

_ABOUT = "Checks that what a UK public body publishes is politically impartial and accessible."
_EPILOG = """\
exit codes:
  0  nothing stands in the way of publishing
  1  something does
  2  the check could not be done: a wrong option or setting, or a file that cannot be read
"""


class Verb(Protocol):
    """What the module of a verb offers."""

    def parser(self) -> Parser:
        """Its command line."""

    def run(self, arguments: Sequence[str]) -> int:
        """Does the work and gives the exit code."""


def run(argv: Sequence[str] | None = None) -> int:
    """Runs a command line.

    Args:
        argv: The words after the command's name; by default those of this process.

    Returns:
        The exit code: 0, 1 or 2 as `--help` says, 130 where the user stopped it.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except GateError as error:
        print_error(f"neutral-gate: {error.problem}\n  What to do: {error.mend}")
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as end:  # argparse after --help
        return end.code if isinstance(end.code, int) else PASSED
    except Exception as error:  # a fault of ours: never a pass, and never a page of code for a writer of news
        if "--verbose" in words:
            import traceback

            traceback.print_exc()
        print_error(
            f"neutral-gate: a fault in Neutral Gate stopped the run ({type(error).__name__}: {error}).\n"
            "  What to do: Run it again with --verbose and report what it prints. Check the drafts by eye until then."
        )
    return BROKEN


def verb_module(name: str) -> Verb:
    """The module of a verb."""
    return cast("Verb", import_module(f"neutral_gate.cli.{name}"))


def _run(words: list[str]) -> int:
    name = words[0] if words else "--help"
    if name in VERBS:
        return verb_module(name).run(words[1:])
    if name in ("--version", "-V"):
        from neutral_gate import __version__

        print_out(f"neutral-gate {__version__}\n")
        return PASSED
    if name in ("--help", "-h", "help"):
        print_out(_help())
        return PASSED if words else BROKEN
    raise _unknown(name)


def _help() -> str:
    verbs = "\n".join(f"  {name:<9}{words}" for name, words in VERBS.items())
    return (
        "usage: neutral-gate VERB [OPTIONS]\n\n"
        f"{_ABOUT}\n\nverbs:\n{verbs}\n\n"
        "`neutral-gate VERB --help` shows the options of a verb; `neutral-gate --version` the version.\n\n"
        f"{_EPILOG}"
    )


def _unknown(name: str) -> UsageError:
    from difflib import get_close_matches

    if name.startswith("-"):
        return UsageError(f"There is no option {name} before the verb.", f"Start with a verb: {', '.join(VERBS)}.")
    near = get_close_matches(name, VERBS, n=1)
    hint = f"Did you mean `neutral-gate {near[0]}`?" if near else f"The verbs are {', '.join(VERBS)}."
    return UsageError(f'"{name}" is not something that Neutral Gate can do.', hint)
