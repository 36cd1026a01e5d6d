from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "linli.contact"
    label = "contact"

    def ready(self) -> None:
        """Answer the slots of base, one slice after the other."""
        self._figures()
        self._areas()
        self._people()
        self._visits()
        self._phones()

    def _figures(self) -> None:
        from linli.base import slots

        from . import figures

        slots.figures.fill("contact", lambda: [*figures.SPINES, *figures.FIGURES])

    def _areas(self) -> None:
        from linli.base import slots
        from linli.files import api as files
        from linli.journal import api as journal
        from linli.kernel import say

        from .actions import papers
        from .queries import board_areas, board_find, cards
        from .rules import codes
        from .views.cards import WORK, card_rows

        slots.todo.fill("contact.areas", board_areas.rows)
        slots.find.fill("contact", board_find.find)
        slots.door.fill("contact.areas", board_areas.door)
        files.register_owner(papers.OWNER, cards.may_open_paper)
        files.register_export("contact.cards", card_rows)
        journal.name_values("receipt", codes.RECEIPTS)
        journal.name_values("kind", codes.CHARGES, "contact charge")
        journal.name_values("owner", codes.OWNERS, "contact consent")
        files.register_work(
            WORK, say("Paper of contact cards"), job=WORK, url=lambda key, work: f"/contact/batches/{key}/", unit=say("cards")
        )  # fmt: skip

    def _people(self) -> None:
        from linli.base import slots
        from linli.files import api as files
        from linli.journal import api as journal

        from .actions import captains, people_slots
        from .queries import board_people
        from .rules import codes
        from .views.captains import export_rows

        journal.name_values("kind", codes.CAPTAINS, captains.SUBJECT)
        slots.todo.fill("contact.people", board_people.rows)
        slots.merged.fill("contact.people", people_slots.merged)
        files.register_export("contact.captains", export_rows)

    def _visits(self) -> None:
        from linli.base import slots
        from linli.files import api as files
        from linli.journal import api as journal

        from .actions import visit_slots
        from .queries import board_visits, named, visits
        from .rules import codes
        from .views.visits import export_rows

        slots.todo.fill("contact.visits", board_visits.rows)
        slots.story.fill("contact.visits", board_visits.story)
        slots.behind.fill("contact.visits", board_visits.behind)
        slots.named.fill("contact.visits", named.named)
        slots.hand_over.fill("contact.visits", visit_slots.hand_over)
        slots.merged.fill("contact.visits", visit_slots.merged)
        files.register_owner(visits.PHOTOS, visits.may_open)
        files.register_export("contact.visits", export_rows)
        journal.name_values("way", codes.WAYS)
        journal.name_values("result", codes.RESULTS)

    def _phones(self) -> None:
        from linli.base import slots

        from .queries import board_phones

        slots.todo.fill("contact.phones", board_phones.rows)
