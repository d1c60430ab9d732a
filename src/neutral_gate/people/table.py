"""A file of rows with headings, read with care: what is wrong with it is told in words that its owner can act on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from neutral_gate.model import UsageError

MAX_BYTES = 200 * 1024 * 1024
"""Largest list that is read; every candidate of a general election with all columns is about 5 MB."""
_CELL_LIMIT = 1024 * 1024
_SAVE_AGAIN = "Open it in your spreadsheet program and save it as “CSV UTF-8 (comma delimited)”."
_LOOK_AT = 1024


def read_bytes(path: Path) -> bytes:
    """The bytes of a list.

    Raises:
        UsageError: It is missing, cannot be read or is too large.
    """
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder, not a list of people.", "Name the CSV file itself.")
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(
                f"{path} is larger than {MAX_BYTES // 1024 // 1024} MB.", "Keep only the people of your own area in it."
            )
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except FileNotFoundError as error:
        raise UsageError(f"There is no file {path}.", "Check the name and the folder of your people list.") from error
    except OSError as error:
        reason = (error.strerror or "the system gives no reason").lower()
        raise UsageError(f"{path} cannot be opened: {reason}.", "Check that you may read it.") from error


def rows(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line, the row of headings first; empty rows are left out.

    A row that is shorter than that of the headings is let through, since spreadsheet programs leave out the empty cells
    at its end; but not where the file ends in the middle of it.

    Raises:
        UsageError: A row cannot be read, has more cells than there are headings, or was cut off.
    """
    import csv  # only a run with a people list pays for these
    import io

    file = io.StringIO(text, newline="")  # splits at line ends only, as csv asks for
    header = file.readline()
    skip = 1 if header.strip().casefold() in ("sep=,", "sep=;") else 0
    start = file.tell() if skip else 0
    separator = _separator(file.readline() if skip else header)
    file.seek(start)
    before = csv.field_size_limit(_CELL_LIMIT)
    try:
        reader = csv.reader(file, delimiter=separator, strict=True)
        width = last = at = 0
        while True:
            line = skip + reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                if last < width and not text.endswith(("\n", "\r")):
                    raise UsageError(
                        f"{path}, line {at}: the file breaks off in the middle of this row.",
                        "Download the list again. If it is whole, end its last line with the Enter key.",
                    ) from None
                return
            except csv.Error as error:
                raise _broken_row(path, line, str(error)) from error
            while width and len(row) > width and not row[-1].strip():
                row.pop()
            if not any(cell.strip() for cell in row):
                continue
            if width and len(row) > width:
                raise UsageError(
                    f"{path}, line {line}: this row has {len(row)} cells, but there are {width} headings.",
                    "Put quotation marks around a cell that has a comma in it.",
                )
            width = width or len(row)
            last, at = len(row), line
            yield line, row
    finally:
        csv.field_size_limit(before)


def _broken_row(path: Path, line: int, reason: str) -> UsageError:
    if "unexpected end" in reason:
        return UsageError(
            f"{path}, line {line}: a quotation mark is opened here, and the file ends before it is closed.",
            "If the list was downloaded, it was cut off: download it again. If not, mend the row.",
        )
    if "field larger" in reason:
        return UsageError(f"{path}, line {line}: a cell is longer than a million letters.", "Mend the row.")
    return UsageError(
        f"{path}, line {line}: a quotation mark too many or too few, so this row cannot be read.",
        "Mend the row, or save the list again from your spreadsheet program.",
    )


def text_of(data: bytes, path: Path) -> str:
    """The text of a list.

    Raises:
        UsageError: It is empty, no text, or not saved as UTF-8.
    """
    if not data.strip():
        raise UsageError(f"{path} is empty.", "Download the list again, or leave it out.")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UsageError(f"{path} is a spreadsheet, not a CSV file.", _SAVE_AGAIN)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(0, 0, _LOOK_AT) > len(data[:_LOOK_AT]) // 3:
        raise UsageError(f"{path} is saved as UTF-16, not as UTF-8.", _SAVE_AGAIN)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}, line {line}: the letters are not saved as UTF-8.", _SAVE_AGAIN) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UsageError(f"{path}, line {line}: this is not a text file.", _SAVE_AGAIN)
    return text


def _separator(header: str) -> str:
    """Comma, semicolon, tab or bar: spreadsheet programs outside Britain and America write others than the comma."""
    return max((",", ";", "\t", "|"), key=header.count)
