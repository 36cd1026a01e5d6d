from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "linli.places"
    label = "places"

    def ready(self) -> None:
        from linli.base import slots

        from . import figures

        slots.figures.fill("places", lambda: [*figures.SPINES, *figures.FIGURES])
