from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "linli.care"
    label = "care"

    def ready(self) -> None:
        """Answer the slots of base."""
        from linli.base import slots

        from . import figures
        from .actions import merging
        from .queries import board

        slots.todo.fill("care", board.rows)
        slots.service.fill("care", board.story)
        slots.figures.fill("care", lambda: [*figures.SPINES, *figures.FIGURES])
        slots.merged.fill("care", merging.merged)
