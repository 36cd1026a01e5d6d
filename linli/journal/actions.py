"""Opening personal data: one value for 60 seconds, or the records of a task until it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.masking import mask_text

from . import rules
from .models import Grant, Line, Read


@transaction.atomic
def reveal(*, actor: Actor, subject: str, key: int, what: str, reason: str, at: dt.datetime) -> dt.datetime:
    """Note that one value of one record is shown, and why; until when it stands.

    The caller has asked its own rule whether the actor may. Raises Refused without a reason.
    """
    rules.fit_reason(reason).demand("reason")
    Read.objects.create(
        community_id=actor.community or 0, at=at, user=actor.user_id, who=actor.name, purpose=mask_text(reason.strip())[:200],
        subject=subject, keys=[key], shown=what,
    )  # fmt: skip
    return at + rules.LOOK


@transaction.atomic
def open_task(
    *, actor: Actor, subject: str, keys: Iterable[int], purpose: str, what: str = "", at: dt.datetime
) -> int:
    """Open records for one task (calls, a list, a route) until done or day's end: one line; the task's id."""
    rules.fit_reason(purpose).demand("purpose")
    held = sorted(set(keys))
    if not held:
        raise Refused(say("The task names nobody."), "keys")
    Read.objects.create(
        community_id=actor.community or 0, at=at, user=actor.user_id, who=actor.name, purpose=mask_text(purpose.strip())[:200],
        subject=subject, keys=held, shown=what,
    )  # fmt: skip
    made = Grant.objects.create(
        community_id=actor.community or 0, user=actor.user_id or 0, purpose=mask_text(purpose.strip())[:200], subject=subject, keys=held,
        what=what, opened=at, until=rules.end_of_day(at),
    )  # fmt: skip
    return made.pk


@transaction.atomic
def close_task(*, actor: Actor, task_id: int, at: dt.datetime) -> None:
    """The task is done: its records close. Raises NotFound for another's task."""
    changed = Grant.objects.filter(
        community=actor.community, user=actor.user_id or 0, pk=task_id, ended__isnull=True
    ).update(ended=at)
    if (
        not changed
        and not Grant.objects.filter(community=actor.community, user=actor.user_id or 0, pk=task_id).exists()
    ):
        raise NotFound


@transaction.atomic
def note_export(*, actor: Actor, kind: str, count: int, at: dt.datetime) -> None:
    """The log itself was written out: one more line of it."""
    rules.may_see_log(actor).demand()
    Line.objects.create(
        community_id=actor.community or 0, at=at, user=actor.user_id, who=actor.name, verb="export",
        subject="journal", facts={"kind": kind, "count": count},
    )  # fmt: skip


@transaction.atomic
def forget_old(
    *, community: int, reads_before: dt.datetime, lines_before: dt.datetime, at: dt.datetime
) -> int:
    """Remove readings and deeds whose term has passed, and leave one line that says how many. Needs the scope."""
    reads = Read.objects.filter(community=community, at__lt=reads_before).delete()[0]
    lines = Line.objects.filter(community=community, at__lt=lines_before).delete()[0]
    if reads or lines:
        Line.objects.create(
            community_id=community, at=at, who="系统", verb="forget_old", subject="journal",
            facts={"reads": reads, "lines": lines}, why="the term of retention has passed",
        )  # fmt: skip
    return reads + lines
