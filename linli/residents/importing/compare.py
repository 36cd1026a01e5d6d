"""Every row that holds against the register: new, changed cell by cell, the same, or refused after all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from linli.kernel.say import Saying, say

from . import differing
from .differing import CERTIFICATE, HOUSE
from .drafts import Checked, Draft
from .known import Known, Register
from .plan import Changed, New, Passed, Plan, Same, kept, mark

LIVING = ("hukou_here", "inflow", "overseas")

Refuse = Callable[[Draft, str, Saying, Saying], object]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the worker said about the whole file.

    rows        roster (everybody who lives behind its doors), arrivals, certificates
    start       first day of residence of rows that do not say theirs
    make_rooms  whether doors that the register lacks are made
    statuses    whether the reader's duty opens disability certificates
    """

    rows: str
    start: dt.date
    make_rooms: bool = False
    statuses: bool = True


class Comparison:
    """Compares the rows of one file; `plan` and the file's tally say what came of it."""

    def __init__(self, checked: Checked, register: Register, choice: Choice, refuse: Refuse) -> None:
        self.checked, self.register, self.choice = checked, register, choice
        self._refuse = refuse
        self.plan = Plan()
        self._found: list[tuple[Draft, Known | None]] = []
        self._spoken: dict[object, dict[str, str]] = {}

    def match(self) -> list[int]:
        """Find everybody; the people found. Rows that name somebody twice or unclearly are refused."""
        taken: dict[object, tuple[str, int]] = {}
        for draft in self.checked.drafts:
            known, why = self.register.find(draft)
            if why is not None:
                field = "number" if draft.cut is not None else "name"
                self._refuse(draft, field, why, say("Write the whole identity number from the card."))
                continue
            who: object = known.id if known else self._who(draft)
            first = taken.setdefault(who, (draft.sheet, draft.row))
            if first != (draft.sheet, draft.row):
                reason = say(
                    "The same person stands in row {row} of {sheet} already.", row=first[1], sheet=first[0]
                )
                self._refuse(draft, "name", reason, say("Take one of the two rows out."))
                continue
            self._found.append((draft, known))
        return [known.id for _, known in self._found if known is not None]

    def decide(self) -> Plan:
        """Say of every row what becomes of it."""
        self._door_mates()
        homes = self._homes()
        for draft, known in self._found:
            if known is None:
                self._fresh(draft, homes)
            elif known.residence is None and self.choice.rows != "certificates":
                self._returning(draft, known, homes)
            else:
                self._held(draft, known)
        for one in self.plan.new:
            one.values.update(self._spoken.get(one.family if one.family is not None else one.door, {}))
        self.plan.faults = sorted(map(mark, self.checked.faults), key=lambda one: one[:3])
        return self.plan

    def _door_mates(self) -> None:
        """Who is no stated member of a household lives with the only household behind the same door."""
        families: dict[str, set[int]] = {}
        for draft, _ in self._found:
            if draft.family is not None and draft.door is not None:
                families.setdefault(draft.door.key, set()).add(draft.family)
        for draft, _ in self._found:
            if draft.family is None and draft.door is not None:
                there = families.get(draft.door.key, set())
                draft.family = next(iter(there)) if len(there) == 1 else None

    def _who(self, draft: Draft) -> object:
        number = draft.values.get("number")
        return number or (draft.name, draft.values.get("born"), draft.door.key if draft.door else "")

    def _homes(self) -> dict[int, int]:
        """Household of the file → the household of the register whose members it names."""
        homes: dict[int, int] = {}
        for draft, known in self._found:
            if draft.family is not None and known is not None and known.household is not None:
                room = self.register.rooms.get(draft.door.key) if draft.door else known.household_room
                if room == known.household_room:
                    homes.setdefault(draft.family, known.household)
        return homes

    def _fresh(self, draft: Draft, homes: dict[int, int]) -> None:
        if self.choice.rows == "certificates":
            why = say("{name} is not in the register.", name=draft.name)
            self._refuse(draft, "name", why, say("Register the person first, or compare the number."))
            return
        if why_not := self._housed(draft):
            self._refuse(draft, *why_not)
            return
        self._open(draft, None, homes)

    def _returning(self, draft: Draft, known: Known, homes: dict[int, int]) -> None:
        """Somebody who lived here before; the file's day must lie after the last one."""
        if why_not := self._named(draft, known) or self._housed(draft):
            self._refuse(draft, *why_not)
            return
        start = draft.values.get("start") or self.choice.start
        if known.left_on is not None and start < known.left_on:
            why = say(
                "By the register {name} lived here until {day}.",
                name=known.name,
                day=known.left_on - dt.timedelta(days=1),
            )
            self._refuse(draft, "start", why, say("Write the day on which the person came back."))
            return
        self._open(draft, known.id, homes)

    def _housed(self, draft: Draft) -> tuple[str, Saying, Saying] | None:
        """What a new residence still lacks."""
        kind = draft.values.get("kind")
        if not kind:
            return (
                "kind",
                say("The kind of residence is missing."),
                say("Fill the cell, or choose a kind for the whole file."),
            )
        door = draft.door
        if door is None:
            if kind in LIVING:
                return "door", say("The address is missing."), say("Write building, entrance and room.")
        elif door.key not in self.register.rooms and not self.choice.make_rooms:
            return "door", say("The register has no door {door}.", door=door.key), _MEND_DOOR
        return None

    def _open(self, draft: Draft, known: int | None, homes: dict[int, int]) -> None:
        values, door = draft.values, draft.door
        if "start" not in values:
            born = values.get("born")
            values["start"] = max(self.choice.start, born) if born else self.choice.start
        household = homes.get(draft.family) if draft.family is not None else None
        parts = _parts(draft) if door and door.key not in self.register.rooms else None
        status = self._status(draft)
        home = draft.family if draft.family is not None else (door.key if door else "")
        passed = (CERTIFICATE if status is None else frozenset()) | self._unsaid(home, values)
        self.plan.new.append(
            New(draft.table, draft.row, values, known, door.key if door else "", parts, draft.family, draft.head, household, status)
        )  # fmt: skip
        self._settle(draft, None, passed)

    def _status(self, draft: Draft) -> list[str] | None:
        certificate = draft.certificate
        if certificate is None or not self.choice.statuses:
            return None
        return [certificate.category, certificate.level, certificate.normal]

    def _held(self, draft: Draft, known: Known) -> None:
        if why_not := self._named(draft, known):
            self._refuse(draft, *why_not)
            return
        cells: list[list[Any]] = []
        passed: set[str] = set()
        differing.person(draft, known, cells, passed)
        move = None
        if self.choice.rows != "certificates":
            move, why_not = self._residence(draft, known, cells)
            if why_not:
                self._refuse(draft, *why_not)
                return
        else:
            passed |= {"door", "kind", "start"}
        unsaid = self._unsaid(("held", known.household), draft.values)
        passed |= unsaid
        differing.household(draft, known, cells, passed, unsaid)
        status, held = self._certificate(draft, known, cells, passed)
        self._settle(draft, {cell[0] for cell in cells}, passed)
        if not cells:
            self.plan.same.append(Same(draft.table, draft.row, known.id, known.name))
            return
        keys = {
            name: key
            for name, key in (
                ("residence", known.residence),
                ("member", known.member),
                ("household", known.household),
            )
            if key
        }
        if held:
            keys["status"] = held
        new = {cell[0]: cell[2] for cell in cells}
        self.plan.changes.append(
            Changed(
                draft.table,
                draft.row,
                known.id,
                known.name,
                cells,
                keys,
                new,
                move,
                status,
                draft.family,
                draft.head,
            )
        )
        return

    def _unsaid(self, home: object, values: dict[str, Any]) -> set[str]:
        """Fields of a household in which this row contradicts an earlier one of the same household: the first row speaks."""
        spoken = self._spoken.setdefault(home, {})
        return {
            name for name in HOUSE if name in values and spoken.setdefault(name, values[name]) != values[name]
        }

    def _named(self, draft: Draft, known: Known) -> tuple[str, Saying, Saying] | None:
        """A number that belongs to somebody of quite another name."""
        if draft.name == known.name or set(draft.name) & set(known.name):
            return None
        why = say("This identity number belongs to {name} in the register.", name=known.name)
        return "number", why, say("Compare name and number with the card.")

    def _residence(
        self, draft: Draft, known: Known, cells: list[list[Any]]
    ) -> tuple[list[Any] | None, tuple[str, Saying, Saying] | None]:
        """Compare door, kind and first day; (move, why not)."""
        values, cell_names = draft.values, draft.cells
        if "kind" in cell_names and values.get("kind") and values["kind"] != known.kind:
            cells.append(["kind", known.kind, values["kind"]])
        if "note" in values and values["note"] != known.note:
            cells.append(["note", known.note, values["note"]])
        door, start = draft.door, values.get("start") if "start" in cell_names else None
        if (
            door is not None
            and self.register.rooms.get(door.key) != known.room
            or (door is not None and known.room is None)
        ):
            return self._moved(draft, known, cells, start)
        if start is not None and start != known.start:
            if known.left_on is not None and start < known.left_on:
                return None, (
                    "start",
                    say("An earlier residence here ended on {day}.", day=known.left_on),
                    say("Mend the first day."),
                )
            cells.append(["start", known.start, start])
        return None, None

    def _moved(
        self, draft: Draft, known: Known, cells: list[list[Any]], start: dt.date | None
    ) -> tuple[list[Any] | None, tuple[str, Saying, Saying] | None]:
        """Another door than the register's: moved on the file's day, if it lies after the present first day."""
        door = draft.door
        assert door is not None
        if door.key not in self.register.rooms and not self.choice.make_rooms:
            return None, ("door", say("The register has no door {door}.", door=door.key), _MEND_DOOR)
        was = self.register.doors.get(known.room, "") if known.room else ""
        on = start or self.choice.start
        if known.start is not None and on <= known.start:
            why = say(
                "By the register {name} lives at {door} since {day}.",
                name=known.name,
                door=was or "—",
                day=known.start,
            )
            return None, ("door", why, say("Write the day of the move as first day, or mend the address."))
        cells.append(["door", was, door.key])
        parts = _parts(draft) if door.key not in self.register.rooms else None
        return [door.key, parts, on], None

    def _certificate(
        self, draft: Draft, known: Known, cells: list[list[Any]], passed: set[str]
    ) -> tuple[list[str] | None, int | None]:
        wanted = self._status(draft)
        if wanted is None:
            passed |= CERTIFICATE
            return None, None
        held = self.register.certificates.get(known.id)
        if held is not None and [held.category, held.level, held.number] == wanted:
            return None, None
        cells.append(
            ["certificate", f"{held.category}-{held.level}" if held else "", f"{wanted[0]}-{wanted[1]}"]
        )
        return wanted, held.status if held else None

    def _settle(self, draft: Draft, changed: set[str] | None, passed: set[str] | frozenset[str]) -> None:
        """Where each cell of a row went; `changed` None: all of them open something new."""
        applied = unchanged = ignored = 0
        if not changed and passed.isdisjoint(draft.cells):
            count = len(draft.cells)
            self.checked.tally.settle(*((count, 0) if changed is None else (0, count)))
            return
        for name in draft.cells:
            if name in passed:
                ignored += 1
            elif changed is None or name in changed or differing.told_as(name, changed):
                applied += 1
            else:
                unchanged += 1
        tally = self.checked.tally
        tally.settle(applied, unchanged)
        tally.pass_over(ignored)
        for name in sorted(passed.intersection(draft.cells) - CERTIFICATE):
            self.plan.passed.append(
                Passed(draft.table, 0, name, kept(_WHY_PASSED.get(name, _NOT_HERE)), False, draft.row)
            )


def _parts(draft: Draft) -> list[Any]:
    assert draft.door is not None
    parts = draft.door.parts
    return [parts.compound, parts.building, parts.unit, parts.number]


_MEND_DOOR = say("Mend the address, or let missing doors be made.")
_NOT_HERE = say("Not changed by a list of this kind.")
_WHY_PASSED = {
    "relation": say("Who heads a household is changed on the household's page."),
    "household_number": say("An earlier row of the same household says otherwise."),
    "tenancy": say("An earlier row of the same household says otherwise."),
    "household_kind": say("An earlier row of the same household says otherwise."),
    "former_names": say("Former names are kept when a name is corrected."),
}
