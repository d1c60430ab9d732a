"""What is loaded or compiled on first use, so that a run pays only for what it needs."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # as that of `typing`, which is one of the things that a run may do without
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping
    from typing import Any, AnyStr


def on_first_use(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """A package's `__getattr__` (PEP 562).

    Args:
        package: The package's name.
        homes: Its public names, each with the module that has it.

    Returns:
        A function that loads a name, and keeps it in the package. It raises AttributeError where there is no such name.
    """

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(__import__(homes[name], fromlist=[name]), name)
        setattr(sys.modules[package], name, found)
        return found

    return load


class _Late:
    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self._written: tuple[Any, int] = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        import re

        found = getattr(re.compile(*self._written), name)
        setattr(self, name, found)  # from now on found without asking here
        return found


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern that behaves like `re.compile(pattern, flags)` and is compiled when it is first used.

    A draft needs a few of the many that there are, and compiling all of them would take longer than checking it. A
    fault in a pattern shows when it is first used.
    """
    return _Late(pattern, flags)  # type: ignore[return-value]
