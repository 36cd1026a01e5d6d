"""The ui app: connects the sentences of the kernel to the catalogues of the apps."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext

from linli.kernel.say import set_translator


class UiConfig(AppConfig):
    """Look and page pieces."""

    name = "linli.ui"
    label = "ui"

    def ready(self) -> None:
        """From now on `str(say(…))` speaks the reader's language."""
        set_translator(translate)


def translate(msgid: str) -> str:
    """A msgid in the active language; the empty text stays empty (gettext would answer with its header)."""
    return gettext(msgid) if msgid else ""
