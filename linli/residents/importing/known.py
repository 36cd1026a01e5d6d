"""What the register holds of people whom a file names: plain values, and how they are found again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from linli.kernel.say import Saying, say

from .drafts import Draft


class Known(NamedTuple):
    """One person of the register with the residence and the household of the day."""

    id: int
    digest: bytes | None
    name: str
    sex: str
    born: dt.date | None
    ethnic: str
    phone: str
    phone2: str
    education: str
    marital: str
    political: str
    employment: str
    workplace: str
    hukou_place: str
    called: str
    former_names: list[str]
    residence: int | None
    room: int | None
    kind: str
    state: str
    start: dt.date | None
    note: str
    left_on: dt.date | None
    member: int | None
    relation: str
    head: bool
    household: int | None
    household_number: str
    tenancy: str
    household_kind: str
    household_room: int | None


class Certificate(NamedTuple):
    """The disability certificate that the register holds of a person."""

    status: int
    category: str
    level: str
    number: str


@dataclass(slots=True)
class Register:
    """What was asked of the register for one file.

    digest_of  keyed hash of a number's normal form     starts  (person, prefix) → whether the number begins so
    rooms      door key → room                          certificates  person → held certificate
    """

    digest_of: Callable[[str], bytes | None]
    starts: Callable[[int, str], bool]
    rooms: dict[str, int]
    certificates: dict[int, Certificate] = field(default_factory=dict)
    doors: dict[int, str] = field(default_factory=dict)
    by_digest: dict[bytes, Known] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=dict)

    def learn(self, people: Iterable[Known]) -> None:
        """Hold what the query answered."""
        self.doors = {room: key for key, room in self.rooms.items()}
        for one in people:
            if one.digest is not None:
                self.by_digest[one.digest] = one
            self.by_name.setdefault(one.name, []).append(one)

    def find(self, draft: Draft) -> tuple[Known | None, Saying | None]:
        """The person of a row, or why it cannot be said who it is; (None, None) for somebody new."""
        if draft.cut is not None:
            return self._healed(draft)
        number = draft.values.get("number")
        if number:
            digest = self.digest_of(number)
            found = self.by_digest.get(digest) if digest else None
            if found is not None:
                return found, None
        return self._by_name(draft, without_number=bool(number))

    def _healed(self, draft: Draft) -> tuple[Known | None, Saying | None]:
        """Whom a number cut to its first digits can mean: one person of that name, or nobody."""
        prefix = draft.cut or ""
        fitting = [
            one
            for one in self.by_name.get(draft.name, ())
            if one.digest is not None and self.starts(one.id, prefix)
        ]
        if len(fitting) == 1:
            return fitting[0], None
        if fitting:
            return None, say(
                "The spreadsheet cut this number to its first {n} digits, and several people of this name begin so.",
                n=len(prefix),
            )
        return None, say(
            "The spreadsheet cut this number to its first {n} digits, and nobody of this name in the register begins so.",
            n=len(prefix),
        )

    def _by_name(self, draft: Draft, *, without_number: bool) -> tuple[Known | None, Saying | None]:
        """By name and birthday, else by name and door where the register has no birthday; exactly one."""
        same = self.by_name.get(draft.name, [])
        if not same:
            return None, None
        if without_number:
            same = [one for one in same if one.digest is None]
        born = draft.values.get("born")
        room = self.rooms.get(draft.door.key) if draft.door else None
        fitting = [one for one in same if born is not None and one.born == born]
        if not fitting and room is not None:
            fitting = [one for one in same if one.born is None and one.room == room]
        if len(fitting) > 1 and room is not None:
            fitting = [one for one in fitting if one.room == room] or fitting
        if len(fitting) > 1:
            return None, say("{n} people of this name and birthday are in the register.", n=len(fitting))
        return (fitting[0], None) if fitting else (None, None)
