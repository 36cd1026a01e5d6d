"""Accounts and posts for tests, made past the rules."""

from __future__ import annotations

import datetime as dt
import itertools
import secrets
from collections.abc import Sequence
from typing import Any

from linli.accounts.models import Code, Duty, Phone, Post, User
from linli.accounts.queries import pin_digest
from linli.base import clock, keys
from linli.kernel import Actor
from linli.kernel.actor import SUBDISTRICT
from linli.places.models import Area, AreaCode, AreaName

PASSWORD = "tian-fu-2018"
START = dt.date(2018, 1, 1)
_numbers = itertools.count(1)


def area(level: str = "community", name: str = "", code: str = "") -> Area:
    """An area with its name (and code), without a parent."""
    made = Area.objects.create(level=level)
    AreaName.objects.create(area=made, name=name or f"测试{level}{made.pk}")
    if code:
        AreaCode.objects.create(area=made, code=code)
    return made


def community(name: str = "") -> int:
    """The id of a fresh community."""
    return area("community", name).pk


def user(
    name: str = "王敏",
    role: str | None = "social_worker",
    community: int | Area | None = None,
    *,
    cell: int = 0,
    lines: Sequence[str] = (),
    start: dt.date = START,
    end: dt.date | None = None,
    username: str = "",
    password: str | None = PASSWORD,
    full_time: bool = True,
    **fields: Any,
) -> User:
    """An account that holds `role` at an area (id or Area); role None for an account without post.

    password None makes an account that cannot sign in, and is quicker.
    """
    made = User.objects.make(username or f"u{next(_numbers)}", name, password, **fields)
    if role is not None:
        post(made, role, community, cell=cell, lines=lines, start=start, end=end, full_time=full_time)
    return made


def post(
    user: User,
    role: str,
    area: int | Area | None,
    *,
    cell: int = 0,
    lines: Sequence[str] = (),
    start: dt.date = START,
    end: dt.date | None = None,
    full_time: bool = True,
) -> Post:
    """One more post of an account."""
    where = area.pk if isinstance(area, Area) else area
    if where is None:
        where = community()
    return Post.objects.create(
        user=user,
        role=role,
        area_id=where,
        cell=cell,
        lines=list(lines),
        start=start,
        end=end,
        full_time=full_time,
    )


def actor(
    role: str | Sequence[str] = "social_worker",
    community: int | Area | None = None,
    *,
    name: str = "王敏",
    cells: Sequence[int] = (),
    lines: Sequence[str] = (),
    user_id: int | None = None,
    save: bool = True,
) -> Actor:
    """An actor with one or several roles, behind whom an account stands (save=False: none).

    A subdistrict's user counts in `community` as the area and works in no community.
    """
    codes = [role] if isinstance(role, str) else list(role)
    where = community.pk if isinstance(community, Area) else community
    if save and user_id is None:
        made = User.objects.make(f"u{next(_numbers)}", name, None)
        for code in codes if where is not None else []:
            post(made, code, where, cell=next(iter(cells), 0), lines=lines)
        user_id = made.pk
    counts = where if SUBDISTRICT in codes else None
    works = None if SUBDISTRICT in codes else where
    return Actor(user_id, name, works, frozenset(codes), frozenset(cells), counts, frozenset(lines))


def duty(
    community: int, starts: dt.datetime, ends: dt.datetime, *, name: str = "王敏", **fields: Any
) -> Duty:
    """One shift of the roster."""
    values: dict[str, Any] = {"phone": "02887654321", "changed_at": starts} | fields
    return Duty.objects.create(community_id=community, starts=starts, ends=ends, name=name, **values)


def code(user_id: int, community: int, *, at: dt.datetime | None = None, **fields: Any) -> Code:
    """A bind code of an account that nobody knows the text of."""
    moment = at or clock.real_now()
    values: dict[str, Any] = {
        "purpose": "bind",
        "left": 1,
        "valid_until": moment + dt.timedelta(days=3),
    } | fields
    return Code.objects.create(
        digest=secrets.token_bytes(16), area_id=community, subject="account", key=user_id, at=moment, **values
    )  # fmt: skip


def bound_phone(user: User, community: int, *, token: str = "", pin: str = "194907") -> Phone:
    """A phone bound to an account just now."""
    now, digest = clock.real_now(), keys.digest(token or secrets.token_hex(8), "phone")
    return Phone.objects.create(
        user=user, area_id=community, token=digest, pin=pin_digest(digest, pin), start=now,
        end=now + dt.timedelta(days=183), seen_at=now,
    )  # fmt: skip


def sign_in(client: Any, user: User) -> None:
    """Sign a test client in without the form (axes wants a request)."""
    client.force_login(user, backend="linli.accounts.adapter.Backend")
