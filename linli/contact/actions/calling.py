"""The public notice that carries a call for messengers."""

from __future__ import annotations

import datetime as dt

from linli.accounts import api as accounts
from linli.base.clock import day_of
from linli.kernel import Actor
from linli.notices import api as notices

from ..models import Recruitment

SUBJECT = "contact.recruitment"


def publish_notice(actor: Actor, call: Recruitment, at: dt.datetime) -> int | None:
    """Put the call up as a public notice until its last day of applications; the notice's key.

    Whoever may approve notices has approved it by publishing; from others it waits for the secretary or the committee.
    Refused, with the place, for a text that shows a private number.
    """
    key = notices.draft(
        actor=actor, at=at, kind="recruitment", title=call.title, text=call.text, starts=max(call.start, day_of(at)),
        ends=call.end, subject=SUBJECT, key=call.pk,
    )  # fmt: skip
    notices.submit(actor=actor, at=at, notice=key)
    if accounts.may(actor, "notices.approve"):
        notices.approve(actor=actor, at=at, notice=key)
    return key


def withdraw_notice(actor: Actor, call: Recruitment, at: dt.datetime) -> None:
    """The call comes to nothing: its notice is given up, or taken down when residents read it already."""
    on = day_of(at)
    found = notices.of_subject(call.community_id, SUBJECT, [call.pk], on).get(call.pk)
    if found is None:
        return
    own = Actor.system("the recruitment was dropped", call.community_id)
    if found.state in ("draft", "submitted"):
        notices.drop(actor=own, at=at, notice=found.id)
    elif found.state in ("coming", "shown"):
        notices.take_down(actor=own, at=at, notice=found.id, reason="招募取消")
