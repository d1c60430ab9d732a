"""`neutral-gate people`: lists of candidates, politicians and parties; each thing to do is a module of its own."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from neutral_gate.cli.parser import Parser, choice

SUBVERBS = {
    "import": "make one people file of the lists that you have",
    "update": "fetch the lists that your settings name, and say what has changed",
    "show": "say what is known of a person, and whether the gate would notice the name",
    "check": "look for what needs a person: conflicts, old lists, areas without people",
}
"""What may follow the verb, with one-line help."""


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser(
        "people",
        "Lists of candidates, politicians and parties.\n\n"
        + "\n".join(f"  people {name:<8}{words}" for name, words in SUBVERBS.items())
        + "\n\n`neutral-gate people import --help` shows the options of one of them.",
    )
    parser.add_argument(
        "what", metavar="WHAT", type=choice("WHAT", SUBVERBS), help="import, update, show or check, and its options"
    )
    return parser


def run(arguments: Sequence[str]) -> int:
    """Hands over to the module of what is to be done."""
    words = list(arguments)
    args = parser().parse(words[:1])
    code: int = import_module(f"neutral_gate.cli.people_{args.what}").run(words[1:])
    return code
