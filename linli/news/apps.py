from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "linli.news"
    label = "news"

    def ready(self) -> None:
        from linli.base import slots

        from . import api, queries

        slots.tell.fill("news", api.tell)
        slots.todo.fill("news", queries.board.rows)
