"""Meetings: the list, one whole, its roll, what remains to be done, lines of the meeting ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from linli.files import api as files
from linli.kernel import Actor, Period

from ..models import Attendance, FollowUp, Meeting, Motion
from ..rules.bodies import BodyRule
from . import motions, reach
from .motions import MotionRow

#: The kind of record that owns attachments.
OWNER = "council.meeting"
STEP_OWNER = "council.step"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which meetings are listed; `until` is the first day outside."""

    text: str = ""
    body: int | None = None
    kind: str = ""
    state: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list; motions voted and carried."""

    id: int
    version: int
    body: int
    body_name: str
    body_kind: str
    state: str
    on: dt.date
    begins: dt.time | None
    place: str
    topics: str
    should: int
    present: int
    women: int
    quorate: bool | None
    counted: bool
    voted: int = 0
    carried: int = 0
    second: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One seat of the roll."""

    seat: int
    name: str
    sex: str
    presence: str
    reason: str


@dataclass(frozen=True, slots=True)
class FollowRow:
    """What somebody does after a meeting."""

    id: int
    version: int
    meeting: int
    motion: int | None
    body_name: str
    text: str
    who: str
    user: int | None
    until: dt.date
    done_on: dt.date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting whole."""

    row: MeetingRow
    rule: BodyRule
    notice_on: dt.date
    notice_way: str
    called_by: str
    demanded: int | None
    demanded_of: int | None
    second_of: int | None
    chair: str
    recorder: str
    minutes: str
    motions: list[MotionRow] = field(default_factory=list)
    attendances: list[AttendanceRow] = field(default_factory=list)
    follow_ups: list[FollowRow] = field(default_factory=list)
    files: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the meeting ledger: one item of an agenda with attendance and votes."""

    meeting: int
    motion: int | None
    body_name: str
    title: str
    on: dt.date
    should: int
    present: int
    women: int
    yes: int | None
    no: int | None
    abstain: int | None
    recused: int | None
    state: str


ORDERS = {"on": ("on", "pk"), "body": ("body__name", "-on", "-pk")}


def listing(
    actor: Actor, where: Filter, *, order: list[str] | None = None, start: int = 0, count: int = 50
) -> tuple[list[MeetingRow], int]:
    """One page of meetings, newest first, and how many there are in all. Two statements."""
    rows = _filtered(actor, where)
    total = rows.count()
    first = Motion.objects.filter(meeting=OuterRef("pk"), void=False).order_by("number")
    found = rows.select_related("body").annotate(
        n=Count("motions", filter=Q(motions__void=False, motions__state__in=("carried", "lost"))),
        c=Count("motions", filter=Q(motions__void=False, motions__state="carried")),
        first=Subquery(first.values("title")[:1]),
    ).order_by(*(order or ("-on", "-pk")))[start : start + count]  # fmt: skip
    return [_row(one) for one in found], total


def page(actor: Actor, key: int) -> MeetingPage:
    """One meeting whole. NotFound outside the actor's sight. At most ten statements."""
    one: Meeting = reach.found(reach.meetings(actor).select_related("body"), key, "council meeting")
    rule = reach.rule_of(one.body.kind, one.community_id, one.on)
    agenda = motions.of_meeting(one, rule.clause_for(one.second_of_id is not None))
    return MeetingPage(
        _row(one, agenda), rule, one.notice_on, one.notice_way, one.called_by, one.demanded, one.demanded_of, one.second_of_id,
        one.chair, one.recorder, one.minutes, agenda, attendances(key), follow_ups(reach.follow_ups(actor).filter(meeting=one)),
        [(x.id, x.name) for x in files.files_of(actor, OWNER, key)],
    )  # fmt: skip


def attended(actor: Actor, meeting: int) -> int:
    """How many attended. NotFound outside the actor's sight."""
    held: Meeting = reach.found(reach.meetings(actor), meeting, "council meeting")
    return held.present


