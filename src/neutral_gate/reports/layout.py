"""Lines of a text report: wrapped, indented, and coloured where a terminal reads them."""

from __future__ import annotations

_CODES = {"bold": "1", "dim": "2", "block": "1;31", "warn": "1;33", "note": "36", "allowed": "32"}


class Page:
    """Collects the lines of a report.

    Args:
        colour: Whether to use ANSI codes.
        width: Columns to wrap at.
    """

    def __init__(self, colour: bool, width: int) -> None:
        self._colour = colour
        self._lines: list[str] = []
        self.width = max(width, 40)

    @property
    def empty(self) -> bool:
        """Whether nothing has been written yet."""
        return not self._lines

    def style(self, text: str, name: str) -> str:
        """The text in a style: "bold", "dim", "allowed" or a severity. Styles only repeat what the words say."""
        return f"\033[{_CODES[name]}m{text}\033[0m" if self._colour else text

    def line(self, text: str) -> None:
        """One line as it is."""
        self._lines.append(text.rstrip())

    def gap(self) -> None:
        """An empty line, unless the report starts here or one is there already."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def paragraph(self, text: str, style: str = "") -> None:
        """Wrapped lines from the margin on, all in one style."""
        first = len(self._lines)
        self._wrap("", text, 0)
        if style:
            self._lines[first:] = [self.style(line, style) for line in self._lines[first:]]

    def item(self, mark: str, text: str) -> None:
        """An item of a list, its later lines under its first word."""
        self._wrap(f"  {mark} ", text, 3 + len(mark))

    def labelled(self, label: str, text: str, column: int) -> None:
        """A label in a column of its own, and a text beside it."""
        self._wrap(f"    {label:<{column}}", text, 4 + column)

    def text(self) -> str:
        """All lines."""
        return "\n".join(self._lines) + "\n" if self._lines else ""

    def _wrap(self, first: str, text: str, indent: int) -> None:
        room = self.width - indent
        lines = [""]
        for word in text.split():
            joined = f"{lines[-1]} {word}" if lines[-1] else word
            if len(joined) > room and lines[-1]:
                lines.append(word)
            else:
                lines[-1] = joined
        self._lines.append((first + lines[0]).rstrip())
        self._lines.extend(" " * indent + line for line in lines[1:])
