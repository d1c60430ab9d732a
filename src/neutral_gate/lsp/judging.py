"""Judges the text of an open editor under the settings of its folder."""

from __future__ import annotations

import logging
from pathlib import Path

from neutral_gate.config import Config, find_config, load_config
from neutral_gate.gate import INTERNAL_ERROR, Gate
from neutral_gate.model import DraftResult, Finding, GateError, Position, Severity, Verdict
from neutral_gate.readers import read
from neutral_gate.sheets import hand_over

UNREADABLE = "gate/unreadable"
_log = logging.getLogger(__name__)


class Judge:
    """Judges texts; settings and lists of people are read anew when their files change."""

    def __init__(self) -> None:
        self._gates: dict[tuple[tuple[Path, int], ...], Gate] = {}

    def judge(self, path: Path, text: str) -> tuple[DraftResult, ...]:
        """The results for a text.

        Args:
            path: Where the text lies, or will lie: its end tells the format, its folder the settings.
            text: The text as it stands in the editor.

        Returns:
            One result a draft. What stands in the way of checking is itself a result with a finding that blocks, a
            fault of the gate too: what the editor showed before must not stay as if it still held.
        """
        try:
            drafts = read(text.encode("utf-8", "surrogatepass"), str(path))
            gate = self._gate(path)
            for draft in drafts:
                hand_over(draft, [file.parent for file in gate.config.files])
            return tuple(gate.judge(draft) for draft in drafts)
        except GateError as error:
            return (_stopped(path, text, UNREADABLE, error.problem, error.mend),)
        except Exception:
            _log.exception("%s could not be checked.", path)
            return (broken(path, text),)

    def explain(self, path: Path, finding: Finding) -> str:
        """A finding in full as Markdown: what is wrong, why it matters, what to do, which guidance asks for it.

        Args:
            path: Where the text lies that it was found in.
            finding: The finding.
        """
        from neutral_gate.lexicon.clauses import clauses
        from neutral_gate.reports.markdown import as_text

        parts = [f"**{finding.severity.value}** · `{finding.rule}`", as_text(finding.message)]
        why = self._why(path, finding.rule)
        if why:
            parts.append(as_text(why))
        if finding.suggestion:
            parts.append(f"*Instead:* {as_text(finding.suggestion)}")
        known = [clauses()[name] for name in finding.clauses if name in clauses()]
        parts += [f"*Guidance:* {as_text(f'{clause.text} ({clause.id}: {clause.source})')}" for clause in known[:2]]
        return "\n\n".join(parts)

    def _why(self, path: Path, rule: str) -> str:
        """Why a rule matters; what is wrong with the settings where they were changed to something unusable."""
        if rule.startswith("gate/"):
            return ""
        try:
            found = self._gate(path).lexicon.rules.get(rule)
        except GateError as error:
            return f"{error.problem} {error.mend}"
        return "" if found is None else found.why

    def _gate(self, path: Path) -> Gate:
        found = find_config(path.parent)
        config = Config() if found is None else load_config(found)
        files = (*config.files, *config.people_files)
        key = tuple((file, file.stat().st_mtime_ns if file.exists() else 0) for file in files)
        gate = self._gates.get(key)
        if gate is None:
            from neutral_gate.people import load_people

            gate = Gate(config, load_people(config.people_files) if config.people_files else None)
            _ = gate.lexicon  # a faulty rule file is said now, and not in the middle of a check
            if len(self._gates) >= 16:  # settings that were edited time and again leave no heap behind
                self._gates.clear()
            self._gates[key] = gate
        return gate


def broken(path: Path, text: str) -> DraftResult:
    """The result for a text that a fault of the gate kept from being checked. It blocks."""
    problem = "The gate could not finish the check of this text, so it has not been fully checked."
    mend = "Ask a colleague to check it by eye, and report the fault with the editor's log."
    return _stopped(path, text, INTERNAL_ERROR, problem, mend)


def _stopped(path: Path, text: str, rule: str, problem: str, mend: str) -> DraftResult:
    from neutral_gate.elections import now

    top = Position(offset=0, line=1, column=1)
    finding = Finding(rule, Severity.BLOCK, problem, "", top, top, suggestion=mend)
    return DraftResult(str(path), "page", Verdict.BLOCK, "", (finding,), now(), source=text)
