"""The page of all settings, from their JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from writing import code, front, plain, table

from neutral_gate.lexicon.places import schemas_dir

_TYPES = {"string": "text", "boolean": "true or false", "integer": "a number", "number": "a number"}


def settings_page() -> dict[str, str]:
    """The page: path in the site's sources, and Markdown."""
    schema = json.loads((schemas_dir() / "config.schema.json").read_text("utf-8"))
    tops = {name: each for name, each in schema["properties"].items() if not _inner(each)}
    parts = [
        front("All settings", "Every setting of neutral-gate.toml, with what it may be."),
        "# All settings\n\n",
        "This page is made from the schema that your editor can use too: `neutral-gate config schema` prints it. "
        "[Settings](../configuration.md) explains how to use them, with examples.\n\n",
        "## At the top of the file\n\n",
        _table(tops),
    ]
    for name, each in schema["properties"].items():
        inner = _inner(each)
        if inner is None:
            continue
        many = each.get("type") == "array"
        title = f"[[{name}]]" if many else f"[{name}]"
        parts.append(f"\n## {code(title)} {{ #{name.replace('_', '-')} }}\n\n{plain(each.get('description', ''))}")
        parts.append(" There may be several.\n\n" if many else "\n\n")
        parts.append(_table(inner["properties"], frozenset(inner.get("required", ()))))
    parts.append(
        f"\n## {code('[rules]')} {{ #rules }}\n\n{plain(schema['$defs']['levels']['description'])}\n\n"
        "What a rule may count as is `off`, `note`, `warn` or `block`, or two of them: one for `inside` a "
        "pre-election period and one for `outside`. See [all rules](../rules/index.md).\n"
    )
    return {"reference/settings.md": "".join(parts)}


def _inner(each: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The table of settings that a setting is, or is a list of."""
    table_of = each.get("items", {}) if each.get("type") == "array" else each
    return table_of if "properties" in table_of else None


def _table(properties: Mapping[str, Any], required: frozenset[str] = frozenset()) -> str:
    rows = [
        [
            f"{code(name)}{' (needed)' if name in required else ''}",
            plain(each.get("description", "")) or plain(_OWN.get(name, "")),
            _kind(each),
        ]
        for name, each in properties.items()
    ]
    return table(["setting", "what it says", "what it may be"], rows)


_OWN = {
    "type": "The type of your body.",
    "rules": "What rules count as: see the end of this page.",
    "strictness": "Which rules apply.",
    "status": "How sure the dates are.",
    "kind": "What these files are.",
}
"""Words for what the schema only lists."""


def _kind(each: Mapping[str, Any]) -> str:
    if "enum" in each:
        return ", ".join(code(str(word)) for word in each["enum"])
    if "$ref" in each:
        return "levels by rule"
    if "oneOf" in each:
        kinds = list(dict.fromkeys(_kind(choice) for choice in each["oneOf"]))
        return " or ".join(kinds)
    if each.get("type") == "array":
        return f"a list of: {_kind(each.get('items', {}))}"
    if each.get("type") == "object":
        inner = each.get("properties", {})
        return "a table: " + "; ".join(f"{code(name)} {_kind(value)}" for name, value in inner.items())
    return _TYPES.get(str(each.get("type")), "a date")
