from __future__ import annotations

from pathlib import Path

import pytest

from neutral_gate.model import UsageError
from neutral_gate.service.settings import SERVICE_SETTINGS, ServiceSettings, load_service_settings


def test_without_a_file_everything_has_a_default(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_service_settings(environment={}) == ServiceSettings()


def test_the_file_of_this_folder_is_found_and_its_paths_are_its_own(tmp_path, monkeypatch) -> None:
    (tmp_path / SERVICE_SETTINGS).write_text('port = 9000\nsecrets = "keys.toml"\ndeadline = 1.5\n', "utf-8")
    (tmp_path / "neutral-gate.toml").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    settings = load_service_settings(environment={})
    assert (settings.port, settings.deadline) == (9000, 1.5)
    assert settings.secrets == Path("keys.toml")
    assert settings.config == Path("neutral-gate.toml")
    elsewhere = load_service_settings(tmp_path / SERVICE_SETTINGS, {})
    assert elsewhere.secrets == tmp_path / "keys.toml"


def test_the_environment_wins(tmp_path) -> None:
    file = tmp_path / "service.toml"
    file.write_text('database = "sqlite:///a.db"\nstore_text = false\nworkers = 3\n', "utf-8")
    variables = {
        "NEUTRAL_GATE_DATABASE": "postgresql://gate@db/gate",
        "NEUTRAL_GATE_STORE_TEXT": "true",
        "NEUTRAL_GATE_SECRETS_FILE": "/run/secrets/gate",
        "NEUTRAL_GATE_DEADLINE": "2",
        "NEUTRAL_GATE_PORT": "",
    }
    settings = load_service_settings(file, variables)
    assert settings.database == "postgresql://gate@db/gate"
    assert settings.store_text is True
    assert settings.secrets == Path("/run/secrets/gate")
    assert (settings.workers, settings.deadline, settings.port) == (3, 2, 8713)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("colour = 1\n", '"colour" is not a setting'),
        ('port = "x"\n', '"port" must be a whole number'),
        ("port = 70000\n", '"port" cannot be 70000'),
        ("workers = 0\n", '"workers" cannot be 0'),
        ("workers = true\n", '"workers" must be'),
        ("workers = 1.5\n", '"workers" must be a whole number'),
        ("deadline = 0\n", '"deadline" cannot be 0'),
        ("deadline = nan\n", '"deadline" cannot be nan'),
        ('store_text = "yes"\n', '"store_text" must be true or false'),
        ("database = 5\n", '"database" must be text'),
        ("[broken\n", "not valid TOML"),
        ("\udcff", "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_a_plain_sentence(tmp_path, text, words) -> None:
    file = tmp_path / "service.toml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError) as raised:
        load_service_settings(file, {})
    assert words in raised.value.problem
    assert raised.value.mend


def test_a_wrong_variable_is_refused_too() -> None:
    with pytest.raises(UsageError, match='"port" must be a whole number'):
        load_service_settings(environment={"NEUTRAL_GATE_PORT": "many"})
    with pytest.raises(UsageError, match='"store_text" must be true or false'):
        load_service_settings(environment={"NEUTRAL_GATE_STORE_TEXT": "perhaps"})


def test_a_file_that_is_not_there_is_said(tmp_path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_service_settings(tmp_path / "none.toml", {})
