"""A program that is tied ends with the process that started it; one that is not would stay."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from neutral_gate.tied import tied

SLEEPER = "import os, sys, time; print(os.getpid(), flush=True); time.sleep(60)"
STARTER = """
import subprocess, sys
from neutral_gate.tied import tied
words = tied(sys.executable) if sys.argv[1] == "tied" else [sys.executable]
program = subprocess.Popen([*words, "-c", sys.argv[2]], stdout=subprocess.PIPE)
print(program.stdout.readline().decode(), flush=True)
sys.stdin.read()
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can tie processes")


def runs(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return False


@linux
@pytest.mark.parametrize(("how", "left"), [("tied", False), ("free", True)])
def test_it_ends_with_the_process_that_started_it(how: str, left: bool) -> None:
    command = [sys.executable, "-c", STARTER, how, SLEEPER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        assert runs(pid)
        starter.kill()
    end = time.monotonic() + (5 if not left else 0.5)
    while runs(pid) and time.monotonic() < end:
        time.sleep(0.02)
    try:
        assert runs(pid) is left
    finally:
        if runs(pid):
            os.kill(pid, 9)


def test_a_tied_program_gets_its_words_and_gives_its_answer() -> None:
    said = "import sys; print(sys.argv[1:], sys.stdin.read()); sys.exit(7)"
    done = subprocess.run(
        [*tied(sys.executable), "-c", said, "a b", "--c"], input="in", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (7, "['a b', '--c'] in\n")


@linux
def test_where_the_one_that_started_it_is_gone_already_it_does_not_begin() -> None:
    command = [word if word != str(os.getpid()) else "1" for word in tied("/bin/echo")]
    done = subprocess.run([*command, "begun"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
