"""`neutral-gate serve`: the gate as a web service, with a decision log and pages."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from neutral_gate.cli.parser import Parser, add_config
from neutral_gate.model import UsageError

if TYPE_CHECKING:
    from neutral_gate.cli.main import Verb
    from neutral_gate.service.settings import ServiceSettings

ACTIONS = ("token", "secret", "user")
"""What else can be done to a service. Each is a module `serve_...` of this package, with its own command line."""

_EPILOG = """\
To say who may use it:
  neutral-gate serve token add NAME --scope check    make a token; also: list, revoke NAME
  neutral-gate serve secret                          make a secret for a system that signs its requests
  neutral-gate serve user add NAME                   let a person sign in to the pages
"""


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("serve", "Serves the gate over HTTP: for your website's publish button, and as pages for people.")
    parser.epilog = _EPILOG
    add_service_settings(parser)
    add_config(parser)
    add = parser.add_argument
    add("--host", metavar="NAME", help="the address to listen on; 127.0.0.1 if you leave it out")
    add("--port", metavar="N", type=_whole("--port", 0, 65_535), help="the port; 8713 if you leave it out")
    add("--workers", metavar="N", type=_whole("--workers", 1, 256), help="how many processes check drafts; 2")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Serves until it is stopped.

    Raises:
        GateError: A setting is wrong, the address is taken, or the extra is not installed.
    """
    if arguments and arguments[0] in ACTIONS:
        return cast("Verb", import_module(f"neutral_gate.cli.serve_{arguments[0]}")).run(arguments[1:])
    args = parser().parse(arguments)
    with_extra()
    settings = service_settings(args)
    if args.config is not None:
        settings = replace(settings, config=args.config)
    for name in ("host", "port", "workers"):
        if getattr(args, name) is not None:
            settings = replace(settings, **{name: getattr(args, name)})
    from neutral_gate.service.serving import serve

    serve(settings)
    return 0


def add_service_settings(parser: Parser) -> None:
    """The options that name the service's settings, the same for all that the verb does."""
    found = "the service's settings; otherwise neutral-gate-service.toml of this folder, if there is one"
    parser.add_argument("--settings", metavar="FILE", type=Path, help=found)
    database = "the database: sqlite:///neutral-gate.db if you leave it out, or postgresql://user@host/name"
    parser.add_argument("--database", metavar="URL", help=database)


def service_settings(args: Namespace) -> ServiceSettings:
    """The settings that a command line asks for.

    Raises:
        UsageError: One is wrong, or the file cannot be read.
    """
    from neutral_gate.service.settings import load_service_settings

    settings = load_service_settings(args.settings)
    return settings if args.database is None else replace(settings, database=args.database)


def with_extra() -> None:
    """Checks that what the service needs is installed.

    Raises:
        UsageError: It is not.
    """
    import os
    from importlib.util import find_spec

    for name in ("starlette", "uvicorn", "sqlalchemy", "alembic", "argon2", "prometheus_client", "python_multipart"):
        if find_spec(name) is None:
            raise UsageError(
                f"The service needs {name}, which is not installed.", "Run: pip install 'neutral-gate[serve]'"
            )
    if not hasattr(os, "fork"):
        raise UsageError("The service does not run on this system.", "Run it on Linux, or in a container.")


def _whole(option: str, least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) < 10 and least <= int(text) <= most):
            raise UsageError(f'{option} cannot be "{text}".', f"Give a whole number from {least} to {most}.")
        return int(text)

    return read
