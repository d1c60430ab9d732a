"""All regular expressions of the product: what they hold on every Python that it runs on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from re import _parser as parser

import pytest

import neutral_gate
from neutral_gate.lazy import _Late

ONE_LETTER = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "CATEGORY"}


def patterns() -> Iterator[tuple[str, re.Pattern]]:
    """Each pattern that a module keeps under a name, alone or among others, with the name."""
    for module in walk_packages(neutral_gate.__path__, "neutral_gate."):
        if module.name.endswith("__main__"):
            continue
        try:
            names = vars(import_module(module.name))
        except ImportError:  # an extra that is not installed
            continue
        for name, value in names.items():
            several = (
                value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else [value]
            )
            for each in several:
                if isinstance(each, _Late):
                    yield f"{module.name}.{name}", re.compile(*each._written)
                elif isinstance(each, re.Pattern):
                    yield f"{module.name}.{name}", each


def repeated_for_good(tree) -> Iterator[object]:
    """What a pattern repeats possessively, at any depth."""
    for kind, given in tree:
        if str(kind) == "POSSESSIVE_REPEAT":
            yield given[2]
        for part in given if isinstance(given, tuple | list) else (given,):
            for inner in part if isinstance(part, list) else (part,):
                if isinstance(inner, parser.SubPattern):
                    yield from repeated_for_good(inner)


def is_sure(pattern: str, flags: int = 0) -> bool:
    tree = parser.parse(pattern, flags)
    return all(len(part) == 1 and str(part[0][0]) in ONE_LETTER for part in repeated_for_good(tree))


def test_only_single_letters_are_repeated_possessively() -> None:
    """Python before 3.11.5, as in Debian 12, loses its place in a group that fails half way (python/cpython#106052).

    An atomic group round a plain repetition, `(?>(?:...)*)`, is read the same everywhere.
    """
    found = list(patterns())
    assert len(found) > 300
    assert [name for name, pattern in found if not is_sure(pattern.pattern, pattern.flags)] == []


@pytest.mark.parametrize(
    ("pattern", "sure"),
    [
        (r"a++b", True),
        (r"[^\s\"]*+", True),
        (r"(?:ab)*+", False),
        (r"x(?:(?=a)(?:ab|c)++)?", False),
        (r"(?>(?:ab)*)", True),
    ],
)
def test_such_a_repetition_is_recognised(pattern: str, sure: bool) -> None:
    assert is_sure(pattern) is sure
