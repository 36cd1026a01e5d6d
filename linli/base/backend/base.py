"""PostgreSQL as Linli uses it: migrations see every community."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base, schema


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    """Runs with all communities in scope, for data migrations and for constraint checks."""

    def __enter__(self) -> Any:
        editor = super().__enter__()
        with self.connection.cursor() as cursor:
            cursor.execute("select to_regclass('places_area')")
            row = cursor.fetchone()
            communities = "{}"
            if row and row[0]:
                cursor.execute(
                    "select coalesce(array_agg(id), '{}')::text from places_area where level = 'community'"
                )
                communities = cursor.fetchone()[0]
            cursor.execute(
                "select set_config('linli.communities', %s, %s)", [communities, self.atomic_migration]
            )
        return editor


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own wrapper with our schema editor."""

    SchemaEditorClass = DatabaseSchemaEditor
