"""The app."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks

from neutral_gate_wagtail.conf import problems, setting

MIDDLEWARE = "neutral_gate_wagtail.middleware.PublishGateMiddleware"


class NeutralGateConfig(AppConfig):
    """Puts the gate into place when Django starts."""

    name = "neutral_gate_wagtail"
    label = "neutral_gate_wagtail"
    verbose_name = "Neutral Gate"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Called by Django when all models are known."""
        from neutral_gate_wagtail import forms, publishing

        publishing.install()
        forms.install()
        checks.register(check_settings)


def check_settings(app_configs: object, **more: object) -> list[checks.CheckMessage]:
    """What `manage.py check` says of the settings."""
    from django.conf import settings

    found: list[checks.CheckMessage] = []
    if not setting("ENABLED"):
        return [
            checks.Warning("Neutral Gate is switched off: everything is published unchecked.", id="neutral_gate.W001")
        ]
    hint = "See NEUTRAL_GATE in your settings. Until it is right, nothing can be published."
    found += [checks.Warning(problem, hint=hint, id="neutral_gate.W003") for problem in problems()]
    if MIDDLEWARE not in settings.MIDDLEWARE:
        text = "The middleware of Neutral Gate is missing, so authors are not told which words are meant."
        found.append(checks.Warning(text, hint=f'Add "{MIDDLEWARE}" at the end of MIDDLEWARE.', id="neutral_gate.W002"))
    return found
