"""Reads the rule, exception and word-list files of `lexicons/`, and those of a body's own folders."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.lexicon.rule import LEVELS, SITUATIONS, Example, ExceptionRule, Find, Rule
from neutral_gate.lexicon.yamlfile import read_yaml
from neutral_gate.model import BODY_TYPES, KINDS, UsageError

_SHARED_KEYS = frozenset({"id", "clauses", "find", "classes", "examples"})
_RULE_KEYS = _SHARED_KEYS | {"summary", "why", "severity", "message", "instead", "detector", "kinds", "exceptions"}
_RULE_KEYS |= {"wcag", "act"}
_EXCEPTION_KEYS = _SHARED_KEYS | {"reason", "rules", "effect", "scope"}
_PATTERN_KEYS = (
    "match",
    "unless",
    "needs",
    "near",
    "unless-near",
    "needs-section",
    "unless-section",
    "needs-draft",
    "unless-draft",
)
_FIND_KEYS = frozenset({*_PATTERN_KEYS} | {"where", "voice", "day", "kinds", "not-kinds", "severity", "message"})
_WHERE = ("any", "lead", "heading", "image", "cell", "prose")
_VOICES = ("any", "own", "quoted")
_DAYS = ("any", "polling")
_MEND = "See docs/rule-files.md, or an existing rule file, for the form."
NEVER_EXCUSED = "neutrality/vote-advocacy"


def load_rules(extra_folders: Iterable[Path | str] = ()) -> Mapping[str, Rule]:
    """All rules by id, the shipped ones first; a body's own file may not take a shipped rule's id.

    Raises:
        UsageError: A file cannot be read as a rule; the message names the file, the key and the mend.
    """
    rules: dict[str, Rule] = {}
    for folder in (lexicons_dir() / "rules", *(Path(extra) for extra in extra_folders)):
        check_folder(folder)
        for path in sorted(folder.rglob("*.yaml")):
            rule = read_rule(path)
            if rule.id in rules:
                raise UsageError(f"{path} has the id {rule.id}, which another rule has.", "Choose another id.")
            rules[rule.id] = rule
    return rules


def check_folder(folder: Path) -> None:
    """Makes sure that a folder with rule files is there.

    Raises:
        UsageError: It is not.
    """
    if not folder.is_dir():
        raise UsageError(f"The rule folder {folder} does not exist.", "Check the path in neutral-gate.toml.")


def load_exceptions() -> Mapping[str, ExceptionRule]:
    """All exceptions by id."""
    found = {}
    for path in sorted((lexicons_dir() / "exceptions").glob("*.yaml")):
        exception = _read_exception(path)
        found[exception.id] = exception
    return found


def load_classes() -> Mapping[str, tuple[str, ...]]:
    """The word lists that every rule may use, by class name."""
    return _lists(lexicons_dir() / "classes.yaml")


def load_signals() -> Mapping[str, tuple[str, ...]]:
    """Patterns by signal: what a sentence does, such as report what others said."""
    return _lists(lexicons_dir() / "signals.yaml")


def load_shapes() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Patterns that tell people and organisations by their form: `merge`, `promote` and `accounts`, each by class."""
    path = lexicons_dir() / "shapes.yaml"
    data = read_yaml(path, _MEND)
    _known(data, frozenset({"words", "merge", "promote", "accounts"}), path)
    words = {f"{{{name}}}": pattern for name, pattern in (data.get("words") or {}).items()}
    return {
        step: {
            name: tuple(_filled(pattern, words) for pattern in _strings(patterns, path, name))
            for name, patterns in (data.get(step) or {}).items()
        }
        for step in ("merge", "promote", "accounts")
    }


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    """A pattern with other patterns in the place of their names; one may name those that stand above it."""
    for name, other in reversed([*words.items()]):
        pattern = pattern.replace(name, other)
    return pattern


def _lists(path: Path) -> Mapping[str, tuple[str, ...]]:
    return {str(name): _strings(words, path, str(name)) for name, words in read_yaml(path, _MEND).items()}


def read_rule(path: Path) -> Rule:
    """Reads one rule file.

    Raises:
        UsageError: It is no rule; the message names the key and the mend.
    """
    data = read_yaml(path, _MEND)
    _known(data, _RULE_KEYS, path)
    for key in ("id", "summary", "severity", "message", "instead"):
        if not data.get(key):
            raise UsageError(f"{path} has no {key}.", _MEND)
    severity = _severity(data["severity"], path)
    missing = [situation for situation in SITUATIONS if situation not in severity]
    if missing:
        raise UsageError(f"{path} says no severity for {', '.join(missing)}.", _MEND)
    if not data.get("find") and not data.get("detector"):
        raise UsageError(f"{path} finds nothing: it has neither find nor detector.", _MEND)
    examples = data.get("examples") or {}
    return Rule(
        id=str(data["id"]),
        summary=str(data["summary"]).strip(),
        why=str(data.get("why", "")).strip(),
        clauses=_strings(data.get("clauses", ()), path, "clauses"),
        severity=severity,
        message=str(data["message"]).strip(),
        suggestion=str(data["instead"]).strip(),
        find=_finds(data.get("find", ()), path),
        classes=_classes(data, path),
        detector=str(data.get("detector", "")),
        kinds=_kinds(data.get("kinds", ()), path),
        exceptions=_strings(data.get("exceptions", ()), path, "exceptions"),
        fire=_examples(examples.get("fire", ()), path, str(examples.get("format", "text"))),
        pass_=_examples(examples.get("pass", ()), path, str(examples.get("format", "text"))),
        path=str(path),
        wcag=_strings(data.get("wcag", ()), path, "wcag"),
        act=_strings(data.get("act", ()), path, "act"),
    )


