"""The household sheet 民情登记卡, on plain values: what is written, and what two people wrote differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linli.kernel import Refused, Saying, say
from linli.kernel.text import clean_line, without_controls

#: Field → (longest text, the word people read). Only these; nothing about faith, health or means that no duty needs.
FIELDS: dict[str, tuple[int, Saying]] = {
    "situation": (300, say("Household situation")),
    "living": (300, say("Work and living")),
    "wishes": (300, say("What they want solved")),
    "call_at": (100, say("When it suits them")),
    "call_whom": (100, say("Whom to speak with")),
    "note": (200, say("What to mind at the door")),
}


@dataclass(frozen=True, slots=True)
class Clashing:
    """A field that somebody else wrote differently since it was read."""

    field: str
    before: str
    theirs: str
    mine: str


def fit(name: str, text: str) -> str:
    """One field fit to keep. Raises Refused with its field; KeyError is a mistake of ours."""
    most, _ = FIELDS[name]
    plain = clean_line(without_controls(text), max(len(text), 1))
    if len(plain) > most:
        over = len(plain) - most
        raise Refused(
            say("{count} characters, {over} too many: at most {limit}.", count=len(plain), over=over, limit=most), name
        )  # fmt: skip
    return plain


def merge(
    now: Mapping[str, str], before: Mapping[str, str], mine: Mapping[str, str]
) -> tuple[dict[str, str], list[Clashing]]:
    """(what is written, what clashes) of an edit: a field clashes when somebody wrote something else into it.

    A field that was not read before (missing in `before`) was empty to the writer.
    """
    written: dict[str, str] = {}
    clashes: list[Clashing] = []
    for name, text in mine.items():
        read, held = before.get(name, ""), now.get(name, "")
        if text in (held, read):
            continue
        if held == read:
            written[name] = text
        else:
            clashes.append(Clashing(name, read, held, text))
    return written, clashes
