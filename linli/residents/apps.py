from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "linli.residents"
    label = "residents"

    def ready(self) -> None:
        """Answer the slots of base."""
        from linli.base import slots

        from . import figures
        from .queries import board

        slots.todo.fill("residents", board.rows)
        slots.find.fill("residents", board.hits)
        slots.story.fill("residents", board.story)
        slots.figures.fill("residents", lambda: [*figures.SPINES, *figures.FIGURES])
