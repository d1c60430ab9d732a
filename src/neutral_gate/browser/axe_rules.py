"""Which checks of axe-core are run, and the rule of ours that each of them speaks for."""

from __future__ import annotations

LOOKS = {
    "color-contrast": "contrast",
    "link-in-text-block": "link-colour-only",
    "scrollable-region-focusable": "scroll-focus",
    "target-size": "target-size",
}
"""Checks of what a page looks like: worth nothing where a style sheet is missing."""

CONTENT = {
    "aria-allowed-role": "aria-role",
    "aria-command-name": "button-name",
    "aria-hidden-focus": "hidden-focus",
    "aria-input-field-name": "field-label",
    "aria-required-attr": "aria-required",
    "aria-required-children": "aria-parts",
    "aria-required-parent": "aria-whole",
    "aria-roles": "aria-role",
    "aria-toggle-field-name": "field-label",
    "aria-valid-attr": "aria-attribute",
    "aria-valid-attr-value": "aria-value",
    "button-name": "button-name",
    "empty-heading": "heading-empty",
    "frame-title": "frame-name",
    "image-alt": "alt-text",
    "input-button-name": "button-name",
    "input-image-alt": "image-button-name",
    "label": "field-label",
    "link-name": "link-name",
    "nested-interactive": "nested-control",
    "object-alt": "object-name",
    "role-img-alt": "svg-name",
    "select-name": "field-label",
    "summary-name": "summary-name",
    "svg-img-alt": "svg-name",
    "td-headers-attr": "table-headers",
    "video-caption": "video-captions",
}
"""Checks of what a page says, after its scripts have run."""

WHOLE = {"document-title": "page-title", "html-has-lang": "page-language", "html-lang-valid": "page-language-tag"}
"""Checks of whole documents."""


def wanted(whole: bool) -> dict[str, str]:
    """The checks to run and our rules for them.

    Args:
        whole: True for a whole document, False for a part of one.
    """
    return {**LOOKS, **CONTENT, **(WHOLE if whole else {})}
