"""What captains, messengers and recruitments put on today's board and into the command box."""

from __future__ import annotations

import datetime as dt

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.board import Row
from linli.kernel import Actor, say

from ..models import Recruitment
from ..rules import roster as rules
from . import messengers, recruitments, roster


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """Shifts one is asked to take over; for those who keep it: recruitments to choose from."""
    if actor.user_id is None or actor.community is None or not accounts.may(actor, "contact.roster"):
        return []
    on = clock.day_of(at)
    own = messengers.own(actor, on)
    found = _to_take(actor, at, own) if own is not None else []
    return [*found, *(_kept(actor, on) if accounts.may(actor, "contact.keep") else [])]


def _to_take(actor: Actor, at: dt.datetime, own: int) -> list[Row]:
    return [
        Row(
            "accept", one.hours.starts,
            str(say("{name} asks you to take over {span}.", name=one.asker_name, span=rules.told(one.hours))), who=one.asker_name,
            verb=say("Take the shift over"), url=f"/contact/exchanges/{one.id}/", page=f"/contact/exchanges/{one.id}/",
        )
        for one in roster.exchanges(actor, at, messenger=own)
        if one.asker != own
    ]  # fmt: skip


def _kept(actor: Actor, on: dt.date) -> list[Row]:
    found = []
    for key, title in Recruitment.objects.filter(
        community_id=actor.community, state="open", end__lte=on
    ).values_list("pk", "title"):
        waiting = recruitments.page(actor, key).call.waiting
        found.append(
            Row(
                "waiting", on, title, who=str(say("{n} without an answer", n=waiting)), verb=say("Choose from them"),
                url=f"/contact/recruitments/{key}/", page=f"/contact/recruitments/{key}/",
            )
        )  # fmt: skip
    return found
