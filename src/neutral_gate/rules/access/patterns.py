"""Regular expressions that are compiled when they are first used.

A page needs a few of the many that the checks have, and compiling all of them would cost a small draft more time than
all its checks.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._written = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._written), name)
        setattr(self, name, found)  # from now on found without asking here
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that behaves like `re.compile(pattern, flags)`; a fault in it shows when it is first used."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


TEMPLATE_MARK = late(r"\{\{|\{%|<%|<\?(?:php|=)|\[%|<!--\{")
"""Marks of a template: what it is filled with is not in the source."""
