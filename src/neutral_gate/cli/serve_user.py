"""`neutral-gate serve user`: who may sign in to the pages of the service, and what they may do there."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from neutral_gate.cli.output import print_out
from neutral_gate.cli.parser import Parser
from neutral_gate.cli.serve import add_service_settings, service_settings, with_extra
from neutral_gate.model import UsageError

if TYPE_CHECKING:
    from neutral_gate.service.log import User, Users

_ACTIONS = ("add", "list", "password", "role", "close")


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("serve user", "Says who may sign in to the pages, and what they may do there.")
    parser.add_argument("action", metavar="ACTION", help="add, list, password (a new one), role (another one) or close")
    parser.add_argument("name", metavar="NAME", nargs="?", help="what the person signs in with")
    roles = "reader (looks), author (checks drafts and asks), reviewer (signs off) or admin; author if you leave it out"
    parser.add_argument("--role", metavar="ROLE", help=roles)
    parser.add_argument("--display", metavar="TEXT", default="", help="the name that others see")
    add_service_settings(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Does it. The password is asked for, or it is the first line of standard input; never a part of the command.

    Raises:
        GateError: The name, the role or the password is not usable, or the database is not.
    """
    args = parser().parse(arguments)
    if args.action not in _ACTIONS:
        raise UsageError(f'"{args.action}" cannot be done to a person.', f"It can be {', '.join(_ACTIONS)}.")
    if (args.name is None) != (args.action == "list"):
        raise UsageError("A name is missing, or one too many.", "Write: neutral-gate serve user add NAME")
    if args.action == "role" and args.role is None:
        raise UsageError("The new role is missing.", "Write: neutral-gate serve user role NAME --role reviewer")
    with_extra()
    from neutral_gate.service.log import DecisionLog, Users

    with closing(DecisionLog(service_settings(args).database)) as log:
        log.migrate()
        print_out(_done(Users(log.database), args.action, args.name, args.role, args.display))
    return 0


def _done(users: Users, action: str, name: str, role: str | None, display: str) -> str:
    """Does it, and says what was done."""
    if action == "add":
        user = users.add(name, _password(), role or "author", display)
        return f'"{user.name}" can sign in now, as {user.role}.\n'
    if action == "list":
        return "".join(f"{_line(user)}\n" for user in users.all()) or "Nobody can sign in yet.\n"
    if action == "password":
        users.set_password(name, _password())
        return f'"{name}" has a new password, and is signed out everywhere.\n'
    if action == "role":
        users.set_role(name, role or "")
        return f'"{name}" is {role} now, and is signed out everywhere.\n'
    users.close(name)
    return f'"{name}" can no longer sign in. What they did stays in the log.\n'


def _line(user: User) -> str:
    last = f"last signed in {user.last_sign_in:%Y-%m-%d}" if user.last_sign_in else "never signed in"
    state = f"closed {user.closed:%Y-%m-%d}" if user.closed else last
    return f"{user.name}  ({user.role})  {state}"


def _password() -> str:
    """The password that somebody types, twice where there is a person at the keyboard.

    Raises:
        UsageError: Both are not the same, or there is none.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass

    try:
        password = getpass("Password: ")
        again = getpass("The same again: ")
    except EOFError:
        raise UsageError("There is no password.", "Type one, and press Enter.") from None
    if password != again:
        raise UsageError("The two passwords are not the same.", "Try again.")
    return password
