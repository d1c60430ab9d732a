"""At the end of a request: lists what was held in it, and tells the person who was refused."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages as django_messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from neutral_gate_wagtail import holds, requests
from neutral_gate_wagtail.messages import edit_url, tell


class PublishGateMiddleware:
    """Put it after Django's authentication and messages middleware.

    Args:
        get_response: What comes next.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on, outside of whatever transaction the view has, and sees to what is left."""
        user = getattr(request, "user", None)
        state, token = requests.begin(user if getattr(user, "pk", None) else None)
        try:
            response = self.get_response(request)
            for refusal in state.refusals:
                holds.write(refusal)
            left = [each for each in state.refusals if not each.told]
            if left and _in_dialog(request, response):
                response = JsonResponse({"step": "success", "redirect": _told(request, response, left).url})
            elif left and _is_page(request, response):
                response = _told(request, response, left)
        finally:
            requests.end(token)
        return response


def _is_page(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a person looks at the answer, and not a program."""
    wants_json = "json" in request.headers.get("Accept", "") or "json" in response.headers.get("Content-Type", "")
    return hasattr(request, "_messages") and not wants_json


def _in_dialog(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether somebody approves in Wagtail's small dialog: it shows no error, but it goes where it is told."""
    match = request.resolver_match
    return match is not None and match.url_name == "workflow_action" and response.status_code == 403


def _told(request: HttpRequest, response: HttpResponse, left: list[requests.Refusal]) -> HttpResponse:
    """Says which words are meant, in place of Wagtail's bare "you do not have permission"."""
    denied = response.status_code in (302, 403) and any(not each.outcome.allowed for each in left)
    if denied:
        _take_out_denial(request)
    for refusal in left:
        tell(request, refusal)
    place = next((url for each in left if (url := edit_url(each.instance, request.user))), None)
    return redirect(place or "wagtailadmin_home") if denied else response


def _take_out_denial(request: HttpRequest) -> None:
    """Drops Wagtail's message of a denied permission, and keeps all others."""
    from django.utils.translation import gettext

    denial = gettext("Sorry, you do not have permission to access this area.")
    kept = [each for each in django_messages.get_messages(request) if denial not in str(each.message)]
    for each in kept:
        django_messages.add_message(request, each.level, each.message, each.extra_tags)
