"""What the tests have the website do from inside: as code of the website's own would."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from neutral_gate_wagtail.models import Hold, KnownWindows, Override
from wagtail.models import Page, Revision, Site, Workflow
from wagtail_project.news.models import Banner, NewsPage, Notice, Strapline

PASSWORD = "three-random-words-here"


def people() -> None:
    """An administrator, an editor of the group Editors, a moderator, and one who may override."""
    for name, group in (("boss", None), ("eve", "Editors"), ("mo", "Moderators"), ("olga", "Moderators")):
        user = User(username=name, email=f"{name}@harrowdale.example", is_superuser=group is None)
        user.set_password(PASSWORD)
        user.save()
        if group:
            user.groups.add(Group.objects.get(name=group))
    for model in ("notice", "banner"):
        codes = [f"{what}_{model}" for what in ("add", "change", "publish")]
        for each in Permission.objects.filter(codename__in=codes):
            Group.objects.get(name="Moderators").permissions.add(each)
    overriding = Permission.objects.get(codename="override_hold")
    User.objects.get(username="olga").user_permissions.add(overriding)


def fresh(gate: dict[str, Any]) -> None:
    """A website without pages, with these settings of the gate."""
    settings.NEUTRAL_GATE = gate
    cache.clear()
    mail.outbox = []
    for each in NewsPage.objects.all():
        each.delete()
    for model in (Notice, Banner, Strapline, Hold, Override, KnownWindows):
        model.objects.all().delete()


def gate(**changes: Any) -> None:
    settings.NEUTRAL_GATE = {**settings.NEUTRAL_GATE, **changes}
    cache.clear()


def user(name: str | None) -> User | None:
    return User.objects.get(username=name) if name else None


def home() -> Page:
    return Site.objects.get(is_default_site=True).root_page.specific


def home_id() -> int:
    return home().pk


def draft(title: str, intro: str = "", live: bool = False, **fields: Any) -> int:
    """A page with a revision; live where its words may be."""
    page = NewsPage(title=title, intro=intro, live=False, **fields)
    home().add_child(instance=page)
    revision = page.save_revision(user=user("mo"))
    if live:
        revision.publish()
    return page.pk


def rewrite(pk: int, intro: str) -> int:
    """A new revision of a page, not published."""
    page = NewsPage.objects.get(pk=pk).get_latest_revision_as_object()
    page.intro = intro
    return page.save_revision(user=user("mo")).pk


def add_picture(pk: int, title: str) -> None:
    """A new revision of a page, with a picture whose title is its alt text."""
    from django.core.files.images import ImageFile
    from PIL import Image as Picture
    from wagtail.images.models import Image

    data = io.BytesIO()
    Picture.new("RGB", (8, 8)).save(data, "PNG")
    page = NewsPage.objects.get(pk=pk).get_latest_revision_as_object()
    page.photo = Image.objects.create(title=title, file=ImageFile(data, name="door.png"))
    page.save_revision()


def publish(pk: int, by: str | None = None) -> str:
    """`revision.publish()`, and what it raised."""
    return _tried(lambda: NewsPage.objects.get(pk=pk).get_latest_revision().publish(user=user(by)))


def run_action(pk: int) -> str:
    from wagtail.actions.publish_page_revision import PublishPageRevisionAction

    revision = NewsPage.objects.get(pk=pk).get_latest_revision()
    return _tried(lambda: PublishPageRevisionAction(revision, user=user("mo")).execute(skip_permission_checks=True))


def add_live(title: str, intro: str) -> dict[str, Any]:
    """What an importer does: a page that is live as soon as it is saved."""
    page = NewsPage(title=title, intro=intro)
    home().add_child(instance=page)
    return state(page.pk)


def save_live(pk: int, intro: str) -> str:
    page = NewsPage.objects.get(pk=pk)
    page.intro = intro
    return _tried(page.save)


def copy_live(pk: int, title: str) -> dict[str, Any]:
    page = NewsPage.objects.get(pk=pk)
    attributes = {"title": title, "slug": "a-copy"}
    return state(page.copy(update_attrs=attributes, keep_live=True).pk)


def alias(pk: int) -> int:
    return NewsPage.objects.get(pk=pk).create_alias(parent=home(), update_slug="an-alias").pk


def by_sql(pk: int, intro: str) -> None:
    """What no code of ours sees."""
    NewsPage.objects.filter(pk=pk).update(intro=intro)


def schedule(pk: int, hours: float) -> str:
    """Approves the newest revision for later, as the editor does."""
    page = NewsPage.objects.get(pk=pk).get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(hours=hours)
    revision = page.save_revision(user=user("mo"))
    return _tried(lambda: revision.publish(user=user("mo")))


def due(pk: int, intro: str | None = None) -> None:
    """Lets the time of a scheduled revision come; perhaps its words are others by then."""
    revision = Revision.page_revisions.filter(object_id=str(pk), approved_go_live_at__isnull=False).get()
    past = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    if intro is not None:
        revision.content["intro"] = intro
    revision.approved_go_live_at = past
    revision.save()


def scheduled(pk: int) -> bool:
    return Revision.page_revisions.filter(object_id=str(pk), approved_go_live_at__isnull=False).exists()


def command(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=out)
    return out.getvalue()


def state(pk: int) -> dict[str, Any]:
    """What the database has of a page."""
    page = NewsPage.objects.filter(pk=pk).first()
    if page is None:
        return {}
    newest = page.get_latest_revision_as_object()
    return {
        "pk": page.pk,
        "live": page.live,
        "intro": page.intro,
        "newest": newest.intro,
        "url": page.get_url(),
        "aliases": [each.specific.intro for each in page.aliases.all()],
    }


def newest_page() -> dict[str, Any]:
    return state(NewsPage.objects.order_by("-pk").first().pk) if NewsPage.objects.exists() else {}


def holds() -> list[dict[str, Any]]:
    return list(Hold.objects.order_by("pk").values("pk", "title", "state", "object_id", "error", "decision_id"))


def overrides() -> list[dict[str, Any]]:
    return list(Override.objects.values("override_id", "decision_id", "reason", "user__username"))


def mails() -> list[dict[str, Any]]:
    return [{"to": each.to, "subject": each.subject, "body": each.body} for each in mail.outbox]


def forget_settings() -> None:
    Strapline.objects.all().delete()


def windows_end() -> None:
    """The windows that the website knows of are over, as far as it knows."""
    known = KnownWindows.objects.get(pk=1)
    past = timezone.now() - timedelta(days=1)
    known.windows = {id_: {**each, "end": past.isoformat()} for id_, each in known.windows.items()}
    known.save()


def notice(text: str) -> int:
    found = Notice(text=text, live=False)
    found.save()
    found.save_revision()
    return found.pk


def notice_state(pk: int) -> dict[str, Any]:
    found = Notice.objects.get(pk=pk)
    return {"live": found.live, "text": found.text, "newest": found.get_latest_revision_as_object().text}


def publish_notice(pk: int) -> str:
    return _tried(lambda: Notice.objects.get(pk=pk).get_latest_revision().publish())


def notices() -> list[dict[str, Any]]:
    return [{"pk": each.pk, **notice_state(each.pk)} for each in Notice.objects.order_by("pk")]


def banners() -> list[str]:
    return list(Banner.objects.values_list("text", flat=True))


def banner(text: str) -> str:
    return _tried(lambda: Banner.objects.create(text=text))


def submit(pk: int) -> None:
    """Starts the workflow of a page."""
    Workflow.objects.get(name="Moderators approval").start(NewsPage.objects.get(pk=pk), user("eve"))


def workflow_status(pk: int) -> str | None:
    found = NewsPage.objects.get(pk=pk).current_workflow_state
    return found.status if found else None


def task_state(pk: int) -> int:
    return NewsPage.objects.get(pk=pk).current_workflow_state.current_task_state.pk


def approve(pk: int) -> str:
    task = NewsPage.objects.get(pk=pk).current_workflow_state.current_task_state
    return _tried(lambda: task.task.specific.on_action(task, user("mo"), "approve"))


def new_migrations() -> str:
    try:
        return command("makemigrations", "--check", "--dry-run", "neutral_gate_wagtail")
    except SystemExit:
        return "changes"


def checks() -> list[str]:
    from django.core.checks import run_checks

    return [f"{each.id} {each.msg}" for each in run_checks() if str(each.id).startswith("neutral_gate")]


def _tried(act: Any) -> str:
    try:
        act()
    except PermissionDenied as error:
        return f"{type(error).__name__}: {error}"
    finally:
        connection.close()
    return ""


def answer(line: str) -> str:
    """Does what a line of JSON asks for."""
    name, words, named = json.loads(line)
    try:
        return json.dumps({"value": globals()[name](*words, **named)}, default=str)
    except Exception as error:  # it is the test that fails, and not the website
        return json.dumps({"error": f"{type(error).__name__}: {error}"})
