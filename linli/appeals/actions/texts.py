"""Standard texts from which an answer is begun, by category and verb."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from ..models import StandardText
from ..rules import desk, intake
from ..workflow import VERBS
from .kept import home, locked, saver

SUBJECT = "standard text"


@transaction.atomic
def keep(
    *, actor: Actor, at: dt.datetime, title: str, text: str, text_id: int | None = None, version: int | None = None,
    verb: str = "", category: str = "",
) -> int:  # fmt: skip
    """Write a text, or change one (`text_id`); its key. Raises Refused, Stale, NotFound."""
    desk.may_keep(actor).demand()
    if verb and verb not in VERBS:
        raise Refused(say("Choose one of the list."), "verb")
    values = {
        "title": desk.fit_needed(title, "title", 60), "text": desk.fit_words(text, "text", least=2), "verb": verb,
        "category": intake.fit_line(category, "category", 30),
    }  # fmt: skip
    row = StandardText(community_id=home(actor)) if text_id is None else locked(StandardText, actor, text_id)
    versions.demand_fresh(row, version, values, saver)
    versions.save(row, actor=actor, at=at, **values)
    journal.write(actor, "keep_text", SUBJECT, key=row.pk, at=at, fresh=text_id is None)
    return row.pk


@transaction.atomic
def void(*, actor: Actor, at: dt.datetime, text_id: int) -> None:
    """Take a text out; its history stays."""
    desk.may_keep(actor).demand()
    row = locked(StandardText, actor, text_id)
    versions.save(row, actor=actor, at=at, void=True)
    journal.write(actor, "drop_text", SUBJECT, key=row.pk, at=at)
