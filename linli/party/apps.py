from django.apps import AppConfig


class PartyConfig(AppConfig):
    name = "linli.party"
    label = "party"

    def ready(self) -> None:
        """Answer the slots of base."""
        from linli.base import slots
        from linli.files import api as files

        from . import figures
        from .actions import merging
        from .queries import board, meetings, named
        from .views.exports import meeting_rows, member_rows

        slots.todo.fill("party", board.rows)
        slots.figures.fill("party", lambda: [*figures.SPINES, *figures.FIGURES])
        slots.merged.fill("party", merging.merged)
        slots.named.fill("party", named.named)
        files.register_owner(meetings.OWNER, meetings.may_open_file)
        files.register_export("party.members", member_rows)
        files.register_export("party.meetings", meeting_rows)
