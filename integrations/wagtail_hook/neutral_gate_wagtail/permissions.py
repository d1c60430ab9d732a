"""Who may do what here."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q

from neutral_gate_wagtail.messages import edit_url
from neutral_gate_wagtail.models import Hold


def may_override(user: Any) -> bool:
    """Whether somebody may publish all the same. Being a superuser is not enough: it is given by name."""
    own = Q(user=user) | Q(group__user=user)
    wanted = Permission.objects.filter(codename="override_hold", content_type__app_label="neutral_gate_wagtail")
    return bool(user.is_active) and wanted.filter(own).exists()


def may_see_list(user: Any) -> bool:
    """Whether somebody may see all that is held."""
    return bool(user.has_perm("neutral_gate_wagtail.view_hold")) or may_override(user)


def may_see(user: Any, hold: Hold) -> bool:
    """Whether somebody may see one held text: whoever may edit it may."""
    instance = hold.content_object
    return may_see_list(user) or (instance is not None and edit_url(instance, user) is not None)


def may_publish(user: Any, instance: Any) -> bool:
    """Whether Wagtail itself would let somebody publish an object."""
    tester = getattr(instance, "permissions_for_user", None)
    if tester is not None:
        return bool(tester(user).can_publish())
    model = instance._meta
    needed = "publish" if hasattr(instance, "live") else "change"
    return bool(user.has_perm(f"{model.app_label}.{needed}_{model.model_name}"))
