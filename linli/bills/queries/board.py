"""Rows of today's board: money to be paid on, vouchers to hand over, days to close, months to compare, errands."""

from __future__ import annotations

import datetime as dt

from linli.base import clock
from linli.base.board import Row
from linli.kernel import Actor, say
from linli.kernel.money import yuan

from ..rules import codes
from ..rules.sight import may_read, may_run
from . import closings, errands, mandates, receipts

#: Days within which money is paid on and vouchers are handed over.
PAY_WITHIN, HAND_WITHIN = 2, 7
#: Day of the month from which the utility's list of the month before is asked for.
LIST_FROM = 10


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """What waits for the desk; for grid workers the errands that they took on."""
    if actor.user_id is None or not may_run(actor):
        return []
    on = clock.day_of(at)
    mine = [_errand(one, on) for one in errands.open_errands(actor)]
    return (
        [*_days(actor, on), *_receipts(actor, on), *_months(actor, on), *_moved(actor, on), *mine]
        if may_read(actor)
        else mine
    )


def _group(due: dt.date, on: dt.date) -> str:
    return "late" if due < on else "today" if due == on else "waiting"


def _days(actor: Actor, on: dt.date) -> list[Row]:
    return [
        Row(
            _group(day, on), day, str(say("Bills: count the cash of {day} and close it.", day=day.isoformat())), verb=say("Close the day"),
            url=f"/bills/closings/new/?on={day}", page="/bills/closings/",
            reason=say("Received = paid on + given back + in hand, every day."),
        )
        for day in closings.waiting(actor, on)
        if closings.may_close(actor, day)
    ]  # fmt: skip


def _receipts(actor: Actor, on: dt.date) -> list[Row]:
    found = []
    for one in receipts.listing(actor, state="open", count=100)[0]:
        page = f"/bills/receipts/{one.id}/"
        if one.state == "paid":
            due, text, verb, url = (
                one.on + dt.timedelta(HAND_WITHIN),
                say("Hand the vouchers over."),
                say("Hand over"),
                f"{page}hand-over/",
            )
        elif one.state == "received":
            due, text, verb, url = (
                one.on + dt.timedelta(PAY_WITHIN),
                say("Pay {amount} yuan on.", amount=yuan(one.left)),
                say("Pay on"),
                f"{page}pay/",
            )
        else:
            due, text, verb, url = (
                one.since + dt.timedelta(HAND_WITHIN),
                say("Sort out: {what}.", what=str(codes.FAULTS[one.fault])),
                say("Open"),
                page,
            )
        found.append(
            Row(
                _group(due, on),
                due,
                str(text),
                place=one.place,
                who=one.name,
                number=one.number,
                verb=verb,
                url=url,
                page=page,
            )
        )
    return found


def _months(actor: Actor, on: dt.date) -> list[Row]:
    found = []
    for utility, month in closings.months_to_compare(actor, on):
        due = (month + dt.timedelta(days=32)).replace(day=LIST_FROM)
        text = say(
            "Compare {month} with the list for {utility}.",
            month=f"{month:%Y-%m}",
            utility=codes.UTILITIES[utility],
        )
        url = f"/bills/reconciliations/new/?utility={utility}&month={month:%Y-%m}"
        found.append(
            Row(_group(due, on), due, str(text), verb=say("Compare"), url=url, page="/bills/reconciliations/")
        )
    return found


def _moved(actor: Actor, on: dt.date) -> list[Row]:
    return [
        Row("today", on, str(say("Moved away: end the mandate or have it signed anew.")), place=place, who=name, verb=say("End the mandate"),
            url=f"/bills/mandates/{key}/end/", page=f"/bills/mandates/{key}/")
        for key, name, place in mandates.moved_away(actor, on)
    ]  # fmt: skip


def _errand(one: errands.ErrandRow, on: dt.date) -> Row:
    page = f"/bills/errands/{one.id}/"
    verb, url = (
        (say("Hand over"), f"{page}hand-over/") if one.state == "done" else (say("Finish"), f"{page}finish/")
    )
    due = one.due or one.on + dt.timedelta(HAND_WITHIN)
    return Row(
        _group(due, on),
        due,
        one.what,
        place=one.place,
        who=one.name,
        number=one.number,
        owner=one.taken_by,
        verb=verb,
        url=url,
        page=page,
    )
