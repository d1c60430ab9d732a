"""Keeps compiled lexicons between runs, so that a check starts in milliseconds, and takes up those that were shipped.

A cache file is named after the digest of everything it was made from and carries a checksum. A broken, foreign or half
written one is built anew; two runs that write at once each put a whole file in place. Only plain data and our own
classes are ever loaded from one, so a planted file cannot run code.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from neutral_gate.lexicon.cache_folder import cache_dir
from neutral_gate.lexicon.sections import Parts, join

SHIPPED = Path(__file__).parents[1] / "_compiled"
"""What was compiled when the package was built. It counts like a file of the cache: by its key and its checksums."""
_KEEP = 8  # old files are cleared when there are more than this
_BUILTINS = frozenset({"frozenset", "set", "dict", "list", "tuple"})


def cached(key: str, build: Callable[[], dict[str, bytes]]) -> Mapping[str, bytes]:
    """The parts that `build` makes, from the cache where they are there.

    Args:
        key: Digest of all that the result depends on, the version of the gate and of Python included.
        build: Makes them.
    """
    folder = cache_dir()

    def built() -> dict[str, bytes]:
        parts = build()
        if folder is not None:
            _write(folder / f"{key}.bin", join(parts))
        return parts

    for place in (SHIPPED, folder):
        if place is not None:
            try:
                return Parts(place / f"{key}.bin", built)
            except (OSError, ValueError, EOFError, TypeError):  # whatever is wrong with it, it can be built again
                continue
    return built()


def remembered(stamp: str, make: Callable[[], str]) -> str:
    """A short text that `make` makes, kept under a stamp of all that it depends on."""
    folder = cache_dir()
    if folder is None:
        return make()
    path = folder / f"{stamp}.txt"
    try:
        return path.read_text("ascii")
    except (OSError, ValueError):
        made = make()
        _write(path, made.encode("ascii"))
        return made


def freeze(built: object) -> bytes:
    """An object of plain containers and classes of the gate as bytes."""
    import pickle

    return pickle.dumps(built, protocol=pickle.HIGHEST_PROTOCOL)


def thaw(data: bytes) -> Any:
    """What `freeze` made into bytes; nothing but plain containers and classes of the gate.

    Raises:
        Exception: It is something else.
    """
    import pickle

    class OursOnly(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> Any:
            if module == "builtins" and name in _BUILTINS:
                return super().find_class(module, name)
            if module.partition(".")[0] == "neutral_gate":
                found = getattr(importlib.import_module(module), name, None)
                if isinstance(found, type):
                    return found
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a cache file")

    return OursOnly(io.BytesIO(data)).load()


def _write(path: Path, data: bytes) -> None:
    """Puts a whole file in place, so that nobody ever reads half of one."""
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
        _clear_old(path.parent, path.suffix)
    except OSError:  # a read-only home or a full disk costs time, not the check
        return


def _clear_old(folder: Path, suffix: str) -> None:
    files = sorted(folder.glob(f"*{suffix}"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEEP:]:
        file.unlink(missing_ok=True)
