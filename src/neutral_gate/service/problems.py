"""Errors as the service answers them: `application/problem+json` (RFC 9457), in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse

TITLES = {
    400: "The request cannot be read",
    401: "Who is asking?",
    403: "Not allowed",
    404: "Not found",
    405: "Not that way",
    408: "Too slow",
    409: "Used before",
    413: "Too large",
    415: "Not JSON",
    422: "The request cannot be used",
    429: "Too often",
    500: "A fault of ours",
    503: "Busy",
    504: "Too slow",
}


class Problem(Exception):  # noqa: N818 - as RFC 9457 calls it
    """An error to be answered.

    Args:
        status: The HTTP status.
        detail: What is wrong, in one plain sentence, without a word of a draft.
        mend: What the client can do.
        headers: Further headers of the answer.
    """

    def __init__(self, status: int, detail: str, mend: str = "", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.mend = mend
        self.headers = dict(headers or {})

    def response(self) -> JSONResponse:
        """The answer."""
        body = {"title": TITLES.get(self.status, "Problem"), "status": self.status, "detail": self.detail}
        if self.mend:
            body["mend"] = self.mend
        return JSONResponse(body, self.status, self.headers, media_type="application/problem+json")
