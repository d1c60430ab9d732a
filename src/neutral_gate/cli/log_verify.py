"""`neutral-gate log verify`: no entry was changed, removed or put in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from neutral_gate.cli.log_opening import add_database, opened
from neutral_gate.cli.output import print_out
from neutral_gate.cli.parser import Parser
from neutral_gate.model import UsageError

_NOTED = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})", re.ASCII)


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("log verify", "Sees that no entry of the decision log was changed, removed or put in.")
    noted = "an entry that you wrote down after an earlier run; it must still be there"
    parser.add_argument("--noted", metavar="ENTRY:HASH", type=_entry, help=noted)
    add_database(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Walks the chain: 0, or 1 with the first entry that is amiss."""
    args = parser().parse(arguments)
    with opened(args) as log:
        found = log.verify(args.noted)
    if not found.ok:
        print_out(
            f"The decision log is broken at entry {found.broken_at:,}. {found.problem}\n"
            f"The {found.entries:,} {_entries(found.entries)} before it are sound.\n"
            "What to do: Keep this database as it is. Put the last sound backup beside it, and compare the two.\n"
        )
        return 1
    print_out(f"The decision log is sound: {found.entries:,} {_entries(found.entries)}.\n")
    if found.entries:
        print_out(
            "Write this down somewhere else. With it you can show later that nothing was cut off:\n"
            f"  neutral-gate log verify --noted {found.entries}:{found.head}\n"
        )
    return 0


def _entries(count: int) -> str:
    return "entry" if count == 1 else "entries"


def _entry(text: str) -> tuple[int, str]:
    if found := _NOTED.fullmatch(text.strip()):
        return int(found[1]), found[2]
    raise UsageError(
        f'--noted cannot be "{text}".', "Give the number of an entry, a colon and its hash, as `log verify` printed it."
    )
