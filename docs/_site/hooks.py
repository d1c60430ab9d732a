"""What the site makes by itself: pages from the rule files, the program and the schema. See `mkdocs.yml`."""

from __future__ import annotations

from typing import Any

from command_pages import command_pages
from guidance_page import guidance_page
from mending import mended, scrolling
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from rule_pages import rule_pages
from settings_page import settings_page

_DECISIONS = "decisions/"
_MORE = "Further pages"
"""Where pages stand that `mkdocs.yml` does not name, so that no page is ever lost."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages that are made, and gives every other page a place."""
    for path, text in {**rule_pages(), **guidance_page(), **command_pages(), **settings_page()}.items():
        files.append(File.generated(config, path, content=text))
    named = set(_paths(config.nav))
    found = sorted(file.src_uri for file in files.documentation_pages() if file.src_uri not in named)
    decisions = [path for path in found if path.startswith(_DECISIONS)]
    lost = [path for path in found if not path.startswith((_DECISIONS, "rules/"))]
    if config.nav is not None:
        config.nav += [{title: paths} for title, paths in (("Decisions", decisions), (_MORE, lost)) if paths]
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lets wide tables scroll by themselves."""
    return scrolling(html)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Mends what the theme leaves without a name."""
    return mended(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Does the same for the page that a server shows where there is none."""
    return mended(output_content) if template_name == "404.html" else output_content


def _paths(nav: Any) -> list[str]:
    """The files that a part of the navigation names."""
    if isinstance(nav, str):
        return [nav]
    if isinstance(nav, dict):
        return [path for part in nav.values() for path in _paths(part)]
    return [path for part in nav or () for path in _paths(part)]
