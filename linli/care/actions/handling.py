"""The community's own steps: accepting, visiting, hearing, showing, sending on. Each takes one case or many of one scheme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction

from linli.kernel import Actor, Refused, say
from linli.kernel.names import mask_name
from linli.kernel.worktime import Calendar, is_working_day
from linli.notices import api as notices
from linli.places import api as places
from linli.residents import api as residents

from ..models import Application, Showing
from ..queries.record import SHOWING
from ..rules import handling as rules
from ..rules.schemes import Scheme
from .parts import facts_of, move, scheme_of, signed, stamp, taken

_DAY = dt.timedelta(days=1)
#: What residents read: names to the surname, no door, no status.
TITLE = "{year}年{name}拟上报名单公示"
TEXT = (
    "以下居民申请{year}年{name}，社区已受理并核对材料，现公示。公示期内对名单有异议的，请向社区反映，社区核实后答复。\n\n"
    "共{count}人：{names}。\n\n审批机关：{authority}。公示期满自动撤下。"
)


@transaction.atomic
def accept(
    *, actor: Actor, at: dt.datetime, on: dt.date, applications: Collection[int], opinion: str = "", version: int | None = None
) -> None:  # fmt: skip
    """The community accepts; the signature is the account's. Refused while a paper is missing."""
    cases = taken(actor, applications, version)
    for one, scheme in _schemes(cases):
        lacking = rules.missing(scheme.materials, facts_of(one).get("received", []))
        if lacking:
            raise Refused(
                say("Papers are missing: {what}. Ask for them first.", what="、".join(lacking)),
                "applications",
            )
    move(actor, at, on, cases, "accept", said={"opinion": opinion.strip()[:200]} if opinion.strip() else None)


@transaction.atomic
def survey(
    *, actor: Actor, at: dt.datetime, on: dt.date, applications: Collection[int], day: dt.date, people: str, result: str,
    version: int | None = None,
) -> None:  # fmt: skip
    """入户调查: the day at the home, who went, what was found."""
    cases = taken(actor, applications, version)
    if day > on:
        raise Refused(say("The day has not come yet."), "day")
    if not people.strip() or not result.strip():
        raise Refused(say("Write who went and what was found."), "result")
    for one, scheme in _schemes(cases):
        rules.in_order(one.state, "survey", scheme.steps).demand()
    said = {"day": day.isoformat(), "people": people.strip()[:100], "result": result.strip()[:500]}
    move(actor, at, on, cases, "survey", said=said)


@transaction.atomic
def hear(
    *, actor: Actor, at: dt.datetime, on: dt.date, applications: Collection[int], day: dt.date, should: int, agree: int, against: int,
    version: int | None = None,
) -> None:  # fmt: skip
    """民主评议: should attend, agree, against."""
    cases = taken(actor, applications, version)
    if day > on:
        raise Refused(say("The day has not come yet."), "day")
    rules.fair_hearing(should, agree, against).demand("should")
    for one, scheme in _schemes(cases):
        rules.in_order(one.state, "hear", scheme.steps).demand()
    move(
        actor, at, on, cases, "hear", said={"day": day.isoformat(), "should": should, "agree": agree, "against": against}
    )  # fmt: skip


@transaction.atomic
def show(
    *, actor: Actor, at: dt.datetime, on: dt.date, applications: Collection[int], start: dt.date | None = None,
    version: int | None = None,
) -> int:  # fmt: skip
    """One public notice for these cases of one scheme, names masked, as long as the terms ask; the notice's key.

    It is drafted and handed in; residents read it once the secretary or the committee has approved it.
    """
    cases, first = taken(actor, applications, version), start or on + _DAY
    held = _schemes(cases)
    scheme, year = held[0][1], cases[0].benefit_year
    if any(one.benefit_year != year or other.code != scheme.code for one, other in held):
        raise Refused(say("One notice shows cases of one scheme and benefit year."), "applications")
    if first < on:
        raise Refused(say("Give a day to come."), "start")
    _may_show(actor, cases, on)
    for one, _scheme in held:
        rules.in_order(one.state, "show", scheme.steps).demand()
    end = last_of(first, *scheme.notice, places.calendar(actor.community or 0)) + _DAY
    row = stamp(actor, at)
    made = Showing.objects.create(
        mark=cases[0].mark, line_mark=cases[0].line_mark, year=year, start=first, end=end, count=len(cases), **row
    )  # fmt: skip
    names = residents.person_names(actor, [one.person_id for one in cases], on=on)
    text = TEXT.format(
        year=year, name=scheme.public, count=len(cases), authority=scheme.authority,
        names="、".join(mask_name(names[one.person_id]) for one in cases if one.person_id in names),
    )  # fmt: skip
    key = notices.draft(
        actor=actor, at=at, kind="public_notice", title=TITLE.format(year=year, name=scheme.public), text=text, starts=first, ends=end,
        objections=True, subject=SHOWING, key=made.pk, forms=("web", "board"),
    )  # fmt: skip
    notices.submit(actor=actor, at=at, notice=key)
    said = {"start": first.isoformat(), "end": end.isoformat(), "notice": key}
    move(actor, at, on, cases, "show", said=said, showing_id=made.pk)
    return key


@transaction.atomic
def forward(
    *, actor: Actor, at: dt.datetime, on: dt.date, applications: Collection[int], opinion: str = "", version: int | None = None
) -> None:  # fmt: skip
    """上报: the secretary signs; every step that the scheme asks for is done and no objection is open."""
    signed(actor)
    cases = taken(actor, applications, version)
    notes = notices.of_subject(
        actor.community or 0, SHOWING, {one.showing_id for one in cases if one.showing_id}, on
    )
    for one, scheme in _schemes(cases):
        rules.in_order(one.state, "forward", scheme.steps).demand()
        if "notice" in scheme.steps:
            ref = notes.get(one.showing_id or 0)
            rules.notice_over(ref.state if ref else "", ref.open_objections if ref else 0).demand()
    move(
        actor, at, on, cases, "forward", said={"opinion": opinion.strip()[:200]} if opinion.strip() else None
    )


def _may_show(actor: Actor, cases: Sequence[Application], on: dt.date) -> None:
    """A case that stands on a notice is shown again only when that one did not stand to its end."""
    before = [one.showing_id for one in cases if one.state == "shown" and one.showing_id]
    refs = notices.of_subject(actor.community or 0, SHOWING, before, on)
    if any(ref.state != "taken_down" for ref in refs.values()):
        raise Refused(say("A public notice stands for it already."), "applications")


def last_of(first: dt.date, amount: int, unit: str, calendar: Calendar) -> dt.date:
    """The last of so many days (or working days) from the first on, both counted."""
    day, left = first, amount
    while True:
        left -= unit != "working_day" or is_working_day(calendar, day)
        if left <= 0:
            return day
        day += _DAY


def _schemes(cases: Sequence[Application]) -> list[tuple[Application, Scheme]]:
    known: dict[tuple[str, dt.date], Scheme] = {}
    return [(one, scheme_of(one, known)) for one in cases]
