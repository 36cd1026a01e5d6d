from django.apps import AppConfig
from django.urls import register_converter


class BaseConfig(AppConfig):
    name = "linli.base"
    label = "base"

    def ready(self) -> None:
        """Let every address say `<key:…>` for a record id."""
        from .addresses import Key

        register_converter(Key, "key")
