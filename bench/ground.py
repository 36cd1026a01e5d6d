"""Where the measuring happens: databases that are given, or an embedded PostgreSQL with two filled ones."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench.lines import tell
from linli.project.cluster import running

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data" / "bench"
#: Code of the first community that `linli demo --communities` founds.
FIRST = "510105900001"


@dataclass(frozen=True)
class Where:
    """Addresses of a database with one community and of one with many."""

    small: str
    large: str
    told: str


@contextmanager
def databases(small: str, large: str, communities: int, people: int) -> Iterator[Where]:
    """The given databases, or the embedded ones, filled when they are not there yet."""
    if small and large:
        yield Where(small, large, "databases as given")
        return
    with running(DATA, tell) as cluster:
        whole = cluster.url(database="postgres")
        one = filled(whole, 1, people)
        many = filled(whole, communities, people)
        yield Where(
            one, many, f"one community and {communities} of {people:,} people each, embedded PostgreSQL"
        )


def filled(server: str, communities: int, people: int) -> str:
    """The address of a database with so many communities; filling happens once and is kept."""
    name = f"bench_{communities}x{people}"
    address, half = at(server, name), at(server, f"{name}_filling")
    with psycopg.connect(server, autocommit=True) as connection:
        known = {row[0] for row in connection.execute("select datname from pg_database").fetchall()}
        if name in known:
            return address
        tell(
            f"filling {communities} communities with {people:,} people each, once: about {communities * 8} s"
        )
        making = sql.Identifier(f"{name}_filling")
        connection.execute(sql.SQL("drop database if exists {}").format(making))
        connection.execute(sql.SQL("create database {}").format(making))
        for words in (
            ["migrate", "-v", "0"],
            ["demo", "--communities", str(communities), "--people", str(people)],
        ):
            subprocess.run(
                [sys.executable, "-m", "django", *words], cwd=ROOT, env=environment(half), check=True
            )
        connection.execute(sql.SQL("alter database {} rename to {}").format(making, sql.Identifier(name)))
    return address


def with_appeals(base: str, count: int, state: str = "") -> str:
    """The address of a copy of a filled database, with so many appeals; filling happens once and is kept."""
    held = urlsplit(base).path.removeprefix("/")
    name = f"{held}_appeals_{count}" + (f"_{state}" if state else "")
    address, half = at(base, name), at(base, f"{name}_filling")
    with psycopg.connect(at(base, "postgres"), autocommit=True) as connection:
        known = {row[0] for row in connection.execute("select datname from pg_database").fetchall()}
        if name in known:
            return address
        tell(f"filling a community with {count:,} {state} appeals, once: about {count // 1000} s")
        making = sql.Identifier(f"{name}_filling")
        connection.execute(sql.SQL("drop database if exists {}").format(making))
        connection.execute(sql.SQL("create database {} template {}").format(making, sql.Identifier(held)))
        words = ["-m", "bench.matters", FIRST, str(count), *([state] if state else [])]
        subprocess.run([sys.executable, *words], cwd=ROOT, env=environment(half), check=True)
        connection.execute(sql.SQL("alter database {} rename to {}").format(making, sql.Identifier(name)))
    return address


@contextmanager
def copied(base: str) -> Iterator[str]:
    """A copy of a database, dropped afterwards."""
    name, held = f"bench_copy_{os.getpid()}", urlsplit(base).path.removeprefix("/")
    with psycopg.connect(at(base, "postgres"), autocommit=True) as connection:
        connection.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(held))
        )
        try:
            yield at(base, name)
        finally:
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@contextmanager
def scratch(near: str) -> Iterator[str]:
    """An empty, migrated database on the same server, dropped afterwards."""
    name = f"bench_scratch_{os.getpid()}"
    address = at(near, name)
    with psycopg.connect(near, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            migrate = [sys.executable, "-m", "django", "migrate", "-v", "0"]
            subprocess.run(migrate, cwd=ROOT, env=environment(address), check=True)
            yield address
        finally:
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def at(server: str, database: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{database}"))


def environment(database: str) -> dict[str, str]:
    """What a part runs with."""
    DATA.mkdir(parents=True, exist_ok=True)
    return {
        **os.environ, "DATABASE_URL": database, "LINLI_DATA": os.environ.get("LINLI_DATA", str(DATA)), "LINLI_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "linli.project.settings",
    }  # fmt: skip


def peer_python() -> str:
    """The python of the peer's own environment, made when it is not there."""
    folder = DATA / "peer"
    python = folder / "bin" / "python"
    if not python.exists():
        tell("making the peer's environment …")
        venv.create(folder, with_pip=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r"]
        subprocess.run([str(python), *install, str(ROOT / "requirements" / "bench.txt")], check=True)
    return str(python)
