"""systemd itself starts, reloads, restarts and stops the service, with all that the unit forbids it.

A second systemd is started beside that of the computer, in a container without a network, on a copy of the file system
that ends with it. That needs root and the Debian package `systemd-container`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "neutral-gate.service"
SYSTEM = Path("/usr/bin/python3")
INSIDE = """\
import json, os, subprocess, time
from urllib.request import Request, urlopen

TOLD = {}
GATE = ["/opt/neutral-gate/bin/neutral-gate"]
MINE = {"NEUTRAL_GATE_CACHE": "/var/cache/neutral-gate",
        "NEUTRAL_GATE_DATABASE": "sqlite:////var/lib/neutral-gate/neutral-gate.db"}

def ctl(*words):
    return subprocess.run(["systemctl", *words], capture_output=True, text=True)

def gate(*words):
    done = subprocess.run(GATE + list(words), user=777, group=777, extra_groups=[], cwd="/etc/neutral-gate",
                          env={**os.environ, **MINE}, capture_output=True, text=True)
    return done.stdout.strip() or done.stderr

def ready():
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urlopen("http://127.0.0.1:8713/readyz", timeout=5) as answer:
                return json.load(answer)["status"]
        except OSError:
            time.sleep(0.2)
    return "never"

def asked(token):
    request = Request("http://127.0.0.1:8713/v1/check", b'{"text": "Please vote Labour on Thursday."}')
    request.add_header("Authorization", "Bearer " + token)
    with urlopen(request, timeout=30) as answer:
        return json.load(answer)["verdict"]

def reloaded():
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if "loaded anew" in subprocess.run(["journalctl", "-u", "neutral-gate"], capture_output=True, text=True).stdout:
            return True
        time.sleep(0.2)
    return False

try:
    TOLD["start"] = ctl("start", "neutral-gate").returncode, ready()
    token = gate("serve", "token", "add", "site", "--scope", "check")
    TOLD["verdict"] = asked(token)
    TOLD["reload"] = ctl("reload", "neutral-gate").returncode, reloaded()
    main = ctl("show", "-p", "MainPID", "--value", "neutral-gate").stdout.strip()
    os.kill(int(main), 9)
    time.sleep(1)
    TOLD["again"] = ready(), asked(token), ctl("show", "-p", "NRestarts", "--value", "neutral-gate").stdout.strip()
    TOLD["stop"] = ctl("stop", "neutral-gate").returncode
    TOLD["result"] = ctl("show", "-p", "Result", "--value", "neutral-gate").stdout.strip()
    TOLD["left"] = subprocess.run(["pgrep", "-u", "777"], capture_output=True, text=True).stdout
    TOLD["log"] = gate("log", "verify").splitlines()[0]
    for folder in ("/var/lib/neutral-gate", "/var/cache/neutral-gate"):
        TOLD[folder] = oct(os.stat(folder).st_mode & 0o777), os.stat(folder).st_uid
    tied = ctl("start", "tied")
    TOLD["tied"] = subprocess.run(["journalctl", "-o", "cat", "-u", "tied"], capture_output=True, text=True).stdout
except Exception as error:
    TOLD["error"] = repr(error)
with open("/told.json", "w") as file:
    json.dump(TOLD, file)
"""
PROBE = """\
[Unit]
After=basic.target
[Service]
Type=oneshot
ExecStart=/opt/neutral-gate/bin/python /inside.py
ExecStopPost=/bin/systemctl --no-block poweroff
[Install]
WantedBy=multi-user.target
"""
AROUND = """\
set -e
mount --make-rprivate /
mount -t tmpfs tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
cp -a "$2/." "$1/root/"
for list in passwd group shadow; do cat "$2/more/$list" >> "$1/root/etc/$list"; done
find "$1/root/etc/systemd/system" -mindepth 2 -name '*.service' ! -name probe.service -delete
find "$1/root/etc/systemd/system" -mindepth 2 -name '*.timer' -delete
chown -R 0:777 "$1/root/etc/neutral-gate"
systemd-nspawn -D "$1/root" -b --register=no --keep-unit --private-network --quiet --console=pipe \\
  --bind-ro="$3:/opt/neutral-gate/lib/packages" < /dev/null > "$2/said" 2>&1 || true
