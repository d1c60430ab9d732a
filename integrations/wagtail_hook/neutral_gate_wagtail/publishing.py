"""Stands in the two places that everything public goes through: Wagtail's publish action, and the saving of a model."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.signals import post_save, pre_save
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import DraftStateMixin

from neutral_gate_wagtail import holds
from neutral_gate_wagtail.conf import setting
from neutral_gate_wagtail.extract import extract, text_fields
from neutral_gate_wagtail.guard import PublishRefused, ask, cleared, going_live, is_cleared
from neutral_gate_wagtail.mails import tell_author
from neutral_gate_wagtail.requests import current

_log = logging.getLogger(__name__)
_SCHEDULED = "wagtail.publish.scheduled"  # how Wagtail's command publish_scheduled signs


def install() -> None:
    """Puts the gate into place; safe to call again."""
    original = PublishRevisionAction.execute
    if not getattr(original, "neutral_gate", False):
        PublishRevisionAction.execute = _guarded(original)
    pre_save.connect(on_save, dispatch_uid="neutral_gate_wagtail")
    post_save.connect(on_saved, dispatch_uid="neutral_gate_wagtail")


def _guarded(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def execute(self: PublishRevisionAction, skip_permission_checks: bool = False) -> Any:
        if not guards(type(self.object)):
            return original(self, skip_permission_checks)
        self.check(skip_permission_checks=skip_permission_checks)  # who may not publish causes no check of the text
        outcome = ask(self.object, self.user or self.revision.user)
        if not outcome.allowed:
            if self.log_action == _SCHEDULED:
                return _held_back(self, outcome)
            holds.note(outcome, self.object, self.user, self.revision.pk)
            raise PublishRefused(outcome, self.object)
        with cleared(outcome.digest):
            done = original(self, skip_permission_checks)
        if outcome.because == "unchecked":
            holds.note(outcome, self.object, self.user, self.revision.pk)
        else:
            holds.clear(self.object)
        return done

    execute.neutral_gate = True  # type: ignore[attr-defined]
    return execute


def _held_back(action: PublishRevisionAction, outcome: Any) -> None:
    """A scheduled revision whose time has come. It must not stop the others of that run, so nothing is raised.

    Without an answer it keeps its place and is tried again in the next run. What is refused loses its place, stays as
    a draft with all its words, and its author gets an e-mail.
    """
    revision = action.revision
    if outcome.answered:
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
    _log.warning("Not published: %s %s", action.object._meta.label, action.object.pk)
    holds.note(outcome, action.object, action.user or revision.user, revision.pk)
    if outcome.answered:
        tell_author(revision.user, action.object, outcome)


def on_save(sender: Any, instance: models.Model, raw: bool = False, update_fields: Any = None, **more: Any) -> None:
    """Looks at what is saved as public without a publish action: new pages, copies, aliases, snippets, other code.

    Something new that is refused is saved as a draft, so that no words are lost. A change of something public is
    refused with an exception before anything is written.

    Raises:
        PublishRefused: The text must not be public.
    """
    if raw or sender.__module__ == "__fake__" or not guards(sender) or not _goes_public(instance, update_fields):
        return
    drafted = isinstance(instance, DraftStateMixin)
    new = instance._state.adding
    if new and not drafted and _has_no_words_yet(instance):
        return
    if new and drafted and going_live(instance) is not None:
        _make_draft(instance)  # Wagtail schedules it in a second step, and until then it would be readable
        return
    if is_cleared(extract(instance).digest(instance._meta.label)) or (not new and public_already(instance)):
        return
    user = current().user
    outcome = ask(instance, user)
    if outcome.allowed or (new and drafted):
        instance.neutral_gate_outcome = outcome  # for `on_saved`, when it has a number
        if not outcome.allowed:
            _make_draft(instance)
        return
    holds.note(outcome, instance, user)
    raise PublishRefused(outcome, instance)


def on_saved(sender: Any, instance: models.Model, **more: Any) -> None:
    """Lists what `on_save` let through as a draft, or unchecked; takes off the list what is good now."""
    outcome = instance.__dict__.pop("neutral_gate_outcome", None)
    if outcome is None:
        return
    if not outcome.allowed or outcome.because == "unchecked":
        holds.note(outcome, instance, current().user)
    elif not isinstance(instance, DraftStateMixin):  # a draft that is held is another text than the one that is live
        holds.clear(instance)


def guards(model: type[models.Model]) -> bool:
    """Whether objects of a model are asked about."""
    return bool(setting("ENABLED")) and model._meta.label_lower not in _excluded() and _guarded_model(model)


def guarded_models() -> list[type[models.Model]]:
    """All models that are asked about."""
    return [model for model in apps.get_models() if guards(model)]


@cache
def _guarded_model(model: type[models.Model]) -> bool:
    if issubclass(model, DraftStateMixin):
        return True
    return model._meta.label_lower in {*map(str.lower, setting("MODELS"))} or model in _public_models()


def _public_models() -> list[type[models.Model]]:
    """Models without a draft state that are public as soon as they are saved: snippets, and the website's settings."""
    found: list[type[models.Model]] = []
    if apps.is_installed("wagtail.snippets"):
        from wagtail.snippets.models import get_snippet_models

        found += get_snippet_models()
    if apps.is_installed("wagtail.contrib.settings"):
        from wagtail.contrib.settings.registry import registry

        found += list(registry)
    return found


def _excluded() -> set[str]:
    return {*map(str.lower, setting("EXCLUDE"))}


def _goes_public(instance: models.Model, update_fields: Any) -> bool:
    if isinstance(instance, DraftStateMixin) and not instance.live:
        return False
    if update_fields is None:
        return True
    return bool({"live", *(field.name for field in text_fields(type(instance)))} & {*update_fields})


def public_already(instance: models.Model) -> bool:
    """Whether visitors can read this very text now: then a save changes nothing for them."""
    stored = type(instance)._base_manager.filter(pk=instance.pk).first()
    if stored is None or (isinstance(stored, DraftStateMixin) and not stored.live):
        return False
    return extract(stored) == extract(instance)


def _has_no_words_yet(instance: models.Model) -> bool:
    """Whether all text is what the model gives it by itself: Wagtail makes such settings when a visitor comes by."""
    return all(getattr(instance, field.attname) == field.get_default() for field in text_fields(type(instance)))


def _make_draft(instance: Any) -> None:
    instance.live = False
    instance.has_unpublished_changes = True
    instance.first_published_at = None
    instance.last_published_at = None
