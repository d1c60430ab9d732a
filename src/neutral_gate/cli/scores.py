"""How the gate's answers compare with what cases expect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from neutral_gate.cli.case_file import Case
from neutral_gate.model import DraftResult, Finding, Severity, Verdict
from neutral_gate.reports.excerpt import harmless


@dataclass(frozen=True, slots=True)
class Answer:
    """A case and what the gate made of it."""

    case: Case
    result: DraftResult

    def counting(self) -> list[Finding]:
        """The findings that bear on the verdict: warnings and blocks that nobody allowed."""
        return [
            finding
            for finding in self.result.findings
            if finding.suppressed is None and finding.severity is not Severity.NOTE
        ]

    def misses(self) -> list[str]:
        """What differs from what the case expects, in plain words; empty where nothing does."""
        expected = self.case.expected
        if expected is None:
            return []
        fired = {finding.rule for finding in self.counting()}
        said = []
        if expected.verdict is not self.result.verdict:
            said.append(f"expected {expected.verdict.value}, got {self.result.verdict.value}")
        if expected.rules and not fired.intersection(expected.rules):
            said.append(f"none of these found anything: {', '.join(expected.rules)}")
        unwanted = fired if "*" in expected.not_rules else fired.intersection(expected.not_rules)
        if unwanted:
            said.append(f"these should have found nothing: {', '.join(sorted(unwanted))}")
        return said


def failure_text(answer: Answer) -> str:
    """A case that failed: what was expected, what came out, and the words at fault."""
    lines = [f"{answer.case.id} (line {answer.case.line}): {'; '.join(answer.misses())}"]
    for finding in answer.counting():
        words = harmless(finding.excerpt)
        words = words if len(words) <= 70 else f"{words[:67]}..."
        lines.append(f'    {finding.severity.value:<6}{finding.rule:<34}"{words}"')
    return "\n".join(lines) + "\n"


def summary_text(answers: Iterable[Answer]) -> str:
    """Counts over all cases that expect something."""
    all_answers = list(answers)
    judged = [
        (answer, answer.case.expected.verdict, answer.result.verdict) for answer in all_answers if answer.case.expected
    ]
    silent = len(all_answers) - len(judged)
    lines = []
    if judged:
        blocked = [wanted for _, wanted, got in judged if got is Verdict.BLOCK]
        to_block = [got for _, wanted, got in judged if wanted is Verdict.BLOCK]
        to_pass = [answer for answer, wanted, _ in judged if wanted is Verdict.PASS]
        rows = (
            ("As expected", sum(not answer.misses() for answer, _, _ in judged), len(judged), "cases"),
            ("Right verdict", sum(wanted is got for _, wanted, got in judged), len(judged), "cases"),
            ("Block precision", blocked.count(Verdict.BLOCK), len(blocked), "that were blocked should be"),
            ("Block recall", to_block.count(Verdict.BLOCK), len(to_block), "that should be blocked were"),
            ("False alarms", sum(bool(answer.counting()) for answer in to_pass), len(to_pass), "that should pass"),
        )
        lines += [_row(*row) for row in rows]
    if silent:
        lines.append(f"{silent} {'case expects' if silent == 1 else 'cases expect'} nothing.")
    return "\n".join(lines or ["There are no cases in this file."]) + "\n"


def _row(name: str, part: int, whole: int, what: str) -> str:
    share = f" ({100 * part / whole:.1f} %)" if whole else ""
    return f"{name + ':':<17}{part} of {whole} {what}{share}"
