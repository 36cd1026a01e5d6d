from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "linli.council"
    label = "council"

    def ready(self) -> None:
        """Answer the slots of base, one slice after the other."""
        self._figures()
        self._meetings()
        self._projects()

    def _figures(self) -> None:
        from linli.base import slots

        from . import figures

        slots.figures.fill("council", lambda: [*figures.SPINES, *figures.FIGURES])

    def _meetings(self) -> None:
        """Bodies, meetings, motions, the four steps."""
        from linli.base import slots
        from linli.files import api as files
        from linli.journal import api as journal

        from .actions import bodies
        from .queries import board_meetings, meetings, steps
        from .rules import codes

        slots.todo.fill("council.meetings", board_meetings.rows)
        slots.find.fill("council.meetings", board_meetings.find)
        slots.merged.fill("council.meetings", bodies.merged)
        files.register_owner(meetings.OWNER, meetings.may_open_file)
        files.register_owner(meetings.STEP_OWNER, steps.may_open_file)
        journal.name_values("step", codes.STEPS)
        journal.name_values("ended", codes.ENDED)
        journal.name_values("kind", codes.BODIES, bodies.BODY)

    def _projects(self) -> None:
        """Opinions, projects, money, works."""
        from linli.base import slots
        from linli.files import api as files
        from linli.journal import api as journal

        from .actions import project_merging
        from .queries import funds, project_board, projects
        from .rules import project_codes as codes
        from .views.project_ledger import opinion_rows, project_rows

        journal.name_values("channel", codes.CHANNELS, "council opinion")
        slots.todo.fill("council.projects", project_board.rows)
        slots.approve.fill("council.payments", project_board.to_approve)
        slots.behind.fill("council.opinions", project_board.behind)
        slots.named.fill("council.projects", projects.named)
        slots.merged.fill("council.opinions", project_merging.merged)
        files.register_owner("council.project", projects.may_open_file)
        files.register_owner("council.contract", funds.may_open_contract)
        files.register_owner("council.payment", funds.may_open_voucher)
        files.register_owner("council.statement", funds.may_open_statement)
        files.register_export("council.opinions", opinion_rows)
        files.register_export("council.projects", project_rows)
