"""What is loaded, compiled or logged only when it is needed is the same as if it had been there all along."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import neutral_gate.allows
import neutral_gate.config
import neutral_gate.model
from neutral_gate.digests import sha256
from neutral_gate.lazy import _Late, late


@pytest.mark.parametrize(
    "package",
    [neutral_gate, neutral_gate.allows, neutral_gate.config, neutral_gate.model],
    ids=lambda package: package.__name__,
)
def test_each_public_name_is_there_and_no_other(package) -> None:
    for name in package.__all__:
        assert getattr(package, name) is getattr(package, name)
    with pytest.raises(AttributeError, match=f"module '{package.__name__}' has no attribute 'nothing'"):
        _ = package.nothing


@pytest.mark.parametrize("package", [neutral_gate.allows, neutral_gate.config, neutral_gate.model])
def test_no_public_name_is_that_of_a_module(package) -> None:
    """Importing the module would put it in the place of the name, and a name that is there is not asked for again."""
    modules = {path.stem for path in Path(package.__file__).parent.glob("*.py")}
    assert not modules & set(package.__all__)


def test_a_late_pattern_is_a_pattern() -> None:
    pattern = late(r"(a+)(b)?", re.IGNORECASE)
    assert pattern.fullmatch("AAB").groups() == ("AA", "B")
    assert pattern.sub("-", "xab") == "x-"
    assert pattern.pattern == r"(a+)(b)?"
    assert pattern.flags == re.compile("", re.IGNORECASE).flags
    assert late(rb"\d").findall(b"1a2") == [b"1", b"2"]
    with pytest.raises(re.error):
        late("(").match("")


def late_patterns(value: object) -> Iterator[object]:
    if type(value) is _Late:
        yield value
    elif isinstance(value, tuple | list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from late_patterns(each)


def test_every_late_pattern_can_be_compiled() -> None:
    count = 0
    for package in ("cli", "config", "elections", "lexicon", "model", "readers", "rules", "text"):
        place = import_module(f"neutral_gate.{package}")
        for module in walk_packages(place.__path__, f"{place.__name__}."):
            if module.name.startswith("neutral_gate.cli.serve"):  # needs an extra
                continue
            for pattern in late_patterns(list(vars(import_module(module.name)).values())):
                assert pattern.fullmatch.__self__.flags is not None
                count += 1
    assert count > 80


@pytest.mark.parametrize("size", [0, 1, 55, 64, 1000, 1 << 18, (1 << 18) + 1])
def test_digests_are_those_of_the_library(size: int) -> None:
    data = os.urandom(size)
    assert sha256(data).hexdigest() == hashlib.sha256(data).hexdigest()
    total = sha256()
    total.update(data)
    total.update(b"more")
    assert total.digest() == hashlib.sha256(data + b"more").digest()


@pytest.mark.parametrize("hidden", [False, True])
def test_faults_are_logged_and_shown_only_where_they_are_asked_for(hidden: bool) -> None:
    code = (
        "from neutral_gate import faults\n"
        f"if {hidden}: faults.hide()\n"
        "try: 1 / 0\n"
        "except ZeroDivisionError: faults.log('neutral_gate.gate', 'The rule %s failed', 'a/b')\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ("The rule a/b failed" in result.stderr) is not hidden
    assert ("ZeroDivisionError" in result.stderr) is not hidden
