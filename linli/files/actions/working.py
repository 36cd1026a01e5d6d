"""Work that goes on in the background: started, told of, finished, failed, found dead, taken up again."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from typing import Any

from django.db import connection, connections, transaction
from django.db.utils import OperationalError

from linli.base import slots
from linli.base.jobs import later
from linli.files import queries, registry
from linli.files.models import Work
from linli.journal import api as journal
from linli.kernel import Actor, Refused, Saying, say

EXPORT = "files.export"
_EVERY = 0.5
_told: dict[int, float] = {}


@transaction.atomic
def start_work(
    *, actor: Actor, kind: str, key: int | None, total: int = 0, at: dt.datetime, **facts: Any
) -> int:
    """Note that work waits, and defer its job when the kind names one; the work's id.

    facts  what the job needs: ids, counts, words; no personal data
    """
    made = Work.objects.create(
        community_id=actor.community or 0,
        kind=kind,
        key=key,
        user=actor.user_id,
        started=at,
        total=total,
        facts=facts,
    )
    _defer(made)
    journal.write(actor, "start_work", "work", key=made.pk, at=at, kind=kind)
    return made.pk


def start_export(
    *,
    actor: Actor,
    title: str,
    columns: Sequence[tuple[str, str]],
    rows: str,
    at: dt.datetime,
    **ids: int | str,
) -> int:
    """Start the making of a workbook of `columns` ((head, kind)) from the registered `rows`; the work's id."""
    if rows not in registry.exports:
        raise KeyError(f"no export is registered as {rows}")
    heads = [[str(head), kind] for head, kind in columns]
    return start_work(
        actor=actor, kind=EXPORT, key=None, at=at, title=title, columns=heads, rows=rows, ids=ids
    )


@transaction.atomic
def begin(*, community: int, work_id: int, real: dt.datetime) -> queries.WorkRef | None:
    """The job takes the work up; None when it is done already (a job that ran twice)."""
    one = Work.objects.select_for_update().filter(community=community, pk=work_id).first()
    if one is None or one.state == "done":
        return None
    one.state, one.beat, one.done, one.ended = "running", real, 0, None
    one.facts = {name: value for name, value in one.facts.items() if name not in {"fault", "stalled"}}
    one.save(update_fields=["state", "beat", "done", "ended", "facts"])
    return queries.work_ref(one)


def progress(*, work_id: int, done: int, total: int | None, real: dt.datetime) -> None:
    """Tell how far the work is, at most twice a second, through a connection of its own.

    The work itself stands in one long transaction that nobody sees before its end; what is told
    here is seen at once. A row that is locked just now is told of next time.
    """
    if time.monotonic() - _told.get(work_id, 0) < _EVERY and done != total:
        return
    _told[work_id] = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('linli.communities', true)")
        communities = cursor.fetchone()[0] or "{}"
    side = connections["default"].copy("default")
    try:
        with side.cursor() as cursor:
            cursor.execute("begin")
            cursor.execute("select set_config('linli.communities', %s, true)", [communities])
            cursor.execute("set local lock_timeout = '200ms'")
            cursor.execute(
                "update files_work set done = %s, total = coalesce(%s, total), beat = %s where id = %s and state = 'running'",
                [done, total, real, work_id],
            )
            cursor.execute("commit")
    except OperationalError:
        pass
    finally:
        side.close()


@transaction.atomic
def finish(
    *,
    community: int,
    work_id: int,
    file_id: int | None = None,
    told: Saying | None = None,
    at: dt.datetime,
    **facts: Any,
) -> None:
    """The work is done; its file is offered and the one who waits is told (in `told`, else in general words)."""
    one = Work.objects.select_for_update().get(community=community, pk=work_id)
    one.state, one.ended, one.file_id = "done", at, file_id
    one.done = one.total = one.total or one.done
    one.facts = one.facts | facts
    one.save(update_fields=["state", "ended", "file", "done", "total", "facts"])
    _told.pop(work_id, None)
    label = one.facts.get("title") or str(_label(one.kind))
    _tell(one, told or say("{what}: done", what=label), at)


