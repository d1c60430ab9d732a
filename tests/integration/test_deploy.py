"""The files in deploy/: no container can be built in the tests, so their parts are tried one by one."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from neutral_gate.service.settings import load_service_settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
PROGRAM = shutil.which("neutral-gate", path=str(Path(sys.executable).parent)) or "neutral-gate"
pytestmark = pytest.mark.skipif(not DEPLOY.is_dir(), reason="the folder deploy/ is not part of this distribution")


@pytest.fixture(scope="module")
def container() -> list[tuple[str, str]]:
    """The instructions of the Containerfile, in order."""
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n", " ", "\n".join(lines))
    found = [tuple(line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]
    return [(name, words.strip()) for name, words in found]


@pytest.fixture(scope="module")
def last_stage(container: list[tuple[str, str]]) -> list[tuple[str, str]]:
    start = max(number for number, (name, _) in enumerate(container) if name == "FROM")
    return container[start:]


@pytest.fixture(scope="module")
def unit() -> dict[str, list[str]]:
    """The settings of the systemd unit; those that may come twice have all their values."""
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / "neutral-gate.service").read_text("utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def one(stage: list[tuple[str, str]], name: str) -> str:
    (found,) = [words for each, words in stage if each == name]
    return found


def environment(stage: list[tuple[str, str]]) -> dict[str, str]:
    words = [word for name, value in stage if name == "ENV" for word in shlex.split(value)]
    return dict(word.split("=", 1) for word in words)


def test_it_runs_as_a_user_without_rights(last_stage: list[tuple[str, str]]) -> None:
    assert re.fullmatch(r"([1-9]\d{3,}):\1", one(last_stage, "USER"))
    after = last_stage[[name for name, _ in last_stage].index("USER") :]
    assert not [name for name, _ in after if name in ("RUN", "COPY", "ADD", "USER")][1:]


def test_the_base_has_a_tag_that_is_tested_and_can_be_pinned(container: list[tuple[str, str]]) -> None:
    image = one(container[:1], "ARG").partition("=")[2]
    tag = re.fullmatch(r"docker\.io/library/python:(3\.\d+)-slim-\w+", image)
    assert tag
    assert f"Programming Language :: Python :: {tag.group(1)}" in (ROOT / "pyproject.toml").read_text("utf-8")
    assert {words.split()[0] for name, words in container if name == "FROM"} == {"${PYTHON_IMAGE}"}


def test_all_that_the_build_needs_is_copied(container: list[tuple[str, str]]) -> None:
    copied = [word for name, words in container if name == "COPY" for word in words.split()[:-1] if word[0] != "-"]
    from_here = [word for word in copied if not word.startswith("/")]
    assert all((ROOT / word).exists() for word in from_here)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {"pyproject.toml", project["project"]["readme"], *project["project"]["license-files"]}
    needed |= {*wheel["force-include"], *(each.partition("/")[0] for each in wheel["packages"])}
    needed |= {"hatch_build.py"} if "custom" in wheel.get("hooks", {}) else set()
    assert needed <= set(from_here)
    extras = re.findall(r"\.\[([a-z,]+)\]", " ".join(words for name, words in container if name == "RUN"))
    assert [*map(set, (each.split(",") for each in extras))] == [{"serve", "fetch"}]
    assert {"serve", "fetch"} <= set(project["project"]["optional-dependencies"])


def test_the_image_has_no_secret_in_it(container: list[tuple[str, str]]) -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    assert not re.search(r"whsec_|ngt_|password|SECRET", text)
    assert not [name for name, _ in container if name == "ADD"]


def test_its_entry_point_and_health_check_work(last_stage: list[tuple[str, str]], tmp_path: Path) -> None:
    variables = environment(last_stage)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
    state = tmp_path / "state"
    state.mkdir()
    moved = {name: value.replace("/var/lib/neutral-gate", str(state)) for name, value in variables.items()}
    moved["PATH"] = f"{Path(PROGRAM).parent}{os.pathsep}{os.environ['PATH']}"
    assert moved["NEUTRAL_GATE_HOST"] == "0.0.0.0"
    moved |= {"NEUTRAL_GATE_PORT": port, "NEUTRAL_GATE_HOST": "127.0.0.1"}  # a test opens nothing to the outside
    check = json.loads(one(last_stage, "HEALTHCHECK").partition("CMD ")[2])
    check = [sys.executable, *(word.replace("8713", port) for word in check[1:])]
    assert subprocess.run(check, capture_output=True, timeout=30, check=False).returncode != 0
    command = [*json.loads(one(last_stage, "ENTRYPOINT")), *json.loads(one(last_stage, "CMD"))]
    assert command[0] == "neutral-gate"
    folder = tmp_path / "etc"
    folder.mkdir()
    folder.chmod(0o500)  # nothing is written where the settings are
    with subprocess.Popen([PROGRAM, *command[1:]], cwd=folder, env=moved, stderr=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + 120
            while subprocess.run(check, capture_output=True, timeout=30, check=False).returncode:
                assert process.poll() is None
                assert time.monotonic() < end, "the health check never passed"
                time.sleep(0.2)
        finally:
            process.terminate()
            assert process.wait(30) in (0, -signal.SIGTERM)
    assert {path.name for path in state.iterdir()} >= {"neutral-gate.db", "cache"}
    assert not list(folder.iterdir())


def test_a_linter_of_container_files_finds_nothing() -> None:
    linter = shutil.which("hadolint") or shutil.which("hadolint", path=str(Path(sys.executable).parent))
    if linter is None:
        pytest.skip("hadolint is not installed")
    done = subprocess.run([linter, str(DEPLOY / "Containerfile")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_compose_is_well_formed_and_locked_down(last_stage: list[tuple[str, str]]) -> None:
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*checker, str(DEPLOY / "compose.yaml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    gate: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]["gate"]
    assert (DEPLOY / gate["build"]["context"] / gate["build"]["dockerfile"]).resolve() == DEPLOY / "Containerfile"
    assert gate["read_only"] is True
    assert gate["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in gate["security_opt"]
    assert gate["ports"] == [f"127.0.0.1:8713:{one(last_stage, 'EXPOSE')}"]
    targets = {each.split(":")[1] for each in gate["volumes"]}
    assert targets == {one(last_stage, "WORKDIR"), *json.loads(one(last_stage, "VOLUME"))}


def test_the_variables_are_known_to_the_service(last_stage: list[tuple[str, str]], unit: dict[str, list[str]]) -> None:
    in_unit = dict(each.split("=", 1) for each in unit["Environment"])
    for variables in (environment(last_stage), in_unit):
        ours = {name for name in variables if name.startswith("NEUTRAL_GATE_")}
        assert ours <= {"NEUTRAL_GATE_DATABASE", "NEUTRAL_GATE_HOST", "NEUTRAL_GATE_CACHE"}
        assert load_service_settings(None, variables).database == "sqlite:////var/lib/neutral-gate/neutral-gate.db"


def test_the_unit_writes_only_to_folders_of_its_own(unit: dict[str, list[str]]) -> None:
    assert unit["User"] == ["neutral-gate"]
    assert unit["ProtectSystem"] == ["strict"]
    assert unit["StateDirectory"] == unit["CacheDirectory"] == ["neutral-gate"]
    assert "ReadWritePaths" not in unit
    assert unit["ExecStart"][0].split()[1:] == ["serve"]


def test_systemd_takes_the_unit_and_finds_it_safe(tmp_path: Path) -> None:
    analyse = shutil.which("systemd-analyze")
    if analyse is None:
        pytest.skip("systemd is not installed")
    text = (DEPLOY / "neutral-gate.service").read_text("utf-8")
    copy = tmp_path / "neutral-gate.service"
    copy.write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", text), "utf-8")  # it is not installed here
    done = subprocess.run([analyse, "verify", str(copy)], capture_output=True, text=True, check=False, timeout=60)
    ours = [line for line in done.stderr.splitlines() if line.startswith(("neutral-gate", str(copy)))]
    assert (done.returncode, ours) == (0, [])
    rating = [analyse, "security", "--offline=true", "--threshold=15", "--no-pager", str(copy)]  # 1.5 of 10 points
    done = subprocess.run(rating, capture_output=True, text=True, check=False, timeout=60)
    if "unrecognized option" in done.stderr:
        pytest.skip("this systemd cannot rate a unit that is not installed")
    assert done.returncode == 0, done.stdout[-400:]


def test_the_guide_watches_what_the_service_measures() -> None:
    from types import SimpleNamespace

    from neutral_gate.service.metrics import Metrics

    guide = ROOT / "docs" / "operations.md"
    if not guide.is_file():
        pytest.skip("the documentation is not part of this distribution")
    judge = SimpleNamespace(running=0, admission=1, replaced=0, reloads=0, spared=0, problem=None, ready=True)
    measured = Metrics(judge).text().decode()  # type: ignore[arg-type]
    families = {*re.findall(r"(?m)^# TYPE (\w+) ", measured)}
    watched = {*re.findall(r"`(neutral_gate_\w+)", guide.read_text("utf-8"))}
    assert len(watched) >= 6
    assert watched <= families
