from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "linli.news"
    label = "news"

    def ready(self) -> None:
        from linli.base import slots

        from . import actions, api, queries

        slots.tell.fill("news", api.tell)
        slots.hand_over.fill("news", actions.hand_over)
        slots.todo.fill("news", queries.board.rows)
