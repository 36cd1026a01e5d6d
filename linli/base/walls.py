"""The walls as PostgreSQL holds them: policies and references inside a community.

`RaiseWalls()` is the last operation of every migration that adds a walled model. It gives
each walled table of the app (history tables too) its forced policy, a unique
(community, id), and for every `Inside` reference a composite foreign key, because the
database's own checks look through row-level security: a plain reference to another
community's row would be accepted.
"""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.models import Model

from .fields import Inside

POLICY = "community_wall"
SEES = "community_id = ANY ((SELECT current_setting('linli.communities')::int[])::int[])"


class RaiseWalls(Operation):
    """Give every walled table of the migration's app its wall; safe to run again."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The model state does not change."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        models = walled_models(to_state.apps, app_label)
        for model in models:
            for statement in _wall(model) + _own_key(model):
                schema_editor.execute(statement)
        for model in models:
            for statement in _references(model):
                schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Tables that go take their walls along."""

    def describe(self) -> str:
        return "Raise the walls of this app's tables"


def walled_models(apps: Apps, app_label: str | None = None) -> list[type[Model]]:
    """Models with a community, history models among them."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if (app_label is None or model._meta.app_label == app_label)
        and model._meta.managed
        and not model._meta.proxy
        and any(field.name == "community" for field in model._meta.local_fields)
    ]


def is_history(model: type[Model]) -> bool:
    """Whether the model holds row versions of another."""
    return any(field.name == "pgh_id" for field in model._meta.local_fields)


def inside_fields(model: type[Model]) -> list[Inside]:
    """The references of a model that must stay inside its community."""
    if is_history(model):
        return []
    return [field for field in model._meta.local_fields if isinstance(field, Inside)]


def reference_name(table: str, column: str) -> str:
    """The name of the composite foreign key of one reference."""
    return f"{table}_{column}_inside"[-63:]


def missing_walls(connection: BaseDatabaseWrapper, apps: Apps | None = None) -> list[str]:
    """Sentences naming every walled table that lacks its wall, its own key or a reference."""
    if apps is None:
        from django.apps import apps as installed

        apps = installed
    faults = []
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, c.relrowsecurity and c.relforcerowsecurity,"
            " exists(select from pg_policy p where p.polrelid = c.oid and p.polname = %s)"
            " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where c.relkind = 'r' and n.nspname = current_schema()",
            [POLICY],
        )
        tables = {name: forced and policy for name, forced, policy in cursor.fetchall()}
        cursor.execute("select conname from pg_constraint")
        constraints = {name for (name,) in cursor.fetchall()}
    for model in walled_models(apps):
        table = model._meta.db_table
        if not tables.get(table, False):
            faults.append(f"{table}: row-level security with policy {POLICY} is missing or not forced")
        for field in inside_fields(model):
            if reference_name(table, field.column) not in constraints:
                faults.append(f"{table}.{field.column}: the reference can leave its community")
    return faults


def _wall(model: type[Model]) -> list[str]:
    table = model._meta.db_table
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'DROP POLICY IF EXISTS {POLICY} ON "{table}"',
        f'CREATE POLICY {POLICY} ON "{table}" USING ({SEES}) WITH CHECK ({SEES})',
    ]


def _own_key(model: type[Model]) -> list[str]:
    if is_history(model):
        return []
    table = model._meta.db_table
    name = f"{table}_own"
    return [
        f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}" CASCADE',
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" UNIQUE (community_id, {model._meta.pk.column})',
    ]


def _references(model: type[Model]) -> list[str]:
    statements = []
    table = model._meta.db_table
    for field in inside_fields(model):
        name = reference_name(table, field.column)
        target = field.related_model._meta
        statements += [
            f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"',
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (community_id, {field.column})'
            f' REFERENCES "{target.db_table}" (community_id, {target.pk.column}) DEFERRABLE INITIALLY DEFERRED',
        ]
    return statements
