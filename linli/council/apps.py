from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "linli.council"
    label = "council"

    def ready(self) -> None:
        """Answer the slots of base, one slice after the other."""
        self._figures()
        self._meetings()
        self._projects()

    def _figures(self) -> None:
        from linli.base import slots

        from . import figures

        slots.figures.fill("council", lambda: [*figures.SPINES, *figures.FIGURES])

    def _meetings(self) -> None:
        """Bodies, meetings, motions, the four steps."""

    def _projects(self) -> None:
        """Opinions, projects, money, works."""
