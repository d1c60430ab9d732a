"""Stands in the admin's forms of what is public once it is saved, so that a refusal keeps the words in the form."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.models import DraftStateMixin

from neutral_gate_wagtail import holds
from neutral_gate_wagtail.guard import ask
from neutral_gate_wagtail.publishing import guards, public_already
from neutral_gate_wagtail.requests import current


def install() -> None:
    """Puts the question into the forms; safe to call again."""
    original = WagtailAdminModelForm._post_clean
    if not getattr(original, "neutral_gate", False):
        WagtailAdminModelForm._post_clean = _asking(original)


def _asking(original: Callable[[Any], None]) -> Callable[[Any], None]:
    @wraps(original)
    def post_clean(self: Any) -> None:
        original(self)
        instance = self.instance
        if self.errors or isinstance(instance, DraftStateMixin) or not guards(type(instance)):
            return
        if not instance._state.adding and public_already(instance):
            return
        outcome = ask(instance, current().user)
        if not outcome.allowed:
            holds.note(outcome, instance, current().user, told=True)
            for sentence in outcome.sentences():
                self.add_error(None, sentence)

    post_clean.neutral_gate = True  # type: ignore[attr-defined]
    return post_clean
