"""What party counts: organisations, members by branch membership, meetings and who attended.

A branch membership is one member in one branch from day to day, at most one holds at any instant, so rows of a day are
members, and the sum over branches is the number of members. Who reported by 双报到 is not among them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from django.db.models import Q
from django.urls import reverse

from linli.base.figures import FLOW, AnyFigure, Condition, Figure, Listed, Listing, Ratio, Spine
from linli.kernel import Actor, Saying, say

from ..models import Attendance, Belonging, Fact, Meeting, Organisation, Standing
from ..queries import reach
from ..rules import codes, members, sight

PEOPLE = say("people")
ORGANISATIONS = say("organisations")
TIMES = say("times")


def _organisations(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Organisation.objects.filter(pk__in=pks).values_list("pk", "name", "kind", "above__name", "start")
    return {
        pk: Listed(
            pk, {"name": name, "kind": codes.word(codes.ORGANISATIONS, kind), "above": above or "", "start": start},
            reverse("party:organisation", args=[pk]),
        )
        for pk, name, kind, above, start in rows
    }  # fmt: skip


def _members(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Belonging.objects.filter(pk__in=pks).values_list(
        "pk",
        "member_id",
        "member__name",
        "member__sex",
        "member__born",
        "branch__name",
        "member__joined",
        "start",
    )
    return {
        pk: Listed(
            member,
            {
                "name": name, "sex": codes.word(codes.SEX, sex), "age": members.age_on(born, on), "branch": branch,
                "joined": joined, "start": start,
            },
            reverse("party:member", args=[member]),
        )
        for pk, member, name, sex, born, branch, joined, start in rows
    }  # fmt: skip


def _meetings(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Meeting.objects.filter(pk__in=pks).values_list(
        "pk", "organisation__name", "kind", "on", "should", "present"
    )
    return {
        pk: Listed(
            pk,
            {"branch": name, "kind": codes.word(codes.MEETINGS, kind), "on": day, "should": should, "present": present},
            reverse("party:meeting", args=[pk]),
        )
        for pk, name, kind, day, should, present in rows
    }  # fmt: skip


def _attended(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Attendance.objects.filter(pk__in=pks).values_list(
        "pk",
        "member__name",
        "meeting__organisation__name",
        "meeting__kind",
        "meeting__on",
        "presence",
        "reason",
        "meeting_id",
    )
    return {
        pk: Listed(
            pk,
            {
                "name": name, "branch": branch, "kind": codes.word(codes.MEETINGS, kind), "on": day,
                "presence": codes.word(codes.PRESENCE, presence), "reason": reason,
            },
            reverse("party:meeting", args=[meeting]),
        )
        for pk, name, branch, kind, day, presence, reason, meeting in rows
    }  # fmt: skip


def _named(*columns: str) -> Callable[[str], Q]:
    def typed(text: str) -> Q:
        plain, found = text.strip()[:60].replace("\0", ""), Q()
        for column in columns:
            found |= Q(**{f"{column}__contains": plain})
        return found

    return typed


_NAME, _BRANCH, _KIND, _ON = (
    ("name", say("Full name")),
    ("branch", say("Party branch")),
    ("kind", say("Kind")),
    ("on", say("Day")),
)
_ROSTER_COLUMNS = (
    _NAME,
    ("sex", say("Sex")),
    ("age", say("Age")),
    _BRANCH,
    ("joined", say("Joined the Party")),
    ("start", say("Since")),
)
MEMBERS = Listing(
    "party member",
    _ROSTER_COLUMNS,
    ("branch__rank", "branch_id", "member__sort", "pk"), _members, _named("member__name", "branch__name"), sight.may_read,
    lambda actor: _ROSTER_COLUMNS if sight.may_keep(actor) else (),
)  # fmt: skip

SPINES: list[Spine] = [
    Spine(
        "party_organisation", lambda: Organisation.objects.filter(void=False), key="pk", starts="start", ends="end",
        listing=Listing("", (("name", say("Name")), _KIND, ("above", say("Party organisation above")), ("start", say("Founded"))),
                        ("rank", "pk"), _organisations, _named("name"), sight.may_read),
    ),
    Spine(
        "party_belonging", lambda: Belonging.objects.filter(void=False, branch__kind__in=codes.BRANCHES), key="member_id",
        starts="start", ends="end", listing=MEMBERS,
    ),
    Spine(
        "party_meeting", lambda: Meeting.objects.filter(void=False, state="held"), key="pk", starts="on",
        listing=Listing("", (_BRANCH, _KIND, _ON, ("should", say("Should attend")), ("present", say("Attended"))),
                        ("-on", "-pk"), _meetings, _named("organisation__name", "topics"), sight.may_read),
    ),
    Spine(
        "party_attendance", lambda: Attendance.objects.filter(meeting__void=False, meeting__state="held"), key="pk",
        starts="meeting__on",
        listing=Listing("party member", (_NAME, _BRANCH, _KIND, _ON, ("presence", say("Attendance")), ("reason", say("Reason"))),
                        ("-meeting__on", "member__sort", "pk"), _attended, _named("member__name"), sight.may_read),
    ),
]  # fmt: skip


def _people(
    name: str, label: Saying, meaning: Saying, condition: Q | Condition, *, sensitive: bool = False
) -> Figure:
    return Figure(name, label, PEOPLE, meaning, "party_belonging", condition=condition, sensitive=sensitive)


def _standing(kind: str) -> Condition:
    return lambda day: Q(member__in=Standing.objects.filter(reach.on_day(day), kind=kind).values("member_id"))


def _fact(kind: str) -> Condition:
    return lambda day: Q(
        member__in=Fact.objects.filter(reach.on_day(day), mark=reach.mark(kind)).values("member_id")
    )


def _aged(first: int | None, below: int | None) -> Condition:
    def condition(day: dt.date) -> Q:
        after, latest = members.born_between(day, first, below)
        found = Q(member__born__lte=latest)
        return found if after is None else found & Q(member__born__gt=after)

    return condition


def _band(name: str, label: Saying, first: int | None, below: int | None) -> Figure:
    return _people(
        name, label, say("Party members of this age in full years on the day."), _aged(first, below)
    )


def _meeting(name: str, kind: str, label: Saying) -> Figure:
    return Figure(
        name, label, TIMES, say("Meetings of this kind held in the period, attendance written down."),
        "party_meeting", FLOW, Q(kind=kind),
    )  # fmt: skip


_ROSTER = say(
    "Members of the branches on the day, formal and probationary; who only checked in here is not counted."
)
FIGURES: list[AnyFigure] = [
    Figure("party_branches", say("Party branches"), ORGANISATIONS, say("Party branches that exist on the day; Party groups and general branches are not counted."), "party_organisation", condition=Q(kind__in=codes.BRANCHES)),
    _people("party_members", say("Party members"), _ROSTER, Q()),
    _people("party_formal", say("Formal members"), say("Members of the branches who are formal members on the day."), _standing("formal")),
    _people("party_probationary", say("Probationary members"), say("Members of the branches in their probation on the day."), _standing("probationary")),
    _people("party_male", say("Male Party members"), _ROSTER, Q(member__sex="1")),
    _people("party_female", say("Female Party members"), _ROSTER, Q(member__sex="2")),
    _people("party_working", say("Working Party members"), _ROSTER, Q(member__employment="working")),
    _people("party_retired", say("Retired Party members"), _ROSTER, Q(member__employment="retired")),
    _band("party_aged_below_26", say("Party members up to 25"), None, 26),
    _band("party_aged_26_to_54", say("Party members aged 26 to 54"), 26, 55),
    _band("party_aged_55_to_59", say("Party members aged 55 to 59"), 55, 60),
    _band("party_aged_60_to_69", say("Party members aged 60 to 69"), 60, 70),
    _band("party_aged_70_to_79", say("Party members aged 70 to 79"), 70, 80),
    _band("party_aged_80", say("Party members aged 80 or over"), 80, None),
    _people("party_higher", say("Party members with junior college or higher"), _ROSTER, Q(member__education__in=("10", "20", "30"))),
    _people("party_secondary", say("Party members with secondary education"), _ROSTER, Q(member__education__in=("40", "60"))),
    _people("party_lower", say("Party members with junior secondary or less"), _ROSTER, Q(member__education__in=("70", "80"))),
    _people("party_hardship", say("Party members in hardship"), say("Members of the branches recorded as in hardship on the day."), _fact("hardship"), sensitive=True),
    _people("party_floating", say("Floating Party members"), say("Members of the branches recorded as floating on the day."), _fact("floating")),
    Figure("party_transferred_in", say("Transferred in"), PEOPLE, say("Branch memberships begun in the period by a transfer from outside."), "party_belonging", FLOW, Q(way_in="transferred")),
    Figure("party_transferred_out", say("Transferred out"), PEOPLE, say("Branch memberships ended in the period by a transfer to outside."), "party_belonging", FLOW, Q(way_out="transferred"), starts="end"),
    _meeting("party_general_meetings", "general_meeting", say("Branch members' meetings")),
    _meeting("party_committee_meetings", "committee_meeting", say("Branch committee meetings")),
    _meeting("party_group_meetings", "group_meeting", say("Party group meetings")),
    _meeting("party_classes", "party_class", say("Party classes")),
    _meeting("party_days", "party_day", say("Themed Party days")),
    _meeting("party_life_meetings", "organised_life", say("Organisational life meetings")),
    Figure("party_should_attend", say("Should have attended"), TIMES, say("Who should have attended meetings held in the period, each meeting counted."), "party_attendance", FLOW),
    Figure("party_attended", say("Attended"), TIMES, say("Who attended meetings held in the period, each meeting counted."), "party_attendance", FLOW, Q(presence="present")),
    Ratio("party_attendance", say("Average attendance"), say("Attended of should have attended, over all meetings held in the period."), "party_attended", "party_should_attend"),
]  # fmt: skip
