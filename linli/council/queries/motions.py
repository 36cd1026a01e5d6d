"""Motions: of a meeting with the arithmetic, of a record of another kind, the grid of named votes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from linli.kernel import Actor, Saying
from linli.kernel.majority import Clause, Roll
from linli.kernel.say import told
from linli.party import api as party

from ..models import Attendance, Mark, Meeting, Motion, Recusal, Resolution
from ..rules import motions
from ..rules.motions import Difference
from . import reach


@dataclass(frozen=True, slots=True)
class MotionRow:
    """An item of an agenda. needs: what it asks before anybody votes; told: the arithmetic of its count."""

    id: int
    number: int
    kind: str
    title: str
    text: str
    subject: str
    key: int | None
    state: str
    way: str
    voters: int
    yes: int
    no: int
    abstain: int
    recused: int
    base: int
    needed: int
    told: Saying | None
    needs: Saying | None
    tellers: str
    reason: str
    entered_by: int | None
    checked_by: int | None
    version: int
    meeting: int
    resolution: str = ""
    resolution_id: int | None = None
    recusals: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MotionRef:
    """What was decided about a record of another kind, for its page."""

    id: int
    meeting: int
    meeting_on: dt.date
    body_kind: str
    body_name: str
    title: str
    state: str
    told: Saying | None
    should: int
    present: int
    voters: int
    yes: int
    no: int
    abstain: int
    recused: int
    resolution: str
    minutes: bool
    url: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Named votes: members × motions. `second` is empty until another person has read the votes again.

    cells  (motion, seat) → "" (to be answered), an answer, or None where there is no vote; recused in `recused`
    """

    motions: list[MotionRow]
    seats: list[tuple[int, str]]
    present: frozenset[int]
    recused: frozenset[tuple[int, int]]
    first: dict[tuple[int, int], str]
    second: dict[tuple[int, int], str]
    entered_by: int | None
    checked_by: int | None

    def votes(self, motion: int, seat: int) -> bool:
        """Whether this member votes on this motion."""
        return seat in self.present and (motion, seat) not in self.recused

    @property
    def differing(self) -> list[Difference]:
        """Cells that two people read differently; nothing before the second reading."""
        return motions.differences(self.first, self.second) if self.second else []


def resolution_number(year: int, number: int) -> str:
    """As it stands on paper: 议决〔2018〕3号."""
    return f"议决〔{year}〕{number}号"


def of_meeting(meeting: Meeting, clause: Clause) -> list[MotionRow]:
    """The agenda of a meeting, in order. Four statements."""
    rows = list(Motion.objects.filter(meeting=meeting, void=False).order_by("number"))
    keys = [one.pk for one in rows]
    resolved = _resolved(keys)
    recusals: dict[int, list[tuple[int, str, str]]] = {}
    for motion, seat, name, reason in (
        Recusal.objects.filter(motion__in=keys)
        .order_by("seat__sort")
        .values_list("motion_id", "seat_id", "seat__name", "reason")
    ):
        recusals.setdefault(motion, []).append((seat, name, reason))
    there = present_seats(meeting.pk) if recusals else frozenset()
    return [_row(one, meeting, clause, resolved.get(one.pk), recusals.get(one.pk, []), there) for one in rows]


def one(actor: Actor, key: int) -> tuple[Motion, Meeting]:
    """A motion and its meeting. NotFound outside the actor's sight."""
    held: Motion = reach.found(reach.motions(actor).select_related("meeting__body"), key, "council motion")
    return held, held.meeting


def resolution(actor: Actor, key: int) -> tuple[int, str, str, int]:
    """(meeting, number, text, version) of a resolution. NotFound outside the actor's sight."""
    held: Resolution = reach.found(
        reach.resolutions(actor).select_related("motion"), key, "council resolution"
    )
    return held.motion.meeting_id, resolution_number(held.year, held.number), held.text, held.version


def resolution_text(actor: Actor, key: int) -> str:
    """What a resolution says. NotFound outside the actor's sight."""
    return resolution(actor, key)[2]


def of_subject(actor: Actor, subject: str, keys: Iterable[int]) -> dict[int, list[MotionRef]]:
    """Record → what bodies decided about it, the newest last. Two statements."""
    rows = list(
        reach.motions(actor).filter(subject=subject, key__in=list(keys)).select_related("meeting__body")
        .order_by("meeting__on", "meeting_id", "number")
    )  # fmt: skip
    resolved = _resolved([x.pk for x in rows])
    found: dict[int, list[MotionRef]] = {}
    for x in rows:
        meeting = x.meeting
        found.setdefault(x.key or 0, []).append(
            MotionRef(
                x.pk, meeting.pk, meeting.on, meeting.body.kind, meeting.body.name, x.title, x.state, told(x.told) if x.told else None,
                meeting.should, meeting.present, x.voters, x.yes, x.no, x.abstain, x.recused,
                resolved[x.pk][1] if x.pk in resolved else "", bool(meeting.minutes), f"/council/meetings/{meeting.pk}/",
            )
        )  # fmt: skip
    return found


