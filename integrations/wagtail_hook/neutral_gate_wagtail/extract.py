"""What visitors can read of a page or a snippet, as the service wants it."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.html import escape, linebreaks
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.rich_text import expand_db_html

from neutral_gate_wagtail.conf import setting

_NO_TEXT = (models.URLField, models.EmailField, models.SlugField, models.FilePathField, models.FileField)
_HIDDEN = frozenset({"path", "url_path", "slug", "draft_title", "translation_key", "content_path"})
_COMMENTS = "wagtail_admin_comments"  # what editors say to each other
_DEEP = 3  # child objects of child objects of child objects
_GATE = re.compile("neutral-gate", re.IGNORECASE)


@dataclass(frozen=True)
class Extract:
    """The text of an object.

    Attributes:
        title: Its title.
        html: All else that can be read, as HTML.
        images: Pictures that stand in fields of their own.
        starts: Where in `html` each field begins.
        names: The names of these fields.
    """

    title: str
    html: str
    images: list[dict[str, str]]
    starts: list[int]
    names: list[str]

    def digest(self, label: str) -> str:
        """A digest of the text and of the kind of object that has it."""
        data = json.dumps([label, self.title, self.html, self.images], sort_keys=True)
        return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()

    def where(self, finding: dict[str, Any]) -> str:
        """The name of the field that a finding stands in."""
        field = finding.get("field", "")
        if field != "html":
            return {"title": "Title"}.get(field, "Picture" if field.startswith("images") else "")
        place = bisect_right(self.starts, int(finding.get("start", {}).get("offset", 0))) - 1
        return self.names[place] if place >= 0 else ""


def extract(instance: models.Model) -> Extract:
    """Reads an object. A model may have a method `neutral_gate_html()` that gives its HTML; then that counts.

    Args:
        instance: A page, a snippet or another object, saved or not.
    """
    parts: list[tuple[str, str]] = []
    images: list[dict[str, str]] = []
    title = str(getattr(instance, "title", "") or "")
    own = getattr(instance, "neutral_gate_html", None)
    if callable(own):
        parts.append(("Text", str(own())))
    else:
        _read(instance, parts, images, 0)
    starts, names, at, html = [], [], 0, []
    for name, piece in parts:
        # An author's comment that allows a rule does not count here: an override has its own permission.
        piece = _GATE.sub("neutral_gate", piece) + "\n"
        starts.append(at)
        names.append(name)
        html.append(piece)
        at += len(piece)
    return Extract(title, "".join(html), images, starts, names)


def payload(instance: models.Model, found: Extract, author: str, published: str | None) -> dict[str, Any]:
    """The request of `POST /v1/check`."""
    label = instance._meta.label
    request = {
        "html": found.html if re.search("[A-Za-z0-9]", found.html) else "<p>-</p>",
        "title": found.title or None,
        "images": found.images[:1000],
        "author": author,
        "channel": setting("CHANNEL"),
        "id": f"{label}:{instance.pk or 'new'}",
        "kind": setting("KINDS").get(label),
    }
    address = getattr(instance, "full_url", None)
    return {**request, **({"url": address} if address else {}), **({"published": published} if published else {})}


def text_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields of a model that visitors may read."""
    return [
        field
        for field in model._meta.concrete_fields
        if (isinstance(field, models.CharField | models.TextField | StreamField) or _is_picture(field))
        and not isinstance(field, _NO_TEXT)
        and field.name not in _HIDDEN
        and (field.editable or isinstance(field, StreamField))
    ]


def _read(instance: models.Model, parts: list[tuple[str, str]], images: list[dict[str, str]], depth: int) -> None:
    for field in text_fields(type(instance)):
        if depth == 0 and field.name == "title":
            continue
        _read_field(instance, field, parts, images)
    for name in _tags(instance):
        parts.append(("Tag", f"<p>{escape(name)}</p>"))
    if depth < _DEEP:
        for relation in get_all_child_relations(type(instance)):
            if relation.get_accessor_name() != _COMMENTS:
                for child in getattr(instance, relation.get_accessor_name()).all():
                    _read(child, parts, images, depth + 1)


def _read_field(
    instance: models.Model, field: models.Field, parts: list[tuple[str, str]], images: list[dict[str, str]]
) -> None:
    name = str(capfirst(field.verbose_name))
    if _is_picture(field):
        try:
            picture = getattr(instance, field.name)
        except ObjectDoesNotExist:
            picture = None
        if picture is not None:
            images.append({"src": picture.file.name, "alt": str(picture.default_alt_text)})
        return
    value = getattr(instance, field.name)
    if not value:
        return
    if isinstance(field, StreamField):
        parts.append((name, _stream(value)))
    elif isinstance(field, RichTextField):
        parts.append((name, expand_db_html(str(value))))
    elif field.choices:
        parts.append((name, f"<p>{escape(getattr(instance, f'get_{field.name}_display')())}</p>"))
    else:
        parts.append((name, linebreaks(str(value), autoescape=True)))


def _stream(value: Any) -> str:
    """A stream as visitors get it; where a template of a block needs more than it has here, its bare words."""
    try:
        return str(value.render_as_block())
    except Exception:  # a block's own template may do anything
        return "".join(f"<p>{escape(words)}</p>" for words in _words(value.get_prep_value()))


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if key not in ("id", "type")}
        return [word for item in kept.values() for word in _words(item)]
    return [word for item in value for word in _words(item)] if isinstance(value, list | tuple) else []


def _is_picture(field: models.Field) -> bool:
    return isinstance(field, models.ForeignKey) and issubclass(field.related_model, AbstractImage)


def _tags(instance: models.Model) -> list[str]:
    from taggit.managers import TaggableManager

    managers = [each for each in instance._meta.get_fields() if isinstance(each, TaggableManager)]
    if not managers or instance.pk is None:
        return []
    return [str(tag) for each in managers for tag in getattr(instance, each.name).all()]
