"""`neutral-gate cases FILE`: runs drafts with known answers, so that a body can test its settings and rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.cli.output import hide_fault_details, print_out
from neutral_gate.cli.parser import Parser, add_config, choice
from neutral_gate.model import Draft, DraftError, UsageError

if TYPE_CHECKING:
    from neutral_gate.cli.case_file import Case
    from neutral_gate.cli.scores import Answer
    from neutral_gate.config import Config
    from neutral_gate.gate import Gate


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("cases", "Runs drafts with known answers, to test your settings and rules.")
    parser.add_argument("file", metavar="FILE", type=Path, help="a file with one case a line, as JSON")
    parser.add_argument(
        "--format",
        metavar="NAME",
        type=choice("--format", ("text", "json")),
        default="text",
        help="text (what failed, and counts) or json (every answer, one a line)",
    )
    parser.add_argument("--verbose", action="store_true", help="print the details of a check that broke down")
    add_config(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Prints what failed or every answer; the exit code is 1 where a case did not come out as it expects."""
    from neutral_gate.cli.case_file import read_cases
    from neutral_gate.cli.scores import failure_text, summary_text
    from neutral_gate.config import Config, load_config

    args = parser().parse(arguments)
    if not args.verbose:
        hide_fault_details()
    cases = list(read_cases(args.file))
    answers = []
    for answer in _answers(cases, load_config(args.config) if args.config else Config(), args.file):
        answers.append(answer)
        if args.format == "json":
            print_out(_json_line(answer))
        elif answer.misses():
            print_out(failure_text(answer))
    if args.format == "text":
        print_out(("\n" if any(answer.misses() for answer in answers) else "") + summary_text(answers))
    return 1 if any(answer.misses() for answer in answers) else 0


def _answers(cases: Iterable[Case], config: Config, path: Path) -> Iterator[Answer]:
    """The gate's answers; cases with the same people share a gate, because that is what its lexicon depends on."""
    from neutral_gate.cli.scores import Answer
    from neutral_gate.gate import Gate
    from neutral_gate.people import People, load_people

    own = load_people(config.people_files).people if config.people_files else ()
    gates: dict[object, Gate] = {}
    for case in cases:
        if case.people not in gates:
            gates[case.people] = Gate(config, People((*own, *case.people)))
        gate = gates[case.people]
        try:
            for draft in _drafts(case):
                yield Answer(case, gate.judge(draft, case.at))
        except DraftError as error:
            raise UsageError(
                f"{path}, line {case.line}: the draft cannot be read. {error.problem}", error.mend
            ) from error


def _drafts(case: Case) -> Iterator[Draft]:
    from neutral_gate.readers import read

    for draft in read(case.text.encode("utf-8", "surrogatepass"), case.id, case.format):
        yield replace(draft, kind=case.kind, body=case.body or draft.body)


def _json_line(answer: Answer) -> str:
    findings = [
        {"rule": finding.rule, "severity": finding.severity.value, "excerpt": finding.excerpt}
        for finding in answer.result.findings
        if finding.suppressed is None
    ]
    return json.dumps({"id": answer.case.id, "verdict": answer.result.verdict.value, "findings": findings}) + "\n"
