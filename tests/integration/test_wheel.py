"""The built wheel, installed in a fresh environment, checks a draft: its lexicons and data are inside."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def call(*command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **options)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    result = call(sys.executable, "-m", "build", "--outdir", out, ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    return out


def test_the_installed_wheel_blocks_and_passes(built, tmp_path):
    (wheel,) = built.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    installed = call(python, "-m", "pip", "install", "--quiet", wheel)
    assert installed.returncode == 0, installed.stderr
    draft = tmp_path / "post.md"
    draft.write_text("# Garden news\n\nVote Labour on Thursday.\n", "utf-8")

    command = (python, "-m", "neutral_gate", "check", draft, "--at", "2024-06-10", "--format", "json")
    blocked = call(*command, cwd=tmp_path)
    draft.write_text("# Garden news\n\nThe labour ward garden opens at 10am.\n", "utf-8")
    passed = call(*command, cwd=tmp_path)

    assert blocked.returncode == 1, blocked.stderr
    assert json.loads(blocked.stdout)["drafts"][0]["findings"][0]["rule"] == "neutrality/vote-advocacy"
    assert passed.returncode == 0, passed.stderr
    assert json.loads(passed.stdout)["verdict"] == "pass"


def check(python, folder, *options):
    """A check with all imports named: exit code, and what was loaded."""
    environment = {**os.environ, "NEUTRAL_GATE_CACHE": str(folder / "cache")}
    command = (python, "-X", "importtime", "-m", "neutral_gate", "check", "--no-cache", folder / "post.md", *options)
    result = call(*command, cwd=folder, env=environment)
    return result.returncode, {line.rpartition("|")[2].strip() for line in result.stderr.splitlines()}


def test_the_first_check_compiles_nothing_unless_the_lexicon_was_changed(built, tmp_path):
    (wheel,) = built.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    installed = call(python, "-m", "pip", "install", "--quiet", wheel)
    assert installed.returncode == 0, installed.stderr
    (tmp_path / "post.md").write_text("# Garden news\n\nVote Labour on Thursday.\n", "utf-8")

    code, modules = check(python, tmp_path, "--at", "2024-06-10")
    assert code == 1
    assert "neutral_gate.lexicon.compiled" in modules
    assert not {"neutral_gate.lexicon.parts", "tomllib"} & modules
    assert not list((tmp_path / "cache").glob("*.bin"))

    where = call(python, "-c", "import neutral_gate; print(neutral_gate.__path__[0])").stdout.strip()
    rule = Path(where) / "_lexicons" / "rules" / "neutrality" / "vote-advocacy.yaml"
    rule.write_text(rule.read_text("utf-8") + "# changed\n", "utf-8")
    code, modules = check(python, tmp_path, "--at", "2024-06-10")
    assert code == 1
    assert "neutral_gate.lexicon.parts" in modules

    for broken in (Path(where) / "_compiled").iterdir():
        broken.write_bytes(broken.read_bytes()[:-100])
    code, modules = check(python, tmp_path, "--at", "2024-06-10")
    assert code == 1
    assert "tomllib" in modules


def test_the_sdist_carries_the_lexicons_and_the_tests(built):
    import tarfile

    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert "lexicons/rules/neutrality/vote-advocacy.yaml" in names
    assert "tests/integration/test_wheel.py" in names
