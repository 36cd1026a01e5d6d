"""诉求台账: the ledger of appeals in the layout that is kept everywhere, one line each, masked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor, Period, say
from linli.kernel.names import mask_name
from linli.kernel.phones import hide_phone
from linli.kernel.say import Saying
from linli.places import api as places

from ..models import Answer, Appeal, Reporter
from ..rules import codes, today
from ..rules.sight import sees_reporter
from . import categories, sight

HEADS = (
    say("No."), say("Number"), say("Accepted on"), say("Channel"), say("Reported by"), say("Phone"), say("Address and grid"),
    say("Category"), say("Content"), say("First contact"), say("Handler"), say("Promised by"), say("Handling and result"),
    say("Answered on"), say("Solved or answered the same day?"), say("Satisfaction at the revisit"), say("Remarks"),
)  # fmt: skip
GRID = "grid"
CONTENT_MOST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines: those that count to a day of the period, by channel, category with all below it, and grid."""

    period: Period
    channel: str = ""
    category: str = ""
    cell: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `cells` in the order of HEADS, days as days."""

    id: int
    cells: tuple[object, ...]


def found(actor: Actor, asked: Asked, on: dt.date) -> QuerySet[Appeal]:
    """The appeals of the ledger that the actor may find, oldest first; merged ones stand under the one they joined."""
    rows = sight.appeals(actor, on).exclude(state="merged")
    rows = rows.filter(counts_on__gte=asked.period.start, counts_on__lt=asked.period.end)
    if asked.channel:
        rows = rows.filter(channel=asked.channel)
    if asked.category:
        below = categories.tree(actor.community or 0, on).below(asked.category)
        rows = rows.filter(category__in=below)
    if asked.cell is not None:
        rows = rows.filter(unit__in=places.cell_units(actor.community or 0, [asked.cell], on))
    return rows.order_by("received_at", "pk")


def lines(
    actor: Actor, asked: Asked, at: dt.datetime, *, start: int = 0, count: int | None = None
) -> list[Line]:
    """A page of the ledger, or all of it. Six statements."""
    on = clock.day_of(at)
    rows = found(actor, asked, on)
    held = list(rows[start:] if count is None else rows[start : start + count])
    keys = [one.pk for one in held]
    asking = {
        one.appeal_id: one
        for one in Reporter.objects.filter(community=actor.community, appeal__in=keys).defer("sealed")
    }
    answers = _answers(actor, keys)
    names = accounts.names({user for one in held for user in (one.first_contact, one.handler)})
    grids = _grids(actor, {one.unit_id for one in held if one.unit_id is not None}, on)
    tree = categories.tree(actor.community or 0, on)
    found_ = []
    for number, one in enumerate(held, start + 1):
        name, phone = _who(actor, one, asking.get(one.pk))
        said, said_at = answers.get(one.pk, ("", None))
        where = " ".join(filter(None, (one.place, grids.get(one.unit_id or 0, ""))))
        done = codes.word(codes.STATES, one.state) + (f"：{said[:CONTENT_MOST]}" if said else "")
        found_.append(
            Line(
                one.pk,
                (
                    number, one.number, clock.day_of(one.accepted_at or one.received_at),
                    codes.word(codes.CHANNELS, one.channel), name, phone, where, tree.word(one.category),
                    one.text[:CONTENT_MOST], names.get(one.first_contact or 0, ""), names.get(one.handler or 0, ""),
                    one.promised_on, done, clock.day_of(said_at) if said_at else None, str(kept(one, at)),
                    codes.word(codes.RATINGS, one.rating) if one.rating else "", _remarks(one),
                ),
            )
        )  # fmt: skip
    return found_


def kept(one: Appeal, at: dt.datetime) -> Saying:
    """What became of the promise of the day."""
    state = today.state(
        today_due=one.today_due, solved_at=one.solved_at, explicit_at=one.explicit_at, ended_at=one.closed_at, at=at
    )  # fmt: skip
    return today.STATES[state]


def _answers(actor: Actor, keys: Collection[int]) -> dict[int, tuple[str, dt.datetime]]:
    """The last final answer of each."""
    rows = Answer.objects.filter(community=actor.community, appeal__in=keys, kind="final").order_by(
        "at", "pk"
    )
    return {appeal: (text, at) for appeal, text, at in rows.values_list("appeal_id", "text", "at")}


def _grids(actor: Actor, units: Collection[int], on: dt.date) -> dict[int, str]:
    if actor.community is None or not units:
        return {}
    cells = places.cells_of_units(actor.community, GRID, sorted(units), on)
    return {unit: cell.name for unit, cell in cells.items()}


def _who(actor: Actor, one: Appeal, asking: Reporter | None) -> tuple[str, str]:
    """Name with its surname only and phone without its middle; confidential and anonymous ones say so, to everybody."""
    if one.naming != "named" or asking is None:
        return codes.word(codes.NAMING, one.naming if one.naming != "named" else "anonymous"), ""
    if not sees_reporter(actor, sight.standing(one)):
        return "—", ""
    return mask_name(asking.name), hide_phone(asking.phone) if asking.phone else ""


def _remarks(one: Appeal) -> str:
    """What else a reader asks: done again, sent up, urgent."""
    said: list[Saying] = []
    if one.urgent:
        said.append(say("urgent"))
    if one.sent_to is not None:
        said.append(say("sent up"))
    if one.redone:
        said.append(say("done again {n} times", n=one.redone))
    return "，".join(str(each) for each in said)


def workbook_rows(found_: Sequence[Line]) -> list[list[object]]:
    """The lines as rows of a sheet."""
    return [list(one.cells) for one in found_]
