"""`manage.py neutral_gate_sweep`: checks what is live or scheduled, also what came in past every publish action."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import models
from wagtail.models import DraftStateMixin, Page, Revision

from neutral_gate_wagtail import holds
from neutral_gate_wagtail.guard import ask
from neutral_gate_wagtail.models import Hold
from neutral_gate_wagtail.outcomes import Outcome
from neutral_gate_wagtail.publishing import guarded_models, guards
from neutral_gate_wagtail.requests import Refusal


class Command(BaseCommand):
    """Checks what is public and what is about to be."""

    help = "Checks what is live or scheduled, and lists what must not be. Run it each night, and when a window begins."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument("--unpublish", action="store_true", help="take offline what is blocked")

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs it.

        Raises:
            CommandError: The service gives no answer; nothing that was found before is lost.
        """
        looked = found = 0
        for model in guarded_models():
            for instance in _public(model):
                looked += 1
                found += self._live(instance, options["unpublish"])
        for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
            instance = revision.as_object()
            if guards(type(instance)):
                looked += 1
                found += self._scheduled(revision, instance)
        self.stdout.write(f"{looked} texts were checked. {found} must be changed.")

    def _live(self, instance: models.Model, unpublish: bool) -> bool:
        outcome = _asked(instance)
        if outcome.allowed:
            held = holds.hold_of(instance)
            if held is not None and held.state in (Hold.State.UNCHECKED, Hold.State.LIVE):
                held.delete()
            return False
        offline = unpublish and isinstance(instance, DraftStateMixin)
        if offline:
            instance.unpublish()
        holds.write(Refusal(outcome, instance), "" if offline else Hold.State.LIVE)
        self.stdout.write(f"{'Taken offline' if offline else 'Live'}: {outcome.text(str(instance))}")
        return True

    def _scheduled(self, revision: Revision, instance: models.Model) -> bool:
        outcome = _asked(instance)
        if outcome.allowed:
            return False
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        holds.write(Refusal(outcome, instance, revision.user, revision.pk))
        self.stdout.write(f"No longer scheduled: {outcome.text(str(instance))}")
        return True


def _public(model: type[models.Model]) -> Any:
    """What visitors can read of a model. Each page is taken once, as what it really is."""
    objects = model._default_manager.all()
    if issubclass(model, Page):
        return objects.filter(live=True).exact_type(model) if model is Page else objects.filter(live=True)
    return objects.filter(live=True) if issubclass(model, DraftStateMixin) else objects


def _asked(instance: models.Model) -> Outcome:
    outcome = ask(instance, insist=True)
    if not outcome.answered and outcome.because != "off":
        raise CommandError(f"{outcome.error} Run the sweep again later.")
    return outcome
