"""四议两公开: how far matters have come, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from linli.kernel import Actor, Saying
from linli.kernel.say import told

from ..models import Process, Step
from ..rules import codes, steps
from . import reach


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step that was taken; `told` is the arithmetic of its vote, `meeting` the meeting kept here."""

    id: int
    number: int
    kind: str
    on: dt.date
    who: str
    text: str
    should: int | None
    present: int | None
    yes: int | None
    no: int | None
    abstain: int | None
    told: Saying | None
    meeting: int | None
    motion: int | None
    party_meeting: int | None
    notice: int | None
    until: dt.date | None
    minutes: bool
    files: int


@dataclass(frozen=True, slots=True)
class Steps:
    """A matter on its way: the steps taken in order, the one that comes now ("" when all are taken)."""

    id: int
    title: str
    subject: str
    key: int | None
    start: dt.date
    version: int
    taken: list[StepRow] = field(default_factory=list)

    @property
    def next(self) -> str:
        """The step that comes now."""
        return steps.next_step([one.kind for one in self.taken])

    @property
    def complete(self) -> bool:
        """All six steps are taken."""
        return not self.next

    @property
    def decided(self) -> bool:
        """The four deliberations are through."""
        return len(self.taken) >= 4

    @property
    def ahead(self) -> list[str]:
        """Steps still to be taken, in order."""
        return list(steps.ORDER[len(self.taken) :])

    @property
    def last(self) -> dt.date | None:
        """Day of the last step."""
        return self.taken[-1].on if self.taken else None


def listing(actor: Actor, *, start: int = 0, count: int = 50) -> tuple[list[Steps], int]:
    """Matters, the newest first, and how many there are. Three statements."""
    rows = reach.processes(actor)
    total = rows.count()
    return _whole(list(rows.order_by("-start", "-pk")[start : start + count])), total


def one(actor: Actor, key: int) -> Steps:
    """One matter. NotFound outside the actor's sight."""
    held: Process = reach.found(reach.processes(actor), key, "council process")
    return _whole([held])[0]


def steps_of(actor: Actor, subject: str, keys: Iterable[int]) -> dict[int, Steps]:
    """Record → its way through the steps. Two statements."""
    rows = reach.processes(actor).filter(subject=subject, key__in=list(keys))
    return {one.key: one for one in _whole(list(rows)) if one.key is not None}


def may_open_file(actor: Actor, key: int | None) -> bool:
    """Whether attachments of this step open to the actor."""
    return key is not None and reach.processes(actor).filter(steps=key).exists()


def _whole(processes: list[Process]) -> list[Steps]:
    taken: dict[int, list[StepRow]] = {}
    rows = Step.objects.filter(process__in=[one.pk for one in processes]).select_related(
        "body", "motion__meeting"
    )
    for one in rows.order_by("number"):
        taken.setdefault(one.process_id, []).append(_step(one))
    return [
        Steps(one.pk, one.title, one.subject, one.key, one.start, one.version, taken.get(one.pk, []))
        for one in processes
    ]


def _step(one: Step) -> StepRow:
    motion = one.motion
    return StepRow(
        one.pk, one.number, one.kind, one.on, one.body.name if one.body else one.who, one.text, one.should, one.present, one.yes,
        one.no, one.abstain, told(motion.told) if motion and motion.told else None, motion.meeting_id if motion else None,
        one.motion_id, one.party_meeting, one.notice, one.until,
        bool(one.text or one.files or one.party_meeting or (motion and motion.meeting.minutes)), len(one.files),
    )  # fmt: skip


def bodies_of(kind: str) -> tuple[str, ...]:
    """Kinds of bodies that take a step."""
    return codes.TAKEN_BY.get(kind, ())
