"""What accounts counts: grid workers in office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q

from linli.base.figures import AnyFigure, Figure, Listed, Listing, Spine
from linli.kernel import Actor, say
from linli.kernel.actor import GRID_WORKER

from .models import Post
from .rules import role_name


def _posts(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    found = Post.objects.filter(pk__in=pks).values_list("pk", "user_id", "user__name", "role", "start")
    return {
        pk: Listed(user, {"name": name, "post": str(role_name(role)), "start": start})
        for pk, user, name, role, start in found
    }


POSTS = Listing(
    "", (("name", say("Full name")), ("post", say("Post")), ("start", say("Since"))), ("user__name",), _posts,
    lambda text: Q(user__name__contains=text.strip()[:60].replace("\0", "")),
)  # fmt: skip

SPINES: list[Spine] = [
    Spine(
        "post", Post.objects.all, key="user_id", starts="start", ends="end", cell="cell", community="area_id",
        listing=POSTS,
    )
]  # fmt: skip

FIGURES: list[AnyFigure] = [
    Figure(
        "grid_workers",
        say("Grid workers"),
        say("people"),
        say(
            "Full-time grid workers in office on the day; who looks after several grids counts once, at the last one taken on."
        ),
        "post",
        condition=Q(role=GRID_WORKER, full_time=True),
        distinct="user_id",
    )
]
