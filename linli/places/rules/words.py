"""Names and notes as people type them: cleaned, required where they must be, cut to what a column holds."""

from __future__ import annotations

from linli.kernel import Refused, say
from linli.kernel.text import clean_line


def required(text: str, field: str, limit: int = 60) -> str:
    """A cleaned line that is not empty. Raises Refused naming `field`."""
    line = optional(text, field, limit)
    if not line:
        raise Refused(say("This must not be empty."), field)
    return line


def optional(text: str, field: str, limit: int) -> str:
    """A cleaned line, possibly empty. Raises Refused naming `field`."""
    try:
        return clean_line(text, limit)
    except Refused as refused:
        raise Refused(refused.reason, field) from None
