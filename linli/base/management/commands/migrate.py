"""Django's migrate, quicker (linli/base/migrating.py)."""

from typing import Any

from django.core.management.commands import migrate

from linli.base.migrating import one_model_at_a_time


class Command(migrate.Command):
    """Makes and changes the tables."""

    def handle(self, *args: Any, **options: Any) -> None:
        """As Django's own."""
        with one_model_at_a_time():
            super().handle(*args, **options)
