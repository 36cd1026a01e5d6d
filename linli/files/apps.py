from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "linli.files"
    label = "files"

    def ready(self) -> None:
        from linli.kernel import say

        from . import queries, registry

        registry.register_owner("files.work", queries.own_work_file, keep_days=30)
        registry.register_work("files.export", say("Export"), job="files.export", unit=say("rows"))
