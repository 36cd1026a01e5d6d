"""What stands between a database and serving it: version, tables, demo, static files.

All of it needs Django, whose import takes seconds of processor time. What was found in order is therefore
noted in ``<data>/prepared.json`` together with a digest of the program's files and the state of the
database's list of migrations; while both are as noted, the next start goes straight to serving.
"""

import hashlib
import importlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg

import linli
from linli.project import environ
from linli.project.command.failures import Stop
from linli.project.words import gettext as _

OLDEST = 150000
Tell = Callable[[str], None]


def everything(*, migrate: bool, demo: bool, tell: Tell, check_stop: Callable[[], None]) -> list[str]:
    """Make all ready; the lines that tell the demo accounts. Nothing is done twice."""
    before = _state(demo)
    noted = _noted()
    if noted.get("state") == before:
        return [str(line) for line in noted.get("accounts", [])]
    check_stop()
    _database(migrate=migrate, tell=tell)
    check_stop()
    if demo:
        _load_demo(tell)
    check_stop()
    _static()
    lines = _accounts()
    _note_file().write_text(json.dumps({"state": _state(demo), "accounts": lines}), encoding="utf-8")
    return lines


def _note_file() -> Path:
    return environ.data() / "prepared.json"


def _noted() -> dict[str, Any]:
    try:
        found = json.loads(_note_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _state(demo: bool) -> str:
    """A digest of the program and of how far the database is; any change of either changes it."""
    parts = [
        sys.version,
        str(demo),
        *sorted(f"{k}={v}" for k, v in os.environ.items() if k.startswith("LINLI_")),
    ]
    parts += [f"{file} {stat.st_size} {stat.st_mtime_ns}" for file, stat in _program()]
    return hashlib.sha256("\n".join([*parts, _progress()]).encode()).hexdigest()


def _program() -> Iterator[tuple[str, os.stat_result]]:
    root = Path(linli.__file__).parent
    for place, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in ("__pycache__", "tests"))
        static = "/static" in place.removeprefix(str(root))
        for name in sorted(files):
            if static or name.endswith(".py"):
                path = os.path.join(place, name)
                yield path, os.stat(path)
    lock = environ.ROOT / "requirements" / "run.txt"
    if lock.exists():
        yield str(lock), lock.stat()


def _progress() -> str:
    """Which database this is and how many migrations it has seen; also whether it answers and is new enough."""
    try:
        with psycopg.connect(environ.database_url(), connect_timeout=30) as connection:
            version = connection.info.server_version
            known = connection.execute(
                "SELECT to_regclass('public.django_migrations') IS NOT NULL"
            ).fetchone()
            row: tuple[Any, ...] | None = None
            if known and known[0]:
                row = connection.execute(
                    "SELECT d.oid, d.datname, (SELECT count(*) FROM django_migrations), (SELECT max(applied) FROM django_migrations)"
                    " FROM pg_database d WHERE datname = current_database()"
                ).fetchone()
    except psycopg.OperationalError as error:
        raise Stop(
            _("the database cannot be reached: {why} Check DATABASE_URL and that the server runs.").format(
                why=str(error).strip().splitlines()[0]
            )
        ) from None
    if version < OLDEST:
        raise Stop(
            _("the database server is PostgreSQL {version}; Linli needs 15 or newer.").format(
                version=version // 10000
            )
        )
    return str(row)


def _database(*, migrate: bool, tell: Tell) -> None:
    """The database has this version's tables (made here when ``migrate``)."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing and not migrate:
        raise Stop(
            _(
                "the tables are older than this version ({n} steps are missing). Make a backup, then type: linli migrate"
            ).format(n=len(missing))
        )
    if missing:
        tell(_("Bringing the tables up to date ({n} steps) …").format(n=len(missing)))
        call_command("migrate", verbosity=0, interactive=False)
    connection.close()


def _demo() -> ModuleType | None:
    if find_spec("linli.project.demo") is None:
        return None
    return importlib.import_module("linli.project.demo")


def _load_demo(tell: Tell) -> None:
    """Load the demo community when the database is empty."""
    from django.conf import settings
    from django.db import connection

    module = _demo()
    refused = "LINLI_DEMO" in os.environ and not settings.DEMO
    if module is not None and not refused and module.needed():
        tell(_("Loading the demo community …"))
        settings.DEMO = settings.LINLI_DEMO = True
        module.load(tell)
    connection.close()


def _accounts() -> list[str]:
    """The demo accounts to show after the start, one line each."""
    from django.conf import settings

    module = _demo()
    lines = getattr(module, "account_lines", None)
    return [str(line) for line in lines()] if lines is not None and getattr(settings, "DEMO", True) else []


def _static() -> None:
    """Collect style sheets, scripts and pictures into the data folder."""
    from django.core.management import call_command

    (environ.data() / "static").mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
