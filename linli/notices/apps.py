from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "linli.notices"
    label = "notices"

    def ready(self) -> None:
        """Answer the slots of base."""
        from linli.base import slots
        from linli.files import api as files
        from linli.journal import api as journal

        from . import figures
        from .queries import board, reach, themes
        from .rules import codes
        from .views.notices import export_rows

        journal.name_values("theme", codes.THEMES)
        journal.name_values("kind", codes.KINDS, "notice")
        journal.name_values("maker", codes.MAKERS, "pledge")
        journal.name_values("state", codes.PLEDGE_STATES, "pledge")
        journal.name_values("way", codes.WAYS, "questionnaire")
        slots.figures.fill("notices", lambda: [*figures.SPINES, *figures.FIGURES])
        slots.todo.fill("notices", board.rows)
        slots.named.fill("notices", themes.named)
        files.register_owner(reach.OWNER, reach.may_open_file)
        files.register_export("notices.notices", export_rows)
