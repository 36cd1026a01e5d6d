from django.apps import AppConfig


class PartyConfig(AppConfig):
    name = "linli.party"
    label = "party"

    def ready(self) -> None:
        """Answer the slots of base."""
        from linli.base import slots
        from linli.files import api as files
        from linli.journal import api as journal

        from . import figures
        from .actions import merging
        from .queries import board, meetings, named
        from .rules import codes
        from .views.exports import meeting_rows, member_rows

        for fact, words, subject in (
            ("kind", codes.ORGANISATIONS, "party organisation"), ("kind", codes.MEETINGS, "party meeting"),
            ("kind", codes.OFFICES, "party member"), ("kind", codes.CHECK_INS, "party check-in"),
            ("way", codes.WAYS_IN | codes.WAYS_OUT, "party member"),
        ):  # fmt: skip
            journal.name_values(fact, words, subject)
        slots.todo.fill("party", board.rows)
        slots.figures.fill("party", lambda: [*figures.SPINES, *figures.FIGURES])
        slots.merged.fill("party", merging.merged)
        slots.named.fill("party", named.named)
        files.register_owner(meetings.OWNER, meetings.may_open_file)
        files.register_export("party.members", member_rows)
        files.register_export("party.meetings", meeting_rows)
