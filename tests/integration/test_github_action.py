"""The action, its steps run by bash as a runner does, on a real repository with a base and a head."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ACTION = ROOT / "integrations" / "github_action"
EXAMPLES = sorted((ACTION / "examples").glob("*.yml"))
DESCRIPTION = yaml.safe_load((ACTION / "action.yml").read_text("utf-8"))
SETTINGS = """\
[body]
type = "council"
[[windows]]
id = "now"
title = "A period that is always open"
strictness = "general"
start = 2020-01-01
end = 2099-01-01
source = "a test"
"""


@dataclass
class Run:
    """What a run of the action left behind."""

    code: int = 0
    log: str = ""
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict)

    def commands(self, name: str) -> list[str]:
        return [line for line in self.log.splitlines() if line.startswith(f"::{name} ")]


def run_action(
    workspace: Path, temp: Path, inputs: dict[str, str] | None = None, install: bool = False, **more: str
) -> Run:
    """Runs the steps with `inputs.` and `steps.` filled in, as the runner does; stops at the first that fails.

    The first step, which installs the gate, is left out unless `install`: it has been run for all tests.
    """
    given = {name: spec.get("default", "") for name, spec in DESCRIPTION["inputs"].items()} | (inputs or {})
    run = Run()
    steps: dict[str, dict[str, str]] = {}

    def filled(text: str) -> str:
        def value(found: re.Match[str]) -> str:
            parts = found[1].split(".")
            return given[parts[1]] if parts[0] == "inputs" else steps.get(parts[1], {}).get(parts[3], "")

        return re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", value, text)

    summary = temp / "summary"
    summary.write_text("")
    for step in DESCRIPTION["runs"]["steps"][0 if install else 1 :]:
        output = temp / "output"
        output.write_text("")
        env = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))},
            **{"GITHUB_ACTIONS": "true", "CI": "true", "GITHUB_ACTION_PATH": str(ACTION), "GITHUB_OUTPUT": str(output)},
            **{"GITHUB_STEP_SUMMARY": str(summary), "RUNNER_TEMP": str(temp), "GITHUB_WORKSPACE": str(workspace)},
            **{name: filled(value) for name, value in step.get("env", {}).items()},
            **more,
        }
        script = temp / "step.sh"
        script.write_text(filled(step["run"]))
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        done = subprocess.run(command, cwd=workspace, env=env, capture_output=True, text=True, check=False, timeout=600)
        run.log += done.stdout + done.stderr
        steps[step.get("id", "")] = dict(line.split("=", 1) for line in output.read_text().splitlines() if "=" in line)
        if done.returncode:
            run.code = done.returncode
            break
    run.summary = summary.read_text("utf-8")
    run.outputs = {name: filled(spec["value"]) for name, spec in DESCRIPTION["outputs"].items()}
    return run


def git(*words: object, cwd: Path) -> str:
    command = ["git", "-c", "user.name=A B", "-c", "user.email=a@b.example", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def temp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runner's folder for temporary files, in which the first step has installed the gate."""
    folder = tmp_path_factory.mktemp("runner")
    workspace = tmp_path_factory.mktemp("empty")
    (workspace / "a.md").write_text("Bins.\n")
    first = run_action(workspace, folder, {"python": sys.executable, "changed-only": "false"}, install=True)
    assert first.code == 0, first.log
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A site whose base has a page at fault, and whose head adds one more, a clear one, and a file that is no draft."""
    origin = tmp_path / "origin"
    origin.mkdir()
    git("init", "--quiet", "--initial-branch=main", cwd=origin)
    (origin / "neutral-gate.toml").write_text(SETTINGS)
    (origin / "old.md").write_text("Vote Labour on Thursday.\n")
    git("add", "--all", cwd=origin)
    git("commit", "--quiet", "-m", "base", cwd=origin)
    git("checkout", "--quiet", "-b", "change", cwd=origin)
    (origin / "news").mkdir()
    (origin / "news" / "polling day,50%.md").write_text("# News\n\nVote Green on Thursday.\n")
    (origin / "news" / "bins.md").write_text("Bins are emptied on Tuesday.\n")
    (origin / "package.json").write_text('{"name": "site"}')
    git("add", "--all", cwd=origin)
    git("commit", "--quiet", "-m", "head", cwd=origin)
    clone = tmp_path / "clone"
    git("clone", "--quiet", "--branch", "change", origin, clone, cwd=tmp_path)
    return clone


@pytest.fixture(autouse=True)
def fresh(temp: Path) -> None:
    """A job starts without the reports of another."""
    shutil.rmtree(temp / "neutral-gate" / "reports", ignore_errors=True)


PULL = {"GITHUB_BASE_REF": "main"}


def test_a_pull_request_is_judged_by_what_it_changes(temp: Path, repository: Path) -> None:
    run = run_action(repository, temp, **PULL)

    assert run.code == 1
    (error,) = run.commands("error")
    assert error.startswith("::error file=news/polling day%2C50%25.md,line=3,endLine=3,col=1,")
    assert "old.md" not in run.log
    assert run.outputs["verdict"] == "block"
    assert (run.outputs["drafts"], run.outputs["blocks"]) == ("2", "1")
    assert run.summary.startswith("## ⛔ 1 draft must not be published as it is; 1 draft is clear.")
    sarif = json.loads(Path(run.outputs["sarif-file"]).read_text("utf-8"))
    (location,) = sarif["runs"][0]["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "news/polling%20day,50%25.md"
    assert "Vote Green" in Path(run.outputs["html-file"]).read_text("utf-8")


def test_all_files_are_judged_when_asked(temp: Path, repository: Path) -> None:
    run = run_action(repository, temp, {"changed-only": "false"}, **PULL)

    assert run.code == 1
    assert run.outputs["blocks"] == "2"


def test_a_push_is_judged_whole(temp: Path, repository: Path) -> None:
    assert run_action(repository, temp).outputs["blocks"] == "2"


def test_without_the_base_everything_is_judged_and_said(temp: Path, repository: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git("clone", "--quiet", "--depth", "1", "--branch", "change", (tmp_path / "origin").as_uri(), shallow, cwd=tmp_path)
    run = run_action(shallow, temp, **PULL)

    assert "fetch-depth" in run.commands("warning")[0]
    assert run.outputs["blocks"] == "2"


def test_a_change_without_drafts_passes(temp: Path, repository: Path) -> None:
    git("rm", "--quiet", "-r", "news", cwd=repository)
    git("commit", "--quiet", "-m", "none", cwd=repository)
    run = run_action(repository, temp, **PULL)

    assert (run.code, run.outputs["verdict"], run.outputs["drafts"]) == (0, "pass", "0")


def test_the_folders_that_were_asked_for_are_the_only_ones(temp: Path, repository: Path) -> None:
    run = run_action(repository, temp, {"paths": "news/bins.md\n"}, **PULL)

    assert (run.code, run.outputs["drafts"]) == (0, "1")


def test_a_mistake_in_the_settings_is_an_error_and_no_pass(temp: Path, repository: Path) -> None:
    (repository / "neutral-gate.toml").write_text("[body\n")
    run = run_action(repository, temp, **PULL)

    assert (run.code, run.outputs["verdict"]) == (2, "error")
    assert run_action(repository, temp, {"changed-only": "maybe"}, **PULL).code == 2


def test_inputs_are_words_and_never_code(temp: Path, repository: Path) -> None:
    hostile = "$(touch owned)`touch owned`;touch owned"
    for name in ("paths", "config", "at", "people", "fail-on"):
        run = run_action(repository, temp, {name: hostile}, **PULL)
        assert run.code == 2, name
    assert not list(repository.rglob("owned"))


def test_an_old_python_is_refused(temp: Path, repository: Path, tmp_path: Path) -> None:
    old = tmp_path / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    run = run_action(repository, temp, {"python": str(old)}, install=True)

    assert run.code == 2
    assert "3.11" in run.commands("error")[0]


def tool(name: str) -> str:
    found = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.mark.parametrize(
    ("schema", "files"),
    [("vendor.github-actions", [ACTION / "action.yml"]), ("vendor.github-workflows", EXAMPLES)],
    ids=["action", "examples"],
)
def test_the_files_fit_githubs_schemas(schema: str, files: list[Path]) -> None:
    done = subprocess.run(
        [tool("check-jsonschema"), "--builtin-schema", schema, *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_a_security_linter_finds_nothing(tmp_path: Path) -> None:
    workflows = tmp_path / ".github" / "workflows"
    workflows.mkdir(parents=True)
    for file in EXAMPLES:
        shutil.copy(file, workflows)
    for place in (ACTION / "action.yml", tmp_path):
        done = subprocess.run(
            [tool("zizmor"), "--offline", "--quiet", str(place)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def test_the_scripts_are_clean_shell() -> None:
    done = subprocess.run(
        [tool("shellcheck"), *map(str, sorted(ACTION.glob("*.sh")))], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
