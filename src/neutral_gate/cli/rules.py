"""`neutral-gate rules`: the rules, and what each counts as on which day; `new` and `test` for rules of your own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.allows import ALLOW_RULES
from neutral_gate.cli.output import columns, print_out
from neutral_gate.cli.parser import Parser, add_config, choice
from neutral_gate.cli.settings import config_for

if TYPE_CHECKING:
    from neutral_gate.config import Config
    from neutral_gate.lexicon.rule import Rule

GATE_RULES = {
    "gate/unreadable": "A file could not be read.",
    "gate/internal-error": "A check broke down, so the draft was not checked in full.",
    **ALLOW_RULES,
}
"""What the gate itself reports: rule id and one-line summary."""

SITUATIONS = {"general": "general", "local": "local", "referendum": "referend.", "outside": "outside"}
"""The columns: situation and heading."""


SUBVERBS = {
    "new": "write a rule file to start from",
    "test": "run the examples of your own rule files",
    "schema": "print the JSON Schema of rule files, for your editor",
}
"""What may follow the verb, with one-line help; the first two are modules of their own."""


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser(
        "rules",
        "Lists the rules: what each counts as in a pre-election period, and outside.\n\n"
        + "\n".join(f"  rules {name:<7}{words}" for name, words in SUBVERBS.items()),
    )
    parser.add_argument(
        "--format", metavar="NAME", type=choice("--format", ("text", "json")), default="text", help="text or json"
    )
    add_config(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Prints the table, or one JSON list; hands over to a subverb."""
    if arguments and arguments[0] in ("new", "test"):
        from importlib import import_module

        code: int = import_module(f"neutral_gate.cli.rules_{arguments[0]}").run(arguments[1:])
        return code
    if list(arguments) == ["schema"]:
        from neutral_gate.lexicon.places import schemas_dir

        print_out((schemas_dir() / "rule.schema.json").read_text("utf-8"))
        return 0
    from neutral_gate.lexicon.rulebook import load_rules

    args = parser().parse(arguments)
    config = config_for(args.config, Path.cwd())
    rules = load_rules(config.lexicon_folders)
    print_out(_as_json(rules, config) if args.format == "json" else _as_text(rules, config))
    return 0


def levels_of(rule: Rule, config: Config) -> dict[str, str]:
    """What a rule counts as by situation, with the body's own levels on top."""
    inside, outside = config.levels("inside"), config.levels("outside")
    levels = {}
    for situation in SITUATIONS:
        own = outside if situation == "outside" else inside
        levels[situation] = own.get(rule.id) or own.get(rule.family) or rule.severity[situation]
    return levels


def _as_text(rules: Mapping[str, Rule], config: Config) -> str:
    names = max(len(name) for name in [*rules, *GATE_RULES]) + 2
    head = "".join(f"{heading:<11}" for heading in SITUATIONS.values())
    lines = [f"{'rule':<{names}}{head}finds"]
    family = ""
    for rule in rules.values():
        if rule.family != family:
            family = rule.family
            lines.append("")
        levels = levels_of(rule, config)
        marks = {situation: "" if level == rule.severity[situation] else "*" for situation, level in levels.items()}
        cells = "".join(f"{level + marks[situation]:<11}" for situation, level in levels.items())
        lines += _wrapped(f"{rule.id:<{names}}{cells}", rule.summary)
    lines.append("")
    for name, summary in GATE_RULES.items():
        lines += _wrapped(f"{name:<{names}}{'':<{11 * len(SITUATIONS)}}", summary)
    lines += [
        "",
        "The columns are the kinds of pre-election period, and the time outside any. A block stops publishing, a warn",
        "asks a person to look, a note changes nothing. `neutral-gate explain RULE` says more.",
    ]
    if any(levels_of(rule, config) != dict(rule.severity) for rule in rules.values()):
        lines.append("* set in your settings.")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _wrapped(head: str, text: str) -> list[str]:
    """A row whose last column runs over several lines."""
    import textwrap

    body = textwrap.wrap(text, max(columns() - len(head), 40)) or [""]
    return [head + body[0], *(" " * len(head) + line for line in body[1:])]


def _as_json(rules: Mapping[str, Rule], config: Config) -> str:
    listed = [
        {
            "rule": rule.id,
            "summary": rule.summary,
            "severity": levels_of(rule, config),
            "clauses": list(rule.clauses),
            "kinds": sorted(rule.kinds),
            "exceptions": list(rule.exceptions),
        }
        for rule in rules.values()
    ]
    return json.dumps(listed, indent=2) + "\n"