def _read_exception(path: Path) -> ExceptionRule:
    data = read_yaml(path, _MEND)
    _known(data, _EXCEPTION_KEYS, path)
    rules = _strings(data.get("rules", ()), path, "rules")
    if NEVER_EXCUSED in rules or "neutrality" in rules:
        raise UsageError(f"{path} would silence {NEVER_EXCUSED}.", "Name the rules that it may touch, one by one.")
    examples = data.get("examples") or {}
    return ExceptionRule(
        id=str(data["id"]),
        reason=str(data["reason"]).strip(),
        rules=rules,
        effect=_one_of(str(data.get("effect", "pass")), ("pass", "lower"), path, "effect"),
        scope=_one_of(str(data.get("scope", "sentence")), ("sentence", "block", "section", "draft"), path, "scope"),
        find=_finds(data.get("find", ()), path),
        classes=_classes(data, path),
        clauses=_strings(data.get("clauses", ()), path, "clauses"),
        fire=_examples(examples.get("fire", ()), path),
        pass_=_examples(examples.get("pass", ()), path),
        path=str(path),
    )


def _known(data: Mapping[str, Any], keys: frozenset[str], where: object) -> None:
    for key in data:
        if key not in keys:
            near = difflib.get_close_matches(str(key), keys, 1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise UsageError(f"{where} has an unknown key, {key!r}.{hint}", _MEND)


def _strings(value: Any, where: object, key: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple) and all(isinstance(item, str | int | float) for item in value):
        return tuple(str(item) for item in value)
    raise UsageError(f"{where} should have a list of words under {key!r}.", _MEND)


def _one_of(value: str, allowed: Iterable[str], where: object, key: str) -> str:
    if value not in allowed:
        raise UsageError(f"{where} says {key}: {value}; it can be {', '.join(allowed)}.", _MEND)
    return value


def _kinds(value: Any, where: object) -> frozenset[str]:
    kinds = _strings(value, where, "kinds")
    return frozenset(_one_of(kind, KINDS, where, "kinds") for kind in kinds if kind != "any")


def _severity(value: Any, where: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise UsageError(f"{where} should give severity by situation: general, local, referendum, outside.", _MEND)
    levels: dict[str, str] = {}
    for situation, level in value.items():
        name = _one_of(str(level), LEVELS, where, "severity")
        situation = _one_of(str(situation), (*SITUATIONS, "inside"), where, "severity")
        for each in SITUATIONS[:3] if situation == "inside" else (situation,):
            levels[each] = name
    return levels


def _classes(data: Mapping[str, Any], where: object) -> dict[str, tuple[str, ...]]:
    return {str(name): _strings(words, where, str(name)) for name, words in (data.get("classes") or {}).items()}


def _finds(value: Any, where: object) -> tuple[Find, ...]:
    finds = []
    for item in value:
        entry = item if isinstance(item, dict) else {"match": item}
        _known(entry, _FIND_KEYS, where)
        if "match" not in entry:
            raise UsageError(f"{where} has an entry under find without match.", _MEND)
        finds.append(
            Find(
                **{key.replace("-", "_"): _strings(entry.get(key, ()), where, key) for key in _PATTERN_KEYS},
                where=_one_of(str(entry.get("where", "any")), _WHERE, where, "where"),
                voice=_one_of(str(entry.get("voice", "any")), _VOICES, where, "voice"),
                day=_one_of(str(entry.get("day", "any")), _DAYS, where, "day"),
                kinds=_kinds(entry.get("kinds", ()), where),
                not_kinds=_kinds(entry.get("not-kinds", ()), where),
                severity=_severity(entry["severity"], where) if "severity" in entry else {},
                message=str(entry.get("message", "")).strip(),
            )
        )
    return tuple(finds)


def _examples(value: Any, where: object, written_as: str = "text") -> tuple[Example, ...]:
    examples = []
    for item in value or ():
        entry = {"text": item} if isinstance(item, str) else dict(item)
        entry.setdefault("format", written_as)
        _known(entry, frozenset(Example.__dataclass_fields__), where)
        entry["people"] = tuple(entry.get("people", ()))
        entry["date"] = str(entry.get("date", "2024-06-10"))
        example = Example(**entry)
        _one_of(example.kind, KINDS, where, "kind")
        _one_of(example.body, BODY_TYPES, where, "body")
        examples.append(example)
    return tuple(examples)
