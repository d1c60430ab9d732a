"""The tables, as SQLAlchemy knows them. How they come to be in a database is the business of `migrations`."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text

metadata = MetaData()

entries = Table(
    "entries",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    # What follows repeats parts of `content`, so that a search can use an index; `verify` compares the two.
    Column("decision_id", Text),
    Column("idempotency_key", Text, unique=True),
    Column("verdict", Text),
    Column("author", Text),
    Column("actor", Text),
    Column("kind", Text),
    Column("channel", Text),
    Column("source", Text),
    Column("name", Text),
    Column("windows", Text),
    Column("rules", Text),
)
"""The chain: decisions, overrides and steps of reviews. Triggers refuse every UPDATE and DELETE, and gaps."""

texts = Table(
    "texts",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("stored", Text, nullable=False),
    Column("text", Text),
    Column("findings", Text),
    Column("purged", Text),
)
"""Words of drafts, outside the chain: they may be blanked when their time is over, and the chain stays valid."""

tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    Column("scopes", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("last_used", Text),
    Column("revoked", Text),
)
"""Bearer tokens. Only the SHA-256 of a token is kept."""

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("display", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("last_sign_in", Text),
    Column("closed", Text),
)
"""Local accounts. The password is an argon2id hash."""

sessions = Table(
    "sessions",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("user", Text, nullable=False, index=True),
    Column("csrf", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("expires", Text, nullable=False),
)
"""Who is signed in. Only the SHA-256 of the cookie's value is kept."""

reviews = Table(
    "reviews",
    metadata,
    Column("id", Text, primary_key=True),
    Column("decision_id", Text, nullable=False, index=True),
    Column("asked_by", Text, nullable=False),
    Column("reason_code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("deadline", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("decided_by", Text),
    Column("decided", Text),
    Column("remark", Text),
    Column("override_id", Text),
)
"""Overrides that wait for a second person. Each step is an entry of the chain too."""
