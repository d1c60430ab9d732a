"""Opening the decision log that a command line names."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.cli.parser import Parser
from neutral_gate.model import UsageError

if TYPE_CHECKING:
    from neutral_gate.service.log import DecisionLog


def add_database(parser: Parser) -> None:
    """The options that say where the log is, the same for all that the verb does."""
    where = "the database, such as sqlite:///neutral-gate.db; otherwise that of the service's settings"
    parser.add_argument("--database", metavar="URL", help=where)
    settings = "the service's settings; otherwise neutral-gate-service.toml of this folder"
    parser.add_argument("--settings", metavar="FILE", type=Path, help=settings)


@contextmanager
def opened(args: Namespace) -> Iterator[DecisionLog]:
    """The log. A file that is not there is not made: its name is more likely a slip.

    Raises:
        UsageError: The parts that the log needs are not installed, or the database cannot be opened.
        LogError: It cannot be read.
    """
    try:
        import alembic
        import sqlalchemy
    except ModuleNotFoundError as error:
        raise UsageError(
            f"The decision log needs {error.name}, which is not installed.", "Run: pip install 'neutral-gate[serve]'."
        ) from error
    del alembic, sqlalchemy
    from neutral_gate.service.log import DecisionLog
    from neutral_gate.service.settings import load_service_settings

    url = args.database or load_service_settings(args.settings).database
    log = DecisionLog(url, create=False)
    try:
        yield log
    finally:
        log.close()
