"""Posts: entering and ending them, and choosing the one worked in."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from linli.accounts import queries, rules
from linli.accounts.models import Post, User
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.actor import SOCIAL_WORKER

from .noting import note


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    user_id: int,
    role: str,
    area: int,
    cell: int = 0,
    lines: tuple[str, ...] = (),
    full_time: bool = True,
    start: dt.date,
    end: dt.date | None = None,
    at: dt.datetime,
    known: bool = True,
) -> int:
    """Enter that somebody holds `role` at `area` from `start` (up to `end`); the post's id.

    cell   partition cell that limits sight; 0 for the whole area
    lines  lines of a social worker; none means all
    known  False for an account made a moment ago, which the actor does not see yet
    Raises Refused by the separation rules, for an unfit area and when the same post is held in these days.
    """
    level = queries.area_level(area)
    if end is not None and end <= start:
        raise Refused(say("The last day must not be before the first day."), "end")
    user = queries.user_for_update(actor, user_id) if known else User.objects.get(pk=user_id)
    held = queries.held_in(user.pk, start, end)
    rules.may_appoint(actor, role, area, level, held).demand("role")
    try:
        with transaction.atomic():
            made = Post.objects.create(
                user=user, role=role, area_id=area, cell=cell, full_time=full_time, start=start, end=end,
                lines=[one for one in lines if one in rules.LINE_NAMES] if role == SOCIAL_WORKER else [],
            )  # fmt: skip
    except IntegrityError:
        raise Refused(say("{name} holds this post in these days already.", name=user.name), "role") from None
    note(
        actor,
        "appoint",
        "post",
        made.pk,
        at=at,
        role=role,
        area=area,
        cell=cell,
        account=user.pk,
        start=start.isoformat(),
    )
    return made.pk


@transaction.atomic
def end_post(*, actor: Actor, post_id: int, on: dt.date, at: dt.datetime) -> None:
    """End a post: `on` is the first day on which it is no longer held. It stays in the record."""
    post = queries.post_for_update(actor, post_id)
    rules.may_end(actor, post.role, post.area_id).demand()
    if on <= post.start:
        raise Refused(
            say("The post began on {start}; it can end the day after at the earliest.", start=post.start),
            "on",
        )
    if post.end is not None and post.end <= on:
        raise Refused(say("This post has ended already, on {end}.", end=post.end), "on")
    post.end = on
    post.save(update_fields=["end"])
    note(
        actor,
        "end_post",
        "post",
        post.pk,
        at=at,
        role=post.role,
        area=post.area_id,
        account=post.user_id,
        end=on.isoformat(),
    )


@transaction.atomic
def choose_post(*, actor: Actor, post_id: int, on: dt.date, at: dt.datetime) -> None:
    """Work in this post (and community) from now on. Raises NotFound for a post that is not one's own today."""
    mine = {one.pk: one for one in queries.posts_of(actor.user_id or 0, on=on)}
    if post_id not in mine:
        raise NotFound
    User.objects.filter(pk=actor.user_id or 0).update(chosen_post=post_id)
    note(actor, "choose_post", "post", post_id, at=at, area=mine[post_id].area_id)
