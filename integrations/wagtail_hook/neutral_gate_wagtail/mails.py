"""Tells an author by e-mail what a scheduled text is missing."""

from __future__ import annotations

import logging
from typing import Any

from wagtail.admin.mail import send_mail

from neutral_gate_wagtail.outcomes import Outcome

_log = logging.getLogger(__name__)


def tell_author(user: Any, instance: Any, outcome: Outcome) -> None:
    """Sends the sentences of a refusal; a mail server that is away stops nothing."""
    if not getattr(user, "email", ""):
        return
    lines = [
        f"“{instance}” was due to be published now. It was not, and it is saved as a draft.",
        "",
        *(f"- {sentence}" for sentence in outcome.sentences()),
        "",
        "Change the words and publish it again.",
    ]
    try:
        send_mail(f"Not published: {instance}".replace("\n", " "), "\n".join(lines), [user.email])
    except Exception:  # any backend, any error
        _log.exception("The author could not be told")
