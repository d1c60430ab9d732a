"""Where the reports of a run go: to the terminal, and to as many files as were asked for."""

from __future__ import annotations

from pathlib import Path

from neutral_gate.cli.output import print_out, write_file
from neutral_gate.model import Decision, UsageError
from neutral_gate.model.records import dataclass, replace
from neutral_gate.reports.registry import FORMATS, Options, render

ENDINGS = {
    ".txt": "text",
    ".json": "json",
    ".sarif": "sarif",
    ".xml": "junit",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".md": "markdown",
}
"""Format by the end of a report's file name."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is written where.

    Attributes:
        terminal: Format of what is printed, or None for one line that says how it went.
        files: Format by file.
    """

    terminal: str | None
    files: dict[Path, str]


def plan(name: str | None, outputs: list[str]) -> Plan:
    """Reads --format and --output.

    Args:
        name: The format that was asked for, or None.
        outputs: Files, each as it is or as `FORMAT=FILE`.

    Returns:
        The plan. A single file takes the format that was asked for. Of several, each goes by its own words or its
        ending, and the format that was asked for is that of the terminal.

    Raises:
        UsageError: The format of a file cannot be told, or a file is named twice.
    """
    files: dict[Path, str] = {}
    alone = len(outputs) == 1
    taken = False
    for output in outputs:
        before, sign, after = output.partition("=")
        if sign and before in FORMATS and after:
            path, written_as = Path(after), before
        elif alone and name:
            path, written_as, taken = Path(output), name, True
        else:
            path = Path(output)
            written_as = ENDINGS.get(path.suffix.lower(), "text" if alone else "")
        if not written_as:
            raise UsageError(
                f"It is not clear in which format to write {path}.",
                f"Put the format before it, such as sarif={path}. It can be {', '.join(FORMATS)}.",
            )
        if path in files:
            raise UsageError(f"{path} is named twice after --output.", "Name each file once.")
        files[path] = written_as
    if not outputs:
        return Plan(name or "text", {})
    return Plan(None if taken else name, files)


def deliver(decision: Decision, options: Options, wanted: Plan) -> str:
    """Writes the files of a plan, then prints what is for the terminal.

    Returns:
        What was printed.

    Raises:
        UsageError: A file cannot be written.
    """
    for path, name in wanted.files.items():
        write_file(path, render(name, decision, replace(options, colour=False)))
    printed = ""
    if wanted.terminal:
        printed = render(wanted.terminal, decision, options)
    elif not options.quiet:
        from neutral_gate.reports.wording import summary

        names = [str(path) for path in wanted.files]
        where = f"The report is in {names[0]}." if len(names) == 1 else f"The reports are in {', '.join(names)}."
        printed = f"{summary(decision)} {where}\n"
    print_out(printed)
    return printed
