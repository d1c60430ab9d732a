"""The structural checks that rule files name under `detector`. Each is a function: draft and context in, hits out."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterable, Iterator

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Draft, UsageError
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit
from neutral_gate.rules.reading import Reading

Detector = Callable[[Draft, Reading, Context, Rule], Iterator[Hit]]

PAGE_ACCESS = "page-access"
"""The check that finds nothing in a draft that is neither a page nor a post."""
ON_POSTS = frozenset(
    {"access/alt-file-name", "access/alt-vague", "access/alt-repeats", "access/alt-image-of", "access/alt-long"}
)
"""Of the rules of that check, those that hold for the pictures of posts too."""
# Module and function by the name that rule files use; a module is loaded when the first draft needs it.
_DETECTORS = {
    "candidate-named": "people.candidate_named",
    "politician-photo": "people.politician_photo",
    "politician-quote": "quotes.politician_quote",
    "campaign-slogan": "slogans.campaign_slogan",
    "political-repost": "related.political_repost",
    "repost-content": "related.repost_content",
    "political-reply": "related.political_reply",
    "quoted-consultation": "pushed.quoted_consultation",
    "political-handle": "related.political_handle",
    "political-link": "webpage.political_link",
    "political-embed": "webpage.political_embed",
    "auto-share": "webpage.auto_share",
    "paid-promotion": "media.paid_promotion",
    "press-release": "media.press_release",
    PAGE_ACCESS: "pages.page_access",
    "long-sentence": "readability.long_sentence",
    "long-paragraph": "readability.long_paragraph",
    "reading-age": "readability.too_hard",
    "passive-voice": "readability.passive_voice",
    "abbreviation": "abbreviations.unexplained",
    "post-hashtag-case": "posts.hashtag_case",
    "post-hashtag-number": "posts.hashtag_number",
    "post-emoji": "posts.emoji_number",
    "post-emoji-words": "posts.emoji_words",
    "post-emoji-name": "posts.emoji_name",
    "post-fancy-letters": "posts.fancy",
    "post-image-alt": "posts.image_alt",
    "post-captions": "posts.captions",
    "post-length": "posts.too_long",
    "post-links": "posts.links",
    "image-file": "pictures.image_file",
    "political-score": "scores.political",
    "opinion-score": "scores.opinion",
    "document-file": "documents.document_file",
}


def check_detectors(names: Iterable[str]) -> None:
    """Makes sure that there is a check of each name, without loading any.

    Raises:
        UsageError: There is none.
    """
    for name in names:
        if name not in _DETECTORS:
            raise UsageError(f"There is no detector named {name!r}.", f"Known: {', '.join(sorted(_DETECTORS))}.")


@functools.cache
def detector(name: str) -> Detector:
    """The check of that name.

    Raises:
        UsageError: There is none.
    """
    check_detectors((name,))
    module, _, function = _DETECTORS[name].partition(".")
    found: Detector = getattr(importlib.import_module(f"neutral_gate.rules.{module}"), function)
    return found
