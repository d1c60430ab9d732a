"""The programs that the benchmarks measure against, and how a whole process is measured (Linux and macOS)."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGES = ("codespell", "proselint", "pyahocorasick")


@dataclass(frozen=True)
class Cost:
    """What a process took: processor seconds, wall seconds, and its largest memory in MiB."""

    cpu: float
    wall: float
    peak: float


def peers(folder: Path) -> Path:
    """A virtual environment with the peers in it, made where there is none; one that cannot be had is left out."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
    for package in PACKAGES:
        found = subprocess.run([python, "-m", "pip", "show", "-q", package], capture_output=True, check=False)
        if found.returncode:
            subprocess.run([python, "-m", "pip", "install", "-q", package], capture_output=True, check=False)
    return python


def has(python: Path, module: str) -> bool:
    """Whether a peer could be had; says so in plain words where not."""
    found = subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0
    if not found:
        print(f"({module} could not be installed here, so it is left out.)")
    return found


def gate_command(*arguments: str, cached: bool = False) -> list[str]:
    """The gate's own command; without `cached` nothing is recalled from an earlier run."""
    return [sys.executable, "-m", "neutral_gate", "check", *([] if cached else ["--no-cache"]), *arguments]


def measure(command: list[str], runs: int = 5) -> Cost:
    """The median of some runs after one that is not counted; what the command prints is thrown away."""
    found = [_once(command) for _ in range(runs + 1)][1:]
    return Cost(*(statistics.median(getattr(cost, name) for cost in found) for name in ("cpu", "wall", "peak")))


def in_turns(commands: Mapping[str, list[str]], runs: int) -> dict[str, Cost]:
    """The lowest cost of each command, where all take turns; a first turn is not counted.

    On a machine that does other work the lowest of many runs is what comes nearest to a run alone.
    """
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            found[name].append(_once(command))
    return {
        name: Cost(*(min(getattr(cost, each) for cost in costs[1:]) for each in ("cpu", "wall", "peak")))
        for name, costs in found.items()
    }


def _once(command: list[str]) -> Cost:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=kept)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - started, used.ru_maxrss / 1024)
