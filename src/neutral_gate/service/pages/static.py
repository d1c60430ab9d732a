"""The style sheet and the script of the pages. The marks look as they do in the HTML report: its styles come first."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_PARTS = {
    "pages.css": (("neutral_gate.reports", "templates/report.css"), ("neutral_gate.service.pages", "static/pages.css")),
    "pages.js": (("neutral_gate.service.pages", "static/pages.js"),),
    "mark.svg": (("neutral_gate.service.pages", "static/mark.svg"),),
}
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


async def static(request: Request) -> Response:
    """One of the files. Its address changes with its content, so browsers may keep it."""
    name = request.path_params["name"]
    if name not in _PARTS:
        raise HTTPException(404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return Response(_content(name), media_type=_TYPES[name.rpartition(".")[2]], headers=headers)


@cache
def address(name: str) -> str:
    """The address of one of the files."""
    return f"/static/{name}?{hashlib.sha256(_content(name)).hexdigest()[:12]}"


@cache
def _content(name: str) -> bytes:
    return b"\n".join(files(package).joinpath(path).read_bytes() for package, path in _PARTS[name])
