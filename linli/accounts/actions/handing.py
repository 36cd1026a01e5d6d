"""Hand-over: all open work of one person goes to another in one transaction."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.accounts import queries, rules
from linli.accounts.models import Duty, User
from linli.base import clock, slots
from linli.kernel import Actor, Refused, Saying, by_count, say

from .noting import note
from .posts import end_post


@transaction.atomic
def hand_over(
    *,
    actor: Actor,
    from_user: int,
    to_user: int,
    at: dt.datetime,
    ends_on: dt.date | None = None,
    on: dt.date | None = None,
) -> list[Saying]:
    """Move all open work; one sentence per kind of work that moved.

    ends_on  the old person's posts in this community end that day as well
    Every app that holds open work answers the slot `hand_over`; either all of it moves or none.
    """
    _demand(actor, from_user, to_user, on or clock.day_of(at))
    moved = would_move(actor=actor, from_user=from_user, to_user=to_user, at=at, dry=False)
    ended = 0
    if ends_on is not None:
        for post in queries.posts_by_user(actor, [from_user], on=ends_on).get(from_user, ()):
            end_post(actor=actor, post_id=post.id, on=ends_on, at=at)
            ended += 1
        if ended:
            moved.append(
                by_count(
                    ended,
                    say("1 post ends on {day}", day=ends_on),
                    say("{n} posts end on {day}", n=ended, day=ends_on),
                )
            )
    note(actor, "hand_over", "account", from_user, at=at, to=to_user, kinds=len(moved), posts_ended=ended)
    return moved


def would_move(
    *, actor: Actor, from_user: int, to_user: int, at: dt.datetime, dry: bool = True
) -> list[Saying]:
    """What would move (dry) or, inside `hand_over`, what has moved."""
    return slots.hand_over.gather(actor=actor, old=from_user, new=to_user, at=at, dry=dry)


def hand_over_shifts(*, actor: Actor, old: int, new: int, at: dt.datetime, dry: bool = False) -> list[Saying]:
    """The answer of this app to the slot: shifts of the duty roster that have not begun."""
    ahead = queries.shifts_ahead(actor, old, at=at)
    if dry:
        count = ahead.count()
    else:
        who = User.objects.get(pk=new)
        moving = list(ahead.select_for_update())
        for one in moving:
            one.user_id, one.name, one.phone = who.pk, who.name, who.phone or one.phone
            one.version += 1
            one.changed_at, one.changed_by = at, actor.user_id
        fields = ["user", "name", "phone", "version", "changed_at", "changed_by"]
        Duty.objects.bulk_update(moving, fields)
        count = len(moving)
    return (
        [by_count(count, say("1 shift on the duty roster"), say("{n} shifts on the duty roster", n=count))]
        if count
        else []
    )


def _demand(actor: Actor, from_user: int, to_user: int, on: dt.date) -> None:
    rules.may(actor, "settings.hand_over").demand()
    if from_user == to_user:
        raise Refused(say("Choose two different people."), "new")
    queries.account(actor, from_user)
    if to_user not in dict(queries.colleagues(actor, on=on)):
        raise Refused(say("The person who takes over must hold a post in this community today."), "new")
