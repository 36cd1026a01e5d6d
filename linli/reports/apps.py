from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportsConfig(AppConfig):
    name = "linli.reports"
    label = "reports"

    def ready(self) -> None:
        from linli.base import slots
        from linli.files import api as files

        from . import api, tasks

        slots.find.fill("reports", api.find)
        files.register_export("reports.rows", tasks.roster)
        post_migrate.connect(_define, sender=self)


def _define(**_options: object) -> None:
    """After every update the definitions now in force are written down."""
    from django.db import connection

    from linli.base import clock

    from .actions import define

    if "reports_definition" in connection.introspection.table_names():
        define(on=clock.day_of(clock.real_now()))
