"""Publishing all the same: the reason goes into the service's log first, and only then is anything public."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Revision

from neutral_gate_wagtail.client import NoAnswer, call
from neutral_gate_wagtail.guard import PublishRefused, ask, name_of
from neutral_gate_wagtail.models import Hold, Override


class OverrideRefused(Exception):  # noqa: N818 - it is an outcome, not a fault
    """The override did not happen. Its words are plain sentences."""


def override(hold: Hold, user: Any, reason_code: str, reason: str, second_person: str = "") -> bool:
    """Logs an override at the service, and publishes the held revision.

    Args:
        hold: The held text.
        user: Who overrides; the caller has checked that they may.
        reason_code: One of `models.REASONS`.
        reason: Why, in their own words.
        second_person: A colleague who agreed, or "".

    Returns:
        True where it is published now; False where the object has no revisions and has to be saved again.

    Raises:
        OverrideRefused: The text has changed, the gate gave no answer, or the log did not take it.
    """
    instance = hold.content_object
    revision = Revision.objects.filter(pk=hold.revision_id).first() if hold.revision_id else None
    if revision is None and isinstance(instance, DraftStateMixin):
        revision = instance.get_latest_revision()
    target = revision.as_object() if revision is not None else instance
    decision, windows = hold.decision_id, hold.windows
    if revision is not None:  # the reason is for these words in these windows, so the gate is asked about both now
        outcome = ask(target, user, insist=True)
        if outcome.allowed and not outcome.because:
            return _published(revision, user)
        if not outcome.answered:
            raise OverrideRefused(f"{outcome.error} Nothing was published. Try again in a few minutes.")
        if outcome.digest != hold.digest:
            raise OverrideRefused("The text has changed since. Publish it again, and look at what is found then.")
        decision, windows = outcome.decision_id, outcome.windows
    said = {"decision_id": decision, "actor": name_of(user), "reason_code": reason_code, "reason": reason}
    try:
        answer = call("/v1/overrides", {**said, **({"second_person": second_person} if second_person else {})})
    except NoAnswer as error:
        raise OverrideRefused(f"The reason could not be logged, so nothing was published. {error}") from error
    with transaction.atomic():
        Override.objects.create(
            content_type=hold.content_type,
            digest=hold.digest,
            windows=windows,
            decision_id=decision,
            override_id=str(answer.get("override_id", "")),
            user=user,
            reason_code=reason_code,
            reason=reason,
        )
        log(target, "neutral_gate.override", user=user, revision=revision, data={"reason": reason})
    return _published(revision, user)


def _published(revision: Revision | None, user: Any) -> bool:
    if revision is None:
        return False
    try:
        revision.publish(user=user)
    except PublishRefused as error:
        raise OverrideRefused(str(error)) from error
    return True
