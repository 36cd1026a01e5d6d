from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "linli.news"
    label = "news"
