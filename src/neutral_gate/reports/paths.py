"""Paths as other programs want them: from the folder of the run, with forward slashes."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote


def relative(path: str) -> str:
    """A draft's path from the folder that the run started in, where it lies in that; forward slashes always."""
    if path == "-":
        return "stdin"
    given = Path(path)
    here = Path.cwd()
    return (given.relative_to(here) if given.is_relative_to(here) else given).as_posix()


def as_uri(path: str) -> str:
    """The same as a URI reference: relative, or `file://` where it lies elsewhere."""
    name = relative(path)
    encoded = quote(name.encode("utf-8", "backslashreplace"), safe="/~!$&'()*+,;=@-._")
    return f"file://{encoded}" if name.startswith("/") else encoded
