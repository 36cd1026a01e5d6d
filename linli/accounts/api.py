"""The door of accounts: who is signed in, what they hold, what their offices may do, who is on duty.

from linli.accounts import api as accounts
accounts.may(actor, "residents.edit").demand()
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from linli.base import clock
from linli.kernel import Actor, Saying, say
from linli.places import api as places

from . import actions, queries
from .actions import Handed, NewAccount
from .demo import PASSWORD as DEMO_PASSWORD
from .guards import needs, without_pin
from .queries import AccountRef, CodeRef, CodeRow, DutyRef, Holder, PostRef
from .rules import POWERS, Shift, codes, may, role_name, role_names

__all__ = [
    "DEMO_PASSWORD",
    "POWERS",
    "AccountRef",
    "CodeRef",
    "CodeRow",
    "DutyRef",
    "Handed",
    "Holder",
    "NewAccount",
    "PostRef",
    "Shift",
    "actor",
    "actor_of",
    "appoint",
    "codes_of",
    "colleagues",
    "demo_accounts",
    "duty_between",
    "duty_now",
    "end_post",
    "enter_shifts",
    "grouped_code",
    "hand_out_code",
    "hand_out_codes",
    "hand_over",
    "holders",
    "look_up_code",
    "make_account",
    "may",
    "may_be_code",
    "names",
    "needs",
    "other_posts",
    "posts",
    "posts_of",
    "revoke_code",
    "role_name",
    "role_names",
    "role_words",
    "spend_code",
    "without_pin",
]

appoint = actions.appoint
end_post = actions.end_post
enter_shifts = actions.enter_shifts
make_account = actions.make_account

#: (actor, purpose, subject, key, community, at, valid, uses=1, pin=None, beside="") → Handed: its text is known here only.
hand_out_code = actions.hand_out_code
#: (actor, purpose, subject, keys, community, at, valid, uses=1) → Handed in the order of keys; follow and vote only.
hand_out_codes = actions.hand_out_codes
#: (purpose, text, source, at, beside="", pin=None) → CodeRef or None; Refused with the minutes after too many wrong ones.
look_up_code = actions.look_up_code
#: The same, and one use is gone.
spend_code = actions.spend_code
#: (actor, id, at): the code opens nothing any more.
revoke_code = actions.revoke_code
#: (plain digits) → in groups, as read aloud.
grouped_code = codes.grouped
#: (text, digits=12) → Verdict on the shape only, for a form: 10 digits for a code beside a number.
may_be_code = codes.may_be_code


def actor_of(request: HttpRequest) -> Actor | None:
    """The signed-in user in the post they work in; None for nobody."""
    if not request.user.is_authenticated:
        return None
    return queries.actor_for(request.user, on=clock.today())


def actor(user_id: int, on: dt.date, community: int | None = None) -> Actor:
    """The actor an account is on a day (for jobs), in `community` when it holds a post there.

    Raises NotFound for an unknown or closed account.
    """
    return queries.actor_by_id(user_id, on=on, community=community)


def names(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Account id → name; unknown ids are left out. One query."""
    return queries.names(user_ids)


def holders(community: int, role: str, on: dt.date) -> list[Holder]:
    """Who holds `role` in a community on a day, longest in office first."""
    return queries.holders(community, role, on=on)


def duty_now(community: int, at: dt.datetime) -> DutyRef | None:
    """Who answers the duty phone at a moment; None when the roster is empty then. Needs the community in scope."""
    return queries.duty_at(community, at)


def duty_between(community: int, start: dt.datetime, end: dt.datetime) -> list[DutyRef]:
    """Every shift of the duty phone that touches a span, by start. Needs the community in scope. One query."""
    return queries.duties(community, start=start, end=end)


def posts(actor: Actor, on: dt.date) -> list[PostRef]:
    """Every post the signed-in person holds on a day, in whichever area: for the name menu."""
    if actor.user_id is None:
        return []
    return [queries.post_ref(one) for one in queries.posts_of(actor.user_id, on=on)]


def posts_of(actor: Actor, user_id: int, on: dt.date) -> list[PostRef]:
    """The posts of an account in the actor's community on a day. One query."""
    held = queries.posts_of(user_id, on=on)
    return [queries.post_ref(one) for one in held if one.area_id == actor.community]


def colleagues(actor: Actor, on: dt.date) -> list[tuple[int, str]]:
    """(id, name) of everybody with a post in the actor's community on a day."""
    return queries.colleagues(actor, on=on)


def codes_of(actor: Actor, subject: str, key: int, at: dt.datetime) -> list[CodeRow]:
    """Every code of one record, newest first, with what became of it; never its text."""
    return queries.codes_of(actor, subject, key, at=at)


def demo_accounts(on: dt.date) -> list[tuple[str, str, str, int]]:
    """(user name, name, role, area) of the first account of each role and area, for the demo's sign-in page."""
    return queries.demo_accounts(on=on)


def hand_over(
    actor: Actor, from_user: int, to_user: int, at: dt.datetime, *, ends_on: dt.date | None = None
) -> list[Saying]:
    """Move all open work from one person to another in one transaction; a sentence per kind of what moved."""
    return actions.hand_over(actor=actor, from_user=from_user, to_user=to_user, at=at, ends_on=ends_on)


def role_words(actor: Actor) -> str:
    """The offices held here today, in the reader's language: 书记、调解员."""
    return str(role_names(actor.roles))


def other_posts(actor: Actor, on: dt.date, held: Iterable[PostRef] | None = None) -> list[dict[str, object]]:
    """A button for each other area in which the person holds posts: label, url, post=True. For the name menu.

    held  the person's posts where they are known already (request.user.held_posts of `actor_of`)
    """
    here = actor.community or actor.area
    areas: dict[int, PostRef] = {}
    for one in posts(actor, on) if held is None else held:
        areas.setdefault(one.area, one)
    return [
        {
            "label": say("Work in {area}", area=places.name_of(area, on)),
            "url": reverse("accounts:choose_post", args=[one.id]),
            "post": True,
        }
        for area, one in areas.items()
        if area != here and len(areas) > 1
    ]
