"""One row of read cells → one draft, and everything in it that contradicts itself."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from typing import Any

from linli.kernel.identity import Number, agrees
from linli.kernel.papers import DisabilityCertificate
from linli.kernel.refusal import Refused
from linli.kernel.say import Saying, say

from .binding import JOINED
from .cells import VACANT, Cut, Month, Options, Wrong
from .door import Door, parts_of, settle, within
from .drafts import Draft
from .families import HEADS, Line

#: (field, why, what to do)
Problem = tuple[str, Saying, Saying]

_COMPARE = say("Compare with the card and mend the wrong one.")
#: Fields of a row that tell of a person; a row without any is no person's.
_WHO = frozenset(("name", "number", "certificate", "born"))


class RowReader:
    """Reads the rows of one table; `bound` are the fields that its columns fill, `heads`: every row is a head."""

    def __init__(self, options: Options, bound: Set[str], *, heads: bool = False) -> None:
        self.options = options
        self.bound = bound
        self.heads = heads
        self.line = Line()
        self._doors: dict[tuple[str | None, str, int | None, str], Door | Refused] = {}

    def read(
        self, values: dict[str, Any], said: list[tuple[str, Any]] | None, sheet: str, table: int, row: int
    ) -> tuple[Draft | None, list[Problem]]:
        """The draft of a row (None when it is nobody's: vacant homes, numbered empty lines) and its problems.

        `said`: every cell, where one is Wrong or several columns fill one field; None for the plain
        row that `values` tells wholly. `line` says afterwards what the row tells of its household.
        """
        problems: list[Problem] = []
        told = values.keys() & _WHO
        if said is not None:
            problems = [(name, value.reason, value.todo) for name, value in said if value.__class__ is Wrong]
            values = {name: value for name, value in said if value.__class__ is not Wrong}
            if len(said) > len(self.bound):
                _join(values, said)
        if self.heads:
            values.setdefault("relation", HEADS[1])
        door = self._door(values, problems)
        self.line = Line(
            values.get("relation", ""),
            values.get("household_number", ""),
            values.get("head_name", ""),
            values.get("name", ""),
            door,
        )
        named = values.get("name")
        if named in VACANT or (named is None and not told):
            return None, []
        if named is None and not any(name == "name" for name, _, _ in problems):
            problems.append(
                ("name", say("The name is missing."), say("Write the name, or take the row out."))
            )
        draft = Draft(sheet, table, row, values, door=door)
        self._identify(draft, problems)
        _phones(values, problems)
        if "kind" not in values and self.options.kind:
            values["kind"] = self.options.kind
        if "start" in values and "born" in values and values["start"] < values["born"]:
            problems.append(
                (
                    "start",
                    say("The first day of residence lies before the birthday."),
                    say("Mend one of the two days."),
                )
            )
        return draft, problems

    def _identify(self, draft: Draft, problems: list[Problem]) -> None:
        """Number, birthday, sex and certificate brought together."""
        values = draft.values
        found = values.pop("number", None)
        certificate: DisabilityCertificate | None = values.pop("certificate", None)
        number: Number | None = found if isinstance(found, Number) else None
        if isinstance(found, Cut):
            draft.cut = found.prefix
        elif isinstance(found, str):
            values["number"] = found
        if certificate is not None:
            number = self._holder(draft, number, certificate, problems)
        typed = values.get("born")
        if isinstance(typed, Month):
            typed = _month(draft, number, typed, problems)
        if number is not None:
            draft.number = number
            values["number"] = number.normal
            values["number_kind"] = number.kind
            if number.born is not None:
                if typed is not None and typed != number.born:
                    problems += [("born", why, _COMPARE) for why in agrees(number, typed, None)]
                values["born"] = number.born
            if number.sex is not None:
                if values.get("sex", number.sex) != number.sex:
                    problems += [("sex", why, _COMPARE) for why in agrees(number, None, values["sex"])]
                values["sex"] = number.sex
        elif draft.cut is not None:
            _compare_cut(draft, typed, problems)
        elif (
            typed is None
            and "number" not in values
            and not any(one[0] in ("number", "born") for one in problems)
        ):
            problems.append(
                (
                    "born" if "born" in self.bound else "number",
                    say("Without an identity number a day of birth is needed."),
                    say("Add one of the two."),
                )
            )

    def _holder(
        self, draft: Draft, number: Number | None, certificate: DisabilityCertificate, problems: list[Problem]
    ) -> Number | None:
        """The certificate's holder, who is the person of the row."""
        draft.certificate = certificate
        holder = certificate.holder
        if (number is not None and number != holder) or (
            draft.cut and not holder.normal.startswith(draft.cut)
        ):
            problems.append(
                ("certificate", say("The certificate belongs to another identity number."), _COMPARE)
            )
            return number
        for name, right in (
            ("disability_category", certificate.category),
            ("disability_level", certificate.level),
        ):
            if draft.values.setdefault(name, right) != right:
                problems.append((name, say("The certificate's number says {right}.", right=right), _COMPARE))
        draft.cut = None
        return holder

    def _door(self, values: dict[str, Any], problems: list[Problem]) -> Door | None:
        """The door of the row: its parts where they have columns, else the address."""
        compound = values.pop("compound", None)
        building, unit, room = (
            values.pop("building", None),
            values.pop("unit", None),
            values.pop("room_number", None),
        )
        whole: Door | None = values.pop("address", None)
        if building is None or room is None:
            if whole is None and room is not None and building is None and "building" in self.bound:
                problems.append(
                    ("building", say("The building is missing."), say("Write the building's number."))
                )
            return within(whole, compound or "", self.options.estate) if whole else None
        door = self._settled((compound, building, unit, room))
        if isinstance(door, Refused):
            problems.append(("unit", door.reason, say("Write the entrance's number.")))
            return None
        return door

    def _settled(self, written: tuple[str | None, str, int | None, str]) -> Door | Refused:
        """The door of these parts; looked up once for all who live behind it."""
        found = self._doors.get(written)
        if found is None:
            compound, building, unit, room = written
            try:
                found = settle(parts_of(compound or "", building, unit, room), self.options.estate)
            except Refused as refused:
                found = refused
            self._doors[written] = found
        return found


def _month(draft: Draft, number: Number | None, typed: Month, problems: list[Problem]) -> date | None:
    """A birthday of year and month: enough beside a number that says the day, else refused."""
    del draft.values["born"]
    if number is not None and number.born is not None:
        if (number.born.year, number.born.month) == (typed.year, typed.month):
            return number.born
        why = say(
            "The birthday is {typed}, but the identity number says {said}.",
            typed=f"{typed.year}-{typed.month:02}",
            said=number.born.isoformat(),
        )
        problems.append(("born", why, _COMPARE))
    elif draft.cut is None:
        problems.append(
            ("born", say("The day of the month is missing."), say("Write the day as 1990-03-07."))
        )
    return None


def _compare_cut(draft: Draft, typed: date | None, problems: list[Problem]) -> None:
    """What is left of a cut number holds the birthday: it must be the typed one."""
    assert draft.cut is not None
    digits = draft.cut[6:14]
    if typed is not None and digits != typed.strftime("%Y%m%d"):
        why = say(
            "The birthday is {typed}, but the identity number says {said}.",
            typed=typed.isoformat(),
            said=f"{digits[:4]}-{digits[4:6]}-{digits[6:]}",
        )
        problems.append(("born", why, _COMPARE))


def _join(values: dict[str, Any], said: list[tuple[str, Any]]) -> None:
    """Texts of several columns that fill one field, in their order."""
    for joined in JOINED:
        parts = [value for name, value in said if name == joined and value.__class__ is not Wrong]
        if len(parts) > 1:
            values[joined] = "".join(parts) if joined == "hukou_place" else "；".join(parts)


def _phones(values: dict[str, Any], problems: list[Problem]) -> None:
    """Phones of one or two cells as first and second phone."""
    first, second = values.pop("phone", None), values.pop("phone2", None)
    if first is None and second is None:
        return
    found = list(dict.fromkeys((*(first or ()), *(second or ()))))
    if len(found) > 2:
        problems.append(
            (
                "phone",
                say("{count} phones: two are kept.", count=len(found)),
                say("Leave the two that are answered."),
            )
        )
    values["phone"] = found[0]
    if len(found) > 1:
        values["phone2"] = found[1]
