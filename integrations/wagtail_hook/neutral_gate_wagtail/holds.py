"""Keeps the list of held texts."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, models, transaction

from neutral_gate_wagtail.models import Hold
from neutral_gate_wagtail.outcomes import Outcome
from neutral_gate_wagtail.requests import Refusal, current, in_request

_log = logging.getLogger(__name__)


def note(
    outcome: Outcome, instance: models.Model, user: Any = None, revision_id: int | None = None, told: bool = False
) -> None:
    """Notes that something was held, or went out without a check.

    In a request the row is written at its end: a refusal may undo what the request has written so far.
    """
    refusal = Refusal(outcome, instance, user, revision_id, told)
    if in_request():
        known = current().refusals
        same = next((each for each in known if _same(each, refusal)), None)
        if same is None:
            known.append(refusal)
        else:
            same.told = same.told or told
            same.revision_id = revision_id or same.revision_id
            same.instance = instance
    else:
        write(refusal)


def write(refusal: Refusal, state: str = "") -> Hold | None:
    """Writes the row of a refusal; None where the object was never saved, or the database does not take it."""
    outcome, instance = refusal.outcome, refusal.instance
    if instance.pk is None:
        return None
    values = {
        "title": str(instance),
        "state": state or _state(outcome),
        "verdict": outcome.verdict,
        "findings": outcome.findings,
        "windows": outcome.windows,
        "digest": outcome.digest,
        "decision_id": outcome.decision_id,
        "error": outcome.error,
        "revision_id": refusal.revision_id,
        "user": refusal.user if getattr(refusal.user, "pk", None) else None,
    }
    try:
        with transaction.atomic():
            hold, _ = Hold.objects.update_or_create(**_place(instance), defaults=values)
    except DatabaseError:
        _log.exception("A held text could not be listed")
        return None
    return hold


def clear(instance: models.Model) -> None:
    """Takes an object off the list: it was let out."""
    if instance.pk is not None:
        Hold.objects.filter(**_place(instance)).delete()


def hold_of(instance: models.Model) -> Hold | None:
    """The row of an object, where it has one."""
    return Hold.objects.filter(**_place(instance)).first() if instance.pk is not None else None


def _place(instance: models.Model) -> dict[str, Any]:
    kind = ContentType.objects.get_for_model(instance, for_concrete_model=False)
    return {"content_type": kind, "object_id": str(instance.pk)}


def _state(outcome: Outcome) -> str:
    if outcome.allowed:
        return Hold.State.UNCHECKED
    return Hold.State.BLOCKED if outcome.answered else Hold.State.WAITING


def _same(one: Refusal, other: Refusal) -> bool:
    if one.outcome.digest != other.outcome.digest or type(one.instance) is not type(other.instance):
        return False
    return one.instance.pk is None or one.instance.pk == other.instance.pk
