"""Command lines: errors that say what to do, and a plain line read without the whole of argparse."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from neutral_gate.model import BODY_TYPES, UsageError

if TYPE_CHECKING:
    import argparse

    from neutral_gate.cli.full_parser import FullParser

_PLAIN_ACTIONS = ("store", "store_true", "append")
_PLAIN_KEYS = frozenset(("action", "default", "dest", "help", "metavar", "nargs", "type"))


class Parser:
    """A parser whose errors are `UsageError`s and which takes no shortened options.

    It is argparse's own, made where it is needed: for help, for what is wrong, and for what is not plain. Loading and
    filling that takes longer than checking a small draft. A plain line has known options in full, each with its value,
    and other words in one row.
    """

    def __init__(self, name: str, description: str) -> None:
        self._name, self._description = name, description
        self._asked: list[tuple[tuple[str, ...], dict[str, Any]]] = []
        self._full: FullParser | None = None
        self.epilog: str | None = None

    def add_argument(self, *names: str, **about: Any) -> None:
        """Adds an option or a word; takes what argparse takes."""
        self._asked.append((names, about))
        self._full = None

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Reads a command line.

        Raises:
            UsageError: An option is unknown (the nearest is suggested), has no value or a wrong one.
        """
        values = self._plain(arguments)
        if values is not None:
            return cast("argparse.Namespace", SimpleNamespace(**values))
        return self._whole().parse(arguments)

    def __getattr__(self, name: str) -> Any:
        """Whatever else argparse's own parser has, such as `prog` and `format_help`."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._whole(), name)

    def _whole(self) -> FullParser:
        if self._full is None:
            from neutral_gate.cli.full_parser import FullParser

            self._full = FullParser(self._name, self._description)
            for names, about in self._asked:
                self._full.add_argument(*names, **about)
        self._full.epilog = self.epilog
        return self._full

    def _plain(self, arguments: Sequence[str]) -> dict[str, Any] | None:
        """The values of a plain line; None for a line, or a command, that argparse has to look at."""
        options: dict[str, tuple[str, str, Callable[[str], Any] | None]] = {}
        values: dict[str, Any] = {}
        rest = ""
        for names, about in self._asked:
            action, default = about.get("action", "store"), about.get("default")
            word = not names[0].startswith("-")
            if action not in _PLAIN_ACTIONS or not about.keys() <= _PLAIN_KEYS or isinstance(default, str):
                return None
            if about.get("nargs") != ("*" if word else None) or (word and (rest or "type" in about or default)):
                return None
            long = next((name for name in names if name.startswith("--")), names[0])
            dest = about.get("dest") or long.lstrip("-").replace("-", "_")
            rest = dest if word else rest
            values[dest] = [] if word else False if action == "store_true" else default
            options.update((name, (dest, action, about.get("type"))) for name in names if not word)
        return _filled(values, options, rest, arguments)


def _filled(
    values: dict[str, Any],
    options: dict[str, tuple[str, str, Callable[[str], Any] | None]],
    rest: str,
    arguments: Sequence[str],
) -> dict[str, Any] | None:
    """Fills in the values that a plain line gives; None for a line that is not plain."""
    words = iter(arguments)
    row: list[str] = []
    over = False  # whether an option has come after the row of other words
    for word in words:
        if not word.startswith("-") or word == "-":
            if over or not rest:
                return None
            row.append(word)
            continue
        over = bool(row)
        name, equals, text = word.partition("=")
        if name not in options:
            return None
        dest, action, read = options[name]
        if action == "store_true":
            if equals:
                return None
            values[dest] = True
            continue
        if not equals:
            text = next(words, "--")
            if text.startswith("-") and text != "-":
                return None
        try:
            value = text if read is None else read(text)
        except (TypeError, ValueError):
            return None
        values[dest] = value if action == "store" else [*(values[dest] or ()), value]
    if rest:
        values[rest] = row
    return values


def choice(option: str, allowed: Collection[str]) -> Callable[[str], str]:
    """A reader of an option that takes one of several words."""

    def read(text: str) -> str:
        if text in allowed:
            return text
        from difflib import get_close_matches

        near = get_close_matches(text, allowed, n=1)
        hint = f'Did you mean "{near[0]}"? ' if near else ""
        raise UsageError(f'{option} cannot be "{text}".', f"{hint}It can be {', '.join(allowed)}.")

    return read


def add_config(parser: Parser) -> None:
    """The option --config, the same for every verb."""
    parser.add_argument(
        "--config",
        metavar="FILE",
        type=Path,
        help="your settings; otherwise neutral-gate.toml or pyproject.toml is looked for, upwards from the file",
    )


def add_body(parser: Parser) -> None:
    """The option --body, the same for every verb."""
    parser.add_argument(
        "--body",
        metavar="TYPE",
        type=choice("--body", BODY_TYPES),
        help=f"the type of your body: {', '.join(BODY_TYPES)}",
    )


def add_at(parser: Parser, default: str) -> None:
    """The option --at, the same for every verb."""
    parser.add_argument(
        "--at", metavar="WHEN", help=f"a date, or a date and time in London: 2024-06-10T09:00 ({default})"
    )
