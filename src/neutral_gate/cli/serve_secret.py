"""`neutral-gate serve secret`: a secret for a system that signs its requests."""

from __future__ import annotations

from collections.abc import Sequence

from neutral_gate.cli.output import print_error, print_out
from neutral_gate.cli.parser import Parser
from neutral_gate.cli.serve import with_extra

_WHERE = """\
Put it into the file that `secrets` in the service's settings names, with the name of the system:

  [senders.website]
  secrets = ["whsec_..."]
  scopes = ["check", "override"]

and into that system. To change it later, put the new one first and keep the old one until both sides have the new.
"""


def parser() -> Parser:
    """The command line of this verb."""
    return Parser("serve secret", "Makes a secret for a system that signs its requests, as Standard Webhooks says.")


def run(arguments: Sequence[str]) -> int:
    """Prints a new secret; where it goes is said on standard error.

    Raises:
        UsageError: The extra is not installed.
    """
    parser().parse(arguments)
    with_extra()
    from neutral_gate.service.auth.signatures import new_secret

    print_out(f"{new_secret()}\n")
    print_error(_WHERE)
    return 0
