from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "linli.residents"
    label = "residents"

    def ready(self) -> None:
        """Answer the slots of base."""
        from linli.base import slots
        from linli.files import api as files
        from linli.kernel import say

        from . import figures
        from .actions import handing
        from .queries import addresses, behind, board
        from .queries import imports as imported
        from .views.common import behind_door, export_people

        slots.todo.fill("residents", board.rows)
        slots.hand_over.fill("residents", handing.hand_over)
        slots.find.fill("residents", board.hits)
        slots.door.fill("residents", behind_door)
        slots.occupied.fill("residents", behind.occupied)
        slots.figures.fill("residents", lambda: [*figures.SPINES, *figures.FIGURES])
        files.register_export("residents.people", export_people)
        files.register_owner(imported.OWNER, imported.may_open, keep_days=730)
        for work, label in (
            ("read", say("Reading a file")),
            ("apply", say("Import")),
            ("undo", say("Undoing an import")),
        ):
            job = f"residents.{work}_import"
            files.register_work(job, label, job=job, url=addresses.import_page, unit=say("rows"))
