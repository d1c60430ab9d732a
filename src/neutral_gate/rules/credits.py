"""Takes from captions who took or drew the picture: "The mill at dusk. Photograph: Jo Bloggs".

Whom a credit names is seldom to be seen. "Picture: Jo Bloggs cuts the ribbon" is no credit: after the name of one who
took a picture nothing follows but an agency or the end of the sentence.
"""

from __future__ import annotations

import re

_NAME = r"[^\W\d_a-z][\w'’.-]*"
_KIND = r"(?:photo(?:graph)?s?|photography|pictures?|pics?|images?|illustrations?|drawings?|artwork)"
_MADE_BY = rf"""
    {_KIND}\s*(?:by|courtesy\s+of|credit\s*:|(?:taken|drawn|made|supplied|provided)\s+by|copyright|©|\(c\))
    | (?:credits?|copyright|photographer|illustrator|artist)\s*:
    | (?:taken|photographed|drawn)\s+by | courtesy\s+of | copyright | © | \(c\)
"""
"""Words behind which only the one can stand who made the picture."""
_CREDIT = re.compile(
    rf"""(?<!\w)(?:(?P<sure>{_MADE_BY}) | {_KIND}\s*:)\s*(?:\d{{4}}\s+)?
    (?-i:@?{_NAME}(?:\s+{_NAME}){{0,4}}?)(?:\s+\d{{4}})?
    (?=\s*(?:[,;|/)\]]|\.(?:\s|$)|$))""",
    re.IGNORECASE | re.VERBOSE,
)


def without_credits(caption: str, *, described: bool) -> str:
    """The caption less its credits.

    Args:
        caption: The words of a picture's caption.
        described: Whether the picture's alternative text says what it shows. Where it does not, a caption that is all
            "Picture: Jo Bloggs" may well say who is in it, and stays.
    """

    def kept(found: re.Match[str]) -> str:
        alone = not caption[: found.start()].strip(" ([")
        return found[0] if alone and not (described or found["sure"]) else " "

    return _CREDIT.sub(kept, caption)
