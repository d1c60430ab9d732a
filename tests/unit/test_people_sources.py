"""The tables [[people_sources]] of the settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from neutral_gate.config import load_config
from neutral_gate.config.people_sources import KEYS
from neutral_gate.config.settings import PeopleSource
from neutral_gate.model import UsageError

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "config.schema.json").read_text("utf-8"))
URL = "https://lists.example/a.csv"


def written(folder: Path, text: str, name: str = "neutral-gate.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_source_in_full_and_one_in_short(tmp_path: Path) -> None:
    config = load_config(
        written(
            tmp_path,
            f'[[people_sources]]\nname = "a"\nurl = "{URL}"\n'
            f'[[people_sources]]\nname = "b"\nurl = ["{URL}"]\nfile = "lists/b.ngp"\nhosts = "cdn.example"\n'
            f'sha256 = "{"A" * 64}"\nlicence = "CC0"\n',
        )
    )

    assert config.people_sources == (
        PeopleSource("a", (URL,), tmp_path / "a.ngp"),
        PeopleSource("b", (URL,), tmp_path / "lists" / "b.ngp", ("cdn.example",), "a" * 64, "CC0"),
    )


def test_a_source_of_the_same_name_takes_the_place_of_an_extended_one(tmp_path: Path) -> None:
    written(tmp_path, f'[[people_sources]]\nname = "a"\nurl = "{URL}"\n', "county.toml")
    own = f'extends = "county.toml"\n[[people_sources]]\nname = "a"\nurl = "{URL}?own"\n'

    (source,) = load_config(written(tmp_path, own)).people_sources
    assert source.urls == (f"{URL}?own",)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (f'url = "{URL}"', "cannot have the name"),
        (f'name = "two words"\nurl = "{URL}"', "cannot have the name"),
        ('name = "a"', 'has no "url"'),
        ('name = "a"\nurl = "ftp://lists.example"', "is not a web address"),
        (f'name = "a"\nurl = "{URL}"\nsha256 = "abc"', "64 letters and digits"),
        (f'name = "a"\nurl = ["{URL}", "{URL}?2"]\nsha256 = "{"a" * 64}"', "goes with one address"),
        (f'name = "a"\nurl = "{URL}"\nfiel = "a.ngp"', '"fiel" is not a setting'),
        (f'name = "a"\nurl = "{URL}"\n[[people_sources]]\nname = "a"\nurl = "{URL}"', "Two [[people_sources]]"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, table: str, problem: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_config(written(tmp_path, f"[[people_sources]]\n{table}\n"))

    assert problem in caught.value.problem
    assert "neutral-gate.toml" in caught.value.problem


def test_the_schema_knows_the_same_keys() -> None:
    part = SCHEMA["properties"]["people_sources"]

    assert set(part["items"]["properties"]) == set(KEYS)
    validator = Draft202012Validator(SCHEMA)
    assert validator.is_valid({"people_sources": [{"name": "a", "url": URL}]})
    assert not validator.is_valid({"people_sources": [{"name": "a"}]})
