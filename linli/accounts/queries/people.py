"""Reads of accounts and posts.

Accounts and posts stand outside the walls (they decide them), so every reader here limits
itself to what its actor may see: a community's people to those who hold or held a post there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from axes.models import AccessAttempt
from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.accounts.models import Post, User
from linli.accounts.rules import Held
from linli.kernel import Actor, NotFound
from linli.kernel import actor as roles
from linli.places import api as places


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role in a community on a day."""

    user_id: int
    name: str
    phone: str
    cell: int
    full_time: bool
    start: dt.date


@dataclass(frozen=True, slots=True)
class PostRef:
    """One post as plain values."""

    id: int
    user_id: int
    role: str
    area: int
    level: str
    cell: int
    lines: tuple[str, ...]
    full_time: bool
    start: dt.date
    end: dt.date | None

    def held(self, on: dt.date) -> bool:
        """Whether it is held on a day."""
        return self.start <= on and (self.end is None or on < self.end)


@dataclass(frozen=True, slots=True)
class AccountRef:
    """One account as plain values, with the posts that the asker may see."""

    id: int
    username: str
    name: str
    phone: str
    active: bool
    posts: tuple[PostRef, ...] = ()


def holds_on(on: dt.date) -> Q:
    """Posts held on a day."""
    return Q(start__lte=on) & (Q(end__isnull=True) | Q(end__gt=on))


def posts_of(user_id: int, *, on: dt.date) -> list[Post]:
    """The posts a user holds on a day, oldest first."""
    return list(
        Post.objects.filter(holds_on(on), user=user_id).select_related("area").order_by("start", "id")
    )


def user_with_posts(user_id: int) -> User | None:
    """An account with all its posts of any day as `all_posts`, in one query; None for an unknown one."""
    posts = list(Post.objects.filter(user=user_id).select_related("user", "area").order_by("start", "id"))
    user = posts[0].user if posts else User.objects.filter(pk=user_id).first()
    if user is not None:
        user.all_posts = posts  # type: ignore[attr-defined]
    return user


def actor_for(user: Any, *, on: dt.date, area: int | None = None) -> Actor:
    """The actor a user is on a day: the posts of one area (asked, else of the chosen post, else of the first)."""
    known: list[Post] | None = getattr(user, "all_posts", None)
    posts = posts_of(user.pk, on=on) if known is None else [one for one in known if post_ref(one).held(on)]
    user.held_posts = [post_ref(one) for one in posts]
    wanted = [
        one for one in posts if (one.area_id == area if area is not None else one.pk == user.chosen_post)
    ]
    chosen = next(iter(wanted + posts), None)
    if chosen is None:
        return Actor(user.pk, user.name)
    here = [one for one in posts if one.area_id == chosen.area_id]
    return _actor(user, chosen, here)


def actor_by_id(user_id: int, *, on: dt.date, community: int | None = None) -> Actor:
    """The actor an account is on a day. Raises NotFound for an unknown or closed account."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound
    return actor_for(user, on=on, area=community)


def names(user_ids: Iterable[int | None]) -> dict[int, str]:
    """The names of accounts, in one query; unknown ids are left out."""
    wanted = {one for one in user_ids if one is not None}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def holders(community: int, role: str, *, on: dt.date) -> list[Holder]:
    """Who holds `role` in a community on a day, by start."""
    found = Post.objects.filter(holds_on(on), area=community, role=role).select_related("user")
    return [
        Holder(one.user_id, one.user.name, one.user.phone, one.cell, one.full_time, one.start)
        for one in found.order_by("start", "id")
    ]


def visible(actor: Actor) -> QuerySet[User]:
    """Accounts the actor may see in the settings: all for the technical administrator, else the community's."""
    if actor.holds(roles.TECH_ADMIN, roles.SYSTEM):
        return User.objects.all()
    if actor.community is None:
        return User.objects.filter(pk=actor.user_id or 0)
    return User.objects.filter(Exists(Post.objects.filter(user=OuterRef("pk"), area=actor.community)))


def people(
    actor: Actor,
    *,
    on: dt.date,
    text: str = "",
    role: str = "",
    past: bool = False,
    start: int = 0,
    count: int = 50,
) -> tuple[list[AccountRef], int]:
    """Accounts with their posts on a day (past: also ended ones), found by name, user name or phone."""
    found = visible(actor)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(username__icontains=text) | Q(phone__contains=text))
    held = Post.objects.filter(_seen(actor), user=OuterRef("pk"))
    if role:
        held = held.filter(role=role)
    if not past:
        held = held.filter(holds_on(on))
    if role or not (past or actor.holds(roles.TECH_ADMIN)):
        found = found.filter(Exists(held))
    total = found.count()
    page = list(found.order_by("-is_active", "name", "pk")[start : start + count])
    posts = posts_by_user(actor, [one.pk for one in page], on=None if past else on)
    return [_account(one, posts.get(one.pk, ())) for one in page], total


def account(actor: Actor, user_id: int) -> AccountRef:
    """One account with all its posts that the actor may see, newest first. Raises NotFound."""
    found = visible(actor).filter(pk=user_id).first()
    if found is None:
        raise NotFound
    return _account(found, posts_by_user(actor, [user_id], on=None).get(user_id, ()))


