"""Who is accountable: one handler at every instant; a hand-over counts when it is accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, Q, QuerySet

from linli.accounts import api as accounts
from linli.journal import api as journal
from linli.kernel import Actor, Refused, Saying, by_count, say

from ..models import Appeal, Deed
from ..rules import codes, handling
from . import people, work
from .answer import demand_text

ASSISTING_MOST = 10


@transaction.atomic
def assign(*, actor: Actor, at: dt.datetime, appeal: int, handler: int, version: int | None = None) -> None:
    """The office puts it to somebody: to oneself at once, to others as an offer that they accept."""
    with work.on(actor, at, appeal, "assign", version=version, values={"handler": handler}) as one:
        handling.may_assign(actor, one.standing).demand()
        one.write(**people.put_to(one, handler), facts={"handler": handler})
        people.tell_offered(one)


@transaction.atomic
def offer(
    *, actor: Actor, at: dt.datetime, appeal: int, to: int, why: str, version: int | None = None
) -> None:
    """Hand over to somebody; until they take over the old handler stays accountable."""
    with work.on(actor, at, appeal, "offer", version=version) as one:
        handling.may_offer(actor, one.standing).demand()
        demand_text(why, "why")
        if to == one.row.handler:
            raise Refused(say("This person is the handler already."), "to")
        people.fit_colleague(one, to, "to")
        kept = one.row.handler if one.row.handler is not None else actor.user_id
        one.write(
            text=why.strip(),
            internal=True,
            facts={"offered_to": to},
            handler=kept,
            offered_to=to,
            offered_at=at,
        )
        people.tell_offered(one)


@transaction.atomic
def take_over(*, actor: Actor, at: dt.datetime, appeal: int, version: int | None = None) -> None:
    """The one it was offered to accepts and is accountable from this moment."""
    with work.on(actor, at, appeal, "take_over", version=version) as one:
        handling.may_take_over(actor, one.standing).demand()
        old = one.row.handler
        assisting = [user for user in one.row.assisting if user != actor.user_id]
        one.write(
            facts={"from": old}, handler=actor.user_id, offered_to=None, offered_at=None, assisting=assisting,
            accepted_at=one.row.accepted_at or (at if one.row.state != "registered" else None),
        )  # fmt: skip
        if old is not None:
            people.tell(one, old, say("Appeal {number} was taken over.", number=one.row.number))


@transaction.atomic
def decline(*, actor: Actor, at: dt.datetime, appeal: int, why: str, version: int | None = None) -> None:
    """The one it was offered to does not take it; the old handler stays."""
    with work.on(actor, at, appeal, "decline", version=version) as one:
        handling.may_take_over(actor, one.standing).demand()
        demand_text(why, "why")
        one.write(text=why.strip(), internal=True, offered_to=None, offered_at=None)
        if one.row.handler is not None:
            people.tell(
                one, one.row.handler, say("Appeal {number} was not taken over.", number=one.row.number)
            )


@transaction.atomic
def assist(
    *, actor: Actor, at: dt.datetime, appeal: int, users: Sequence[int], version: int | None = None
) -> None:
    """协办: who helps from now on; the list replaces the one before. The handler stays accountable."""
    with work.on(actor, at, appeal, "assist", version=version) as one:
        handling.may_assist(actor, one.standing).demand()
        wanted = sorted(set(users))
        if len(wanted) > ASSISTING_MOST:
            raise Refused(say("At most {n} people assist.", n=ASSISTING_MOST), "users")
        known = {user for user, _ in accounts.colleagues(one.actor, one.on)}
        barred = {one.row.about_user} if one.row.about_user is not None else set()
        if not set(wanted) <= known - barred:
            raise Refused(say("Choose colleagues of the community."), "users")
        one.write(facts={"users": wanted}, assisting=wanted)


def hand_over(*, actor: Actor, old: int, new: int, at: dt.datetime, dry: bool = False) -> list[Saying]:
    """交接: all open work of one person goes to another at once (slot hand_over); a sentence if there is any.

    What is about the new person, or goes past the office, stays where it is and is named in a sentence of its own.
    """
    held = Appeal.objects.filter(
        Q(handler=old) | Q(offered_to=old) | Q(assisting__contains=[old]), community=actor.community, void=False,
        state__in=codes.OPEN,
    )  # fmt: skip
    moving = held.filter(audience="office").exclude(about_user=new)
    staying = held.count() - moving.count()
    count = moving.count() if dry else _move(actor, moving, old, new, at)
    found = [by_count(count, say("1 appeal"), say("{n} appeals", n=count))] if count else []
    if staying:
        found.append(say("{n} appeals stay: another desk decides them", n=staying))
    return found


def _move(actor: Actor, moving: QuerySet[Appeal], old: int, new: int, at: dt.datetime) -> int:
    rows = list(moving.select_for_update())
    for row in rows:
        if row.handler == old:
            row.handler = new
        if row.offered_to == old:
            row.offered_to = new
        row.assisting = sorted({new if user == old else user for user in row.assisting} - {row.handler or 0})
        if row.offered_to is not None and row.offered_to == row.handler:
            row.offered_to, row.offered_at = None, None
    names = ["handler", "offered_to", "offered_at", "assisting"]
    Appeal.objects.bulk_update(rows, names, batch_size=500)
    Appeal.objects.filter(community=actor.community, pk__in=[row.pk for row in rows]).update(
        version=F("version") + 1, changed_at=at, changed_by=actor.user_id
    )
    Deed.objects.bulk_create(
        Deed(community_id=row.community_id, appeal=row, at=at, user=actor.user_id, who=actor.name, verb="hand_over",
             state=row.state, internal=True, facts={"from": old, "to": new})
        for row in rows
    )  # fmt: skip
    journal.write_many(actor, "hand_over", work.SUBJECT, [row.pk for row in rows], at=at)
    return len(rows)


@transaction.atomic
def raise_level(*, actor: Actor, at: dt.datetime, appeal: int, version: int | None = None) -> None:
    """From the compound to the community before its time ran out; beyond the community it is sent up (whistle)."""
    with work.on(actor, at, appeal, "raise_level", version=version) as one:
        handling.may_raise(actor, one.standing).demand()
        if one.row.level != "compound":
            raise Refused(say("It lies with the community already: send it up to the subdistrict instead."))
        one.settle(stopped=("ladder",), begin=work.ladder_for(one, "community"))
        one.write(level="community", facts={"from": "compound", "to": "community"})
