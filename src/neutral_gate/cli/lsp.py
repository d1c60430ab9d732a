"""`neutral-gate lsp`: the language server, which editors start by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from neutral_gate.cli.parser import Parser
from neutral_gate.model import UsageError


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("lsp", "Starts the language server, which editors use to show findings while you write.")
    parser.add_argument("--stdio", action="store_true", help="talk over standard input and output (always so)")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Serves until the editor says goodbye.

    Raises:
        UsageError: The extra with the library for language servers is not installed.
    """
    parser().parse(arguments)
    try:
        from neutral_gate.lsp.server import make_server
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        raise UsageError(
            "The language server needs a library that is not installed.", "Run: pip install 'neutral-gate[lsp]'"
        ) from error
    import logging

    logging.getLogger("neutral_gate").addHandler(logging.StreamHandler())  # editors keep what comes on standard error
    make_server().start_io()
    return 0