def attendances(meeting: int) -> list[AttendanceRow]:
    """The roll of a meeting, by name."""
    rows = Attendance.objects.filter(meeting=meeting).order_by("seat__sort", "seat_id")
    return [
        AttendanceRow(*row)
        for row in rows.values_list("seat_id", "seat__name", "seat__sex", "presence", "reason")
    ]


def follow_up(actor: Actor, key: int) -> FollowRow:
    """One thing to do. NotFound outside the actor's sight."""
    one: FollowUp = reach.found(
        reach.follow_ups(actor).select_related("meeting__body"), key, "council follow-up"
    )
    return _follow(one)


def follow_ups(rows: QuerySet[FollowUp]) -> list[FollowRow]:
    """These things to do, the nearest day first."""
    return [_follow(one) for one in rows.select_related("meeting__body").order_by("until", "pk")]


def open_follow_ups(actor: Actor) -> list[FollowRow]:
    """What is not done yet, the nearest day first. One statement."""
    return follow_ups(reach.follow_ups(actor).filter(done_on__isnull=True))


def ledger(actor: Actor, period: Period) -> list[LedgerLine]:
    """Lines of the meeting ledger of a period (domain §5: 类型 议题 时间 应到 实到 妇女 同意 不同意 弃权). One statement."""
    rows = (
        Motion.objects.filter(
            meeting__in=reach.meetings(actor).filter(state="held", on__gte=period.start, on__lt=period.end),
            void=False,
        )
        .select_related("meeting__body")
        .order_by("meeting__on", "meeting_id", "number")
    )
    return [_line(one) for one in rows]


def may_open_file(actor: Actor, key: int | None) -> bool:
    """Whether attachments of this meeting open to the actor."""
    return key is not None and reach.meetings(actor).filter(pk=key).exists()


def _filtered(actor: Actor, where: Filter) -> QuerySet[Meeting]:
    rows = reach.meetings(actor)
    text = where.text.strip()[:60].replace("\0", "")
    if text:
        titles = Motion.objects.filter(title__contains=text, void=False, community_id=actor.community)
        rows = rows.filter(
            Q(topics__contains=text) | Q(place__contains=text) | Q(pk__in=titles.values("meeting"))
        )
    for name, value in (("body", where.body), ("body__kind", where.kind), ("state", where.state),
                        ("on__gte", where.since), ("on__lt", where.until)):  # fmt: skip
        if value:
            rows = rows.filter(**{name: value})
    return rows


def _row(one: Meeting, agenda: list[MotionRow] | None = None) -> MeetingRow:
    if agenda is None:
        voted, carried = getattr(one, "n", 0), getattr(one, "c", 0)
    else:
        voted = sum(1 for x in agenda if x.state in ("carried", "lost"))
        carried = sum(1 for x in agenda if x.state == "carried")
    return MeetingRow(
        one.pk, one.version, one.body_id, one.body.name, one.body.kind, one.state, one.on, one.begins, one.place, one.topics or getattr(one, "first", "") or "",
        one.should, one.present, one.women, one.quorate, one.counted, voted, carried, one.second_of_id is not None,
    )  # fmt: skip


def _line(one: Motion) -> LedgerLine:
    meeting = one.meeting
    voted = one.state in ("carried", "lost")
    yes, no, abstain, recused = (
        (one.yes, one.no, one.abstain, one.recused) if voted else (None, None, None, None)
    )
    return LedgerLine(
        meeting.pk, one.pk, meeting.body.name, one.title, meeting.on, meeting.should, meeting.present, meeting.women,
        yes, no, abstain, recused, one.state,
    )  # fmt: skip


def _follow(one: FollowUp) -> FollowRow:
    return FollowRow(
        one.pk, one.version, one.meeting_id, one.motion_id, one.meeting.body.name, one.text, one.who, one.user, one.until,
        one.done_on, one.outcome,
    )  # fmt: skip
