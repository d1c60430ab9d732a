"""`neutral-gate log`: the service's decision log; each thing to do is a module of its own."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from neutral_gate.cli.parser import Parser, choice

SUBVERBS = {
    "verify": "see that no entry was changed, removed or put in",
    "export": "write decisions and overrides as a table or as JSON",
}
"""What may follow the verb, with one-line help."""


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser(
        "log",
        "The decision log of the service.\n\n"
        + "\n".join(f"  log {name:<8}{words}" for name, words in SUBVERBS.items())
        + "\n\n`neutral-gate log export --help` shows the options of one of them.",
    )
    parser.add_argument("what", metavar="WHAT", type=choice("WHAT", SUBVERBS), help="verify or export, and its options")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Hands over to the module of what is to be done."""
    words = list(arguments)
    args = parser().parse(words[:1])
    code: int = import_module(f"neutral_gate.cli.log_{args.what}").run(words[1:])
    return code
