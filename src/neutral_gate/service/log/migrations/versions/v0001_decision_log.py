"""The chain with its triggers, kept texts, tokens, users, sessions and reviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_REPEATED = ("decision_id", "verdict", "author", "actor", "kind", "channel", "source", "name", "windows", "rules")

_SQLITE = (
    """CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries can only be added'); END""",
    """CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries
        BEGIN SELECT RAISE(ABORT, 'entries can only be added'); END""",
    # INSERT OR REPLACE removes rows without asking the triggers for DELETE, so a clash is refused before it happens.
    """CREATE TRIGGER entries_in_order BEFORE INSERT ON entries
        WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entries)
          OR NEW.previous IS NOT coalesce((SELECT hash FROM entries ORDER BY seq DESC LIMIT 1), printf('%064d', 0))
          OR EXISTS (SELECT 1 FROM entries WHERE id = NEW.id OR hash = NEW.hash)
          OR EXISTS (SELECT 1 FROM entries WHERE idempotency_key = NEW.idempotency_key)
        BEGIN SELECT RAISE(ABORT, 'entries can only be added at the end'); END""",
    """CREATE TRIGGER texts_only_blanked BEFORE UPDATE ON texts
        WHEN NEW.text IS NOT NULL OR NEW.findings IS NOT NULL OR NEW.purged IS NULL OR OLD.purged IS NOT NULL
          OR NEW.decision_id IS NOT OLD.decision_id OR NEW.stored IS NOT OLD.stored
        BEGIN SELECT RAISE(ABORT, 'kept texts can only be blanked'); END""",
    """CREATE TRIGGER texts_no_delete BEFORE DELETE ON texts
        BEGIN SELECT RAISE(ABORT, 'kept texts can only be blanked'); END""",
    """CREATE TRIGGER texts_no_replace BEFORE INSERT ON texts
        WHEN EXISTS (SELECT 1 FROM texts WHERE decision_id = NEW.decision_id)
        BEGIN SELECT RAISE(ABORT, 'kept texts can only be blanked'); END""",
)

_POSTGRESQL = (
    """CREATE FUNCTION entries_add_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'entries can only be added'; END $$""",
    """CREATE TRIGGER entries_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
        FOR EACH STATEMENT EXECUTE FUNCTION entries_add_only()""",
    """CREATE FUNCTION entries_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE last entries%ROWTYPE;
        BEGIN
          SELECT * INTO last FROM entries ORDER BY seq DESC LIMIT 1;
          IF NEW.seq IS DISTINCT FROM coalesce(last.seq, 0) + 1
             OR NEW.previous IS DISTINCT FROM coalesce(last.hash, repeat('0', 64)) THEN
            RAISE EXCEPTION 'entries can only be added at the end';
          END IF;
          RETURN NEW;
        END $$""",
    "CREATE TRIGGER entries_in_order BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION entries_in_order()",
    """CREATE FUNCTION texts_only_blanked() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'UPDATE' THEN
            IF NEW.text IS NULL AND NEW.findings IS NULL AND NEW.purged IS NOT NULL AND OLD.purged IS NULL
               AND NEW.decision_id = OLD.decision_id AND NEW.stored = OLD.stored THEN
              RETURN NEW;
            END IF;
          END IF;
          RAISE EXCEPTION 'kept texts can only be blanked';
        END $$""",
    """CREATE TRIGGER texts_only_blanked BEFORE UPDATE OR DELETE ON texts
        FOR EACH ROW EXECUTE FUNCTION texts_only_blanked()""",
    """CREATE TRIGGER texts_no_truncate BEFORE TRUNCATE ON texts
        FOR EACH STATEMENT EXECUTE FUNCTION texts_only_blanked()""",
)


def upgrade() -> None:
    """Makes all tables and triggers."""
    op.create_table(
        "entries",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("recorded", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False, unique=True),
        sa.Column("idempotency_key", sa.Text, unique=True),
        *(sa.Column(name, sa.Text) for name in _REPEATED),
    )
    for name in ("recorded", "decision_id", "verdict", "author"):
        op.create_index(f"entries_{name}", "entries", [name])
    _table("texts", "decision_id", ("stored",), ("text", "findings", "purged"))
    _table("tokens", "id", ("name", "digest", "scopes", "created"), ("last_used", "revoked"), unique="digest")
    _table("users", "name", ("display", "password", "role", "created"), ("last_sign_in", "closed"))
    _table("sessions", "digest", ("user", "csrf", "created", "seen", "expires"), (), index="user")
    review = ("decision_id", "asked_by", "reason_code", "reason", "created", "deadline", "state")
    _table("reviews", "id", review, ("decided_by", "decided", "remark", "override_id"), index="state")
    op.create_index("reviews_decision_id", "reviews", ["decision_id"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def _table(
    name: str, key: str, needed: tuple[str, ...], free: tuple[str, ...], unique: str = "", index: str = ""
) -> None:
    op.create_table(
        name,
        sa.Column(key, sa.Text, primary_key=True),
        *(sa.Column(one, sa.Text, nullable=False, unique=one == unique) for one in needed),
        *(sa.Column(one, sa.Text) for one in free),
    )
    if index:
        op.create_index(f"{name}_{index}", name, [index])
