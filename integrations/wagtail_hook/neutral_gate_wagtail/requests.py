"""What is known in one request: answers that came already, and refusals that the person has not been told of."""

from __future__ import annotations

from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from neutral_gate_wagtail.outcomes import Outcome


@dataclass
class Refusal:
    """A refusal, or a publication without a check.

    Attributes:
        outcome: What the gate said.
        instance: What it was about.
        user: Who tried to publish.
        revision_id: The revision, where there is one.
        told: Whether the person has been told.
    """

    outcome: Outcome
    instance: models.Model
    user: Any = None
    revision_id: int | None = None
    told: bool = False


@dataclass
class Current:
    """The state of one request."""

    answers: dict[Any, Outcome] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    user: Any = None


_current: ContextVar[Current | None] = ContextVar("neutral_gate_current", default=None)


def current() -> Current:
    """The state of this request; outside of one, a new one each time, so that nothing is remembered."""
    return _current.get() or Current()


def in_request() -> bool:
    """Whether there is a request, so that its end can see to what is left."""
    return _current.get() is not None


def begin(user: Any) -> tuple[Current, Token[Current | None]]:
    """Starts a request."""
    state = Current(user=user)
    return state, _current.set(state)


def end(token: Token[Current | None]) -> None:
    """Ends it."""
    _current.reset(token)
