"""What stands between a database and serving it: version, tables, demo, static files."""

import hashlib
import importlib
import json
import os
from collections.abc import Callable
from importlib.util import find_spec
from types import ModuleType

from linli.project import environ
from linli.project.command.failures import Stop
from linli.project.words import gettext as _

OLDEST = 150000
Tell = Callable[[str], None]


def _django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
    django.setup()
    importlib.import_module("linli.project.wsgi")  # what the web workers will load: better one complaint here


def database(*, migrate: bool, tell: Tell) -> None:
    """The database answers, is new enough, and has this version's tables (made here when ``migrate``)."""
    _django()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import Error

    try:
        connection.ensure_connection()
    except Error as error:
        raise Stop(
            _("the database cannot be reached: {why} Check DATABASE_URL and that the server runs.").format(
                why=str(error).strip().splitlines()[0]
            )
        ) from None
    raw = connection.connection
    version = raw.info.server_version if raw is not None else 0
    if version < OLDEST:
        raise Stop(
            _("the database server is PostgreSQL {version}; Linli needs 15 or newer.").format(
                version=version // 10000
            )
        )
    missing = MigrationExecutor(connection).migration_plan(
        MigrationExecutor(connection).loader.graph.leaf_nodes()
    )
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


def demo(tell: Tell) -> None:
    """Load the demo community when the database is empty."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.db import connection

    module = _demo()
    if module is None or not getattr(module, "load", None) or not getattr(settings, "DEMO", True):
        return
    needed = getattr(module, "needed", None)
    if needed() if needed is not None else not get_user_model().objects.exists():
        tell(_("Loading the demo community …"))
        module.load(tell)
    connection.close()


def accounts() -> list[str]:
    """The demo accounts to show after the start, one line each."""
    from django.conf import settings

    module = _demo()
    lines = getattr(module, "account_lines", None)
    return [str(line) for line in lines()] if lines is not None and getattr(settings, "DEMO", True) else []


def static(tell: Tell) -> None:
    """Collect style sheets, scripts and pictures into the data folder when any of them changed."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = os.stat(storage.path(name))
            digest.update(f"{name}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    target = environ.data() / "static"
    stamp = environ.data() / "static.json"
    try:
        known = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        known = None
    if known != digest.hexdigest() or not target.exists():
        target.mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(json.dumps(digest.hexdigest()), encoding="utf-8")
