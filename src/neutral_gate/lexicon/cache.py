"""Keeps compiled lexicons between runs, so that a check starts in milliseconds.

A cache file is named after the digest of everything it was made from and carries a checksum. A broken, foreign or half
written one is built anew; two runs that write at once each put a whole file in place. Only our own classes are ever
loaded from one, so a planted file cannot run code.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

Built = TypeVar("Built")
_CHECKSUM_BYTES = 32
_KEEP = 8  # old files are cleared when there are more than this
_BUILTINS = frozenset({"frozenset", "set", "dict", "list", "tuple"})


def cached(key: str, build: Callable[[], Built]) -> Built:
    """What `build` makes, from the cache where it is there.

    Args:
        key: Digest of all that the result depends on, the version of the gate and of Python included.
        build: Makes it.
    """
    folder = cache_dir()
    if folder is None:
        return build()
    path = folder / f"{key}.bin"
    found = _load(path)
    if found is None:
        found = build()
        _store(path, found)
    return cast(Built, found)


def cache_dir() -> Path | None:
    """The cache's folder: NEUTRAL_GATE_CACHE, else the user's own; None where it is switched off ("off") or unknown."""
    chosen = os.environ.get("NEUTRAL_GATE_CACHE")
    if chosen:
        return None if chosen == "off" else Path(chosen)
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    if base:
        return Path(base) / "neutral-gate"
    try:
        return Path.home() / ".cache" / "neutral-gate"
    except RuntimeError:  # a user without a home
        return None


class _OursOnly(pickle.Unpickler):
    """Loads plain containers and classes of the gate, nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "builtins" and name in _BUILTINS:
            return super().find_class(module, name)
        if module.partition(".")[0] == "neutral_gate":
            found = getattr(importlib.import_module(module), name, None)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a cache file")


def _load(path: Path) -> Any:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    checksum, body = data[:_CHECKSUM_BYTES], data[_CHECKSUM_BYTES:]
    if hashlib.sha256(body).digest() != checksum:
        return None
    try:
        return _OursOnly(io.BytesIO(body)).load()
    except Exception:  # whatever is wrong with it, it can be built again
        return None


def _store(path: Path, built: object) -> None:
    body = pickle.dumps(built, protocol=pickle.HIGHEST_PROTOCOL)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(hashlib.sha256(body).digest() + body)
        Path(file.name).replace(path)
        _clear_old(path.parent)
    except OSError:  # a read-only home or a full disk costs time, not the check
        return


def _clear_old(folder: Path) -> None:
    files = sorted(folder.glob("*.bin"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEEP:]:
        file.unlink(missing_ok=True)
