"""What organisations may be: what stands above what, sizes, terms of office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from linli.kernel import ALLOWED, Saying, Verdict, refuse, say

#: Kind → kinds that may stand above it; "" means that nothing need stand above.
ABOVE: dict[str, tuple[str, ...]] = {
    "committee": ("",),
    "general_branch": ("committee", ""),
    "branch": ("general_branch", "committee", ""),
    "group": ("branch",),
}


def fits_above(kind: str, above: str) -> Verdict:
    """Whether an organisation of `kind` may stand under one of the kind `above` ("" for none)."""
    if above in ABOVE[kind]:
        return ALLOWED
    if kind == "group":
        return refuse(say("A Party group belongs to a branch. Choose the branch."))
    return refuse(say("This organisation cannot stand under the chosen one."))


def term_end(start: dt.date, years: int) -> dt.date:
    """The first day after a term of so many years (29 February becomes 28 February)."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)


def size_notes(formal: int, members: int, size: Mapping[str, Any], *, seats: int) -> list[Saying]:
    """What about a branch's size asks for a decision; sentences, no refusal. `seats`: holders in its committee.

    Regulations on Party branches (支部工作条例) articles 4, 5 and 20: three formal members at least, fifty at most as a rule;
    a committee from seven formal members on.
    """
    notes = []
    if formal < size["least"]:
        notes.append(
            say(
                "{n} formal members, {least} are needed: join it with another branch.",
                n=formal,
                least=size["least"],
            )
        )
    if members > size["most"]:
        notes.append(say("{n} members, as a rule at most {most}: divide it.", n=members, most=size["most"]))
    if formal >= size["committee_from"] and seats < 3:
        notes.append(
            say(
                "{n} formal members: a branch committee of 3 to 5 is elected; {seats} hold a seat.",
                n=formal,
                seats=seats,
            )
        )
    return notes
