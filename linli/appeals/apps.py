from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "linli.appeals"
    label = "appeals"

    def ready(self) -> None:
        """Answer the slots of base."""
        import datetime as dt
        from collections.abc import Collection

        from linli.base import slots
        from linli.base.jobs import later
        from linli.files import api as files
        from linli.journal import api as journal
        from linli.kernel import say
        from linli.news import api as news

        from . import figures
        from .actions import handover, sweep, told
        from .queries import board, pictures
        from .rules import categories, codes
        from .views.listing import export_rows

        def calendar_changed(years: Collection[int], at: dt.datetime) -> None:
            later("appeals.recount", years=",".join(str(one) for one in sorted(years)))

        slots.figures.fill("appeals", lambda: [*figures.SPINES, *figures.FIGURES])
        slots.todo.fill("appeals", board.rows)
        slots.find.fill("appeals", board.hits)
        slots.story.fill("appeals", board.story)
        slots.hand_over.fill("appeals", handover.hand_over)
        slots.told.fill("appeals", told.told)
        slots.calendar_changed.fill("appeals", calendar_changed)
        news.register_event(sweep.SOON, say("Reminders before an appeal is due"))
        files.register_owner(pictures.OWNER, pictures.may_open)
        files.register_export("appeals.appeals", export_rows)
        receptions = {
            "answered": say("answered at the desk"), "referred": say("referred"), "appeal": say("became an appeal"),
            "open": say("not answered yet"),
        }  # fmt: skip
        for fact, words in (
            ("state", codes.STATES), ("level", codes.LEVELS), ("channel", codes.CHANNELS), ("outcome", codes.OUTCOMES),
            ("rating", codes.RATINGS | codes.WHISTLE_RATINGS), ("way", codes.TOLD), ("category", categories.WORDS), ("from", codes.LEVELS),
            ("to", codes.LEVELS), ("kind", codes.CLOCKS | codes.WHISTLES), ("result", receptions),
        ):  # fmt: skip
            journal.name_values(fact, words)
