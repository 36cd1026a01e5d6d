from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "linli.notices"
    label = "notices"

    def ready(self) -> None:
        """Answer the slots of base."""
        from linli.files import api as files

        from .queries import reach

        files.register_owner(reach.OWNER, reach.may_open_file)
