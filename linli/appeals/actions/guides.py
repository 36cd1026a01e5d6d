"""办事指南: which matter, which papers, who does it, where and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor

from ..models import Guide
from ..rules import desk, intake
from .kept import home, locked, saver

SUBJECT = "guide"


@transaction.atomic
def keep(
    *, actor: Actor, at: dt.datetime, matter: str, guide: int | None = None, version: int | None = None,
    category: str = "", papers: Sequence[str] = (), who: str = "", phone: str = "", place: str = "", hours: str = "",
    steps: str = "", basis: str = "", rank: int | None = 0, public: bool = True,
) -> int:  # fmt: skip
    """Enter a matter, or put one right (`guide`); its key. Raises Refused, Stale, NotFound."""
    desk.may_keep(actor).demand()
    values = {
        "matter": desk.fit_needed(matter, "matter", 60), "category": intake.fit_line(category, "category", 30),
        "papers": desk.fit_papers(papers), "who": intake.fit_line(who, "who", 60), "phone": intake.fit_phone(phone),
        "place": intake.fit_line(place, "place", 120), "hours": intake.fit_line(hours, "hours", 120),
        "steps": desk.fit_words(steps, "steps"), "basis": intake.fit_line(basis, "basis", 300), "rank": rank or 0,
        "public": public,
    }  # fmt: skip
    row = Guide(community_id=home(actor)) if guide is None else locked(Guide, actor, guide)
    versions.demand_fresh(row, version, values, saver)
    versions.save(row, actor=actor, at=at, **values)
    journal.write(actor, "keep_guide", SUBJECT, key=row.pk, at=at, fresh=guide is None)
    return row.pk


@transaction.atomic
def void(*, actor: Actor, at: dt.datetime, guide: int) -> None:
    """Take a matter out; its history stays."""
    desk.may_keep(actor).demand()
    row = locked(Guide, actor, guide)
    versions.save(row, actor=actor, at=at, void=True)
    journal.write(actor, "drop_guide", SUBJECT, key=row.pk, at=at)
