"""The hooks in a real repository with real commits, some refused and some accepted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = (
    *("src", "lexicons", "schemas", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "hatch_build.py"),
)
WINDOW = """\
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


def call(*words: object, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [str(word) for word in words]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=900)


def git(*words: object, cwd: Path) -> str:
    result = call("git", "-c", "user.name=A B", "-c", "user.email=a@b.example", *words, cwd=cwd)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a repository that holds the hooks: what stands in this checkout, committed or not."""
    here = tmp_path_factory.mktemp("hooks")
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, here / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, here / name)
    git("init", "--quiet", cwd=here)
    git("add", "--all", cwd=here)
    git("commit", "--quiet", "-m", "hooks", cwd=here)
    return here


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment with a home of its own for pre-commit."""
    home = tmp_path_factory.mktemp("pre-commit")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    kept |= {"PRE_COMMIT_HOME": str(home), "NEUTRAL_GATE_CACHE": str(home / "cache")}
    kept |= {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    kept |= {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.example"}
    return kept | {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.example"}


@pytest.fixture
def site(hooks: Path, env: dict[str, str], tmp_path: Path) -> Path:
    """A council's site with the hooks installed, inside a window."""
    git("init", "--quiet", cwd=tmp_path)
    (tmp_path / "neutral-gate.toml").write_text(WINDOW)
    rev = git("rev-parse", "HEAD", cwd=hooks)
    wanted = "".join(f"      - id: {name}\n" for name in ("neutral-gate", "neutral-gate-social", "neutral-gate-images"))
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks.as_uri()}\n    rev: {rev}\n    hooks:\n{wanted}"
    )
    installed = call(sys.executable, "-m", "pre_commit", "install", "--install-hooks", cwd=tmp_path, env=env)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    git("add", "--all", cwd=tmp_path)
    return tmp_path


def commit(site: Path, env: dict[str, str], name: str, text: str | bytes) -> subprocess.CompletedProcess[str]:
    """Tries to commit a file."""
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    assert call("git", "add", name, cwd=site, env=env).returncode == 0
    return call("git", "commit", "-m", "a draft", cwd=site, env=env)


def test_the_manifest_is_valid(hooks: Path, env: dict[str, str]) -> None:
    checked = call(
        sys.executable, "-m", "pre_commit", "validate-manifest", hooks / ".pre-commit-hooks.yaml", cwd=hooks, env=env
    )

    assert checked.returncode == 0, checked.stdout


def test_commits_are_refused_and_accepted(site: Path, env: dict[str, str]) -> None:
    refused = commit(site, env, "news/polling.md", "# News\n\nPlease vote Labour on Thursday.\n")
    assert refused.returncode == 1
    assert "neutrality/vote-advocacy" in refused.stdout + refused.stderr
    assert "news/polling.md:3:" in refused.stdout + refused.stderr
    assert call("git", "rev-parse", "HEAD", cwd=site).returncode == 128  # nothing has been committed

    accepted = commit(site, env, "news/polling.md", "# News\n\nThe labour ward opens on Thursday.\n")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert "must not be published" not in accepted.stdout + accepted.stderr

    post = '{"text": "Well done @UKLabour, vote Labour!", "account": "@council"}'
    refused = commit(site, env, "social/post.json", post)
    assert refused.returncode == 1
    assert "social posts" in refused.stdout + refused.stderr
    git("rm", "--cached", "-f", "--quiet", "social/post.json", cwd=site)
    (site / "social" / "post.json").unlink()

    accepted = commit(site, env, "package.json", '{"name": "site", "version": "1.0.0"}')
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr


def test_the_day_of_the_commit_decides(site: Path, env: dict[str, str]) -> None:
    text = "# News\n\nThe Government's new policy on buses is wrong.\n"
    assert commit(site, env, "news/buses.md", text).returncode == 1

    config = (site / "neutral-gate.toml").read_text().replace("2099-01-01", "2020-02-01")
    (site / "neutral-gate.toml").write_text(config)
    git("add", "neutral-gate.toml", cwd=site)
    outside = commit(site, env, "news/buses.md", text)
    assert outside.returncode == 0, outside.stdout + outside.stderr


def test_a_picture_that_is_broken_is_refused(site: Path, env: dict[str, str], tmp_path: Path) -> None:
    Image.new("RGB", (64, 64), "navy").save(tmp_path / "good.png")
    good = (tmp_path / "good.png").read_bytes()
    (tmp_path / "good.png").unlink()

    accepted = commit(site, env, "img/park-gate.png", good)
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    refused = commit(site, env, "img/park-bench.png", good[:60])
    assert refused.returncode != 0
    assert "park-bench.png" in refused.stdout + refused.stderr


def test_try_repo_runs_the_hook_from_this_checkout(hooks: Path, site: Path, env: dict[str, str]) -> None:
    (site / "a.md").write_text("Vote Labour on Thursday.\n")
    git("add", "a.md", cwd=site)
    words = (sys.executable, "-m", "pre_commit", "try-repo", hooks, "neutral-gate", "--files", "a.md")
    tried = call(*words, cwd=site, env=env)

    assert tried.returncode == 1
    assert "neutrality/vote-advocacy" in tried.stdout
