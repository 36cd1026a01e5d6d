from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "linli.accounts"
    label = "accounts"

    def ready(self) -> None:
        from linli.base import slots

        from . import figures, signals
        from .actions import hand_over_shifts

        signals.connect()
        slots.hand_over.fill("accounts", hand_over_shifts)
        slots.figures.fill("accounts", lambda: [*figures.SPINES, *figures.FIGURES])
