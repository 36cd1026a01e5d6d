from django.apps import AppConfig
from django.urls import register_converter


class BaseConfig(AppConfig):
    name = "linli.base"
    label = "base"

    def ready(self) -> None:
        """Let every address say `<key:…>` for a record id and `<area:…>` for a community's code."""
        from .addresses import AreaCode, Key

        register_converter(Key, "key")
        register_converter(AreaCode, "area")
