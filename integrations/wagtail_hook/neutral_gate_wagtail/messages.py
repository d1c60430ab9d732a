"""What an author is told in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from neutral_gate_wagtail import holds
from neutral_gate_wagtail.requests import Refusal


def tell(request: HttpRequest, refusal: Refusal) -> None:
    """Adds the message about a refusal, with the words that are meant and what to write."""
    outcome, hold = refusal.outcome, holds.hold_of(refusal.instance)
    buttons = [messages.button(reverse("neutral_gate_wagtail:hold", args=[hold.pk]), "See all")] if hold else []
    title = str(refusal.instance)
    if outcome.because == "unchecked":
        words = "“{}” is published. It could not be checked, because the service did not answer. It will be checked."
        messages.warning(request, format_html(words, title), buttons=buttons)
        return
    head = "“{}” was not published. Your words are kept."
    if not outcome.answered:
        head = "“{}” was not published, because it could not be checked. Your words are kept."
    items = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in outcome.sentences()))
    text = format_html("<strong>" + head + "</strong><ul class='neutral-gate-findings'>{}</ul>", title, items)
    messages.error(request, text, buttons=buttons)
    refusal.told = True


def edit_url(instance: Any, user: Any) -> str | None:
    """Where a person edits an object, or None where they may not or it was never saved."""
    if instance.pk is None or not type(instance)._base_manager.filter(pk=instance.pk).exists():
        return None
    found: str | None = AdminURLFinder(user).get_edit_url(instance)
    return found
