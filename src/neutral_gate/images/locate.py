"""Finds the files of local images: next to the page or in given folders, never outside them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from neutral_gate.images.signatures import EXTENSIONS
from neutral_gate.model import UsageError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_TEMPLATE = re.compile(r"\{[{%#]|<%|<\?|\$\{|\[%")
_LONGEST = 1024
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


def is_local(address: str) -> bool:
    """True for an address that may be a file beside the page: neither on another host, nor data, nor a template."""
    address = address.strip()
    if not address or len(address) > _LONGEST or address.startswith(("//", "\\", "#", "?")):
        return False
    return not _SCHEME.match(address) and not _TEMPLATE.search(address)


def locate(address: str, page: Path | None, folders: Sequence[Path] = ()) -> Path | None:
    """The file that an image's address stands for.

    Args:
        address: As the page gives it. One that starts with "/" is looked for from each given folder on.
        page: The page's own file, or None where it has none.
        folders: Further folders that images may lie in.

    Returns:
        An ordinary file inside the page's folder or one of the others, links in the file system followed; or None.
    """
    if not is_local(address):
        return None
    name = unquote(re.split(r"[?#]", address.strip(), maxsplit=1)[0])
    if not name or "\0" in name or "\\" in name:
        return None
    roots = [folder.resolve() for folder in folders]
    if page is not None:
        roots.insert(0, page.resolve().parent)
    bases = roots
    if name.startswith("/"):
        bases = [folder.resolve() for folder in folders]
        name = name.lstrip("/")
    for base in bases:
        try:
            found = (base / name).resolve()
            if any(found.is_relative_to(root) for root in roots) and found.is_file():
                return found
        except (OSError, RuntimeError, ValueError):  # too long a name, a link in a circle
            continue
    return None


def find_images(paths: Iterable[Path], leave_out: Sequence[Path] = ()) -> Iterator[Path]:
    """The image files behind paths: files as they are given, folders walked in sorted order.

    Args:
        paths: Files and folders.
        leave_out: Folders that are not walked.

    Yields:
        Each file once. Hidden files and folders are skipped.

    Raises:
        UsageError: A path does not exist, cannot be read, or is a folder without an image.
    """
    avoided = {os.path.realpath(folder) for folder in leave_out}
    seen: set[str] = set()
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no file or folder {path}.", "Check how it is written.")
        files = list(_walk(path, avoided)) if path.is_dir() else [path]
        if not files:
            ends = ", ".join(sorted(EXTENSIONS))
            mend = f"Name a folder with files that end in {ends}."
            raise UsageError(f"There is no picture in the folder {path}.", mend)
        for file in files:
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file


def _walk(folder: Path, avoided: set[str]) -> Iterator[Path]:
    waiting = [folder]
    entered = set(avoided)
    while waiting:
        here = waiting.pop()
        real = os.path.realpath(here)
        if real in entered:
            continue
        entered.add(real)
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            raise UsageError(
                f"The folder {here} cannot be read: {(error.strerror or 'it cannot be opened').lower()}.",
                "Check that it may be read, or leave it out.",
            ) from error
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                if entry.name not in _SKIPPED:
                    folders.append(Path(entry.path))
            elif entry.is_file() and Path(entry.name).suffix.lower() in EXTENSIONS:
                yield Path(entry.path)
        waiting.extend(reversed(folders))
