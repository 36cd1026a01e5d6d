"""One embedded PostgreSQL: start or adopt it, see that it lives, stop it when its last user leaves."""

import contextlib
import fcntl
import json
import os
import random
import secrets
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg
from psycopg import sql

from linli.project import environ
from linli.project.cluster import create, processes, programs
from linli.project.cluster.errors import ClusterError
from linli.project.cluster.owner import Owner, choose, home, reachable
from linli.project.words import gettext as _

ROLE = DATABASE = "linli"
PATIENCE = 300.0
PORTS = range(15432, 16432)
Tell = Callable[[str], None]


def _quiet(_sentence: str) -> None:
    """Say nothing."""


class Cluster:
    """The embedded PostgreSQL of one data folder.

    ``<data>/postgres`` holds the passwords and ``connection.json`` (both for us alone); ``home`` beneath
    or elsewhere holds what belongs to the server's account. Every process that needs the server holds a
    shared lock while it does, so the last one to leave knows that it may stop the server, and a lock
    held by a killed process is gone with it.
    """

    def __init__(self, data: Path, tell: Tell = _quiet, settings: Mapping[str, str] | None = None) -> None:
        self.folder = data / "postgres"
        self.tell = tell
        self.settings = settings or {}
        self.pid: int | None = None
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._use: IO[str] | None = None

    # Places

    @property
    def home(self) -> Path:
        """Where the server's own files lie."""
        remembered = self.folder / "place"
        return Path(remembered.read_text(encoding="utf-8").strip()) if remembered.exists() else self.folder

    @property
    def cluster(self) -> Path:
        """PostgreSQL's data folder proper."""
        return self.home / "cluster"

    @property
    def exists(self) -> bool:
        """Whether there are data already."""
        return (self.cluster / "PG_VERSION").exists()

    def _password(self, role: str) -> str:
        place = self.folder / f"{role}.password"
        if not place.exists():
            environ.private_file(place, secrets.token_urlsafe(32).encode())
        return place.read_text(encoding="utf-8").strip()

    def url(self, role: str = ROLE, database: str = DATABASE) -> str:
        """How to connect."""
        return f"postgresql://{role}:{quote(self._password(role))}@127.0.0.1:{self.port}/{database}"

    # Start

    def start(self) -> str:
        """Start the server, or adopt one that runs already; answers the address. Waits up to 300 s."""
        try:
            self._prepare_folder()
            with self._locked("start.lock", fcntl.LOCK_EX):
                self._hold()
                self._start()
        except PermissionError as error:
            raise ClusterError(
                _(
                    "{file} cannot be written; give it to the account that starts Linli, or set LINLI_DATA."
                ).format(file=error.filename or self.folder)
            ) from None
        except OSError as error:
            raise ClusterError(
                _("{folder} cannot be used: {why}.").format(folder=self.folder, why=error.strerror or error)
            ) from None
        except BaseException:
            self.leave()
            raise
        return self.url()

    def _prepare_folder(self) -> None:
        mode = 0o711 if os.geteuid() == 0 else 0o700
        for folder in (self.folder.parent, self.folder):
            if not folder.exists():
                folder.mkdir(parents=True)
                folder.chmod(mode)

    def _start(self) -> None:
        if (pid := processes.postmaster(self.cluster)) is not None:
            self.pid, self.port = pid, processes.port_of(self.cluster) or 0
            with contextlib.suppress(ClusterError):
                self._wait_ready(patience=30)
                self._remember()
                return
            self.tell(_("The database server that was left over does not answer; it is started again."))
            processes.end(pid, patience=10)
        owner = choose(self.cluster)
        place = home(self.folder, owner)
        tools = reachable(programs.find(self._major()), owner, place)
        if not self.exists:
            self.tell(_("Creating the database in {folder} …").format(folder=self.cluster))
            create.create(self.cluster, tools, owner, self._password(create.SUPERUSER))
        owner.own(self.home / "log")
        create.configure(self.cluster, owner, self.settings)
        processes.clear_remains(self.cluster)
        self._launch(tools, owner)
        self._wait_ready()
        self._remember()

    def _major(self) -> int | None:
        try:
            return int((self.cluster / "PG_VERSION").read_text(encoding="utf-8").strip())
        except (OSError, ValueError):
            return None

    def _launch(self, tools: programs.Programs, owner: Owner) -> None:
        self.port = self._free_port()
        with (self.folder / "start.log").open("wb") as log:
            self._process = subprocess.Popen(
                [tools["postgres"], "-D", str(self.cluster), "-p", str(self.port)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.environ.get("PATH", os.defpath)},
                **owner.options(),
            )
        self.pid = self._process.pid

    def _free_port(self) -> int:
        remembered = self.folder / "port"
        ports = random.sample(PORTS, 50)
        with contextlib.suppress(OSError, ValueError):
            ports.insert(0, int(remembered.read_text(encoding="utf-8")))
        for port in ports:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError:
                    continue
            remembered.write_text(f"{port}\n", encoding="utf-8")
            return port
        raise ClusterError(_("No free port was found for the database on 127.0.0.1."))

    def _wait_ready(self, patience: float = PATIENCE) -> None:
        began = last_word = time.monotonic()
        while time.monotonic() - began < patience:
            if not self.alive():
                raise ClusterError(
                    _("The database server did not start: {why} The whole log: {log}").format(
                        why=self._last_words(), log=self.home / "log"
                    )
                )
            try:
                psycopg.connect(self.url(), connect_timeout=5).close()
                return
            except psycopg.OperationalError as error:
                if "does not exist" in str(error) or "password authentication" in str(error):
                    self._make_role()
            if time.monotonic() - last_word > 10:
                last_word = time.monotonic()
                self.tell(_("The database is still starting (it may be recovering after a crash) …"))
            time.sleep(0.05)
        raise ClusterError(
            _("The database server did not answer within {seconds} s; see {log}").format(
                seconds=int(patience), log=self.home / "log"
            )
        )

    def _last_words(self) -> str:
        """The server's last complaint, without what led to it."""
        logs = [self.folder / "start.log", *sorted(self.home.glob("log/*"), key=lambda f: f.stat().st_mtime)]
        for log in reversed(logs):
            for line in reversed(log.read_text(encoding="utf-8", errors="replace").splitlines()):
                if "FATAL" in line or "PANIC" in line or "could not" in line:
                    return line.split("]", 1)[-1].strip()
        return _("it ended at once.")

    def _make_role(self) -> None:
        """The login role and its database: no superuser; it may create databases (tests) and owns its own."""
        role, password = sql.Identifier(ROLE), sql.Literal(self._password(ROLE))
        with psycopg.connect(self.url(create.SUPERUSER, "postgres"), autocommit=True) as superuser:
            known = superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone()
            verb = sql.SQL("ALTER" if known else "CREATE")
            superuser.execute(
                sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB PASSWORD {}").format(
                    verb, role, password
                )
            )
            if not superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                superuser.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), role)
                )

    def _remember(self) -> None:
        content = json.dumps({"url": self.url(), "port": self.port, "pid": self.pid}).encode()
        draft = environ.connection_name(self.folder).with_suffix(f".{os.getpid()}")
        draft.unlink(missing_ok=True)
        environ.private_file(draft, content)
        draft.replace(environ.connection_name(self.folder))

    # While it runs

    def alive(self) -> bool:
        """Whether the server process lives."""
        if self._process is not None:
            return self._process.poll() is None
        return self.pid is not None and processes.postmaster(self.cluster) == self.pid

    def restart(self) -> None:
        """Start it again after it died; the same port, so that nobody needs to be told."""
        with self._locked("start.lock", fcntl.LOCK_EX):
            self._process = None
            self._start()

    # Stop

    def _hold(self) -> None:
        self._use = self._open("in-use.lock")
        fcntl.flock(self._use, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Stop using the server; the last one to leave stops it. True when it was stopped."""
        if self._use is None:
            return False
        use, self._use = self._use, None
        with use:
            try:
                fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return False
            pid = processes.postmaster(self.cluster) or (self.pid if self.alive() else None)
            if pid is not None:
                processes.end(pid)
            if self._process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(10)
        return True

    def _open(self, name: str) -> IO[str]:
        return (self.folder / name).open("a", encoding="utf-8")

    @contextlib.contextmanager
    def _locked(self, name: str, how: int) -> Iterator[None]:
        with self._open(name) as file:
            fcntl.flock(file, how)
            yield


@contextlib.contextmanager
def running(data: Path, tell: Tell = _quiet) -> Iterator[Cluster]:
    """The embedded server for as long as the block lasts, or longer when others use it too."""
    cluster = Cluster(data, tell)
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.leave()