def voted(actor: Actor, kinds: Collection[str], *, since: dt.date) -> list[tuple[int, str]]:
    """(key, words) of motions carried since a day by bodies of these kinds, the newest first."""
    rows = reach.motions(actor).filter(state="carried", meeting__body__kind__in=kinds, meeting__on__gte=since)
    found = rows.order_by("-meeting__on", "-meeting_id", "number").values_list(
        "pk", "meeting__on", "meeting__body__name", "title"
    )[:100]
    return [(pk, f"{on.isoformat()} {body} · {title}"[:90]) for pk, on, body, title in found]


def party_meetings(actor: Actor, kind: str, on: dt.date) -> list[tuple[int, str]]:
    """(key, words) of meetings of the Party's own ledger that may be the first or third step; nothing for others' eyes."""
    if kind not in ("propose", "review"):
        return []
    return party.deciding_meetings(actor, since=on - dt.timedelta(days=180))


def present_seats(meeting: int) -> frozenset[int]:
    """Seats that were there."""
    return frozenset(
        Attendance.objects.filter(meeting=meeting, presence="present").values_list("seat_id", flat=True)
    )


def grid(actor: Actor, meeting: int, named: Collection[int] | None = None) -> Grid:
    """The open motions of a meeting that may be voted on by name, with what was entered. Five statements."""
    held: Meeting = reach.found(reach.meetings(actor).select_related("body"), meeting, "council meeting")
    second = held.second_of_id is not None
    clause = reach.rule_of(held.body.kind, held.community_id, held.on).clause_for(second)
    rows = [
        x for x in of_meeting(held, clause) if x.kind != "report" and (x.state == "open" or x.way == "named")
    ]
    rows = [x for x in rows if named is None or x.id in named]
    keys = [x.id for x in rows]
    seats = list(
        Attendance.objects.filter(meeting=held)
        .order_by("seat__sort", "seat_id")
        .values_list("seat_id", "seat__name", "presence")
    )
    recused = frozenset(Recusal.objects.filter(motion__in=keys).values_list("motion_id", "seat_id"))
    first: dict[tuple[int, int], str] = {}
    again: dict[tuple[int, int], str] = {}
    for motion, seat, answer, checked in Mark.objects.filter(motion__in=keys).values_list(
        "motion_id", "seat_id", "answer", "second"
    ):
        first[motion, seat] = answer
        if checked:
            again[motion, seat] = checked
    entered = next((x.entered_by for x in rows if x.entered_by is not None), None)
    checked_by = next((x.checked_by for x in rows if x.checked_by is not None), None)
    return Grid(
        rows, [(seat, name) for seat, name, _presence in seats],
        frozenset(seat for seat, _name, presence in seats if presence == "present"), recused, first, again, entered, checked_by,
    )  # fmt: skip


def _resolved(keys: list[int]) -> dict[int, tuple[int, str]]:
    rows = Resolution.objects.filter(motion__in=keys, void=False).values_list(
        "motion_id", "pk", "year", "number"
    )
    return {motion: (pk, resolution_number(year, number)) for motion, pk, year, number in rows}


def _row(
    one: Motion, meeting: Meeting, clause: Clause, resolved: tuple[int, str] | None, recusals: list[tuple[int, str, str]],
    there: frozenset[int],
) -> MotionRow:  # fmt: skip
    needs = None
    if one.state == "open" and one.kind != "report" and meeting.state == "held":
        away = len([seat for seat, _name, _reason in recusals if seat in there])
        needs = motions.needs(clause, Roll(meeting.should, meeting.present, len(recusals), away))
    return MotionRow(
        one.pk, one.number, one.kind, one.title, one.text, one.subject, one.key, one.state, one.way, one.voters, one.yes, one.no,
        one.abstain, one.recused, one.base, one.needed, told(one.told) if one.told else None, needs, one.tellers, one.reason,
        one.entered_by, one.checked_by, one.version, one.meeting_id, resolved[1] if resolved else "", resolved[0] if resolved else None,
        [(name, reason) for _seat, name, reason in recusals],
    )  # fmt: skip
