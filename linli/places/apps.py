"""Places answers the slots of base: the board, the command box, the figures."""

from __future__ import annotations

from django.apps import AppConfig

from linli.base import slots


class PlacesConfig(AppConfig):
    name = "linli.places"
    label = "places"

    def ready(self) -> None:
        from . import figures
        from .views import board

        slots.todo.fill("places", board.todo)
        slots.find.fill("places", board.find)
        slots.figures.fill("places", lambda: [*figures.SPINES, *figures.FIGURES])
