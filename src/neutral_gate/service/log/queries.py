"""Finding decisions in the database."""

from __future__ import annotations

from sqlalchemy import Connection, Select, exists, select

from neutral_gate.service.log.chain import clean, listed
from neutral_gate.service.log.entries import DecisionQuery, DecisionRow
from neutral_gate.service.log.moments import written
from neutral_gate.service.log.rows import filled
from neutral_gate.service.log.tables import entries


def chosen(query: DecisionQuery) -> Select[tuple[object, ...]]:
    """The statement for the decisions that a query asks for, without order and limit."""
    found = select(entries).where(entries.c.type == "decision")
    for name in ("verdict", "author", "actor", "kind", "channel", "source"):
        if (value := getattr(query, name)) is not None:
            found = found.where(entries.c[name] == clean(value))
    if query.since is not None:
        found = found.where(entries.c.recorded >= written(query.since))
    if query.until is not None:
        found = found.where(entries.c.recorded < written(query.until))
    if query.before is not None:
        found = found.where(entries.c.seq < query.before)
    if query.name is not None:
        found = found.where(entries.c.name.icontains(clean(query.name), autoescape=True))
    if query.window is not None:
        found = found.where(entries.c.windows.contains(listed([clean(query.window)]), autoescape=True))
    if query.rule is not None:
        found = found.where(entries.c.rules.contains(listed([clean(query.rule)]), autoescape=True))
    if query.overridden is not None:
        other = entries.alias()
        has_one = exists().where(other.c.type == "override", other.c.decision_id == entries.c.id)
        found = found.where(has_one if query.overridden else ~has_one)
    return found


def find(connection: Connection, id_: str) -> DecisionRow | None:
    """The decision with this id, or None."""
    statement = select(entries).where(entries.c.id == clean(id_), entries.c.type == "decision")
    rows = filled(connection, connection.execute(statement).mappings().all())
    return rows[0] if rows else None


def by_key(connection: Connection, key: str) -> DecisionRow | None:
    """The decision that was logged with this idempotency key, or None."""
    statement = select(entries).where(entries.c.idempotency_key == clean(key))
    rows = filled(connection, connection.execute(statement).mappings().all())
    return rows[0] if rows else None
