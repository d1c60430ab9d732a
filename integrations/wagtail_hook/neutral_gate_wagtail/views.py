"""The list of held texts, and the page of one of them with the form for an override."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from neutral_gate_wagtail.messages import edit_url
from neutral_gate_wagtail.models import REASONS, Hold
from neutral_gate_wagtail.overriding import OverrideRefused, override
from neutral_gate_wagtail.permissions import may_override, may_publish, may_see, may_see_list


class OverrideForm(forms.Form):
    """Why a text may go out all the same."""

    reason_code = forms.ChoiceField(label="What kind of reason is it?", choices=REASONS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why may it be published?",
        help_text="One or two sentences. They go into the log, with your name.",
        min_length=10,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    second_person = forms.CharField(
        label="Who agreed to it?", help_text="The name of a colleague, where your rules ask for one.", required=False
    )


class HoldsReportView(ReportView):
    """All that is held, newest first."""

    model = Hold
    page_title = "Held texts"
    header_icon = "warning"
    index_url_name = "neutral_gate_wagtail:holds"
    index_results_url_name = "neutral_gate_wagtail:holds_results"
    default_ordering = "-created_at"
    list_export = ["title", "state", "user", "created_at", "decision_id"]
    is_searchable = False
    columns = [
        TitleColumn("title", label="Title", get_url=lambda hold: reverse("neutral_gate_wagtail:hold", args=[hold.pk])),
        Column("state", label="State", accessor="get_state_display"),
        Column("user", label="Who"),
        DateColumn("created_at", label="Since"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        """Lets in who may see the list.

        Raises:
            PermissionDenied: This person may not.
        """
        if not may_see_list(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **more)
        return response

    def get_queryset(self) -> Any:
        """All rows, newest first."""
        return Hold.objects.select_related("user").order_by("-created_at")


def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """One held text: what was found, what to write, and the form for who may publish it all the same.

    Raises:
        PermissionDenied: This person may neither see the list nor edit the text.
    """
    held = get_object_or_404(Hold, pk=pk)
    if not may_see(request.user, held):
        raise PermissionDenied
    instance = held.content_object
    allowed = (
        held.state in (Hold.State.BLOCKED, Hold.State.LIVE)
        and instance is not None
        and may_override(request.user)
        and may_publish(request.user, instance)
    )
    form = OverrideForm(request.POST or None) if allowed else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            try:
                published = override(held, request.user, **form.cleaned_data)
            except OverrideRefused as error:
                form.add_error(None, str(error))
            else:
                words = "“%s” is published." if published else "“%s” may be published now. Save it again."
                messages.success(request, words % held.title)
                return redirect(edit_url(instance, request.user) or "neutral_gate_wagtail:holds")
    context = {
        "hold": held,
        "form": form,
        "edit_url": edit_url(instance, request.user) if instance is not None else None,
        "page_title": held.title,
        "header_title": held.title,
        "header_icon": "warning",
    }
    return render(request, "neutral_gate_wagtail/hold.html", context)
