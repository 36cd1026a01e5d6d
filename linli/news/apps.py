from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "linli.news"
    label = "news"

    def ready(self) -> None:
        from linli.base import slots
        from linli.journal import api as journal
        from linli.kernel import say

        from . import actions, api, queries

        readers = {"worker": say("worker"), "resident": say("resident")}
        journal.name_values("kind", readers, "preference")
        slots.tell.fill("news", api.tell)
        slots.hand_over.fill("news", actions.hand_over)
        slots.todo.fill("news", queries.board.rows)
