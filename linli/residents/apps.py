from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "linli.residents"
    label = "residents"

    def ready(self) -> None:
        """Answer the slots of base."""
        from linli.base import slots
        from linli.files import api as files

        from . import figures
        from .queries import board
        from .views.common import export_people

        slots.todo.fill("residents", board.rows)
        slots.find.fill("residents", board.hits)
        slots.story.fill("residents", board.story)
        slots.figures.fill("residents", lambda: [*figures.SPINES, *figures.FIGURES])
        files.register_export("residents.people", export_people)
