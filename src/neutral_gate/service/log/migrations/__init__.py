"""Sets up the tables of the log and brings them up to date, with Alembic."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from neutral_gate.service.log.database import Database
from neutral_gate.service.log.errors import LogError


def migrate(database: Database) -> None:
    """Runs what is missing, in the turn of one writer, so that two processes cannot do it twice.

    Raises:
        LogError: The database cannot do it, or a newer version of Neutral Gate set it up.
    """
    script = _script()

    def steps(revision: Any, context: MigrationContext) -> Any:
        return script._upgrade_revs("head", revision)  # what alembic's own `upgrade` command calls

    with database.write() as connection:
        if is_current(connection):
            return
        try:
            with EnvironmentContext(Config(), script, fn=steps, destination_rev="head") as environment:
                environment.configure(connection=connection, version_table="log_version")
                environment.run_migrations()
        except CommandError as error:
            raise LogError(
                "This database was set up by a newer version of Neutral Gate.", "Use that version, or another database."
            ) from error


def is_current(connection: Connection) -> bool:
    """Whether the tables are those of this version."""
    context = MigrationContext.configure(connection, opts={"version_table": "log_version"})
    return frozenset(context.get_current_heads()) == _newest()


@cache
def _newest() -> frozenset[str]:
    return frozenset(_script().get_heads())


def _script() -> ScriptDirectory:
    folder = Path(__file__).parent
    return ScriptDirectory(str(folder), version_locations=[str(folder / "versions")])
