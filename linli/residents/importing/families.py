"""Who keeps house with whom, as far as a roster says it.

A stated 户号 decides, then a stated 户主 behind one door, then the order of rows: each head begins a
household, and those below who say how they are related to a head belong to it. Nothing else is guessed:
tenants behind one door are no household.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .door import Door

#: GB/T 4761 codes of the head: 01 本人, 02 户主.
HEADS = ("01", "02")
#: Codes that say nothing about a household.
NO_MEMBER = ("97", "99")


@dataclass(slots=True)
class Line:
    """What one row of a table says about its household, faulty rows included."""

    relation: str = ""
    number: str = ""
    head_name: str = ""
    name: str = ""
    door: Door | None = None
    family: int | None = None

    @property
    def head(self) -> bool:
        """Whether the row is the head itself."""
        return self.relation in HEADS or (
            not self.relation and bool(self.head_name) and self.head_name == self.name
        )


def arrange(lines: Sequence[Line], first: int = 0) -> int:
    """Number the households of `lines` from `first` on; members take the door that only their head's row states.

    Answers the first number that is free after them.
    """
    known: dict[tuple[str, str, str], int] = {}
    free = first
    above: Line | None = None
    for line in lines:
        if line.head:
            above = line
        elif above is not None and _continues(line, above):
            line.door = line.door or above.door
            line.number = line.number or above.number
        else:
            above = above if line.relation else None
        key = _key(line, above)
        if key is None:
            continue
        if key not in known:
            known[key] = free
            free += 1
        line.family = known[key]
    return free


def _continues(line: Line, above: Line) -> bool:
    """Whether a member's row belongs to the head's row above it."""
    if not line.relation or line.relation in NO_MEMBER:
        return False
    if line.number and above.number:
        return line.number == above.number
    if line.head_name and line.head_name not in (above.name, above.head_name):
        return False
    return line.door is None or above.door is None or line.door.key == above.door.key


def _key(line: Line, above: Line | None) -> tuple[str, str, str] | None:
    door = line.door.key if line.door else ""
    if line.number:
        return ("number", line.number, "")
    if line.head_name:
        return ("head", line.head_name, door)
    if above is None or not (line is above or _continues(line, above)):
        return None
    whose = above.head_name or above.name
    return ("head", whose, door) if whose else ("rows", str(id(above)), "")
