"""`neutral-gate rules test DIR`: runs the examples of a folder of rule files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from neutral_gate.cli.output import columns, print_out
from neutral_gate.cli.parser import Parser
from neutral_gate.model import UsageError
from neutral_gate.reports.excerpt import harmless
from neutral_gate.reports.layout import Page
from neutral_gate.reports.wording import number


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("rules test", "Runs the examples of your own rule files: those that must fire, and look-alikes.")
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder with rule files")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Says which examples fail: 0 where none does, 1 where one does or a rule has no examples of both sorts."""
    from neutral_gate.cli.rule_examples import Examples
    from neutral_gate.lexicon.rulebook import check_folder, read_rule

    args = parser().parse(arguments)
    check_folder(args.folder)
    rules = [read_rule(path) for path in sorted(args.folder.rglob("*.yaml"))]
    if not rules:
        raise UsageError(
            f"There is no rule file in {args.folder}.",
            "A rule file ends in .yaml; `neutral-gate rules new family/slug` writes one.",
        )
    page = Page(colour=False, width=columns())
    poor = [rule for rule in rules if not rule.fire or not rule.pass_]
    for rule in poor:
        lacking = "that must fire" if not rule.fire else "that it must leave alone"
        page.paragraph(f"{rule.id} has no examples {lacking}. Add some: they show that the rule is right.")
    examples = Examples((args.folder,))
    _ = examples.gate("council").lexicon  # a pattern that cannot be read stops the run before any example
    outcomes = list(examples.run(rules))
    failed = [outcome for outcome in outcomes if outcome.problem]
    for outcome in failed:
        page.gap()
        page.paragraph(f"{outcome.rule.id}, {harmless(outcome.rule.path)}")
        page.labelled("Example:", harmless(" ".join(outcome.example.text.split())), 10)
        page.labelled("Problem:", harmless(outcome.problem), 10)
    page.gap()
    tested = f"{number(len(rules), 'rule')}, {number(len(outcomes), 'example')}"
    page.paragraph(f"{tested}: {f'{len(failed)} failed' if failed else 'all hold'}.")
    print_out(page.text())
    return 1 if failed or poor else 0
