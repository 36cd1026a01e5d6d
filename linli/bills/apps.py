from django.apps import AppConfig


class BillsConfig(AppConfig):
    name = "linli.bills"
    label = "bills"

    def ready(self) -> None:
        """Answer the slots of base."""
        from linli.base import slots
        from linli.journal import api as journal

        from . import figures
        from .actions import merging
        from .queries import board, receipts
        from .rules import certificates, codes

        for fact, words, subject in (
            ("kind", codes.UTILITIES, "bill receipt"), ("kind", codes.UTILITIES, "bill mandate"),
            ("kind", codes.UTILITIES, "bill reconciliation"), ("kind", codes.ERRANDS, "errand"),
            ("kind", certificates.KINDS, "certificate refusal"),
        ):  # fmt: skip
            journal.name_values(fact, words, subject)
        slots.todo.fill("bills", board.rows)
        slots.service.fill("bills", receipts.story)
        slots.figures.fill("bills", lambda: [*figures.SPINES, *figures.FIGURES])
        slots.merged.fill("bills", merging.merged)
