"""The service where the container runs it: read-only root, a small /tmp, no capabilities, a user without a name.

No container engine is needed: the kernel does the same for a process of its own (Linux, as root). What holds there is
read from `deploy/compose.yaml` and `deploy/Containerfile`, so that the test tries what they say.
"""

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
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
SYSTEM = Path("/usr/bin/python3")
AROUND = """\
set -e
root="$1/root"
mount --make-rprivate /
mount -t tmpfs tmpfs "$1"
mkdir "$1/upper" "$1/work" "$root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$root"
mkdir -p "$root/opt/neutral-gate/packages" "$root/opt/neutral-gate/repo" "$root/etc/neutral-gate" "$root$STATE"
cp "$2"/* "$root/etc/neutral-gate"
mount --bind -o ro "$PACKAGES" "$root/opt/neutral-gate/packages"
mount --bind -o ro "$REPO" "$root/opt/neutral-gate/repo"
mount --bind "$3" "$root$STATE"
mount -t tmpfs -o "$TMP" tmpfs "$root/tmp"
mount --bind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -o remount,ro "$root"
shift 3
cd "$root/etc/neutral-gate"
exec chroot "$root" setpriv --reuid="$WHO" --regid="$WHO" --clear-groups --bounding-set=-all --inh-caps=-all \\
  --no-new-privs prlimit --nproc="$PIDS" env --chdir=/etc/neutral-gate -i $SETTINGS "$@"
"""
GATE = (str(SYSTEM), "-m", "neutral_gate")
TRIES = """\
for place in / /etc /etc/neutral-gate /opt/neutral-gate/repo /usr/bin /var/tmp; do
  touch "$place/x" && echo "$place"
done
cp /bin/echo /tmp/echo && /tmp/echo "/tmp runs programs"
mount -t tmpfs tmpfs /mnt && echo "it may mount"
touch "$1/x" && rm "$1/x" && echo "the state"
"""


def missing() -> str:
    """Why this cannot be tried here, or ""."""
    if sys.platform != "linux" or os.geteuid():
        return "only root can make the root read-only for a process"
    for program in ("unshare", "chroot", "setpriv", "prlimit"):
        if not shutil.which(program):
            return f"{program} is not installed (Debian: util-linux, coreutils)"
    if not DEPLOY.is_dir():
        return "the folder deploy/ is not part of this distribution"
    asked = [str(SYSTEM), "-c", "import sys; print(*sys.version_info[:2])"]
    version = subprocess.run(asked, capture_output=True, text=True, check=False).stdout if SYSTEM.exists() else ""
    same = version.split() == [str(each) for each in sys.version_info[:2]]
    return "" if same else f"{SYSTEM} is not the version of Python that runs the tests"


class Box:
    """Runs commands as the container would."""

    def __init__(self, folder: Path) -> None:
        self.port = _free_port()
        compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]["gate"]
        assert compose["read_only"] is True
        assert compose["cap_drop"] == ["ALL"]
        assert compose["security_opt"] == ["no-new-privileges:true"]
        place, _, options = compose["tmpfs"][0].partition(":")
        assert place == "/tmp"
        said = (DEPLOY / "Containerfile").read_text("utf-8").replace("\\\n", " ").rpartition("\nFROM ")[2]
        user = re.search(r"^USER (\d+):\1$", said, re.MULTILINE)
        state = re.search(r'^VOLUME \["(.+)"\]$', said, re.MULTILINE)
        settings = re.search(r"^ENV (.+)$", said, re.MULTILINE)
        assert user
        assert state
        assert settings
        own = dict(word.split("=", 1) for word in shlex.split(settings[1]))
        own |= {
            "PYTHONPATH": "/opt/neutral-gate/repo/src:/opt/neutral-gate/packages",
            "NEUTRAL_GATE_HOST": "127.0.0.1",  # a test opens nothing to the outside
            "NEUTRAL_GATE_PORT": str(self.port),
        }
        self.state = state[1]
        self._about = {
            "STATE": self.state,
            "TMP": options,
            "WHO": user[1],
            "PIDS": str(compose["pids_limit"]),
            "PACKAGES": sysconfig.get_path("purelib"),
            "REPO": str(ROOT),
            "SETTINGS": " ".join(f"{name}={value}" for name, value in own.items()),
        }
        self._folders = [folder / name for name in ("top", "etc", "state")]
        for each in self._folders:
            each.mkdir()
        (self._folders[1] / "neutral-gate.toml").write_text('[body]\ntype = "council"\nname = "Harrowdale Council"\n')
        os.chown(self._folders[2], int(user[1]), int(user[1]))
        self._folders[2].chmod(0o700)
        self._script = folder / "around.sh"
        self._script.write_text(AROUND)

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Starts a command; it is the process itself, not one around it."""
        around = ["unshare", "--mount", "bash", str(self._script), *map(str, self._folders), *command]
        return subprocess.Popen(
            around, env={**os.environ, **self._about}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self, *command: str) -> tuple[int, str, str]:
        """Runs a command to its end."""
        with self.start(*command) as process:
            said, error = process.communicate(timeout=120)
            return process.returncode, said, error

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The service; it is asked to end as an engine asks it, and must end well."""
        process = self.start(*GATE, "serve")
        try:
            end = time.monotonic() + 90
            while time.monotonic() < end and process.poll() is None:
                try:
                    with urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5):
                        break
                except OSError:
                    time.sleep(0.2)
            assert process.poll() is None, process.communicate()
            yield f"http://127.0.0.1:{self.port}"
        finally:
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=30)
        assert process.returncode in (0, -signal.SIGTERM), said  # Uvicorn passes the signal on when all is done
        assert "Application shutdown complete" in said


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def box(tmp_path: Path) -> Box:
    if reason := missing():
        pytest.skip(reason)
    made = Box(tmp_path)
    code, _, error = made.run("true")
    if code:
        pytest.skip(f"this computer lets nobody lay a copy over its file system: {error.strip()[-120:]}")
    return made


def test_nothing_but_the_state_can_be_written(box: Box) -> None:
    _, said, _ = box.run("sh", "-c", TRIES, "sh", box.state)
    assert said.splitlines() == ["the state"]


def test_the_service_checks_and_keeps_its_log(box: Box) -> None:
    code, said, error = box.run(*GATE, "serve", "token", "add", "site", "--scope", "check")
    assert code == 0, error
    token = said.strip()
    for _ in range(2):  # the second start finds what the first left
        with box.serving() as address:
            request = Request(f"{address}/v1/check", b'{"text": "Please vote Labour on Thursday."}')
            request.add_header("Authorization", f"Bearer {token}")
            with urlopen(request, timeout=60) as answer:
                assert json.load(answer)["verdict"] == "block"
    code, said, error = box.run(*GATE, "log", "verify")
    assert (code, said.splitlines()[:1]) == (0, ["The decision log is sound: 2 entries."]), error
