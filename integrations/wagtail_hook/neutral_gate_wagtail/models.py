"""What is held, what was let out all the same, and the windows that are known."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

REASONS = (
    ("election-information", _("It only tells people how an election works, or how to vote.")),
    ("emergency", _("People need it now, for their safety or their health.")),
    ("required-by-law", _("A law or a court says that it must be published now.")),
    ("regular-service", _("It is part of the usual service, and was agreed before the election period.")),
    ("correction", _("It puts right something that is wrong.")),
    ("advice-taken", _("A lawyer, the monitoring officer or the election team was asked, and agreed.")),
    ("wrong-finding", _("The gate is wrong about these words.")),
    ("other", _("Something else. The reason says what.")),
)
"""The service's codes of reasons, with what each means."""


class Hold(models.Model):
    """A text that was not published, or that was published without a check while the service was away."""

    class State(models.TextChoices):
        """Why it stands here."""

        BLOCKED = "blocked", _("Must be changed")
        WAITING = "waiting", _("Waits for the check")
        UNCHECKED = "unchecked", _("Published, not checked yet")
        LIVE = "live", _("Is published and must be changed")

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    content_object = GenericForeignKey("content_type", "object_id", for_concrete_model=False)
    title = models.TextField(verbose_name=_("title"))
    state = models.CharField(max_length=20, choices=State.choices, verbose_name=_("state"))
    verdict = models.CharField(max_length=10)
    findings = models.JSONField(default=list)
    windows = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    decision_id = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    revision_id = models.BigIntegerField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now=True, verbose_name=_("since"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="neutral_gate_one_hold")]
        default_permissions = ("view",)
        permissions = [("override_hold", "Can publish all the same, with a reason")]
        verbose_name = _("held text")
        verbose_name_plural = _("held texts")

    def __str__(self) -> str:
        return self.title


class Override(models.Model):
    """A person let a text go out all the same. It holds for this very text, until another window begins or ends."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, db_index=True)
    windows = models.JSONField(default=list)
    decision_id = models.CharField(max_length=200)
    override_id = models.CharField(max_length=200)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason_code = models.CharField(max_length=40)
    reason = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.override_id


class KnownWindows(models.Model):
    """The one row with the windows that the service named."""

    full_at = models.DateTimeField(null=True)
    part_at = models.DateTimeField(null=True)
    windows = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return ", ".join(self.windows)
