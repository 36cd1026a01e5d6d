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
        from linli.kernel import say
        from linli.news import api as news

        from . import figures
        from .actions import handover, sweep, told
        from .queries import board, pictures
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
