"""The page of all commands and their options, from the parsers that read them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from writing import anchor, block, code, front, plain, table

from neutral_gate import cli
from neutral_gate.cli.main import VERBS
from neutral_gate.cli.parser import Parser

_PROGRAM = "neutral-gate "
_OPTION = re.compile(r"(?<![\w`-])--[a-z][a-z-]+")


def command_pages() -> dict[str, str]:
    """The page: path in the site's sources, and Markdown."""
    found = dict(commands())
    verbs = [
        [f"[{name}](#{anchor(name)})", plain((parser.description or "").partition("\n\n")[0])]
        for name, parser in found.items()
    ]
    text = (
        front("All commands and options", "Every command of Neutral Gate with all its options.")
        + "# All commands and options\n\n"
        "This page is made from the program itself. [The command line](../cli.md) explains how to use it, "
        "with examples.\n\n"
        + block("neutral-gate VERB [OPTIONS]")
        + "\n`neutral-gate --version` prints the version, and `--help` works after every command.\n\n"
        + table(["command", "what it does"], verbs)
        + "".join(_command(name, parser) for name, parser in found.items())
    )
    return {"reference/commands.md": text}


def commands() -> Iterator[tuple[str, Parser]]:
    """Every command by its words, such as "windows add": the verbs in their order, each before what may follow it."""
    modules = sorted(module.name for module in iter_modules(cli.__path__))
    for verb in VERBS:
        for name in modules:
            if name != verb and not name.startswith(f"{verb}_"):
                continue
            make = getattr(import_module(f"{cli.__name__}.{name}"), "parser", None)
            if make is not None:
                parser = make()
                yield parser.prog.removeprefix(_PROGRAM), parser


def options(parser: Parser) -> list[argparse.Action]:
    """What a command takes, its help left out, in the order of its own help."""
    actions = parser._actions  # argparse offers no other way to ask for them
    return [action for action in actions if "--help" not in action.option_strings]


def _command(name: str, parser: Parser) -> str:
    parser.color = False  # type: ignore[attr-defined]  # newer Pythons would put colours in
    usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
    lines, _, more = (parser.description or "").partition("\n\n")
    rows = [[_name(action), _help(action)] for action in options(parser)]
    told = "\n".join(line for line in (more.strip("\n"), (parser.epilog or "").strip("\n")) if line)
    return (
        f"\n## {name} {{ #{anchor(name)} }}\n\n{plain(lines)}\n\n"
        + block(_wrapped(usage))
        + (f"\n{table(['option', 'what it does'], rows)}" if rows else "")
        + (f"\n{block(told)}" if told else "")
    )


def _help(action: argparse.Action) -> str:
    """What its help says, with options in it as code, so that they are not broken at a hyphen."""
    told = plain(_OPTION.sub(r"`\g<0>`", (action.help or "").replace("%%", "%")))
    return told.replace("<code>--", '<code class="option">--')


def _wrapped(usage: str, width: int = 72) -> str:
    """A line of usage in several, never broken within an option."""
    lines = [""]
    for part in re.findall(r"\[[^\[\]]*(?:\[[^\]]*\][^\[\]]*)*\]|\S+", usage):
        if lines[-1] and len(lines[-1]) + len(part) >= width:
            lines.append("   ")
        lines[-1] = f"{lines[-1]} {part}" if lines[-1] else part
    return "\n".join(lines)


def _name(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
    if not action.option_strings:
        return code(value)
    return ", ".join(code(f"{option} {value}".strip()) for option in action.option_strings)
