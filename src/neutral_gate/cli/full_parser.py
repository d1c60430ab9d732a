"""argparse, with errors that say what to do."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import NoReturn

from neutral_gate.model import UsageError

_NO_VALUE = re.compile(r"argument (?:-\w/)?(\S+): expected (?:one|at least one) argument")
_MISSING = re.compile(r"the following arguments are required: (.+)")


class FullParser(argparse.ArgumentParser):
    """See `parser.Parser`, which makes it where it is needed."""

    def __init__(self, name: str, description: str) -> None:
        super().__init__(
            prog=f"neutral-gate {name}".strip(),
            description=description,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Reads a command line.

        Raises:
            UsageError: An option is unknown (the nearest is suggested), has no value or a wrong one.
        """
        known, extra = self.parse_known_args(arguments)
        if extra:
            self._refuse(extra[0])
        return known

    def error(self, message: str) -> NoReturn:
        """Raises the plain error for one of argparse's own."""
        mend = f"`{self.prog} --help` shows how it is used."
        if found := _NO_VALUE.fullmatch(message):
            raise UsageError(f"The option {found[1]} needs a value.", mend)
        if found := _MISSING.fullmatch(message):
            raise UsageError(f"{found[1]} is missing.", mend)
        raise UsageError(f"The command line cannot be read: {message}.", mend)

    def _refuse(self, argument: str) -> NoReturn:
        from difflib import get_close_matches

        mend = f"`{self.prog} --help` lists the options."
        if not argument.startswith("-"):
            raise UsageError(f'"{argument}" is one word too many.', mend)
        name = argument.partition("=")[0]
        options = [option for action in self._actions for option in action.option_strings]
        near = get_close_matches(name, options, n=1)
        raise UsageError(f"There is no option {name}.", f"Did you mean {near[0]}?" if near else mend)
