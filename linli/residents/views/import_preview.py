"""The preview of a roster in parts: new, changed, unchanged, with faults, missing, left aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.kernel import Actor
from linli.kernel.identity import mask_number
from linli.kernel.masking import mask_text
from linli.kernel.phones import hide_phone
from linli.ui.tables import Address, Column, Row, Table

from ..importing import plan as plans
from ..importing.fields import LABELS
from ..importing.plan import Plan
from ..queries import imports as queries
from ..queries.imports import ImportRow
from ..rules import codes
from ..rules.statuses import KINDS as STATUSES

_TABLES = {
    "sex": codes.SEX, "ethnic": codes.ETHNIC, "education": codes.EDUCATION, "marital": codes.MARITAL, "political": codes.POLITICAL,
    "employment": codes.EMPLOYMENT, "kind": codes.KINDS, "relation": codes.RELATIONS, "tenancy": codes.TENANCY,
    "household_kind": codes.HOUSEHOLD_KINDS,
}  # fmt: skip


class Shown:
    """One part of a plan, one page of it; `people` are those of the register who stand on it."""

    def __init__(self, actor: Actor, held: ImportRow, plan: Plan, address: Address) -> None:
        self.actor, self.held, self.plan, self.address = actor, held, plan, address
        self.people: list[int] = []

    def parts(self) -> list[tuple[str, str, int]]:
        """(name, label, how many) of the parts that there are."""
        plan = self.plan
        found = [
            ("faults", _("Rows with faults"), plan.refused_rows), ("new", _("To register"), len(plan.new)), ("changed", _("To change"), len(plan.changes)),
            ("same", _("The same"), len(plan.same)), ("missing", _("In the register, not in the file"), len(plan.missing)),
            ("left", _("Left aside"), len(plan.passed)),
        ]  # fmt: skip
        return [one for one in found if one[2] or one[0] in ("new", "changed", "same")]

    def chosen(self, asked: str) -> str:
        """The part asked for, else what needs work first."""
        names = [name for name, _label, _count in self.parts()]
        if asked in names:
            return asked
        return next((name for name, _label, count in self.parts() if count), "new")

    def table(self, name: str) -> dict[str, Any]:
        """What the template shows of a part."""
        if name == "faults":
            return {"faults": self._faults(), "table": self._paged([], len(self.plan.faults), [])}
        made: Table = getattr(self, f"_{name}")()
        return {"table": made}

    def _page(self, rows: Sequence[Any]) -> Sequence[Any]:
        return rows[self.address.start : self.address.start + self.address.size]

    def _paged(self, columns: list[Column], total: int, rows: list[Row], note: object = "") -> Table:
        return Table(columns, rows, self.address, total, note=note, empty=_("Nothing here."))

    def _faults(self) -> list[dict[str, Any]]:
        """Faults of the page, each with where it stands, why, what to do, and a field to type over it."""
        return [
            {
                "place": self._place(one.table, one.row), "header": one.header or _("the row"), "value": _shown(one.field, one.value),
                "reason": plans.told(one.reason), "todo": plans.told(one.todo), "name": f"cell-{one.table}-{one.row}-{one.column}",
                "typed": bool(one.column), "label": _("Mended {head}, {place}").format(head=one.header, place=self._place(one.table, one.row)),
            }
            for one in self._page(self.plan.faults)
        ]  # fmt: skip

    def _new(self) -> Table:
        columns = [
            Column("name", _("Full name"), phone="title"), Column("door", _("Door"), phone="first"), Column("kind", _("Kind of residence"), phone="second"),
            Column("start", _("First day"), "day", phone="second"), Column("what", _("What is done")), Column("place", _("In the file")),
        ]  # fmt: skip
        rows = []
        page = self._page(self.plan.new)
        made = (
            queries.made(self.actor, self.held.id, [(one.table, one.row) for one in page])
            if self.held.state == "applied"
            else {}
        )
        for one in page:
            person = made.get((one.table, one.row)) or one.known
            words = _("lives here again") if one.known else _("is registered")
            if one.parts:
                words += _(", the room is made")
            rows.append(Row({
                "name": one.values["name"], "door": one.door or "—", "kind": codes.word(codes.KINDS, one.values.get("kind", "")),
                "start": plans.day(one.values.get("start")) or "—", "what": words, "place": self._place(one.table, one.row),
            }, reverse("residents:person", args=[person]) if person else ""))  # fmt: skip
            self.people += [person] if person else []
        return self._paged(columns, len(self.plan.new), rows)

    def _changed(self) -> Table:
        columns = [
            Column("name", _("Full name"), phone="title"), Column("field", _("Field"), phone="first"), Column("old", _("In the register"), phone="second"),
            Column("new", _("By the file"), phone="second"), Column("place", _("In the file")),
        ]  # fmt: skip
        cells = [(one, cell) for one in self.plan.changes for cell in one.cells]
        rows = []
        for one, (field, old, new) in self._page(cells):
            rows.append(Row({
                "name": one.name, "field": label_of(field), "old": _shown(field, old) or "—", "new": _shown(field, new),
                "place": self._place(one.table, one.row),
            }, reverse("residents:person", args=[one.person])))  # fmt: skip
            self.people.append(one.person)
        return self._paged(columns, len(cells), rows, _("cell by cell"))

    def _same(self) -> Table:
        columns = [
            Column("name", _("Full name"), phone="title"),
            Column("place", _("In the file"), phone="first"),
        ]
        rows = [
            self._person(one.person, one.name, place=self._place(one.table, one.row))
            for one in self._page(self.plan.same)
        ]
        return self._paged(columns, len(self.plan.same), rows)

    def _missing(self) -> Table:
        columns = [Column("name", _("Full name"), phone="title"), Column("door", _("Door"), phone="first")]
        rows = [
            self._person(one.person, one.name, door=one.door or "—") for one in self._page(self.plan.missing)
        ]
        return self._paged(columns, len(self.plan.missing), rows, _("shown only, nothing is done"))

    def _left(self) -> Table:
        columns = [
            Column("what", _("Column"), phone="title"),
            Column("place", _("Where"), phone="first"),
            Column("why", _("Why"), phone="second"),
        ]
        rows = [
            Row({
                "what": one.header if not one.row else label_of(one.header), "why": str(plans.told(one.why)),
                "place": self._place(one.table, one.row) if one.row else self._sheet(one.table),
            })
            for one in self._page(self.plan.passed)
        ]  # fmt: skip
        return self._paged(columns, len(self.plan.passed), rows)

    def _person(self, key: int, name: str, **cells: object) -> Row:
        self.people.append(key)
        return Row({"name": name, **cells}, reverse("residents:person", args=[key]))

    def _sheet(self, table: int) -> str:
        tables = self.held.tables
        return str(tables[table]["sheet"]) if table < len(tables) else ""

    def _place(self, table: int, row: int) -> str:
        return _("{sheet}, row {row}").format(sheet=self._sheet(table), row=row)


def label_of(field: str) -> str:
    """A field in the reader's language."""
    if field == "door":
        return _("Address")
    return str(LABELS.get(field, field))


def _shown(field: str, value: Any) -> str:
    """A value as it may stand in a list: numbers hidden, also those in a wrong column; codes as words."""
    if value is None or value == "":
        return ""
    text = str(value)
    if field in ("number", "certificate"):
        if field == "certificate" and len(text) == 3 and text[1] == "-":
            return _certificate(text)
        return mask_number(text)
    if field in ("phone", "phone2"):
        return hide_phone(text)
    if isinstance(value, dt.date):
        return value.isoformat()
    return mask_text(codes.word(_TABLES[field], text) if field in _TABLES else text)


def _certificate(text: str) -> str:
    kind = STATUSES["disability"]
    return f"{dict(kind.categories)[text[0]]} {dict(kind.levels)[text[2]]}"
