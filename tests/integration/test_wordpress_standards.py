"""The WordPress plugin is sound PHP, and keeps to the WordPress Coding Standards where those are installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

INTEGRATIONS = Path(__file__).parents[2] / "integrations"
pytestmark = pytest.mark.skipif(
    not (INTEGRATIONS / "wordpress_hook").is_dir(), reason="the plugin is not part of this distribution"
)


def test_every_file_can_be_read_by_php() -> None:
    php = shutil.which("php")
    if php is None:
        pytest.skip("PHP is not installed")
    files = sorted((INTEGRATIONS / "wordpress_hook").rglob("*.php"))
    assert len(files) > 20
    for file in files:
        done = subprocess.run([php, "-l", str(file)], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout


def test_the_wordpress_coding_standards_find_nothing() -> None:
    checker = shutil.which("phpcs")
    if checker is None:
        pytest.skip("PHP_CodeSniffer is not installed")
    known = subprocess.run([checker, "-i"], capture_output=True, text=True, timeout=60, check=True).stdout
    if "WordPress-Extra" not in known:
        pytest.skip("the WordPress Coding Standards are not installed: PHP_CodeSniffer knows others only")
    done = subprocess.run([checker], cwd=INTEGRATIONS, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout
