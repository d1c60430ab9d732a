"""The decision as JUnit XML, which build servers show as test results: a suite a draft, a case a finding."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

from neutral_gate.model import Decision, DraftResult, Finding, Severity
from neutral_gate.reports.excerpt import harmless
from neutral_gate.reports.paths import relative
from neutral_gate.reports.registry import Options
from neutral_gate.reports.wording import verdict_words

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FAULTS = ("gate/unreadable", "gate/internal-error")


def render(decision: Decision, options: Options) -> str:
    """The XML document. What fails under `fail_on` is a failure, an allowed finding is skipped, the rest passes."""
    root = Xml.Element("testsuites", name="Neutral Gate")
    totals = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for draft in decision.drafts:
        suite = _suite(draft, options)
        root.append(suite)
        for name in totals:
            totals[name] += int(suite.get(name, "0"))
    for name, count in totals.items():
        root.set(name, str(count))
    Xml.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _suite(draft: DraftResult, options: Options) -> Xml.Element:
    path = relative(draft.path)
    suite = Xml.Element("testsuite", name=_clean(path), timestamp=draft.at.replace(tzinfo=None).isoformat())
    for finding in draft.findings:
        _case(suite, path, finding, options)
    if not draft.findings:
        Xml.SubElement(suite, "testcase", classname=_clean(path), name=f"The draft {verdict_words(draft.verdict)}")
    cases = list(suite)
    suite.set("tests", str(len(cases)))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(sum(case.find(tag) is not None for case in cases)))
    return suite


def _case(suite: Xml.Element, path: str, finding: Finding, options: Options) -> None:
    start = finding.start
    name = f"{finding.rule} in line {start.line}, column {start.column}"
    case = Xml.SubElement(suite, "testcase", classname=_clean(path), name=_clean(name))
    least = Severity(options.fail_on)
    if finding.suppressed is not None:
        Xml.SubElement(case, "skipped", message=_clean(f"Allowed: {finding.suppressed}"))
    elif finding.rule in _FAULTS:
        _said(Xml.SubElement(case, "error", type=finding.rule), path, finding)
    elif finding.severity.rank >= least.rank:
        _said(Xml.SubElement(case, "failure", type=finding.severity.value), path, finding)
    else:
        Xml.SubElement(case, "system-out").text = _clean(f"{finding.severity.value}: {_words(path, finding)}")


def _said(element: Xml.Element, path: str, finding: Finding) -> None:
    element.set("message", _clean(finding.message))
    element.text = _clean(_words(path, finding))


def _words(path: str, finding: Finding) -> str:
    place = f"{path}:{finding.start.line}:{finding.start.column}"
    parts = [place, finding.message]
    if finding.excerpt:
        parts.append(f"Words: {finding.excerpt}")
    if finding.suggestion:
        parts.append(f"Instead: {finding.suggestion}")
    if finding.clauses:
        parts.append(f"Guidance: {', '.join(finding.clauses)}")
    return "\n".join(parts)


def _clean(text: str) -> str:
    """A text with what XML cannot hold or what steers a terminal shown by its number; the library escapes the rest."""
    shown = "\n".join(harmless(line) for line in text.split("\n"))
    return _NOT_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", shown)
