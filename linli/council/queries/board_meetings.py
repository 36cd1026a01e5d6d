"""Rows of today's board: meetings of these days, minutes missing, what somebody still has to do."""

from __future__ import annotations

import datetime as dt

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.board import Hit, Row
from linli.kernel import Actor, say

from ..models import Meeting
from . import meetings, reach

#: Days ahead from which a meeting stands on the board; days after it within which the minutes are written.
AHEAD, MINUTES = 10, 7
#: What happened longer ago is left to the lists.
BACK = 60
_MEETING = "/council/meetings/{key}/"


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """What waits for those who keep the meetings; council members see the meetings ahead of them."""
    if actor.user_id is None or not accounts.may(actor, "council.read"):
        return []
    on = clock.day_of(at)
    keeps = bool(accounts.may(actor, "council.keep"))
    near = reach.meetings(actor).filter(
        on__gte=on - dt.timedelta(days=BACK), on__lte=on + dt.timedelta(days=AHEAD)
    )
    held = list(near.select_related("body").order_by("on", "pk"))
    found = [row for one in held if (row := _meeting(one, on, keeps)) is not None]
    return [*found, *_follow_ups(actor, on, keeps)]


def _meeting(one: Meeting, on: dt.date, keeps: bool) -> Row | None:
    page = _MEETING.format(key=one.pk)
    if one.state == "called" and one.on >= on:
        return Row(
            "today" if one.on == on else "waiting", one.on, str(say("{body} meets.", body=one.body.name)), place=one.place, who=one.body.name,
            verb=say("Open"), url=page, page=page, reason=say("Members were told on {day}.", day=one.notice_on.isoformat()),
        )  # fmt: skip
    if not keeps:
        return None
    if one.state == "called":
        return Row(
            "late", one.on, str(say("{body}: write down who attended.", body=one.body.name)), who=one.body.name, verb=say("Write down attendance"),
            url=f"{page}hold/", page=page,
        )  # fmt: skip
    if not one.minutes:
        due = one.on + dt.timedelta(days=MINUTES)
        return Row(
            "late" if due < on else "today" if due == on else "waiting", due, str(say("{body}: the minutes are missing.", body=one.body.name)),
            who=one.body.name, verb=say("Write minutes"), url=f"{page}write/", page=page,
            reason=say("Minutes are written within {n} days.", n=MINUTES),
        )  # fmt: skip
    return None


def _follow_ups(actor: Actor, on: dt.date, keeps: bool) -> list[Row]:
    """Of the whole house for those who keep the meetings, else the own ones; those due in a week."""
    return [
        Row(
            "late" if one.until < on else "today" if one.until == on else "waiting", one.until, one.text, who=one.who,
            channel=one.body_name, owner=one.who, verb=say("Note the outcome"), url=f"/council/follow-ups/{one.id}/finish/",
            page=_MEETING.format(key=one.meeting),
        )
        for one in meetings.open_follow_ups(actor)
        if keeps and one.until <= on + dt.timedelta(days=7)
    ]  # fmt: skip


def find(actor: Actor, text: str, on: dt.date, limit: int) -> list[Hit]:
    """Meetings and matters whose words contain the typed text."""
    plain = text.strip()[:40].replace("\0", "")
    if len(plain) < 2 or not accounts.may(actor, "council.read"):
        return []
    rows = (
        reach.motions(actor)
        .filter(title__contains=plain)
        .select_related("meeting__body")
        .order_by("-meeting__on")[:limit]
    )
    return [
        Hit(
            "matters",
            one.title,
            f"{one.meeting.body.name} {one.meeting.on.isoformat()}",
            f"/council/motions/{one.pk}/",
        )
        for one in rows
    ]
