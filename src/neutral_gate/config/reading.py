"""Reads a configuration file, and those that it extends."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, cast

from neutral_gate.config.finding_files import CONFIG_NAME
from neutral_gate.config.packs import extended
from neutral_gate.config.rule_names import check_hints_do_not_block, check_not_silenced, check_rule_names
from neutral_gate.config.settings import FAIL_ON, LEVELS, TERM_CLASSES, Config, Level, Levels, Override, PeopleSource
from neutral_gate.config.table import Table
from neutral_gate.elections import NATIONS, load_windows
from neutral_gate.elections.shipped import layered
from neutral_gate.elections.terms import fold_area
from neutral_gate.model import BODY_TYPES, KINDS, UsageError

_BODY_KEYS = ("type", "name", "nation", "areas", "neighbours", "accounts", "domains", "image_hosts", "staff")
_TOP_KEYS = (
    *("extends", "people", "lexicons", "fail_on", "on_internal_error", "select", "ignore"),
    *("body", "rules", "terms", "windows", "overrides", "people_sources"),
)
_MAX_BYTES = 1_000_000  # settings are a few kilobytes; a file of this size is not one


def load_config(path: Path, known_rules: Collection[str] = ()) -> Config:
    """Reads the settings of a file and of all files that it extends.

    Single values of the file win over those that it extends; lists add up; levels of rules are joined rule by rule.

    Args:
        path: `neutral-gate.toml`, or a `pyproject.toml` with a `[tool.neutral-gate]` table.
        known_rules: Ids of all rules; empty leaves the names of rules unchecked (see `check_rule_names`).

    Returns:
        The settings. Paths in them are joined to the folder of the file that has them.

    Raises:
        UsageError: The file cannot be read, or a setting is wrong; the message names the file and the line.
    """
    config = Config()
    for table, folder in _chain(path, ()):
        config = _merged(config, table, folder)
    if known_rules:
        check_rule_names(config, known_rules)
    return config


def _chain(path: Path, above: tuple[Path, ...]) -> list[tuple[Table, Path]]:
    """The file's table and before it those of all files that it extends, farthest first."""
    here = path.resolve()
    if above and here.is_dir():  # rules without settings
        return [(Table({"lexicons": str(here)}, "", str(here), ""), here / CONFIG_NAME)]
    if here in above:
        names = " extends ".join(str(file) for file in (*above[above.index(here) :], here))
        raise UsageError(f"These settings extend each other in a circle: {names}.", 'Take one "extends" out.')
    table = _read(path)
    table.only(_TOP_KEYS)
    chain = []
    for name in table.texts("extends"):
        chain += _chain(extended(name, here.parent), (*above, here))
    return [*chain, (table, here)]


def _read(path: Path) -> Table:
    """The table of one file that holds our settings."""
    import tomllib

    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror or "unknown error"
        raise UsageError(
            f"The settings {path} cannot be read: {reason}.",
            "Check the name after --config or extends; `neutral-gate init` writes a new file.",
        ) from error
    if len(data) > _MAX_BYTES:
        raise UsageError(
            f"The settings {path} are larger than {_MAX_BYTES:,} bytes.", "Check that it is the right file."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"The settings {path} are not saved as UTF-8.", "Save the file again as UTF-8.") from error
    try:
        values: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(path, text, str(error)) from error
    except RecursionError as error:
        raise UsageError(f"The settings {path} are nested too deeply.", "Check that it is the right file.") from error
    whole = Table(values, "", str(path), text)
    if path.name != "pyproject.toml":
        return whole
    own = whole.table("tool").table("neutral-gate")
    if not own.values:
        raise UsageError(f"{path} has no [tool.neutral-gate] table.", f"Add one, or write a {CONFIG_NAME}.")
    return own


def _syntax_error(path: Path, text: str, message: str) -> UsageError:
    """The error for a file that is not TOML, with line and column."""
    found = re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    reason = message[: found.start()] if found else message
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    else:
        lines = text.split("\n")
        line, column = len(lines), len(lines[-1]) + 1
    return UsageError(
        f"{path}, line {line}, column {column}: this is not valid TOML ({reason[:1].lower()}{reason[1:]}).",
        'A setting is a name, "=" and a value, with text in quotation marks, such as: type = "council"',
    )