def profile(actor: Actor) -> User:
    """One's own account. Raises NotFound for the system."""
    found = User.objects.filter(pk=actor.user_id or 0).first()
    if found is None:
        raise NotFound
    return found


def user_for_update(actor: Actor, user_id: int) -> User:
    """One account, locked. Raises NotFound."""
    found = visible(actor).filter(pk=user_id).select_for_update(of=("self",)).first()
    if found is None:
        raise NotFound
    return found


def by_username(username: str) -> User | None:
    """The account of a user name, without regard to case."""
    return User.objects.filter(username__iexact=username.strip()).first()


def post_for_update(actor: Actor, post_id: int) -> Post:
    """One post the actor may see, locked. Raises NotFound."""
    found = (
        Post.objects.filter(_seen(actor), pk=post_id)
        .select_related("area")
        .select_for_update(of=("self",))
        .first()
    )
    if found is None:
        raise NotFound
    return found


def post(actor: Actor, post_id: int) -> PostRef:
    """One post the actor may see. Raises NotFound."""
    found = Post.objects.filter(_seen(actor), pk=post_id).select_related("area").first()
    if found is None:
        raise NotFound
    return post_ref(found)


def posts_by_user(
    actor: Actor, user_ids: Sequence[int], *, on: dt.date | None
) -> dict[int, tuple[PostRef, ...]]:
    """The posts of accounts that the actor may see, newest first; on a day, or all for None."""
    found = Post.objects.filter(_seen(actor), user__in=user_ids).select_related("area")
    if on is not None:
        found = found.filter(holds_on(on))
    held: dict[int, list[PostRef]] = {}
    for one in found.order_by("-start", "-id"):
        held.setdefault(one.user_id, []).append(post_ref(one))
    return {user: tuple(posts) for user, posts in held.items()}


def held_in(user_id: int, start: dt.date, end: dt.date | None) -> list[Held]:
    """Every office somebody holds on some day of `start` … `end`, anywhere: for the separation rules."""
    found = Post.objects.filter(Q(end__isnull=True) | Q(end__gt=start), user=user_id)
    if end is not None:
        found = found.filter(start__lt=end)
    return [Held(one.role, one.area_id) for one in found]


def colleagues(actor: Actor, *, on: dt.date) -> list[tuple[int, str]]:
    """(id, name) of everybody with a post in the actor's community on a day."""
    held = Post.objects.filter(holds_on(on), user=OuterRef("pk"), area=actor.community)
    return list(
        User.objects.filter(Exists(held), is_active=True).order_by("name", "pk").values_list("pk", "name")
    )


def once_colleagues(actor: Actor) -> list[tuple[int, str]]:
    """(id, name) of everybody who holds or held a post in the actor's community."""
    return list(visible(actor).order_by("name", "pk").values_list("pk", "name"))


def demo_accounts(*, on: dt.date) -> list[tuple[str, str, str, int]]:
    """(user name, name, role, area) of the first account of each role; only the demo's sign-in page shows it."""
    found = (
        Post.objects.filter(holds_on(on), user__is_active=True).select_related("user").order_by("area", "id")
    )
    first: dict[tuple[str, int], tuple[str, str, str, int]] = {}
    for one in found:
        first.setdefault((one.role, one.area_id), (one.user.username, one.user.name, one.role, one.area_id))
    return list(first.values())


def locked_until(username: str, cool_off: dt.timedelta, *, now: dt.datetime) -> dt.datetime:
    """Until when an account is locked after its last wrong password; real moments."""
    last = AccessAttempt.objects.filter(username=username).order_by("-attempt_time").first()
    return (last.attempt_time if last else now) + cool_off


def area_level(area: int) -> str:
    """The level of an area. Raises NotFound for an unknown one."""
    return places.community(area, dt.date.max).level


def post_ref(one: Post) -> PostRef:
    """A post as plain values; its area must be loaded."""
    return PostRef(
        one.pk, one.user_id, one.role, one.area_id, one.area.level, one.cell, tuple(one.lines), one.full_time,
        one.start, one.end,
    )  # fmt: skip


def _seen(actor: Actor) -> Q:
    """Posts that the actor may see: all for the house, one's community's, and one's own."""
    if actor.holds(roles.TECH_ADMIN, roles.SYSTEM):
        return Q()
    return Q(area=actor.community) if actor.community is not None else Q(user=actor.user_id)


def _account(user: User, posts: Sequence[PostRef]) -> AccountRef:
    return AccountRef(user.pk, user.username, user.name, user.phone, user.is_active, tuple(posts))


def _actor(user: Any, chosen: Post, here: Sequence[Post]) -> Actor:
    in_community = chosen.area.level == "community"
    cells = frozenset() if any(one.cell == 0 for one in here) else frozenset(one.cell for one in here)
    return Actor(
        user.pk,
        user.name,
        chosen.area_id if in_community else None,
        frozenset(one.role for one in here),
        cells,
        chosen.area_id if chosen.role == roles.SUBDISTRICT else None,
        frozenset(line for one in here for line in one.lines),
    )
