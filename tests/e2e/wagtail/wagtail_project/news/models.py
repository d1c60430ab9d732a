"""A page type, a snippet with drafts, one without, and the website's settings."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.blocks import CharBlock, RawHTMLBlock, RichTextBlock
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, Orderable, Page, RevisionMixin, WorkflowMixin
from wagtail.snippets.models import register_snippet


class NewsPage(Page):
    intro = models.CharField(max_length=500, blank=True)
    summary = RichTextField(blank=True)
    body = StreamField(
        [("heading", CharBlock()), ("paragraph", RichTextBlock()), ("code", RawHTMLBlock())], blank=True, default=list
    )
    photo = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    content_panels = (
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("summary"),
        FieldPanel("body"),
        InlinePanel("links"),
    )
    template = "news/page.html"


class Link(Orderable):
    page = ParentalKey(NewsPage, related_name="links", on_delete=models.CASCADE)
    label = models.CharField(max_length=200)
    panels = (FieldPanel("label"),)


@register_snippet
class Notice(WorkflowMixin, DraftStateMixin, RevisionMixin, models.Model):
    text = models.TextField()
    panels = (FieldPanel("text"),)

    def __str__(self):
        return self.text[:40]


@register_snippet
class Banner(models.Model):
    text = models.CharField(max_length=300)
    panels = (FieldPanel("text"),)

    def __str__(self):
        return self.text[:40]


@register_setting
class Strapline(BaseSiteSetting):
    words = models.CharField(max_length=300, blank=True)
    panels = (FieldPanel("words"),)
