from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "linli.appeals"
    label = "appeals"
