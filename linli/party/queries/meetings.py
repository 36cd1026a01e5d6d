"""Meetings: the list, one whole, what is still due, and the statistics of a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum

from linli.files import api as files
from linli.kernel import Actor, Period, Saying
from linli.kernel.majority import PRESENT, Roll, needed_present
from linli.kernel.rounding import ratio_text
from linli.kernel.say import told

from ..models import Attendance, Meeting, Office, Resolution
from ..rules import codes, meetings
from . import organisations, reach

#: The kind of record that owns attachments.
OWNER = "party.meeting"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which meetings are listed; `until` is the first day outside.

    organisation  with the groups under it; of_branches: of every branch and its groups, as the statistics count
    """

    text: str = ""
    organisation: int | None = None
    kind: str = ""
    state: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    of_branches: bool = False


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list."""

    id: int
    version: int
    kind: str
    state: str
    organisation: int
    organisation_name: str
    organisation_kind: str
    on: dt.date
    begins: dt.time | None
    place: str
    topics: str
    should: int
    present: int


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One who should attend."""

    member: int
    name: str
    voting: bool
    presence: str
    reason: str


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    """One resolution with its arithmetic."""

    id: int
    kind: str
    text: str
    carried: bool
    told: Saying


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting whole."""

    row: MeetingRow
    minutes: str
    chair: str
    recorder: str
    attendances: list[AttendanceRow] = field(default_factory=list)
    resolutions: list[ResolutionRow] = field(default_factory=list)
    files: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DueRow:
    """What an organisation still has to hold, and until which day."""

    organisation: int
    name: str
    kind: str
    missing: int
    last: dt.date


@dataclass(frozen=True, slots=True)
class BranchYear:
    """A line of 三会一课统计: meetings held by kind and the average attendance (present of should)."""

    organisation: int
    name: str
    members: int
    held: dict[str, int]
    present: int
    should: int

    @property
    def attendance(self) -> str:
        """93.8%（15/16）, — without a meeting."""
        return ratio_text(self.present, self.should)


ORDERS = {"on": ("on", "pk"), "organisation": ("organisation__rank", "organisation_id", "-on", "-pk")}


def listing(
    actor: Actor, where: Filter, *, order: list[str] | None = None, start: int = 0, count: int = 50
) -> tuple[list[MeetingRow], int]:
    """One page of meetings, newest first, and how many there are in all. Two statements."""
    rows = reach.meetings(actor).select_related("organisation")
    text = where.text.strip()[:60].replace("\0", "")
    if text:
        rows = rows.filter(Q(topics__contains=text) | Q(place__contains=text) | Q(minutes__contains=text))
    if where.organisation:
        rows = rows.filter(_of([where.organisation]))
    if where.of_branches:
        rows = rows.filter(organisation__kind__in=(*codes.BRANCHES, "group"))
    for name, value in (("kind", where.kind), ("state", where.state),
                        ("on__gte", where.since), ("on__lt", where.until)):  # fmt: skip
        if value:
            rows = rows.filter(**{name: value})
    total = rows.count()
    found = rows.order_by(*(order or ("-on", "-pk")))[start : start + count]
    return [_row(one) for one in found], total


def page(actor: Actor, key: int) -> MeetingPage:
    """One meeting whole. NotFound outside the actor's sight."""
    one: Meeting = reach.found(reach.meetings(actor).select_related("organisation"), key, "meeting")
    resolved = Resolution.objects.filter(meeting=key, void=False).order_by("pk")
    return MeetingPage(
        _row(one), one.minutes, one.chair, one.recorder, attendances(key),
        [ResolutionRow(x.pk, x.kind, x.text, x.carried, told(x.told)) for x in resolved],
        [(x.id, x.name) for x in files.files_of(actor, OWNER, key)],
    )  # fmt: skip


def resolution(actor: Actor, key: int) -> tuple[int, str]:
    """(meeting, text) of a resolution. NotFound outside the actor's sight."""
    rows = Resolution.objects.filter(meeting__in=reach.meetings(actor), void=False)
    one: Resolution = reach.found(rows, key, "resolution")
    return one.meeting_id, one.text


