"""Templates to answers, with the headers that keep a page from loading or running anything else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from neutral_gate.reports.pages import templates
from neutral_gate.service.pages.static import address

if TYPE_CHECKING:
    from jinja2 import Environment

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Of every page. `same-origin` for the referrer, because some browsers name no origin of a form without one."""

_SECURE = {"Strict-Transport-Security": "max-age=31536000"}


def rendered(template: str, values: dict[str, Any], *, status: int = 200, secure: bool = False) -> HTMLResponse:
    """A page.

    Args:
        template: Its name.
        values: For the template.
        status: The HTTP status.
        secure: Whether it is asked for over HTTPS.
    """
    html = _templates().get_template(template).render(values)
    kept = {"Cache-Control": "no-store"}  # a page may show a draft: nobody must find it with the Back button later
    return HTMLResponse(html, status, {**HEADERS, **kept, **(_SECURE if secure else {})})


@cache
def _templates() -> Environment:
    from neutral_gate.service.pages import wording

    environment = templates("neutral_gate.service.pages")
    environment.globals["asset"] = address
    environment.filters.update(
        when=wording.when, day=wording.day, kind_words=wording.kind_words, way_words=wording.way_words
    )
    return environment
