"""Bodies, meetings, attendance, quorum, motions, resolutions, what was followed up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from django.db.models import Q
from django.urls import reverse

from linli.base.figures import FLOW, AnyFigure, Figure, Listed, Listing, Ratio, Spine
from linli.kernel import Actor, Saying, say

from ..models import Attendance, FollowUp, Meeting, Motion, Resolution, Seat
from ..queries.motions import resolution_number
from ..rules import codes, sight

PEOPLE, TIMES, ITEMS = say("people"), say("times"), say("items")
_ON, _BODY = ("on", say("Day")), ("body", say("Body"))


def _meetings(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Meeting.objects.filter(pk__in=pks).values_list(
        "pk", "body__name", "on", "should", "present", "women"
    )
    return {
        pk: Listed(
            pk, {"body": body, "on": day, "should": should, "present": present, "women": women}, reverse("council:meeting", args=[pk])
        )
        for pk, body, day, should, present, women in rows
    }  # fmt: skip


def _attended(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Attendance.objects.filter(pk__in=pks).values_list(
        "pk", "seat__name", "meeting__body__name", "meeting__on", "presence", "meeting_id", "seat_id"
    )
    return {
        pk: Listed(
            seat, {"name": name, "body": body, "on": day, "presence": codes.word(codes.PRESENCE, presence)},
            reverse("council:meeting", args=[meeting]),
        )
        for pk, name, body, day, presence, meeting, seat in rows
    }  # fmt: skip


def _motions(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Motion.objects.filter(pk__in=pks).values_list(
        "pk", "title", "meeting__body__name", "meeting__on", "state", "yes", "no", "abstain"
    )
    return {
        pk: Listed(
            pk,
            {"title": title, "body": body, "on": day, "state": codes.word(codes.OUTCOMES, state), "yes": yes, "no": no, "abstain": abstain},
            reverse("council:motion", args=[pk]),
        )
        for pk, title, body, day, state, yes, no, abstain in rows
    }  # fmt: skip


def _resolutions(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Resolution.objects.filter(pk__in=pks).values_list(
        "pk", "year", "number", "motion__title", "motion__meeting__body__name", "on", "motion_id"
    )
    return {
        pk: Listed(
            pk, {"number": resolution_number(year, number), "title": title, "body": body, "on": day},
            reverse("council:motion", args=[motion]),
        )
        for pk, year, number, title, body, day, motion in rows
    }  # fmt: skip


def _seats(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Seat.objects.filter(pk__in=pks).values_list(
        "pk", "name", "body__name", "office", "start", "body_id"
    )
    return {
        pk: Listed(
            pk, {"name": name, "body": body, "office": codes.word(codes.OFFICES, office), "start": start}, reverse("council:body", args=[key])
        )
        for pk, name, body, office, start, key in rows
    }  # fmt: skip


def _follow_ups(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = FollowUp.objects.filter(pk__in=pks).values_list(
        "pk", "text", "who", "until", "done_on", "meeting_id"
    )
    return {
        pk: Listed(
            pk, {"text": text, "who": who, "until": until, "done": done.isoformat() if done else ""}, reverse("council:meeting", args=[meeting])
        )
        for pk, text, who, until, done, meeting in rows
    }  # fmt: skip


def _typed(column: str) -> Callable[[str], Q]:
    return lambda text: Q(**{f"{column}__contains": text.strip()[:60].replace("\0", "")})


_HELD = {"void": False, "state": "held"}
SPINES: list[Spine] = [
    Spine(
        "council_seat", lambda: Seat.objects.filter(void=False, body__void=False), key="pk", starts="start", ends="end",
        listing=Listing(
            "council seat", (("name", say("Full name")), _BODY, ("office", say("Post held")), ("start", say("In office from"))),
            ("body_id", "sort", "pk"), _seats, _typed("name"), sight.may_read,
        ),
    ),
    Spine(
        "council_meeting", lambda: Meeting.objects.filter(**_HELD), key="pk", starts="on",
        listing=Listing(
            "", (_BODY, _ON, ("should", say("Should attend")), ("present", say("Attended")), ("women", say("Women"))), ("-on", "-pk"), _meetings,
            _typed("body__name"), sight.may_read,
        ),
    ),
    Spine(
        "council_attendance", lambda: Attendance.objects.filter(meeting__void=False, meeting__state="held"), key="pk", starts="meeting__on",
        listing=Listing(
            "council seat", (("name", say("Full name")), _BODY, _ON, ("presence", say("Attendance"))), ("-meeting__on", "seat__sort", "pk"),
            _attended, _typed("seat__name"), sight.may_read,
        ),
    ),
    Spine(
        "council_motion", lambda: Motion.objects.filter(void=False, meeting__void=False, meeting__state="held"), key="pk", starts="meeting__on",
        listing=Listing(
            "", (("title", say("Item")), _BODY, _ON, ("state", say("Outcome")), ("yes", say("Yes")), ("no", say("No")), ("abstain", say("Abstained"))),
            ("-meeting__on", "number", "pk"), _motions, _typed("title"), sight.may_read,
        ),
    ),
    Spine(
        "council_resolution", lambda: Resolution.objects.filter(void=False, motion__meeting__void=False), key="pk", starts="on",
        listing=Listing(
            "", (("number", say("Number")), ("title", say("Item")), _BODY, _ON), ("-year", "-number", "-pk"), _resolutions,
            _typed("motion__title"), sight.may_read,
        ),
    ),
    Spine(
        "council_follow_up", lambda: FollowUp.objects.filter(void=False, meeting__void=False), key="pk", starts="until",
        listing=Listing(
            "", (("text", say("What is to be done")), ("who", say("Who")), ("until", say("Until the day")), ("done", say("Done on"))),
            ("until", "pk"), _follow_ups, _typed("text"), sight.may_read,
        ),
    ),
]  # fmt: skip

_KINDS: dict[str, Saying] = {
    codes.ASSEMBLY: say("Residents' assemblies held"), codes.REPRESENTATIVES: say("Meetings of residents' representatives held"),
    codes.COUNCIL: say("Council meetings held"), codes.COMMITTEE: say("Meetings of both committees held"),
    codes.PARTY: say("General meetings of Party members held on matters of all"), codes.SUPERVISION: say("Meetings of the supervision committee held"),
    codes.GROUP: say("Meetings of residents' groups held"),
}  # fmt: skip
_MEMBERS: dict[str, Saying] = {
    codes.REPRESENTATIVES: say("Residents' representatives"), codes.COUNCIL: say("Council members"),
    codes.SUPERVISION: say("Members of the supervision committee"),
}  # fmt: skip
_OF_MEETING = say("Meetings of this kind of body held in the period, attendance written down.")
_OF_SEAT = say("Seats in bodies of this kind held on the day.")


def _motion(name: str, label: Saying, meaning: Saying, *states: str) -> Figure:
    return Figure(name, label, ITEMS, meaning, "council_motion", FLOW, Q(state__in=states))


FIGURES: list[AnyFigure] = [
    *(Figure(f"council_seats_{kind}", label, PEOPLE, _OF_SEAT, "council_seat", condition=Q(body__kind=kind)) for kind, label in _MEMBERS.items()),
    Figure("council_meetings", say("Meetings of bodies"), TIMES, say("Meetings of all bodies held in the period, attendance written down."), "council_meeting", FLOW),
    *(Figure(f"council_meetings_{kind}", label, TIMES, _OF_MEETING, "council_meeting", FLOW, Q(body__kind=kind)) for kind, label in _KINDS.items()),
    Figure("council_quorate", say("Meetings with a quorum"), TIMES, say("Meetings held in the period at which enough were present by the rule of their day."), "council_meeting", FLOW, Q(quorate=True)),
    Ratio("council_quorum", say("Quorum met"), say("Meetings with a quorum of all meetings held in the period."), "council_quorate", "council_meetings"),
    Figure("council_should_attend", say("Should have attended meetings of bodies"), TIMES, say("Seats on the rolls of meetings held in the period, each meeting counted; bodies that are counted at the door are not among them."), "council_attendance", FLOW),
    Figure("council_attended", say("Attended meetings of bodies"), TIMES, say("Seats present at meetings held in the period, each meeting counted; bodies that are counted at the door are not among them."), "council_attendance", FLOW, Q(presence="present")),
    Ratio("council_attendance", say("Attendance of bodies"), say("Attended of should have attended, over the meetings held in the period."), "council_attended", "council_should_attend"),
    _motion("council_voted", say("Motions voted on"), say("Motions that were counted in meetings of the period, carried or not."), *codes.VOTED),
    _motion("council_carried", say("Motions carried"), say("Motions of meetings in the period that reached the majority of their rule."), "carried"),
    _motion("council_lost", say("Motions not carried"), say("Motions of meetings in the period that were counted and did not reach the majority of their rule."), "lost"),
    _motion("council_deferred", say("Motions put off"), say("Motions of meetings in the period that were put off with a reason."), "deferred"),
    Ratio("council_carried_share", say("Share of motions carried"), say("Motions carried of motions voted on in the period."), "council_carried", "council_voted"),
    Figure("council_resolutions", say("Resolutions"), ITEMS, say("Resolutions written down with a number, by the day of their meeting."), "council_resolution", FLOW),
    Figure("council_follow_ups", say("Things to do after meetings"), ITEMS, say("What was to be done after meetings with its last day in the period."), "council_follow_up", FLOW),
    Figure("council_follow_ups_done", say("Things done after meetings"), ITEMS, say("What was to be done after meetings with its last day in the period, and was done."), "council_follow_up", FLOW, Q(done_on__isnull=False)),
    Ratio("council_followed", say("Done after meetings"), say("Things done of things to do after meetings with their last day in the period."), "council_follow_ups_done", "council_follow_ups"),
]  # fmt: skip
