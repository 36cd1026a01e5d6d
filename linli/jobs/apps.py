from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "linli.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Answer the slots of base."""
        from linli.base import slots
        from linli.journal import api as journal

        from . import figures
        from .actions import merging
        from .queries import board
        from .rules import codes

        for fact, words, subject in (
            ("kind", codes.REGISTRATIONS, "jobseeker"), ("reason", codes.ENDINGS, "jobseeker"),
            ("route", codes.ROUTES, "referral"), ("reason", codes.REFUSALS, "referral"), ("source", codes.SOURCES, "vacancy"),
            ("route", codes.ROUTES_OR_NONE, "placement"), ("kind", codes.EMPLOYMENTS, "placement"),
            ("reason", codes.EMPLOYMENT_ENDS, "placement"), ("outcome", codes.FOLLOW_UPS, "placement"),
            ("kind", codes.EXPORTS, "department list"), ("state", codes.TRAINED, "training"),
        ):  # fmt: skip
            journal.name_values(fact, words, subject)
        slots.todo.fill("jobs", board.rows)
        slots.service.fill("jobs", board.story)
        slots.figures.fill("jobs", lambda: [*figures.SPINES, *figures.FIGURES])
        slots.merged.fill("jobs", merging.merged)