def deciding(actor: Actor, *, since: dt.date) -> list[tuple[int, str]]:
    """(key, words) of meetings of members and committees that were held since a day, the newest first."""
    rows = reach.meetings(actor).filter(
        state="held", on__gte=since, kind__in=("general_meeting", "committee_meeting")
    )
    found = rows.order_by("-on", "-pk").values_list("pk", "on", "organisation__name", "kind")[:200]
    return [
        (pk, f"{on.isoformat()} {name} {codes.word(codes.MEETINGS, kind)}") for pk, on, name, kind in found
    ]


def attendances(meeting: int) -> list[AttendanceRow]:
    """Who should attend a meeting, by name."""
    rows = Attendance.objects.filter(meeting=meeting).order_by("member__sort", "member_id")
    return [
        AttendanceRow(*row)
        for row in rows.values_list("member_id", "member__name", "voting", "presence", "reason")
    ]


def may_open_file(actor: Actor, key: int | None) -> bool:
    """Whether attachments of this meeting open to the actor."""
    return key is not None and reach.meetings(actor).filter(pk=key).exists()


def due(actor: Actor, *, on: dt.date) -> list[DueRow]:
    """What every organisation still has to hold in the periods around `on`, soonest first. Eight statements at most."""
    rows = [one for one in organisations.listing(actor, on=on) if one.kind in ("branch", "group")]
    if not rows:
        return []
    year = Period.year(on.year)
    held: dict[int, list[tuple[str, dt.date]]] = {}
    for organisation, kind, day in (
        reach.meetings(actor)
        .filter(state="held", on__gte=year.start, on__lt=year.end)
        .values_list("organisation_id", "kind", "on")
    ):
        held.setdefault(organisation, []).append((kind, day))
    term = reach.term("party_meetings", actor, on)
    seated = set(
        Office.objects.filter(reach.on_day(on), kind__in=codes.SEATS, organisation__isnull=False)
        .values("organisation_id").annotate(n=Count("pk")).filter(n__gte=3).values_list("organisation_id", flat=True)
    )  # fmt: skip
    found = [
        DueRow(one.id, one.name, due.kind, due.missing, due.last)
        for one in rows
        for due in meetings.due(term, one.kind, held.get(one.id, ()), on, has_committee=one.id in seated)
    ]
    return sorted(found, key=lambda one: one.last)


def statistics(actor: Actor, period: Period) -> list[BranchYear]:
    """三会一课统计 of a period by branch (domain: layout 18.9). Members as of its last day. Three statements."""
    branches = organisations.of_period(actor, period, kinds=codes.BRANCHES)
    own = [key for key, _name in branches]
    counted = (
        reach.meetings(actor)
        .filter(_of(own), state="held", on__gte=period.start, on__lt=period.end)
        .values_list("organisation_id", "organisation__above_id", "kind")
        .annotate(n=Count("pk"), present_all=Sum("present"), should_all=Sum("should"))
    )
    sums: dict[int, tuple[dict[str, int], int, int]] = {one: ({}, 0, 0) for one in own}
    for organisation, above, kind, n, present, should in counted:
        branch = organisation if organisation in sums else above
        held, there, asked = sums[branch]
        held[kind] = held.get(kind, 0) + n
        sums[branch] = held, there + present, asked + should
    members = organisations.sizes(own, period.last)
    return [BranchYear(key, name, members[key], *sums[key]) for key, name in branches]


def needed(actor: Actor, page: MeetingPage) -> list[tuple[str, int, int]]:
    """(kind, present, yes): by the clause of the meeting's day, how many must be there and say yes; nobody recused."""
    voters = [one for one in page.attendances if one.voting]
    there = sum(1 for one in voters if one.presence == "present")
    roll = Roll(len(voters), there)
    term = reach.term("party_majority", actor, page.row.on)
    clauses = [(kind, meetings.clause_of(term, kind)) for kind in codes.RESOLUTIONS]
    return [
        (kind, needed_present(clause, roll), clause.passes.least(roll.present if clause.base == PRESENT else roll.should))
        for kind, clause in clauses
    ]  # fmt: skip


def _of(branches: Iterable[int]) -> Q:
    """Meetings of these branches and of their groups."""
    keys = list(branches)
    return Q(organisation__in=keys) | Q(organisation__above__in=keys, organisation__kind="group")


def _row(one: Meeting) -> MeetingRow:
    return MeetingRow(
        one.pk, one.version, one.kind, one.state, one.organisation_id, one.organisation.name, one.organisation.kind, one.on,
        one.begins, one.place, one.topics, one.should, one.present,
    )  # fmt: skip
