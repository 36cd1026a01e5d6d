"""Accepting an appeal, or not accepting it with the reason and the right channel."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.kernel import Actor, Refused, say

from ..rules import codes, handling
from . import people, work


@transaction.atomic
def accept(
    *, actor: Actor, at: dt.datetime, appeal: int, version: int | None = None, handler: int | None = None,
    level: str | None = None,
) -> None:  # fmt: skip
    """Somebody is accountable from now on: `handler`, who takes over by accepting when it is not the actor.

    level  where it is handled; another one than so far begins that level's clock. Raises Refused, Stale, NotFound.
    """
    with work.on(actor, at, appeal, "accept", version=version) as one:
        handling.may_accept(actor, one.standing).demand()
        one.values |= people.put_to(one, handler, fresh=True)
        where = level or one.row.level
        if where not in codes.LEVELS:
            raise Refused(say("This level is not known."), "level")
        if where != one.row.level:
            one.settle(stopped=("ladder",), begin=work.ladder_for(one, where))
        one.write(
            accepted_at=at, level=where, first_contact=_first_contact(one),
            facts={"handler": one.values["handler"], "offered_to": one.values["offered_to"], "level": where},
        )  # fmt: skip
        people.tell_offered(one)


def _first_contact(one: work.Work) -> int | None:
    """首问责任人: what came in by a page has nobody who was asked first; whoever takes it on is.

    Never of a confidential appeal, whose name is open to the first contact, nor of what goes past the office.
    """
    row = one.row
    if row.first_contact is not None or row.naming == "confidential" or row.audience != "office":
        return row.first_contact
    return one.actor.user_id


@transaction.atomic
def refuse(
    *, actor: Actor, at: dt.datetime, appeal: int, reason: str, channel: str, version: int | None = None
) -> None:
    """不予受理: why, and the right channel, which the resident is told."""
    with work.on(actor, at, appeal, "refuse", version=version, contact=True) as one:
        handling.may_refuse(actor, one.standing).demand()
        if len(reason.strip()) < 2:
            raise Refused(say("Say why it is not accepted."), "reason")
        if len(channel.strip()) < 2:
            raise Refused(say("Name the right channel: which office, its phone or place."), "channel")
        one.settle(stopped=("*",))
        text = f"{reason.strip()}\n{channel.strip()}"
        answer = people.answered(one, "final", text, reason=reason.strip()[:400])
        one.write(
            text=text, outcome="not_accepted", closed_at=at, closed_level=one.row.level, offered_to=None,
            first_reply_at=one.row.first_reply_at or at, answered_at=at,
        )  # fmt: skip
        people.tell_resident(one, answer, text)