cat "$1/root/told.json"
"""


def missing() -> str:
    """Why systemd cannot be started here, or ""."""
    if sys.platform != "linux" or os.geteuid():
        return "only root can start a second systemd"
    for program in ("systemd-nspawn", "unshare"):
        if not shutil.which(program):
            return f"{program} is not installed (Debian: systemd-container, util-linux)"
    if not UNIT.is_file():
        return "the folder deploy/ is not part of this distribution"
    if str(ROOT).startswith(("/home", "/root", "/tmp", "/run")):
        return "the unit hides the folder that this repository lies in from the service"
    asked = [str(SYSTEM), "-c", "import sys; print(*sys.version_info[:2])"]
    version = subprocess.run(asked, capture_output=True, text=True, check=False).stdout if SYSTEM.exists() else ""
    same = version.split() == [str(each) for each in sys.version_info[:2]]
    return "" if same else f"{SYSTEM} is not the version of Python that runs the tests"


def laid_out(folder: Path) -> None:
    """What is put on top of the copy of the file system: the unit, the program, and a user without rights."""
    units, home, etc = (folder / "etc/systemd/system", folder / "opt/neutral-gate", folder / "etc/neutral-gate")
    for each in (units / "multi-user.target.wants", home / "bin", home / "lib" / "packages", etc, folder / "more"):
        each.mkdir(parents=True)
    shutil.copy(UNIT, units)
    (units / "probe.service").write_text(PROBE)
    (units / "multi-user.target.wants" / "probe.service").symlink_to("/etc/systemd/system/probe.service")
    own = UNIT.read_text("utf-8").replace("Type=exec", "Type=oneshot").replace("Restart=on-failure", "")
    program = f"{home.relative_to(folder)}/bin/python"
    said = "from neutral_gate.tied import tied; import subprocess; subprocess.run([*tied('/bin/echo'), 'tied'])"
    lines = [f'ExecStart=/{program} -c "{said}"' if line.startswith("ExecStart=") else line for line in own.split("\n")]
    (units / "tied.service").write_text("\n".join(lines))
    (folder / "inside.py").write_text(INSIDE)
    packages = home / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    packages.mkdir(parents=True)
    # As an environment has it, so that .pth files count, such as that of a checkout that is worked on.
    (packages / "there.pth").write_text("import site; site.addsitedir('/opt/neutral-gate/lib/packages')\n")
    (home / "pyvenv.cfg").write_text(f"home = {SYSTEM.parent}\ninclude-system-site-packages = false\n")
    (home / "bin" / "python").symlink_to(SYSTEM)
    start = home / "bin" / "neutral-gate"
    start.write_text(
        "#!/opt/neutral-gate/bin/python\nimport sys\nfrom neutral_gate.__main__ import main\nsys.exit(main())\n"
    )
    start.chmod(0o755)
    etc.chmod(0o750)
    (etc / "neutral-gate.toml").write_text('[body]\ntype = "council"\nname = "Harrowdale Council"\n')
    (folder / "more" / "passwd").write_text("neutral-gate:x:777:777::/nonexistent:/usr/sbin/nologin\n")
    (folder / "more" / "group").write_text("neutral-gate:x:777:\n")
    (folder / "more" / "shadow").write_text("neutral-gate:!:1::::::\n")


def test_systemd_runs_the_service(tmp_path: Path) -> None:
    if reason := missing():
        pytest.skip(reason)
    top, folder = tmp_path / "top", tmp_path / "layer"
    top.mkdir()
    folder.mkdir()
    laid_out(folder)
    script = tmp_path / "around.sh"
    script.write_text(AROUND)
    command = ["unshare", "--mount", "bash", str(script), str(top), str(folder), sysconfig.get_path("purelib")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    said = (folder / "said").read_text("utf-8", "replace") if (folder / "said").exists() else ""
    if done.returncode and not said:
        pytest.skip(f"this computer lets nobody lay a copy over its file system: {done.stderr.strip()[-120:]}")
    if done.returncode and "neutral-gate" not in said and "probe" not in said:
        pytest.skip(f"this computer cannot start a second systemd: {said.strip()[-120:]}")
    told: dict[str, Any] = json.loads(done.stdout)
    assert "error" not in told, told
    assert told["start"] == [0, "ready"]
    assert told["verdict"] == "block"
    assert told["reload"] == [0, True]
    assert told["again"] == ["ready", "block", "1"], "killed, and started again"
    assert (told["stop"], told["result"], told["left"]) == (0, "success", "")
    assert told["log"] == "The decision log is sound: 2 entries."
    assert told["/var/lib/neutral-gate"] == told["/var/cache/neutral-gate"] == ["0o700", 777]
    assert "\ntied\n" in told["tied"], "what reads pictures and PDF files may tie itself to its worker"
