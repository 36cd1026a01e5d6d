"""Places answers the slots of base: the board, the command box, the figures."""

from __future__ import annotations

from django.apps import AppConfig

from linli.base import slots


class PlacesConfig(AppConfig):
    name = "linli.places"
    label = "places"

    def ready(self) -> None:
        from linli.journal import api as journal

        from . import figures
        from .forms.words import FACTS, SCHEMES
        from .views import board

        journal.name_values("scheme", SCHEMES, "cell")
        journal.name_values("fact", FACTS, "area")

        slots.todo.fill("places", board.todo)
        slots.find.fill("places", board.find)
        slots.figures.fill("places", lambda: [*figures.SPINES, *figures.FIGURES])
