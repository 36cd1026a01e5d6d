"""The demonstration for tests: built once as a template database, cloned, and served as in real use.

``template()`` plays the demonstration into a database named after the program's own files, so it is built
anew only when these change; `linli demo` does the work. ``Served`` clones it and starts ``linli serve``
(pages and queue worker under one process) on a free port with a data folder of its own that holds the
template's key ring. LINLI_TEST_DEMO names a database that is to be cloned as it stands, with LINLI_DATA's
keys: for whoever writes a journey and does not want to wait.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from linli.project import testing
from linli.project.environ import ROOT

KEYS = ("keys.json", "secret.key")
PATIENCE = 120
_BUILT_FROM = (".py", ".json", ".csv")


def template() -> tuple[str, Path]:
    """Name of the database that holds the demonstration, and the folder with its keys; built when it is not there."""
    if given := os.environ.get("LINLI_TEST_DEMO"):
        return given, Path(os.environ["LINLI_DATA"])
    place = testing.folder()
    place.mkdir(parents=True, exist_ok=True)
    name = f"linli_demo_{_fingerprint()}"
    with (place / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data = place / name
        if not (data / "built").exists() or not _there(name):
            _forget_old(place)
            _build(name, data)
    return name, data


def _build(name: str, data: Path) -> None:
    with _server() as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    data.mkdir(mode=0o700)
    for words in (["migrate", "-v", "0"], ["demo"]):
        done = subprocess.run(
            [sys.executable, "-m", "linli", *words],
            cwd=ROOT, env=environment(address(name), data), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"linli {words[0]}: {done.stdout[-1000:]}\n{done.stderr[-3000:]}"
    (data / "built").touch()


def _forget_old(place: Path) -> None:
    """Remove what was built from other versions of the program, and what a killed build left."""
    for folder in place.glob("linli_demo_*"):
        shutil.rmtree(folder, ignore_errors=True)
    with _server() as server:
        for (name,) in server.execute(
            r"SELECT datname FROM pg_database WHERE datname LIKE 'linli\_demo\_%'"
        ).fetchall():
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _fingerprint() -> str:
    """A digest of all that the demonstration is made from: code and data files, without tests and words."""
    found = hashlib.sha256()
    for file in sorted((ROOT / "linli").rglob("*")):
        if file.suffix in _BUILT_FROM and not {"tests", "__pycache__", "static"} & set(file.parts):
            found.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return found.hexdigest()[:12]


def _there(name: str) -> bool:
    with _server() as server:
        return bool(server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


@contextlib.contextmanager
def _server() -> Iterator[psycopg.Connection[Any]]:
    """The tests' server, outside of any transaction."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        yield connection


def address(database: str) -> str:
    """The tests' server, another database."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))


def environment(url: str, data: Path) -> dict[str, str]:
    """What a program of ours is told: this database, this folder, demo accounts."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("LINLI_", "PYTEST_"))}
    kept = {name: os.environ[name] for name in ("LINLI_POSTGRES_BIN",) if name in os.environ}
    return {
        **mine,
        **kept,
        "DATABASE_URL": url,
        "LINLI_DATA": str(data),
        "LINLI_DEMO": "1",
        "LINLI_PHONE": "028-87310012",
        "LINLI_LANGUAGE": "en",
        "PYTHONUNBUFFERED": "1",
    }


class Served:
    """A demonstration of one's own behind a real server; a context manager that leaves nothing behind."""

    def __init__(self, name: str) -> None:
        self.database = f"linli_{name}_{os.getpid()}"
        self.data = Path(tempfile.mkdtemp(prefix="linli-journey-"))
        self.log = self.data / "server.log"
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where the pages are, without a slash at the end."""
        return f"http://localhost:{self.port}"

    def __enter__(self) -> Served:
        try:
            self._clone()
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_why: object) -> None:
        self._stop()
        with _server() as server:
            server.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.database))
            )
        shutil.rmtree(self.data, ignore_errors=True)

    def linli(self, *words: str) -> str:
        """What the program `linli` prints for these words; fails when it ends with a status other than 0."""
        done = subprocess.run(
            [sys.executable, "-m", "linli", *words],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def json(self, *words: str) -> Any:
        """The same, read as JSON."""
        return json.loads(self.linli(*words))

    @property
    def environment(self) -> dict[str, str]:
        """What our programs are told."""
        return environment(address(self.database), self.data)

    def _clone(self) -> None:
        name, data = template()
        with _server() as server:
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(self.database), sql.Identifier(name)
                )
            )
        for key in KEYS:
            shutil.copy2(data / key, self.data / key)
        if (data / "files").exists():
            shutil.copytree(data / "files", self.data / "files")

    def _start(self) -> None:
        self.port = _free_port()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "linli", "serve", "--port", str(self.port), "--workers", "1"],
                cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + PATIENCE
        while not self._answers():
            told = self.log.read_text(errors="replace")[-3000:]
            assert self.process.poll() is None, f"the server ended: {told}"
            assert time.monotonic() < until, f"the server does not answer: {told}"
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=10) as answer:  # noqa: S310 - our own address
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _stop(self) -> None:
        """Ask the supervisor, which ends its children; after 20 s end the whole group."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(5)


def _free_port() -> int:
    """A port that nobody has; each worker looks in a range of its own, below those that the system gives away.

    Between this look and the server's start another worker could otherwise be given the same one.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first = 18_000 + 1_000 * (worker % 10)
    for port in secrets.SystemRandom().sample(range(first, first + 1_000), 100):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError(f"no free port from {first} on")


if __name__ == "__main__":  # make test builds it while other tests run
    template()