@transaction.atomic
def fail(*, community: int, work_id: int, fault: Saying, at: dt.datetime, stalled: bool = False) -> None:
    """The work failed, nothing of it stands; the sentence says why. It can be taken up again."""
    one = Work.objects.select_for_update().get(community=community, pk=work_id)
    if one.state == "done":
        return
    values = {name: value if isinstance(value, int | str) else str(value) for name, value in fault.values}
    one.state, one.ended = "failed", at
    one.facts = one.facts | {"fault": [fault.msgid, values], "stalled": stalled}
    one.save(update_fields=["state", "ended", "facts"])
    _told.pop(work_id, None)
    label = one.facts.get("title") or str(_label(one.kind))
    _tell(one, say("{what}: did not finish. Nothing half was kept; it can be started again.", what=label), at)


@transaction.atomic
def resume(*, actor: Actor, work_id: int, at: dt.datetime) -> None:
    """Take failed work up again."""
    one = queries.work(actor, work_id, lock=True)
    if one.state != "failed":
        raise Refused(say("This work has not failed."))
    one.state, one.started, one.ended, one.done = "waiting", at, None, 0
    one.save(update_fields=["state", "started", "ended", "done"])
    _defer(one)
    journal.write(actor, "resume_work", "work", key=one.pk, at=at, kind=one.kind)


def find_stalled(*, community: int, real: dt.datetime, at: dt.datetime) -> list[int]:
    """Mark running work as failed whose worker is dead; ids. Needs the scope.

    Dead: its job is no longer in a live worker's hands (procrastinate workers give a sign every
    ten seconds), or work without a job gave no sign for five minutes.
    """
    running = Work.objects.filter(
        community=community, state="running", beat__lt=real - dt.timedelta(seconds=60)
    )
    gone = [one.pk for one in running if not _alive(one, real)]
    for work_id in gone:
        _release_job(work_id)
        fail(
            community=community,
            work_id=work_id,
            fault=say("The server was stopped in the middle."),
            at=at,
            stalled=True,
        )
    return gone


def _alive(one: Work, real: dt.datetime) -> bool:
    if one.job is None:
        return one.beat is not None and one.beat > real - dt.timedelta(minutes=5)
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists(select from procrastinate_jobs j join procrastinate_workers w on w.id = j.worker_id"
            " where j.id = %s and j.status = 'doing' and w.last_heartbeat > %s)",
            [one.job, real - dt.timedelta(seconds=60)],
        )
        return bool(cursor.fetchone()[0])


def _release_job(work_id: int) -> None:
    """End the dead worker's job in the queue, so that its lock holds up nobody."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select procrastinate_finish_job_v1(j.id, 'failed', false) from procrastinate_jobs j"
            " join files_work w on w.job = j.id where w.id = %s and j.status = 'doing'",
            [work_id],
        )


def _defer(one: Work) -> None:
    kind = registry.kinds.get(one.kind)
    if kind is not None and kind.job:
        one.job = later(kind.job, community=one.community_id, work=one.pk)
        one.save(update_fields=["job"])


def _label(kind: str) -> Saying:
    return registry.kinds[kind].label if kind in registry.kinds else say("{code}", code=kind)


def _tell(one: Work, sentence: Saying, at: dt.datetime) -> None:
    if one.user is None:
        return
    kind = registry.kinds.get(one.kind)
    page = kind.url(one.key, one.pk) if kind is not None and kind.url is not None else ""
    once = f"work-{one.pk}-{one.state}-{int(one.started.timestamp())}"
    list(
        slots.tell.ask(
            community=one.community_id,
            user_id=one.user,
            saying=sentence,
            url=page or f"/work/{one.pk}/",
            at=at,
            once=once,
        )
    )


@transaction.atomic
def forget_done(*, community: int, before: dt.datetime) -> int:
    """Remove work that ended before a moment, with its progress and filters; how many. Needs the scope."""
    return Work.objects.filter(community=community, ended__lt=before).delete()[0]
