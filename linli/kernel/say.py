"""A sentence for a person: an English msgid with values, translated when it is shown.

Rules, actions and readers of workbooks never know the reader's language. They answer with
`say("Quorum not met: {n} of {m}.", n=3, m=9)`; the page that shows it calls `str()`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
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


def by_count(n: int, one: Saying, many: Saying) -> Saying:
    """The sentence for exactly one of what is counted, or that for none and several."""
    return one if n == 1 else many


def listed(parts: Sequence[Saying]) -> Saying:
    """Several things in one line: a, b, c (甲、乙、丙). At least one."""
    return reduce(lambda these, one: say("{these}, {one}", these=these, one=one), parts)


def clauses(parts: Sequence[Saying]) -> Saying:
    """Several clauses as one sentence with its full stop. At least one."""
    line = reduce(lambda these, one: say("{these}; {one}", these=these, one=one), parts)
    return say("{sentence}.", sentence=line)


def kept(saying: Saying) -> dict[str, Any]:
    """A sentence as JSON keeps it, sentences inside it too: {"msgid": …, "values": {…}}."""
    return {"msgid": saying.msgid, "values": {name: _kept(value) for name, value in saying.values}}


def told(stored: Mapping[str, Any]) -> Saying:
    """A kept sentence again; the empty sentence from an empty mapping."""
    values = stored.get("values", {})
    return Saying(stored.get("msgid", ""), tuple((name, _told(value)) for name, value in values.items()))


def _kept(value: Any) -> Any:
    if isinstance(value, Saying):
        return kept(value)
    return value if isinstance(value, int | float | str) else str(value)


def _told(value: Any) -> Any:
    return told(value) if isinstance(value, dict) else value
