from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "linli.accounts"
    label = "accounts"

    def ready(self) -> None:
        from linli.base import slots
        from linli.journal import api as journal

        from . import figures, signals
        from .actions import hand_over_shifts
        from .rules import codes
        from .rules.roles import ROLE_NAMES

        signals.connect()
        journal.name_values("purpose", codes.PURPOSES)
        journal.name_values("role", ROLE_NAMES)
        slots.hand_over.fill("accounts", hand_over_shifts)
        slots.figures.fill("accounts", lambda: [*figures.SPINES, *figures.FIGURES])
