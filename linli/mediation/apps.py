from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "linli.mediation"
    label = "mediation"

    def ready(self) -> None:
        """Answer the slots of base. Nothing here answers `find`, `story` or `named`: mediation is not hinted at."""
        from linli.base import slots
        from linli.files import api as files
        from linli.journal import api as journal

        from . import figures
        from .queries import board, reach
        from .rules import codes

        for words in (codes.SOURCES, codes.SIDES, codes.TALKS, codes.FORMS, codes.PERFORMANCES):
            journal.name_values("kind", words, "dispute")
        journal.name_values("reason", codes.RECUSALS, "dispute")
        slots.figures.fill("mediation", lambda: [*figures.SPINES, *figures.FIGURES])
        slots.todo.fill("mediation", board.rows)
        files.register_owner(reach.OWNER, reach.may_open_file)
