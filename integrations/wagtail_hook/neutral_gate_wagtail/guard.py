"""Asks the gate about an object, and applies the website's policy to the answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPagePermissionError

from neutral_gate_wagtail import windows
from neutral_gate_wagtail.client import NoAnswer, call
from neutral_gate_wagtail.conf import setting
from neutral_gate_wagtail.extract import extract, payload
from neutral_gate_wagtail.models import Override
from neutral_gate_wagtail.outcomes import Outcome, findings_of
from neutral_gate_wagtail.requests import current

_cleared: ContextVar[frozenset[str]] = ContextVar("neutral_gate_cleared", default=frozenset())
_VERDICTS = ("pass", "warn", "block")


class PublishRefused(PublishPagePermissionError):  # noqa: N818 - named like Wagtail's own
    """The gate does not let this be published. The words of the exception say why and what to write.

    It is one of Wagtail's permission errors, so what calls a publish action handles it already.
    """

    def __init__(self, outcome: Outcome, instance: models.Model) -> None:
        super().__init__(outcome.text(str(instance)))
        self.outcome = outcome
        self.instance = instance


def ask(instance: models.Model, user: Any = None, *, insist: bool = False) -> Outcome:
    """What the gate says of an object, and what that means here.

    Args:
        instance: The object with the text that is about to be public.
        user: Who publishes, for the log.
        insist: True to ask even where the service gave no answer a moment ago.

    Returns:
        The outcome; without an answer the settings decide.
    """
    found = extract(instance)
    digest = found.digest(instance._meta.label)
    if not setting("ENABLED"):
        return Outcome("none", digest, allowed=True, because="off")
    moment = going_live(instance)
    known = current().answers
    key = (digest, moment)
    if key not in known:
        request = payload(instance, found, name_of(user), moment.isoformat() if moment else None)
        try:
            answer = call("/v1/check", request, insist=insist)
        except NoAnswer as error:
            return _unanswered(digest, moment, str(error))
        if answer.get("verdict") not in _VERDICTS:
            return _unanswered(digest, moment, "The service that checks texts gave an answer that cannot be read.")
        windows.learn(answer.get("windows", []), full=False)
        windows.renew()
        known[key] = _read(answer, digest, found.where)
    return _decided(known[key], instance)


def going_live(instance: models.Model) -> datetime | None:
    """The moment in the future when an object goes live by itself, or None where it does so now."""
    moment: datetime | None = getattr(instance, "go_live_at", None)
    return moment if moment is not None and moment > timezone.now() else None


def name_of(user: Any) -> str:
    """The name of a person for the log."""
    return (user.get_full_name() or user.get_username()) if user is not None else ""


@contextmanager
def cleared(digest: str) -> Iterator[None]:
    """Lets a text be saved as public in this context: it was asked about."""
    token = _cleared.set(_cleared.get() | {digest})
    try:
        yield
    finally:
        _cleared.reset(token)


def is_cleared(digest: str) -> bool:
    """Whether a text may be saved as public in this context."""
    return digest in _cleared.get()


def _read(answer: dict[str, Any], digest: str, named: Any) -> Outcome:
    return Outcome(
        answer["verdict"],
        digest,
        findings=findings_of(answer, named),
        decision_id=str(answer.get("decision_id", "")),
        windows=sorted(str(each["id"]) for each in answer.get("windows", ()) if not each.get("advisory")),
        inside=bool(answer.get("inside")),
    )


def _decided(outcome: Outcome, instance: models.Model) -> Outcome:
    """Applies policy and overrides to an answer."""
    outcome.because = ""
    outcome.allowed = outcome.verdict == "pass" or (outcome.verdict == "warn" and setting("ON_WARN") == "publish")
    if not outcome.allowed and _overridden(outcome, instance):
        outcome.allowed, outcome.because = True, "override"
    return outcome


def _overridden(outcome: Outcome, instance: models.Model) -> bool:
    from django.contrib.contenttypes.models import ContentType

    kind = ContentType.objects.get_for_model(instance, for_concrete_model=False)
    overrides = Override.objects.filter(content_type=kind, digest=outcome.digest)
    return any(sorted(each.windows) == outcome.windows for each in overrides)


def _unanswered(digest: str, moment: datetime | None, error: str) -> Outcome:
    """Without an answer: closed in a window and where nothing is known, open outside, unless the settings differ."""
    when = moment or timezone.now()
    outside = windows.state(when) == windows.OUTSIDE
    outcome = Outcome("none", digest, error=error, windows=windows.active(when), inside=not outside)
    if setting("FAIL_OUTSIDE" if outside else "FAIL_INSIDE") == "open":
        outcome.allowed, outcome.because = True, "unchecked"
    return outcome
