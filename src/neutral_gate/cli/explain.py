"""`neutral-gate explain RULE`: what a rule finds, why, and examples on both sides of the line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.cli.output import columns, print_out, wants_colour
from neutral_gate.cli.parser import Parser, add_config
from neutral_gate.cli.rules import GATE_RULES, SITUATIONS, levels_of
from neutral_gate.cli.settings import config_for
from neutral_gate.model import UsageError
from neutral_gate.reports.layout import Page

if TYPE_CHECKING:
    from neutral_gate.config import Config
    from neutral_gate.lexicon.rule import Example, Rule

_SITUATION_WORDS = {
    "general": "in a general election period",
    "local": "in a local election period",
    "referendum": "in a referendum period",
    "outside": "outside any period",
}


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("explain", "Explains a rule: what it finds, why, what to write instead, and examples.")
    parser.add_argument("rule", metavar="RULE", help="the id of a rule, such as neutrality/party-mention")
    add_config(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Prints the page of a rule."""
    from neutral_gate.lexicon.rulebook import load_rules

    args = parser().parse(arguments)
    page = Page(wants_colour(), columns())
    if args.rule in GATE_RULES:
        page.paragraph(args.rule, "bold")
        page.paragraph(GATE_RULES[args.rule])
        page.paragraph("The gate reports this itself. It looks at the file or the comment, not at the words.")
    else:
        config = config_for(args.config, Path.cwd())
        rules = load_rules(config.lexicon_folders)
        if args.rule not in rules:
            from neutral_gate.config.rule_names import suggest

            mend = suggest(args.rule, [*rules, *GATE_RULES]) or "`neutral-gate rules` lists them all."
            raise UsageError(f'There is no rule called "{args.rule}".', mend)
        _rule(page, rules[args.rule], config)
    print_out(page.text())
    return 0


def _rule(page: Page, rule: Rule, config: Config) -> None:
    page.paragraph(rule.id, "bold")
    page.paragraph(rule.summary)
    _part(page, "Why", rule.why)
    _guidance(page, rule)
    page.gap()
    page.paragraph("What it counts as", "bold")
    levels = levels_of(rule, config)
    for situation in SITUATIONS:
        own = "" if levels[situation] == rule.severity[situation] else " (set in your settings)"
        page.item("-", f"{levels[situation]} {_SITUATION_WORDS[situation]}{own}")
    if rule.kinds:
        _part(page, "Where it looks", f"Only at drafts of these kinds: {', '.join(sorted(rule.kinds))}.")
    _part(page, "What it says", rule.message)
    _part(page, "What to do instead", rule.suggestion)
    _exceptions(page, rule)
    _examples(page, "It finds", rule.fire)
    _examples(page, "It leaves alone", rule.pass_)
    if rule.path:
        page.gap()
        page.paragraph(f"This rule is the file {rule.path}.")


def _part(page: Page, title: str, text: str) -> None:
    if text:
        page.gap()
        page.paragraph(title, "bold")
        page.paragraph(text)


def _guidance(page: Page, rule: Rule) -> None:
    if not rule.clauses:
        return
    from neutral_gate.lexicon.clauses import clauses

    page.gap()
    page.paragraph("Guidance behind it", "bold")
    for name in rule.clauses:
        known = clauses().get(name)
        page.item("-", f"{known.text} ({name}: {known.source}.)" if known else name)


def _exceptions(page: Page, rule: Rule) -> None:
    """The exceptions that the rule names, and those that name the rule or its family."""
    from neutral_gate.lexicon.rulebook import load_exceptions

    found = {
        name: exception
        for name, exception in load_exceptions().items()
        if name in rule.exceptions or rule.id in exception.rules or rule.family in exception.rules
    }
    if not found:
        return
    page.gap()
    page.paragraph("Exceptions", "bold")
    for exception in found.values():
        effect = "lets it pass" if exception.effect == "pass" else "lowers it by one step"
        page.item("-", f"{exception.id} {effect}: {exception.reason}")


def _examples(page: Page, title: str, examples: Sequence[Example]) -> None:
    if not examples:
        return
    page.gap()
    page.paragraph(title, "bold")
    for example in examples:
        page.item("-", f"({example.kind.replace('_', ' ')}) {' '.join(example.text.split())}{_files(example)}")


def _files(example: Example) -> str:
    """What an example says about the files of its images."""
    said = [
        f"{address}: {', '.join(f'{name} {value}' for name, value in facts.items())}"
        for address, facts in example.images.items()
    ]
    return f" ({'; '.join(said)})" if said else ""
