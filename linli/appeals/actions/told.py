"""What becomes of telling a resident comes back from the outbox (slot `told`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.db import transaction

from linli.kernel import Actor
from linli.kernel.actor import SYSTEM

from .. import workflow
from ..models import Appeal, Reporter
from . import answer, work

OWNER = "appeals.appeal"
#: How the outbox told it → our way; what a machine sent counts as told by it.
WAYS = {"call": "phone", "visit": "face", "slip": "slip", "sms": "sms", "wechat": "wechat"}
#: To whom, where no more is known: the letter goes to whoever reported it.
REPORTER = "反映人"


@transaction.atomic
def told(
    *, community: int, subject: str, key: int, how: str, reached: bool, at: dt.datetime, actor: Actor
) -> None:
    """The answer was told, or nobody was reached. An appeal that went on meanwhile only gets its line."""
    if subject != OWNER:
        return
    caller = replace(actor, community=community, roles=actor.roles | {SYSTEM})
    row = Appeal.objects.filter(community=community, pk=key, void=False).first()
    if row is None:
        return
    way = WAYS.get(how, "phone")
    if row.state == workflow.ANSWERED:
        answer.tell(
            actor=caller, at=at, appeal=key, way=way, told=_whom(row) if reached else "", reached=reached
        )
    else:
        work.note(row, caller, at, "tell", internal=True, facts={"way": way, "reached": reached})


def _whom(row: Appeal) -> str:
    """Who reported it, by the relation to the person it is for (女儿) where that stands open."""
    asked = Reporter.objects.filter(community=row.community_id, appeal=row, sealed__isnull=True).first()
    return (asked.relation if asked is not None and asked.for_other else "") or REPORTER