def _merged(config: Config, table: Table, file: Path) -> Config:
    """The settings with those of one more file on top."""
    body, terms = table.table("body"), table.table("terms")
    body.only(_BODY_KEYS, elsewhere=_TOP_KEYS)
    terms.only(TERM_CLASSES, elsewhere=_TOP_KEYS)
    levels = _levels(table.table("rules"))
    overrides = tuple(_override(part, file.parent) for part in table.tables("overrides"))
    ignore = config.ignore | set(table.texts("ignore"))
    for part in (levels, *(override.rules for override in overrides)):
        check_not_silenced(part, ignore, f"In {table.file}: ")
        check_hints_do_not_block(part, f"In {table.file}: ")
    internal = config.on_internal_error
    if "on_internal_error" in table.values:
        internal = _level_pair(table, "on_internal_error", ("warn", "block"))
    return Config(
        body_type=body.choice("type", BODY_TYPES, config.body_type),
        body_name=body.text_of("name", config.body_name),
        areas=config.areas | set(body.texts("areas")),
        neighbours=config.neighbours | set(body.texts("neighbours")),
        nation=body.choice("nation", NATIONS, config.nation, fold=fold_area),
        accounts=config.accounts | set(body.texts("accounts")),
        domains=config.domains | set(body.texts("domains")),
        image_hosts=config.image_hosts | set(body.texts("image_hosts")),
        staff=config.staff | set(body.texts("staff")),
        people_files=(*config.people_files, *_paths(table, "people", file.parent)),
        people_sources=_people_sources(config, table, file.parent),
        windows=_windows(config, table),
        rule_levels={**config.rule_levels, **levels},
        own_terms={name: (*config.own_terms.get(name, ()), *terms.texts(name)) for name in TERM_CLASSES},
        lexicon_folders=(*config.lexicon_folders, *_paths(table, "lexicons", file.parent)),
        fail_on=cast("Any", table.choice("fail_on", FAIL_ON, config.fail_on)),
        on_internal_error=internal,
        overrides=(*config.overrides, *overrides),
        select=config.select | set(table.texts("select")),
        ignore=ignore,
        files=(*config.files, file) if file.is_file() else config.files,
    )


def _windows(config: Config, table: Table) -> tuple[Mapping[str, object], ...]:
    """The windows of the extended files with those of this file over them, checked here so that the file is named."""
    own = [part.values for part in table.tables("windows")]
    if not own:
        return config.windows
    windows = layered(config.windows, own)
    try:
        load_windows(windows)
    except UsageError as error:
        raise UsageError(f"In {table.file}: {error.problem}", error.mend) from None
    return windows


def _people_sources(config: Config, table: Table, folder: Path) -> tuple[PeopleSource, ...]:
    if "people_sources" not in table.values:
        return config.people_sources
    from neutral_gate.config.people_sources import people_sources  # only `people update` needs them

    return people_sources(config.people_sources, table, folder)


def _override(table: Table, root: Path) -> Override:
    table.only(("paths", "kind", "rules"), elsewhere=_TOP_KEYS)
    paths = table.texts("paths")
    if not paths:
        table.fail("paths", '[[overrides]] has no "paths".', 'Say which files it is for, such as paths = ["news/**"].')
    return Override(paths, root, table.choice("kind", KINDS), _levels(table.table("rules")))


def _levels(table: Table) -> Mapping[str, Levels]:
    for key in table.values:
        if key in _TOP_KEYS:
            table.only((), elsewhere=_TOP_KEYS)
    return {rule: _level_pair(table, rule, LEVELS) for rule in table.values}


def _level_pair(table: Table, key: str, allowed: Collection[str]) -> Levels:
    """A level, or one inside windows and one outside."""
    value = table.values[key]
    if isinstance(value, str):
        level = cast("Level", table.choice(key, allowed))
        return Levels(level, level)
    if not isinstance(value, dict):
        table.wrong_type(key, f'one of {", ".join(allowed)}, or {{inside = "block", outside = "off"}}', value)
    pair = table.table(key)
    pair.only(("inside", "outside"))
    inside, outside = (cast("Level | None", pair.choice(side, allowed)) for side in ("inside", "outside"))
    return Levels(inside, outside)


def _paths(table: Table, key: str, folder: Path) -> tuple[Path, ...]:
    return tuple(folder / Path(name).expanduser() for name in table.texts(key))
