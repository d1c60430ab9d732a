"""What a WordPress needs around it: a database server, and newer versions of itself."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
from pathlib import Path

from real_service import free_port, wait_for

REPOSITORY = Path(__file__).parents[3]


def program(name: str) -> str | None:
    """Where a program is; Debian keeps those of servers off the path of users."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


def listening(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def builds() -> Path | None:
    """The npm package with newer WordPress versions, where it is installed (or where NODE_PATH says)."""
    homes = [REPOSITORY / "node_modules", *map(Path, filter(None, os.environ.get("NODE_PATH", "").split(os.pathsep)))]
    if shutil.which("npm"):
        said = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, timeout=30, check=False)
        homes += [Path(said.stdout.strip())] if said.stdout.strip() else []
    for home in homes:
        package = home / "@wp-playground" / "wordpress-builds"
        if (package / "src" / "wordpress").is_dir():
            return package
    return None


class MariaDB:
    """A database server of our own, in a folder of the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        folder.mkdir(parents=True)
        install = ["mariadb-install-db", "--no-defaults", f"--datadir={folder}", "--skip-test-db", f"--user={_user()}"]
        subprocess.run(
            [*install, "--auth-root-authentication-method=normal"], check=True, capture_output=True, timeout=120
        )
        self.process = subprocess.Popen(
            [
                program("mariadbd") or "mariadbd",
                "--no-defaults",
                f"--user={_user()}",
                f"--datadir={folder}",
                f"--socket={folder}/my.sock",
                f"--port={self.port}",
                "--bind-address=127.0.0.1",
                "--skip-log-bin",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_for(lambda: listening(self.port), 60)
        self._run(
            "CREATE DATABASE wp; CREATE USER wp@'127.0.0.1' IDENTIFIED BY 'wp'; GRANT ALL ON wp.* TO wp@'127.0.0.1'"
        )

    def config(self) -> str:
        host = f"127.0.0.1:{self.port}"
        values = {"NAME": "wp", "USER": "wp", "PASSWORD": "wp", "HOST": host, "CHARSET": "utf8mb4", "COLLATE": ""}
        return " ".join(f"define('DB_{key}', '{value}');" for key, value in values.items())

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    def _run(self, statement: str) -> None:
        client = ["mariadb", "--no-defaults", "-uroot", "-S", f"{self.folder}/my.sock", "-e", statement]
        subprocess.run(client, check=True, capture_output=True, timeout=30)


def _user() -> str:
    return getpass.getuser()
