"""Mends what the theme leaves without a name, so that people who do not see the icons can use it."""

from __future__ import annotations

import re

_HIDDEN = '<span class="visually-hidden">{}</span>'
_NAMES = {
    '<label class="md-header__button md-icon" for="__drawer">': "Menu",
    '<label class="md-header__button md-icon" for="__search">': "Search",
    '<label class="md-search__icon md-icon" for="__search">': "Search",
}
"""Labels that hold nothing but an icon, and the words that they lack."""
_OVERLAYS = ('<label class="md-overlay" for="__drawer"', '<label class="md-search__overlay" for="__search"')
"""What darkens the page behind the menu and the search: it can be clicked, and says nothing."""
_TOC_LABEL = re.compile(r'<label class="md-nav__title" for="__toc">(.*?)</label>', re.DOTALL)


_WIDE = 4
"""From so many columns on a table scrolls by itself on a phone."""
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def scrolling(content: str) -> str:
    """The content of a page, with a frame that the keyboard can reach and scroll around each wide table."""
    return _TABLE.sub(lambda found: _framed(found[0]), content)


def _framed(table: str) -> str:
    if table.partition("</tr>")[0].count("<th") < _WIDE:
        return table
    return f'<div class="wide" role="group" aria-label="Wide table" tabindex="0">{table}</div>'


def mended(page: str) -> str:
    """A whole page of the site with words where the theme has only icons."""
    for label, words in _NAMES.items():
        page = page.replace(label, label + _HIDDEN.format(words))
    for overlay in _OVERLAYS:
        page = page.replace(overlay, f'{overlay} aria-hidden="true"')
    page = page.replace(
        'id="__drawer" autocomplete="off"', 'id="__drawer" autocomplete="off" aria-label="Show the menu"'
    )
    page = page.replace(
        'id="__search" autocomplete="off"', 'id="__search" autocomplete="off" aria-label="Show the search"'
    )
    page = page.replace('id="__toc">', 'id="__toc" aria-label="Show the table of contents">')
    page = page.replace(
        'data-md-component="search" role="dialog"', 'data-md-component="search" role="dialog" aria-label="Search"'
    )
    # A page has one switch for its table of contents, or none, but always this second label for it.
    if 'id="__toc"' in page:
        return page
    return _TOC_LABEL.sub(r'<div class="md-nav__title">\1</div>', page)
