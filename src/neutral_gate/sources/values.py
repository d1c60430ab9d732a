"""Takes plain values out of JSON that nobody promised the shape of."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def record(value: object) -> Json:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def records(value: object) -> list[Json]:
    """The objects in a list; an object alone counts as a list of one."""
    if isinstance(value, dict):
        return [value]
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def words(value: object) -> str:
    """The value if it is a text, a number as its text, else ""."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def first(value: Json, *keys: str) -> str:
    """The first of the keys that holds a text or number which is not empty, else ""."""
    for key in keys:
        found = words(value.get(key))
        if found.strip():
            return found
    return ""


def inside(value: object, *keys: str) -> Any:
    """What stands at the end of a path of keys, or None where the path breaks off."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def handle(name: str) -> str:
    """A user name with one "@" before it; "" stays ""."""
    bare = name.strip().lstrip("@")
    return f"@{bare}" if bare else ""
