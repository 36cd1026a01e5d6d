"""What visits put on other pages: rows of today's board, entries of a person's page, the visits behind an appeal."""

from __future__ import annotations

import datetime as dt

from linli.base import clock
from linli.base.board import Entry, Hit, Row
from linli.kernel import Actor, say
from linli.kernel.actor import GRID_WORKER

from ..rules.visits import visits_in_full
from . import routes, visit_pages, visits
from .visit_pages import VisitRow

#: Days before its day from which a promised return stands on the board.
SOON = 2
#: Entries of a person's page at most.
MOST = 20
TITLE = 60
VISIT = "/contact/visits/{key}/"
ROUTE = "/contact/routes/{key}/"
NEW = "/contact/visits/new/?household={key}"
NEW_ROOM = "/contact/visits/new/?room={key}"


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """Promised returns that are due, and today's own routes; nothing for those who do not go to doors."""
    if actor.user_id is None or not visits_in_full(actor):
        return []
    on = clock.day_of(at)
    return [*_promised(actor, on), *_routes(actor, on)]


def _promised(actor: Actor, on: dt.date) -> list[Row]:
    """The desk sees every promise that is due; a grid worker those of the own doors and the own ones."""
    found = visit_pages.promised(actor, on, until=on + dt.timedelta(days=SOON))
    return [
        Row(
            "late" if one.return_on < on else "today" if one.return_on == on else "waiting", one.return_on,
            str(say("Go back as promised: {words}", words=_short(one.said) or one.met or one.door)), place=one.door, who=one.met,
            owner=one.visitor, verb=say("Write the visit down"), url=_new(one), page=VISIT.format(key=one.id),
            reason=say("Promised on the visit of {day}.", day=one.went.isoformat()),
        )
        for one in found
        if one.return_on is not None and (actor.whole_community or actor.holds(GRID_WORKER))
    ]  # fmt: skip


def _routes(actor: Actor, on: dt.date) -> list[Row]:
    return [
        Row(
            "late" if one.on < on else "today", one.on, str(say("Visits: {title}", title=one.title)), owner=one.who,
            place=str(say("{n} of {m} doors gone to", n=one.done, m=one.stops)), verb=say("Go to the doors"), url=ROUTE.format(key=one.id),
            page=ROUTE.format(key=one.id),
        )
        for one in routes.open_today(actor, on)
    ]  # fmt: skip


def story(actor: Actor, person: int, at: dt.datetime) -> list[Entry]:
    """Visits of a person and of the household they belong to, for those who go to doors."""
    if not visits_in_full(actor):
        return []
    on = clock.day_of(at)
    found = visit_pages.rows(
        actor, visits.visits(actor, on).filter(person=person).order_by(*visit_pages.NEWEST)[:MOST], on
    )
    return [
        Entry(
            one.at, one.visitors, say("Visit: {how}, {way}", how=one.result_words, way=one.way_words), url=VISIT.format(key=one.id),
            quote=one.said,
        )
        for one in found
    ]  # fmt: skip


def behind(actor: Actor, subject: str, key: int, at: dt.datetime) -> list[Hit]:
    """The visits on which an appeal was heard (slot `behind`)."""
    if subject != "appeals.appeal":
        return []
    on = clock.day_of(at)
    return [
        Hit("matters", str(say("Heard on a visit on {day}", day=one.went.isoformat())), one.door, VISIT.format(key=one.id))
        for one in visit_pages.of_appeals(actor, key, on)
    ]  # fmt: skip


def _new(one: VisitRow) -> str:
    if one.household is not None:
        return NEW.format(key=one.household)
    return NEW_ROOM.format(key=one.room) if one.room is not None else VISIT.format(key=one.id)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= TITLE else plain[: TITLE - 1] + "…"
