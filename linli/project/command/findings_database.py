"""What ``linli doctor`` looks at inside the database: server, role, tables, walls, keys."""

from collections.abc import Iterator
from datetime import UTC, datetime

from linli.project.command.findings import GOOD, MIND, WRONG, Finding
from linli.project.command.prepare import OLDEST
from linli.project.words import gettext as _

EXTENSIONS = ("btree_gist", "pg_trgm")
SKEW = 120


def everything() -> Iterator[Finding]:
    """All of it, as far as it can be reached."""
    from django.db import connection
    from django.db.utils import Error

    try:
        connection.ensure_connection()
    except Error as error:
        why = str(error).strip().splitlines()[0]
        yield Finding(
            "database", WRONG, _("the database cannot be reached: {why}").format(why=why),
            _("check DATABASE_URL and that the server runs; the embedded one starts with: make run"),
        )  # fmt: skip
        return
    yield from _server()
    yield from _role()
    yield from _extensions()
    missing = list(_tables())
    yield from missing
    if all(one.state == GOOD for one in missing):
        yield from _walls()
        yield from _keys()


def _ask(query: str, values: list[list[str]] | None = None) -> tuple[object, ...]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
    return tuple(row) if row else (None,)


def _server() -> Iterator[Finding]:
    number, encoding, moment = _ask(
        "SELECT current_setting('server_version_num')::int, getdatabaseencoding(), clock_timestamp()"
    )
    version = int(str(number))
    if version < OLDEST:
        yield Finding(
            "database", WRONG, _("PostgreSQL {v} is too old").format(v=version // 10000), _("use 15 or newer")
        )
    else:
        yield Finding("database", GOOD, _("PostgreSQL {v} answers").format(v=version // 10000))
    if encoding != "UTF8":
        yield Finding(
            "database", WRONG, _("the database's encoding is {encoding}").format(encoding=encoding),
            _("create it anew: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"),
        )  # fmt: skip
    if isinstance(moment, datetime):
        apart = abs((datetime.now(UTC) - moment).total_seconds())  # noqa: TID251 - two real clocks are compared
        if apart > SKEW:
            yield Finding(
                "clock", WRONG, _("this machine's clock and the database's are {n} s apart").format(n=int(apart)),
                _("set both by a time server"),
            )  # fmt: skip


def _role() -> Iterator[Finding]:
    name, superuser, bypass, may_create, owns = _ask(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb,"
        " (SELECT pg_get_userbyid(datdba) = current_user FROM pg_database WHERE datname = current_database())"
        " FROM pg_roles WHERE rolname = current_user"
    )
    if superuser or bypass:
        yield Finding(
            "role", WRONG, _("the role {name} sees through the walls (superuser or BYPASSRLS)").format(name=name),
            f"ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS;",
        )  # fmt: skip
    if not owns:
        yield Finding(
            "role", WRONG, _("the role {name} does not own the database").format(name=name),
            f"ALTER DATABASE … OWNER TO {name};",
        )  # fmt: skip
    if not (superuser or bypass) and owns:
        yield Finding(
            "role", GOOD, _("the role {name} owns the database and is no superuser").format(name=name)
        )
    if not may_create:
        yield Finding(
            "role", MIND, _("the role {name} may not create databases (only tests need that)").format(name=name),
            f"ALTER ROLE {name} CREATEDB;",
        )  # fmt: skip


def _extensions() -> Iterator[Finding]:
    (found,) = _ask(
        "SELECT array_agg(name::text) FROM pg_available_extensions WHERE name = ANY(%s)", [list(EXTENSIONS)]
    )
    missing = sorted(set(EXTENSIONS) - set(found if isinstance(found, list) else []))
    if missing:
        yield Finding(
            "extensions", WRONG, _("the server lacks the extensions {names}").format(names=", ".join(missing)),
            _("install the server's package of additional modules (postgresql-contrib)"),
        )  # fmt: skip
    else:
        yield Finding("extensions", GOOD, _("all extensions are available"))


def _tables() -> Iterator[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        yield Finding(
            "tables",
            WRONG,
            _("{n} steps are missing to bring the tables up to date").format(n=len(missing)),
            "linli migrate",
        )
    else:
        yield Finding("tables", GOOD, _("the tables are up to date"))


def _walls() -> Iterator[Finding]:
    from django.db import connection

    from linli.base import walls

    faults = walls.missing_walls(connection)
    for sentence in faults:
        yield Finding(
            "walls", WRONG, sentence,
            _("stop serving; raise it again: a migration of that app with RaiseWalls(), then linli migrate"),
        )  # fmt: skip
    if not faults:
        yield Finding("walls", GOOD, _("every walled table has its wall"))


def _keys() -> Iterator[Finding]:
    """The key ring is there and opens one value of every sealed column that has any."""
    from django.apps import apps

    from linli.base import keys
    from linli.base.fields import SealedField

    columns = [
        (
            model._meta.db_table,
            field.column,
            any(one.column == "community_id" for one in model._meta.local_fields),
        )
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, SealedField) and field.column
    ]
    samples = [
        (table, column, sample)
        for table, column, walled in columns
        if (sample := _sample(table, column, walled))
    ]
    mend = _("bring back keys.json of the data folder from a backup: sealed values cannot be read without it")
    if not keys.ring_path().exists():
        if samples:
            yield Finding(
                "keys", WRONG, _("the key ring {file} is missing").format(file=keys.ring_path()), mend
            )
        else:
            yield Finding("keys", GOOD, _("nothing is sealed yet; the key ring is made when it is needed"))
        return
    for table, column, sample in samples:
        try:
            keys.unseal(sample)
        except (keys.KeysMissing, ValueError, KeyError, IndexError):
            yield Finding(
                "keys", WRONG, _("the key ring does not open {where}").format(where=f"{table}.{column}"), mend
            )
            return
    yield Finding(
        "keys", GOOD, _("the key ring opens what is sealed ({n} columns tried)").format(n=len(samples))
    )


def _sample(table: str, column: str, walled: bool) -> bytes | None:
    from django.db import connection, transaction

    from linli.base.scope import all_communities, scope

    name, where = connection.ops.quote_name(table), connection.ops.quote_name(column)
    with transaction.atomic():
        communities = all_communities()
        with scope(communities if walled else ()):
            (value,) = _ask(f"SELECT {where} FROM {name} WHERE {where} IS NOT NULL LIMIT 1")
    return bytes(value) if isinstance(value, bytes | memoryview) else None
