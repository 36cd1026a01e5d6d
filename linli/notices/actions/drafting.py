"""Notices are drafted, changed, submitted, sent back, given up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction

from linli.base import clock, versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.masking import demand_shown
from linli.places import api as places

from .. import workflow
from ..models import Audience, Notice
from ..queries import least
from ..rules import codes, showing
from ..rules.showing import Window
from . import linking
from .parts import SUBJECT, home, locked, stamp

POWER = "notices.draft"
#: Partition schemes whose cells a notice may be meant for.
SCHEMES = ("grid", "compound")


@transaction.atomic
def draft(
    *, actor: Actor, at: dt.datetime, kind: str, title: str, text: str, starts: dt.date, ends: dt.date,
    objections: bool = False, subject: str = "", key: int | None = None, basis: str = "", category: str = "affairs",
    forms: Collection[str] = ("web",), opens: dt.date | None = None, closes: dt.date | None = None,
    buildings: Collection[int] = (), cells: Collection[int] = (), readers: str = "residents",
) -> int:  # fmt: skip
    """Write a notice that nobody sees yet; its key.

    starts, ends  half-open: `ends` is the first day on which it is not shown any more
    objections    taken from `opens` up to `closes`, else on every day on which it is shown
    subject, key  the record of another app that it shows
    buildings, cells  for whom; everybody without
    Raises Refused with the field for an empty text, impossible days and every private number in title, text or basis.
    """
    row = stamp(actor, at, POWER)
    columns = _columns(
        kind=kind, title=title, text=text, starts=starts, ends=ends, objections=objections, basis=basis, category=category,
        forms=forms, opens=opens, closes=closes, readers=readers,
    )  # fmt: skip
    made = Notice.objects.create(
        subject=subject, key=key, drafted_by=actor.user_id, drafted_at=at, **columns, **row
    )
    _address(actor, at, made, buildings, cells)
    journal.write(actor, "draft_notice", SUBJECT, key=made.pk, at=at, kind=kind)
    return made.pk


@transaction.atomic
def change(
    *, actor: Actor, at: dt.datetime, notice: int, kind: str, title: str, text: str, starts: dt.date, ends: dt.date,
    objections: bool = False, basis: str = "", category: str = "affairs", forms: Collection[str] = ("web",),
    opens: dt.date | None = None, closes: dt.date | None = None, buildings: Collection[int] = (),
    cells: Collection[int] = (), readers: str = "residents", version: int | None = None,
) -> None:  # fmt: skip
    """Change a draft. Stale when somebody saved it meanwhile."""
    home(actor, POWER)
    columns = _columns(
        kind=kind, title=title, text=text, starts=starts, ends=ends, objections=objections, basis=basis, category=category,
        forms=forms, opens=opens, closes=closes, readers=readers,
    )  # fmt: skip
    one = locked(actor, notice, version, **columns)
    workflow.step(one.state, "change")
    versions.save(one, actor=actor, at=at, **columns)
    Audience.objects.filter(notice=one).delete()
    _address(actor, at, one, buildings, cells)
    journal.write(actor, "change_notice", SUBJECT, key=notice, at=at)


@transaction.atomic
def submit(*, actor: Actor, at: dt.datetime, notice: int, version: int | None = None) -> None:
    """Ask the secretary or the committee to approve it."""
    home(actor, POWER)
    one = locked(actor, notice, version)
    state = workflow.step(one.state, "submit")
    checked(one, clock.day_of(at))
    versions.save(one, actor=actor, at=at, state=state, submitted_at=at, sent_back="")
    journal.write(actor, "submit_notice", SUBJECT, key=notice, at=at)


@transaction.atomic
def drop(*, actor: Actor, at: dt.datetime, notice: int, version: int | None = None) -> None:
    """It is not shown at all."""
    home(actor, POWER)
    one = locked(actor, notice, version)
    versions.save(one, actor=actor, at=at, state=workflow.step(one.state, "drop"))
    linking.given_up(actor, at, one)
    journal.write(actor, "drop_notice", SUBJECT, key=notice, at=at)


def checked(one: Notice, on: dt.date) -> None:
    """What is asked again before it goes up: its days, and that no text shows a private number."""
    showing.may_go_up(Window(one.start, one.end, one.opens, one.closes), on).demand("last")
    for field in ("title", "text", "basis"):
        demand_shown(getattr(one, field), field)
    days = Window(one.start, one.end, one.opens, one.closes)
    asked = least.of_kind(one.kind, one.community_id, on)
    if asked and one.opens:
        showing.long_enough(days, asked, places.calendar(one.community_id))


def _columns(
    *, kind: str, title: str, text: str, starts: dt.date, ends: dt.date, objections: bool, basis: str, category: str,
    forms: Collection[str], opens: dt.date | None, closes: dt.date | None, readers: str,
) -> dict[str, Any]:  # fmt: skip
    tables = (
        ("kind", kind, codes.KINDS),
        ("category", category, codes.CATEGORIES),
        ("readers", readers, codes.READERS),
    )
    for field, code, table in tables:
        if code not in table:
            raise Refused(say("Choose one of the list."), field)
    if not set(forms) <= set(codes.FORMS):
        raise Refused(say("Choose one of the list."), "forms")
    days = Window(
        starts, ends, (opens or starts) if objections else None, (closes or ends) if objections else None
    )
    showing.fits(days)
    words = basis.strip()
    demand_shown(words, "basis")
    return {
        "kind": kind, "category": category, "readers": readers, "forms": [one for one in codes.FORMS if one in forms or one == "web"],
        "title": showing.fit_text(title, "title", codes.TITLE_MOST, say("Write a title.")),
        "text": showing.fit_text(text, "text", codes.TEXT_MOST, say("Write the text.")),
        "basis": words[: codes.BASIS_MOST], "start": days.start, "end": days.end, "opens": days.opens, "closes": days.closes,
    }  # fmt: skip


def _address(
    actor: Actor, at: dt.datetime, one: Notice, buildings: Collection[int], cells: Collection[int]
) -> None:
    """For whom it is meant. Refused for a building or part that the community does not have."""
    row, on = stamp(actor, at, POWER), clock.day_of(at)
    whole = Actor.system("for whom a notice is meant", one.community_id)
    known = {each.id for each in places.buildings(whole, on)} if buildings else set()
    parts = (
        {each.id for scheme in SCHEMES for each in places.cells(one.community_id, scheme, on)}
        if cells
        else set()
    )
    if not set(buildings) <= known or not set(cells) <= parts:
        raise Refused(say("Choose one of the list."), "buildings")
    Audience.objects.bulk_create(
        [Audience(notice=one, building_id=each, **row) for each in sorted(set(buildings))]
        + [Audience(notice=one, cell_id=each, **row) for each in sorted(set(cells))]
    )
