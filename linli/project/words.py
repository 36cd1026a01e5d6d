"""The words the command line says, before Django is there to translate them.

Msgids are English and stand in ``linli/project/locale`` like all others. A terminal that speaks
Chinese (``LANG=zh_CN.UTF-8``) or ``LINLI_LANGUAGE=zh-hans`` gets Chinese, any other English: a
server's bare console often cannot draw Chinese at all.
"""

import gettext as standard
import os
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


def chinese() -> bool:
    """Whether this terminal is to be spoken to in Chinese."""
    for name in ("LINLI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("zh")
    return False


@cache
def _catalogue(in_chinese: bool) -> standard.NullTranslations:
    if not in_chinese:
        return standard.NullTranslations()
    return standard.translation("django", str(LOCALE), languages=["zh_Hans"], fallback=True)


def gettext(message: str) -> str:
    """The message in the terminal's language; the message itself while it has no translation."""
    return _catalogue(chinese()).gettext(message)


def chinese_text(message: str) -> str:
    """The message in Chinese, whatever the terminal speaks: for papers that people get in their hands."""
    return _catalogue(True).gettext(message)


def gettext_noop(message: str) -> str:
    """Mark a message for translation elsewhere."""
    return message
