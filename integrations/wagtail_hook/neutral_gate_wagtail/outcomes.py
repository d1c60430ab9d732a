"""What became of a question to the gate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_SHOWN = 5  # findings in a message; the page of the held text has all


@dataclass
class Outcome:
    """The answer about one text, and whether it may go out.

    Attributes:
        verdict: "pass", "warn", "block", or "none" where the service gave no answer.
        allowed: Whether it may go out.
        because: Why it may where the verdict alone would not allow it: "override", "unchecked", "off" or nothing.
        findings: What was found: rule, severity, message, excerpt, suggestion and where (the name of the field).
        decision_id: The decision in the service's log.
        windows: Ids of the pre-election periods that were active, sorted.
        inside: Whether one is active, as far as is known.
        error: Why there is no answer.
        digest: Digest of the text that was asked about.
    """

    verdict: str
    digest: str
    allowed: bool = False
    because: str = ""
    findings: list[dict[str, str]] = field(default_factory=list)
    decision_id: str = ""
    windows: list[str] = field(default_factory=list)
    inside: bool = False
    error: str = ""

    @property
    def answered(self) -> bool:
        """Whether the service gave an answer."""
        return self.verdict != "none"

    @property
    def deciding(self) -> list[dict[str, str]]:
        """The findings that the verdict rests on."""
        return [each for each in self.findings if each["severity"] == self.verdict]

    def sentences(self) -> list[str]:
        """Plain sentences that name the words and say what to write."""
        if not self.answered:
            return [self.error, "Your text is saved. Try again in a few minutes."]
        found = [said(each) for each in self.deciding[:_SHOWN]]
        more = len(self.deciding) - len(found)
        return [*found, *([f"And {more} more."] if more else [])]

    def text(self, title: str) -> str:
        """One plain text, for exceptions, e-mails and the API."""
        return " ".join((f"“{title}” was not published.", *self.sentences()))


def said(finding: dict[str, str]) -> str:
    """A finding in one line."""
    excerpt = f"“{finding['excerpt']}”: " if finding["excerpt"] else ""
    where = f"{finding['where']}: " if finding["where"] else ""
    return f"{where}{excerpt}{finding['message']} {finding['suggestion']}".strip()


def findings_of(answer: dict[str, Any], named: Any) -> list[dict[str, str]]:
    """The findings of a decision that count, each once.

    Args:
        answer: The decision as the service gives it.
        named: Gives the name of a field for a finding.
    """
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for draft in answer.get("drafts", ()):
        for finding in draft.get("findings", ()):
            if finding.get("suppressed") is not None or finding.get("in_baseline"):
                continue
            keys = ("rule", "severity", "message", "excerpt", "suggestion")
            kept = {key: str(finding.get(key) or "") for key in keys}
            kept["where"] = named(finding)
            found.setdefault((kept["rule"], kept["excerpt"], kept["where"]), kept)
    return list(found.values())
