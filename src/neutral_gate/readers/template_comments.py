"""Comments in templates that begin with one tag and end with another: nobody who reads the page sees them."""

from __future__ import annotations

from neutral_gate.lazy import late

COMMENT = late(r"\{%-?\s*comment\b")
END_OF_COMMENT = late(r"\{%-?\s*endcomment\s*-?%\}")
