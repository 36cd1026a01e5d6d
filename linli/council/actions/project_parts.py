"""What the actions on opinions, projects and money share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from linli.accounts import api as accounts
from linli.base import versions, writes
from linli.base.writes import refusing
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, Saying, say

from .. import workflow
from ..models import Project, Stage
from ..queries import project_reach as reach
from ..rules import project_codes as codes

__all__ = ["locked", "move", "project", "refusing", "row_of", "text_of"]

SUBJECT = "council project"


def row_of(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """What every new row carries; the caller has asked the rule."""
    if actor.community is None:
        raise NotFound("community")
    return {"community_id": actor.community, "changed_at": at, "changed_by": actor.user_id}


def locked(rows: QuerySet[Any], key: int, what: str, version: int | None = None, **values: Any) -> Any:
    """One row, locked. NotFound outside the actor's sight, Stale when somebody saved it meanwhile."""
    return writes.locked(rows, key, what, version, names=_saver, **values)


def project(actor: Actor, key: int, version: int | None = None, **values: Any) -> Project:
    """A project, locked."""
    found: Project = locked(reach.projects(actor), key, "project", version, **values)
    return found


def move(
    one: Project, verb: str, *, actor: Actor, at: dt.datetime, on: dt.date, note: str = "", **values: Any
) -> None:
    """Take a locked project a step on: state, day of the state, line of the story, journal."""
    state = workflow.step(one.state, verb) or one.before
    if on < last_day(one):
        raise Refused(
            say("The step before was done on {day}: this one cannot lie before it.", day=last_day(one).isoformat()), "on"
        )  # fmt: skip
    day = "ended_on" if state in ("rejected", "stopped", "merged") else f"{state}_on"
    if hasattr(one, day) and getattr(one, day) is None:
        values = {day: on, **values}
    versions.save(one, actor=actor, at=at, state=state, **values)
    Stage.objects.create(
        community_id=one.community_id, project=one, verb=verb, state=state, on=on, at=at, by=actor.user_id,
        note=note.strip()[: codes.NOTE_MOST],
    )  # fmt: skip
    journal.write(actor, f"{verb}_project", SUBJECT, key=one.pk, at=at)


def text_of(text: str, most: int, field: str, missing: Saying) -> str:
    """A text without blanks around it, not empty and not too long."""
    plain = text.strip()
    if not plain:
        raise Refused(missing, field)
    if len(plain) > most:
        raise Refused(say("{n} characters at most.", n=most), field)
    return plain


def last_day(one: Project) -> dt.date:
    days: list[dt.date | None] = [getattr(one, f"{state}_on", None) for state in codes.WAY]
    return max(day for day in days if day is not None)


def _saver(user: int | None) -> str:
    return accounts.names([user]).get(user, "") if user is not None else ""
