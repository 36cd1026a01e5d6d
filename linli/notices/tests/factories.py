"""Notices for tests, made by the actions themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.base import clock
from linli.kernel import Actor
from linli.kernel.actor import GRID_WORKER, SECRETARY
from linli.notices.actions import drafting, showing

AT = dt.datetime(2018, 12, 3, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 3)
LAST = dt.date(2018, 12, 9)
AFTER = dt.date(2018, 12, 10)


def drafter(community: int | None, *roles: str, **fields: Any) -> Actor:
    """A grid worker, or the holder of other roles."""
    return Actor(fields.pop("user_id", 1), "王网格", community, frozenset(roles or (GRID_WORKER,)), **fields)


def secretary(community: int | None) -> Actor:
    """Who approves."""
    return Actor(2, "书记", community, frozenset({SECRETARY}))


def draft(community: int, at: dt.datetime = AT, **parts: Any) -> int:
    """A public notice of seven days with objections."""
    whole: dict[str, Any] = {
        "kind": "public_notice", "title": "院落修缮项目公示", "text": "拟更换三期门禁，经费来自保障资金。", "starts": ON,
        "ends": AFTER, "objections": True, **parts,
    }  # fmt: skip
    return drafting.draft(actor=drafter(community), at=at, **whole)


def submitted(community: int, **parts: Any) -> int:
    """One that waits for approval."""
    key = draft(community, **parts)
    drafting.submit(actor=drafter(community), at=AT, notice=key)
    return key


def approved(community: int, **parts: Any) -> int:
    """One that residents see on its days."""
    key = submitted(community, **parts)
    showing.approve(actor=secretary(community), at=AT, notice=key)
    return key


def world(community: int) -> dict[str, Any]:
    """One of each record that an address of notices may name, for the walk over every address."""
    on = clock.today()
    return {"notice": approved(community, starts=on, ends=on + dt.timedelta(days=7), forms=("web", "board"))}
