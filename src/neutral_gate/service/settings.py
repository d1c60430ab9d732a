"""The settings of the service: `neutral-gate-service.toml`, and the environment on top of it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from neutral_gate.config.table import Table
from neutral_gate.model import UsageError

SERVICE_SETTINGS = "neutral-gate-service.toml"
_ENVIRONMENT = "NEUTRAL_GATE_"
_MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """How the service runs. `ServiceSettings()` works as it is, on a SQLite file in the folder that it starts in.

    Attributes:
        database: Address of the database, as SQLAlchemy writes it.
        host: The address to listen on.
        port: The port to listen on; 0 takes any that is free.
        workers: How many processes check drafts.
        admission: How many checks may run or wait; one more is answered 503 at once.
        deadline: Seconds that a check may take before its process is ended.
        body_seconds: Seconds that a client may take to send its request.
        max_body: Bytes that a request may have.
        max_upload: Bytes that a form with a file may have, on the pages.
        store_text: True to keep the words of drafts in the database too; the log has their digest in any case.
        retention_days: Days after which kept words are blanked, or None to keep them.
        second_person: True where an override needs a second person's sign-off.
        config: The body's `neutral-gate.toml`, or None to judge for a generic public body.
        secrets: File with the signing secrets of senders, or None where nobody signs.
        reload_seconds: Seconds between two looks at whether a file has changed; 0 reloads on SIGHUP only.
        grace: Seconds that running requests get at the end of the service.
        proxy_header: Header in which a proxy names who has signed in there, for the pages; "" where none does.
        proxy_secret: What that proxy sends as `X-Neutral-Gate-Proxy`, so that nobody else can name themselves.
    """

    database: str = "sqlite:///neutral-gate.db"
    host: str = "127.0.0.1"
    port: int = 8713
    workers: int = 2
    admission: int = 16
    deadline: float = 3.0
    body_seconds: float = 10.0
    max_body: int = 2_000_000
    max_upload: int = 10_000_000
    store_text: bool = False
    retention_days: int | None = None
    second_person: bool = False
    config: Path | None = None
    secrets: Path | None = None
    reload_seconds: float = 2.0
    grace: float = 5.0
    proxy_header: str = ""
    proxy_secret: str = field(default="", repr=False)


_TEXTS = ("database", "host", "proxy_header", "proxy_secret")
_PATHS = ("config", "secrets")
_SWITCHES = ("store_text", "second_person")
_LEAST: dict[str, float] = {
    "port": 0,
    "workers": 1,
    "admission": 1,
    "deadline": 0.05,
    "body_seconds": 0.1,
    "max_body": 1_000,
    "max_upload": 1_000,
    "retention_days": 1,
    "reload_seconds": 0,
    "grace": 0,
}
_MOST: dict[str, float] = {
    "port": 65_535,
    "workers": 256,
    "admission": 100_000,
    "max_body": 1_000_000_000,
    "max_upload": 100_000_000,
}
_PARTS = ("deadline", "body_seconds", "reload_seconds", "grace")  # numbers that may have a decimal point
_OTHER_NAMES = {"NEUTRAL_GATE_SECRETS_FILE": "secrets", "NEUTRAL_GATE_CONFIG_FILE": "config"}


def load_service_settings(path: Path | None = None, environment: Mapping[str, str] | None = None) -> ServiceSettings:
    """Reads the settings of the service.

    Args:
        path: The file, or None to take `neutral-gate-service.toml` of this folder where there is one.
        environment: Variables such as `NEUTRAL_GATE_DATABASE`, which win; by default those of this process.

    Returns:
        The settings. Paths in the file are joined to its folder, those in the environment to this one. Without a
        word on the body's settings, a `neutral-gate.toml` beside the file is taken.

    Raises:
        UsageError: The file cannot be read, or a setting is wrong.
    """
    settings = ServiceSettings()
    file = path or (Path(SERVICE_SETTINGS) if Path(SERVICE_SETTINGS).is_file() else None)
    folder = file.parent if file is not None else Path()
    if file is not None:
        settings = _merged(settings, _table(file), folder)
    variables = os.environ if environment is None else environment
    settings = _merged(settings, Table(_from_environment(variables), "", "the environment", ""), Path())
    if settings.config is None and (folder / "neutral-gate.toml").is_file():
        settings = replace(settings, config=folder / "neutral-gate.toml")
    return settings


def _table(file: Path) -> Table:
    try:
        with file.open("rb") as stream:
            data = stream.read(_MAX_BYTES)
        text = data.decode("utf-8-sig")
        return Table(tomllib.loads(text), "", str(file), text)
    except OSError as error:
        raise UsageError(
            f"The service settings {file} cannot be read: {error.strerror or 'unknown error'}.",
            "Check the name after --settings.",
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"The service settings {file} are not valid TOML: {error}.", "Mend that line.") from error


def _from_environment(variables: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for name in (*_TEXTS, *_PATHS, *_SWITCHES, *_LEAST):
        text = variables.get(f"{_ENVIRONMENT}{name.upper()}", "").strip()
        if text:
            values[name] = _typed(name, text)
    for variable, name in _OTHER_NAMES.items():
        if variables.get(variable, "").strip():
            values[name] = variables[variable].strip()
    return values


def _typed(name: str, text: str) -> object:
    """A variable's text as TOML would give it; what does not fit is left as text, and refused as such."""
    if name in _SWITCHES:
        return {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}.get(text.lower(), text)
    if name not in _LEAST:
        return text
    try:
        return float(text) if name in _PARTS and not text.isdecimal() else int(text)
    except ValueError:
        return text


def _merged(settings: ServiceSettings, table: Table, folder: Path) -> ServiceSettings:
    table.only((*_TEXTS, *_PATHS, *_SWITCHES, *_LEAST))
    found: dict[str, object] = {}
    for key, value in table.values.items():
        if key in _TEXTS:
            found[key] = table.text_of(key)
        elif key in _PATHS:
            found[key] = folder / table.text_of(key)
        elif key in _SWITCHES:
            if not isinstance(value, bool):
                table.wrong_type(key, "true or false", value)
            found[key] = value
        else:
            found[key] = _number(table, key, value)
    return replace(settings, **found)  # type: ignore[arg-type]


def _number(table: Table, key: str, value: object) -> float | int:
    kinds = (int, float) if key in _PARTS else (int,)
    if isinstance(value, bool) or not isinstance(value, kinds):
        table.wrong_type(key, "a number" if key in _PARTS else "a whole number", value)
    least, most = _LEAST[key], _MOST.get(key, 1e9)
    if not least <= value <= most:
        table.fail(key, f'"{key}" cannot be {value}.', f"Give a number from {least:g} to {most:g}.")
    return value
