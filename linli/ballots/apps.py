from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "linli.ballots"
    label = "ballots"

    def ready(self) -> None:
        """Answer the slots of base."""
        from linli.base import slots
        from linli.journal import api as journal

        from .actions import merging
        from .actions.parts import SUBJECT
        from .queries import board
        from .rules import codes

        journal.name_values("kind", codes.KINDS, SUBJECT)
        journal.name_values("way", codes.WAYS, "ballot voter")
        slots.todo.fill("ballots", board.rows)
        slots.merged.fill("ballots.roll", merging.merged)
