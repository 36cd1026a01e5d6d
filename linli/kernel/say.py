"""A sentence for a person: an English msgid with values, translated when it is shown.

Rules, actions and readers of workbooks never know the reader's language. They answer with
`say("Quorum not met: {n} of {m}.", n=3, m=9)`; the page that shows it calls `str()`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

_translate: Callable[[str], str] = str


def set_translator(translate: Callable[[str], str]) -> None:
    """Use `translate` (msgid → text in the reader's language) from now on."""
    global _translate
    _translate = translate


@dataclass(frozen=True, slots=True)
class Saying:
    """One msgid and the values that stand in it; equal when both are."""

    msgid: str
    values: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        text = _translate(self.msgid)
        return text.format_map(dict(self.values)) if self.values else text

    @property
    def facts(self) -> MappingProxyType[str, Any]:
        """The values by name, for the journal."""
        return MappingProxyType(dict(self.values))


def say(msgid: str, **values: Any) -> Saying:
    """A sentence with `values` for its {placeholders}; collected by scripts/messages.py."""
    return Saying(msgid, tuple(values.items()))
