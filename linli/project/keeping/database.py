"""The database side of a backup: counts and digests, pg_dump and pg_restore by the right programs.

The dump is made by the login role itself under row-level security with all communities in scope. A
consistent snapshot is shared between the counting and the dump, so writes meanwhile do no harm.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
from psycopg import sql

from linli.project import environ
from linli.project.cluster import ClusterError, programs
from linli.project.words import gettext as _

# A text of a row must not depend on who asks: every setting that shapes it is fixed.
FIXED = {
    "timezone": "UTC",
    "datestyle": "ISO, YMD",
    "intervalstyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
}
STARTUP_LIMIT = 9000
NEWER_THAN_OLDEST = b"transaction_timeout"
"""A setting that a newer pg_restore writes into its script and older servers do not know."""

Counts = dict[str, dict[str, Any]]


@contextmanager
def session(url: str) -> Iterator[psycopg.Connection]:
    """One repeatable-read transaction with every community in scope and fixed output."""
    with psycopg.connect(url, connect_timeout=30) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        for name, value in FIXED.items():
            connection.execute("SELECT set_config(%s, %s, true)", [name, value])
        connection.execute("SELECT set_config('linli.communities', %s, true)", [communities(connection)])
        yield connection
        connection.rollback()


def communities(connection: psycopg.Connection) -> str:
    """All communities as PostgreSQL writes an array; ``{}`` while there is no table of areas."""
    if not _one(connection, "SELECT to_regclass('public.places_area')"):
        return "{}"
    return str(
        _one(
            connection,
            "SELECT coalesce(array_agg(id ORDER BY id), '{}')::text FROM places_area WHERE level = 'community'",
        )
    )


def _one(connection: psycopg.Connection, query: str) -> Any:
    row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


def tables(connection: psycopg.Connection) -> list[str]:
    """All tables of the product, by name."""
    rows = connection.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND n.nspname = 'public' ORDER BY 1"
    )
    return [str(row[0]) for row in rows]


def counts(connection: psycopg.Connection) -> Counts:
    """Rows and a digest of every table. The digest does not depend on the order of rows.

    It is the sum of 60 bits of each row's MD5: it finds loss and damage, not a forger.
    """
    found: Counts = {}
    for name in tables(connection):
        row = connection.execute(
            sql.SQL(
                "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint::numeric), 0)::text FROM {} t"
            ).format(sql.Identifier(name))
        ).fetchone()
        found[name] = {"rows": row[0], "digest": row[1]} if row else {"rows": 0, "digest": "0"}
    return found


def server_major(connection: psycopg.Connection) -> int:
    """The server's major version."""
    return connection.info.server_version // 10000


def _connect_options(url: str, scope: str) -> tuple[str, dict[str, str]]:
    """An address without its password (command lines are public), and the environment that has it."""
    fields = environ.database_fields(url)
    options = {
        "host": fields["HOST"],
        "port": fields["PORT"],
        "user": fields["USER"],
        "dbname": fields["NAME"],
        **fields["OPTIONS"],
    }
    address = "postgresql://?" + urlencode({name: value for name, value in options.items() if value})
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return address, {
        **environment,
        "PGPASSWORD": fields["PASSWORD"],
        "PGOPTIONS": f"-c linli.communities={scope}",
        "PGCLIENTENCODING": "UTF8",
        "LC_ALL": "C",
    }


def dump(url: str, connection: psycopg.Connection, file: Path) -> None:
    """Write the dump of exactly what this session sees."""
    scope = communities(connection)
    if len(scope) > STARTUP_LIMIT:
        raise ClusterError(
            _(
                "There are too many communities for one dump (the list of them does not fit into a connection). Use the "
                "database server's own backup (pg_basebackup), and keep {keys} safe beside it."
            ).format(keys=environ.data() / "keys.json")
        )
    snapshot = _one(connection, "SELECT pg_export_snapshot()")
    tool = programs.for_dump(server_major(connection))
    address, environment = _connect_options(url, scope)
    command = [
        tool["pg_dump"],
        "--format=custom",
        "--enable-row-security",
        "--no-owner",
        "--no-acl",
        "--no-comments",
    ]
    command += [f"--snapshot={snapshot}", f"--file={file}", f"--dbname={address}"]
    _run(command, environment, _("The database could not be dumped: {why}"))


def load(url: str, file: Path, written_by: int) -> None:
    """Fill an empty database from a dump in one transaction: wholly or not at all.

    The programs are at least as new as the dump; a line that an older server does not know is left out.
    """
    tool = programs.for_dump(written_by)
    address, environment = _connect_options(url, "{}")
    script = file.with_suffix(".sql")
    options = ["--no-owner", "--no-acl", "--no-comments", "--enable-row-security", f"--file={script}"]
    try:
        _run([tool["pg_restore"], *options, str(file)], environment, _("The dump cannot be read: {why}"))
        filtered = file.with_suffix(".load")
        with script.open("rb") as old, filtered.open("wb") as new:
            inside_data = False
            for line in old:
                if line.startswith(b"COPY ") and line.rstrip().endswith(b"FROM stdin;"):
                    inside_data = True
                elif line == b"\\.\n":
                    inside_data = False
                if inside_data or line.split()[:2] != [b"SET", NEWER_THAN_OLDEST]:
                    new.write(line)
        script.unlink()
        command = [tool["psql"], "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        command += [f"--dbname={address}", f"--file={filtered}", "--output=/dev/null"]
        _run(command, environment, _("The dump could not be loaded: {why}"))
    finally:
        script.unlink(missing_ok=True)
        file.with_suffix(".load").unlink(missing_ok=True)


def empty_again(url: str) -> None:
    """Drop what a failed restore left: the database was empty before, so all of it is ours."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP OWNED BY CURRENT_USER")


def _run(command: list[str], environment: dict[str, str], sentence: str) -> None:
    done = subprocess.run(
        command, env=environment, check=False, capture_output=True, text=True, errors="replace"
    )
    if done.returncode != 0:
        # The first line names the trouble; those after it may quote rows.
        said = [
            line for line in done.stderr.splitlines() if "error" in line.lower()
        ] or done.stderr.splitlines()
        raise ClusterError(sentence.format(why=said[0] if said else f"exit {done.returncode}"))
