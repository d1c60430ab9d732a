"""What several tests start for themselves: a real PostgreSQL server, and a disk that is soon full.

The server comes from the system's packages (Debian: `postgresql`). Where it is missing what needs it is skipped.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest


def _programs() -> Path | None:
    """The folder with initdb and pg_ctl; Debian keeps them off the path."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return folders[-1].parent if folders else None


class Server:
    """A PostgreSQL cluster of its own in a temporary folder."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder
        self.user: str | None = None
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self.user = "postgres" if "postgres" in {one.pw_name for one in pwd.getpwall()} else "nobody"
            os.chown(folder, pwd.getpwnam(self.user).pw_uid, -1)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.run("initdb", "--auth=trust", "--username=log", "--encoding=UTF8", "--locale=C", self.data)
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories="
        self.certificate = self._certificate()
        if self.certificate is not None:
            options += f" -c ssl=on -c ssl_cert_file={self.certificate} -c ssl_key_file={self.folder / 'key.pem'}"
        self.start = ("pg_ctl", "--wait", "--log", str(folder / "log"), "--pgdata", self.data, "-o", options, "start")
        self.run(*self.start)

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        done = subprocess.run(command, cwd=self.folder, user=self.user, stdout=subprocess.DEVNULL, timeout=120)
        assert done.returncode == 0, f"{program} failed"

    def _certificate(self) -> Path | None:
        """A certificate for this machine that nobody else trusts; None where there is no openssl to make one."""
        openssl = shutil.which("openssl")
        if openssl is None:
            return None
        files = (self.folder / "certificate.pem", self.folder / "key.pem")
        made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=gate")
        names = ("-addext", "subjectAltName=IP:127.0.0.1", "-out", str(files[0]), "-keyout", str(files[1]))
        subprocess.run([openssl, *made, *names], check=True, capture_output=True)
        files[1].chmod(0o600)
        if self.user is not None:
            for file in files:
                os.chown(file, pwd.getpwnam(self.user).pw_uid, -1)
        return files[0]

    def new_database(self) -> str:
        """Address of a database without a table. It is always the same one: a new one takes a second."""
        import pg8000.dbapi

        with closing(pg8000.dbapi.connect("log", "127.0.0.1", "postgres", self.port)) as connection:
            connection.autocommit = True
            for statement in (
                "DROP SCHEMA public CASCADE",
                "CREATE SCHEMA public",
                "GRANT USAGE ON SCHEMA public TO PUBLIC",
            ):
                connection.cursor().execute(statement)
        return f"postgresql://log@127.0.0.1:{self.port}/postgres"

    def crash(self) -> None:
        """Ends it as a power cut would, and starts it again."""
        self.run("pg_ctl", "--wait", "--pgdata", self.data, "--mode=immediate", "stop")
        self.run(*self.start)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The server; whoever takes it begins with `new_database`."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with tempfile.TemporaryDirectory(prefix="ng-postgresql-") as name:
        server = Server(programs, Path(name))
        yield server
        server.run("pg_ctl", "--wait", "--pgdata", server.data, "--mode=immediate", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: once an SQLite file, once one of the server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'log.db'}"
    server: Server = request.getfixturevalue("server")
    return server.new_database()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("a small disk can be mounted by root only")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
