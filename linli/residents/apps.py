from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "linli.residents"
    label = "residents"

    def ready(self) -> None:
        from linli.base import slots

        from . import figures

        slots.figures.fill("residents", lambda: [*figures.SPINES, *figures.FIGURES])
