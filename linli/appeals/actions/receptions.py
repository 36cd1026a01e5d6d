"""接待登记: the reception book, one line for each who came or called."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from linli.base import clock, versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Appeal, Reception
from ..queries import categories, sight
from ..rules import desk, intake
from ..rules.categories import may_be
from .kept import home, locked, saver

SUBJECT = "reception"


@transaction.atomic
def note(
    *, actor: Actor, at: dt.datetime, text: str, name: str = "", sex: str = "0", age: int | None = None, address: str = "",
    phone: str = "", way: str = "counter", category: str = "other", reply: str = "", result: str = "answered",
    referred_to: str = "",
) -> int:  # fmt: skip
    """One line: who came, what was asked, what was answered; its key. Raises Refused."""
    desk.may_keep(actor).demand()
    values = _fit(
        actor, at, None, text=text, name=name, sex=sex, age=age, address=address, phone=phone, way=way,
        category=category, reply=reply, result=result, referred_to=referred_to,
    )  # fmt: skip
    made = Reception.objects.create(
        community_id=home(actor), at=at, received_by=actor.user_id, by_name=actor.name, changed_at=at,
        changed_by=actor.user_id, **values,
    )  # fmt: skip
    journal.write(actor, "note_reception", SUBJECT, key=made.pk, at=at, result=values["result"])
    return made.pk


@transaction.atomic
def correct(
    *, actor: Actor, at: dt.datetime, reception: int, version: int | None = None, **fields: Any
) -> list[str]:
    """Put a line right; the fields that changed. Raises Refused, Stale, NotFound."""
    desk.may_keep(actor).demand()
    row = locked(Reception, actor, reception)
    held = {name: getattr(row, name) for name in _FIELDS}
    values = _fit(actor, at, row.category, **(held | fields))
    versions.demand_fresh(row, version, values, saver)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if changed:
        versions.save(row, actor=actor, at=at, **values)
        journal.write(actor, "correct", SUBJECT, key=row.pk, at=at, fields=changed)
    return changed


@transaction.atomic
def link(*, actor: Actor, at: dt.datetime, reception: int, appeal: int) -> None:
    """A line became an appeal: each leads to the other. Raises NotFound."""
    desk.may_keep(actor).demand()
    row = locked(Reception, actor, reception)
    if not sight.appeals(actor, clock.day_of(at)).filter(pk=appeal).exists():
        raise NotFound("appeal")
    versions.save(row, actor=actor, at=at, appeal=Appeal(pk=appeal), result="appeal")
    journal.write(actor, "link_reception", SUBJECT, key=row.pk, at=at, appeal=appeal)


@transaction.atomic
def void(*, actor: Actor, at: dt.datetime, reception: int) -> None:
    """A line entered by mistake is shown no more."""
    desk.may_keep(actor).demand()
    row = locked(Reception, actor, reception)
    versions.save(row, actor=actor, at=at, void=True)
    journal.write(actor, "void_entry", SUBJECT, key=row.pk, at=at)


_FIELDS = (
    "text", "name", "sex", "age", "address", "phone", "way", "category", "reply", "result", "referred_to",
)  # fmt: skip


def _fit(actor: Actor, at: dt.datetime, old_category: str | None, **typed: Any) -> dict[str, Any]:
    """Columns as they are kept. Raises Refused."""
    for field, known in (("sex", desk.SEXES), ("way", desk.WAYS), ("result", desk.RESULTS)):
        typed[field] = typed[field] or known[0]
        if typed[field] not in known:
            raise Refused(say("Choose one of the list."), field)
    typed["category"] = typed["category"] or "other"
    if typed["category"] != old_category:
        may_be(typed["category"], categories.tree(home(actor), clock.day_of(at))).demand("category")
    return {
        "text": desk.fit_words(typed["text"], "text", least=2), "name": intake.fit_line(typed["name"], "name", 60),
        "sex": typed["sex"], "age": desk.fit_age(typed["age"]), "address": intake.fit_line(typed["address"], "address", 120),
        "phone": intake.fit_phone(typed["phone"]), "way": typed["way"], "category": typed["category"],
        "reply": desk.fit_words(typed["reply"], "reply"), "result": typed["result"],
        "referred_to": desk.fit_referral(typed["result"], typed["referred_to"]),
    }  # fmt: skip
