"""What Wagtail asks this app: before a view publishes, for the menu, and for permissions."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem, MenuItem
from wagtail.models import DraftStateMixin

from neutral_gate_wagtail import holds, views
from neutral_gate_wagtail.guard import ask
from neutral_gate_wagtail.messages import edit_url, tell
from neutral_gate_wagtail.permissions import may_see_list
from neutral_gate_wagtail.publishing import guards
from neutral_gate_wagtail.requests import Refusal, current


def _refused(request: HttpRequest, instance: Any) -> bool:
    """Asks about the newest version of an object, and says so where it is refused."""
    if not isinstance(instance, DraftStateMixin) or not guards(type(instance)):
        return False
    revision = instance.get_latest_revision()
    newest = revision.as_object() if revision is not None else instance
    outcome = ask(newest, request.user)
    if outcome.allowed:
        return False
    holds.note(outcome, newest, request.user, revision.pk if revision else None, told=True)
    refusal = Refusal(outcome, newest, request.user, revision.pk if revision else None)
    holds.write(refusal)
    tell(request, refusal)
    return True


@hooks.register("before_publish_page")
@hooks.register("before_publish")
def before_publish(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Refuses in the editor. The author's words are saved as a draft by then."""
    if not _refused(request, instance):
        return None
    return redirect(edit_url(instance, request.user) or reverse("wagtailadmin_home"))


@hooks.register("before_bulk_action")
def before_bulk_action(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Takes out of a bulk publish what is refused, so that the others still go out."""
    if action_type != "publish":
        return None
    below = action.get_execution_context().get("include_descendants", False)
    refused = False
    for each in list(objects):
        branch = [each.specific if hasattr(each, "specific") else each]
        if below:
            branch += each.get_descendants().not_live().specific()
        answers = [_refused(request, one) for one in branch]
        if any(answers):
            objects.remove(each)
            refused = True
    return redirect(action.next_url) if refused and not objects else None


@hooks.register("after_publish_page")
def after_publish_page(request: HttpRequest, page: Any) -> None:
    """Says what to look at in a page that was published with a warning."""
    from django.utils.html import format_html_join
    from wagtail.admin import messages

    outcomes = [each for each in current().answers.values() if each.verdict == "warn" and each.because != "override"]
    for outcome in outcomes[:1]:
        items = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in outcome.sentences()))
        messages.warning(
            request, format_html("Please look at this once more:<ul class='neutral-gate-findings'>{}</ul>", items)
        )


@hooks.register("insert_global_admin_css")
def insert_global_admin_css() -> str:
    """The few rules for our messages and pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("neutral_gate_wagtail/admin.css"))


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """The list of held texts, a page for each, and the form for an override."""
    routes = [
        path("", views.HoldsReportView.as_view(), name="holds"),
        path("results/", views.HoldsReportView.as_view(results_only=True), name="holds_results"),
        path("<int:pk>/", views.hold, name="hold"),
    ]
    return [path("neutral-gate/", include((routes, "neutral_gate_wagtail"), namespace="neutral_gate_wagtail"))]


class HeldTextsMenuItem(AdminOnlyMenuItem):
    """Under Reports, for those who may see the list."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person sees it."""
        return may_see_list(request.user)


@hooks.register("register_reports_menu_item")
def register_reports_menu_item() -> MenuItem:
    """The list of held texts under Reports."""
    return HeldTextsMenuItem("Held texts", reverse("neutral_gate_wagtail:holds"), icon_name="warning", order=950)


@hooks.register("register_permissions")
def register_permissions() -> Any:
    """The two permissions, so that groups can be given them in Wagtail's own settings."""
    return Permission.objects.filter(content_type__app_label="neutral_gate_wagtail")


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Overrides stand in the history of their page too."""
    actions.register_action("neutral_gate.override", "Publish all the same", "Neutral Gate was overridden")
