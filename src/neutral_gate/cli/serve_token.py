"""`neutral-gate serve token`: makes, lists and revokes the tokens of programs that ask the service."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from neutral_gate.cli.output import print_error, print_out
from neutral_gate.cli.parser import Parser
from neutral_gate.cli.serve import add_service_settings, service_settings, with_extra
from neutral_gate.model import UsageError

_ACTIONS = ("add", "list", "revoke")


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("serve token", "Says which programs may ask the service, and for what.")
    parser.add_argument("action", metavar="ACTION", help="add, list or revoke")
    parser.add_argument("name", metavar="NAME", nargs="?", help="the program that uses the token")
    scopes = "what it may do: check, override, read or admin (all of it); repeatable"
    parser.add_argument("--scope", metavar="SCOPE", action="append", default=[], help=scopes)
    add_service_settings(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Does it. The token itself goes to standard output alone, so that a program can take it.

    Raises:
        GateError: The name or a scope is wrong, or the database cannot be used.
    """
    args = parser().parse(arguments)
    if args.action not in _ACTIONS:
        raise UsageError(f'"{args.action}" cannot be done to a token.', f"It can be {', '.join(_ACTIONS)}.")
    if (args.name is None) != (args.action == "list"):
        raise UsageError("A name is missing, or one too many.", "Write: neutral-gate serve token add NAME")
    with_extra()
    from neutral_gate.service.log import DecisionLog
    from neutral_gate.service.log.tokens import Tokens

    with closing(DecisionLog(service_settings(args).database)) as log:
        log.migrate()
        tokens = Tokens(log.database)
        if args.action == "add":
            token, secret = tokens.add(args.name, args.scope or ["check"])
            print_out(f"{secret}\n")
            may = ", ".join(sorted(token.scopes))
            print_error(f'This is the token "{token.name}" ({may}). Keep it now: it is not shown again.')
        elif args.action == "revoke":
            tokens.revoke(args.name)
            print_out(f'The token "{args.name}" no longer works. The service knows within ten seconds.\n')
        else:
            for token in tokens.all():
                used = f"last used {token.last_used:%Y-%m-%d}" if token.last_used else "never used"
                state = f"revoked {token.revoked:%Y-%m-%d}" if token.revoked else used
                print_out(f"{token.name}  ({', '.join(sorted(token.scopes))})  {state}\n")
    return 0
