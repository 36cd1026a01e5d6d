"""The first wall inside notices: what an actor, or a resident's page, may see, as querysets."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from linli.accounts import api as accounts
from linli.appeals import api as appeals
from linli.kernel import Actor, NotFound

from ..models import Notice, Objection
from ..rules import sight
from ..rules.showing import Window

#: The kind of record that owns attachments.
OWNER = "notices.notice"
#: States of an appeal in which nobody has answered yet.
UNANSWERED = tuple(one for one in appeals.OPEN if one not in ("answered", "to_revisit", "revisited"))


def notices(actor: Actor) -> QuerySet[Notice]:
    """Notices that a worker may see: readers only what was approved."""
    rows = Notice.objects.filter(community_id=actor.community)
    if not accounts.may(actor, "notices.read"):
        return rows.none()
    return rows if sight.may_read_drafts(actor) else rows.filter(state__in=sight.PUBLISHED)


def on_show(on: dt.date) -> Q:
    """What residents are shown on a day; never after the last one, whether or not a job has run."""
    return Q(state="approved", readers="residents", start__lte=on, end__gt=on)


def counted(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """Rows with objection_count, and open_count of those that nobody has answered."""
    held = Objection.objects.filter(notice=OuterRef("pk"), appeal__void=False).order_by().values("notice")
    waiting = Q(appeal__state__in=UNANSWERED)
    return rows.annotate(
        objection_count=Coalesce(Subquery(held.annotate(n=Count("pk")).values("n")), 0),
        open_count=Coalesce(Subquery(held.annotate(n=Count("pk", filter=waiting)).values("n")), 0),
    )


def unanswered(notice: int) -> int:
    """How many objections to a notice nobody has answered yet. One query."""
    return Objection.objects.filter(notice=notice, appeal__void=False, appeal__state__in=UNANSWERED).count()


def window(one: Notice) -> Window:
    """Its days; taken down early they end on that day."""
    end = one.end if one.taken_on is None else min(one.end, max(one.taken_on, one.start))
    return Window(one.start, end, one.opens, one.closes)


def found(rows: QuerySet[Any], key: int) -> Any:
    """One notice of these. NotFound otherwise."""
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound("notice")
    return row


def may_open_file(actor: Actor, key: int | None) -> bool:
    """Whether attachments open: to who sees the notice, and to a resident's page, which asks for the day itself."""
    if key is None:
        return False
    if actor.user_id is None:
        return Notice.objects.filter(
            community_id=actor.community, pk=key, state="approved", readers="residents"
        ).exists()
    return notices(actor).filter(pk=key).exists()
