"""Overrides: what makes one valid, and how it gets into the chain."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from neutral_gate.model import UsageError
from neutral_gate.service.log import chain
from neutral_gate.service.log.entries import REASONS, OverrideEntry
from neutral_gate.service.log.rows import new_id, override_data
from neutral_gate.service.log.tables import entries
from neutral_gate.service.log.users import folded


def check_override(entry: OverrideEntry) -> None:
    """Refuses an override that lacks what the log must say.

    Raises:
        UsageError: The reason code is unknown, the reason or the person is missing, or the second person is the first.
    """
    if entry.reason_code not in REASONS:
        raise UsageError("The override has no known reason code.", f"It can be {', '.join(REASONS)}.")
    if not entry.reason.strip():
        raise UsageError("The override has no reason.", "Say in a sentence why this may be published.")
    if not entry.actor.strip():
        raise UsageError("The override does not say who asks for it.", "Give the name of the person.")
    if entry.second_person is not None:
        must_be_another(entry.second_person, entry.actor)


def must_be_another(second: str, first: str) -> None:
    """Refuses a second person who is nobody, or the first one in other letters.

    Raises:
        UsageError: It is.
    """
    if folded(second) in ("", folded(first)):
        raise UsageError("The second person must be somebody else.", "Ask a colleague to sign it off.")


def must_exist(connection: Connection, decision_id: str) -> None:
    """Refuses a decision that is not in the log.

    Raises:
        UsageError: There is none with this id.
    """
    found = select(entries.c.seq).where(entries.c.id == chain.clean(decision_id), entries.c.type == "decision")
    if connection.execute(found).first() is None:
        raise UsageError("There is no such decision in the log.", "Give the decision_id of the gate's answer.")


def append_override(connection: Connection, entry: OverrideEntry, moment: datetime) -> str:
    """Adds an override to the chain.

    Args:
        connection: Inside `Database.write`.
        entry: The override.
        moment: This moment.

    Returns:
        The override's id.

    Raises:
        UsageError: As `check_override` and `must_exist`.
    """
    check_override(entry)
    must_exist(connection, entry.decision_id)
    id_ = new_id("ovr")
    chain.append(connection, "override", id_, moment, override_data(entry, entry.at or moment))
    return id_
