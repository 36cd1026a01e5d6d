"""三公开: the year's matters are laid out by their rhythm, what happens is noted, and a notice fills the gap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction

from linli.base import versions, writes
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from ..models import Disclosure
from ..queries import catalogue as found
from ..rules import catalogue
from . import drafting
from .parts import home, saver, stamp

SUBJECT, POWER = "disclosure", "notices.draft"


@transaction.atomic
def lay_out(*, actor: Actor, at: dt.datetime, year: int, on: dt.date) -> int:
    """Write down what the rhythm asks for in a year, by the term of the day; how many were not there yet. Safe to do again."""
    row = stamp(actor, at, POWER)
    held = set(
        Disclosure.objects.filter(community_id=row["community_id"], start__year=year).values_list(
            "item", "start"
        )
    )
    fresh = [
        one
        for one in catalogue.of_year(found.items(row["community_id"], on), year)
        if (one.item.code, one.start) not in held
    ]
    Disclosure.objects.bulk_create([_row(one, row) for one in fresh], ignore_conflicts=True)
    if fresh:
        journal.write(actor, "lay_out_disclosures", SUBJECT, at=at, year=year, count=len(fresh))
    return len(fresh)


@transaction.atomic
def note_matter(
    *, actor: Actor, at: dt.datetime, item: str, title: str, happened: dt.date, on: dt.date
) -> int:
    """Something happened that is to be shown at once; the key of what is due. Refused for a day to come."""
    row = stamp(actor, at, POWER)
    asked = next(
        (one for one in found.items(row["community_id"], on) if one.code == item and one.rhythm == "once"),
        None,
    )
    if asked is None:
        raise Refused(say("Choose one of the list."), "item")
    if happened > on:
        raise Refused(say("The day lies in the future."), "happened")
    if not title.strip():
        raise Refused(say("Write what happened."), "title")
    made = _row(catalogue.happened(asked, happened), row)
    made.title = title.strip()[:80]
    made.save()
    journal.write(actor, "note_matter", SUBJECT, key=made.pk, at=at)
    return made.pk


@transaction.atomic
def arose(*, actor: Actor, at: dt.datetime, item: str, title: str, happened: dt.date) -> int | None:
    """A record of another app is a matter that the catalogue asks to be shown at once; the key of what is due.

    None where the catalogue of that day does not name it. The same matter comes once. The caller has asked its own rule.
    """
    if actor.community is None:
        return None
    asked = next(
        (one for one in found.items(actor.community, happened) if one.code == item and one.rhythm == "once"),
        None,
    )
    if asked is None:
        return None
    words = title.strip()[:80]
    held = Disclosure.objects.filter(community_id=actor.community, item=item, start=happened, title=words)
    if (key := held.values_list("pk", flat=True).first()) is not None:
        return key
    row = {"community_id": actor.community, "changed_at": at, "changed_by": actor.user_id}
    made = _row(catalogue.happened(asked, happened), row)
    made.title = words
    made.save()
    journal.write(actor, "note_matter", SUBJECT, key=made.pk, at=at)
    return made.pk


@transaction.atomic
def shown_by(*, actor: Actor, at: dt.datetime, item: str, happened: Collection[dt.date], notice: int) -> int:
    """A draft of another app shows matters of these days; how many had no notice yet. The caller has asked its own rule."""
    rows = Disclosure.objects.select_for_update().filter(
        community_id=actor.community, item=item, start__in=list(happened), rhythm="once", notice__isnull=True
    )
    for due in rows:
        versions.save(due, actor=actor, at=at, notice_id=notice)
        journal.write(actor, "disclose", SUBJECT, key=due.pk, at=at, notice=notice)
    return len(rows)


@transaction.atomic
def disclose(
    *, actor: Actor, at: dt.datetime, disclosure: int, version: int | None = None, **parts: Any
) -> int:
    """Draft the notice that shows a matter (parts as of drafting.draft); its key. Refused when one is on its way already."""
    community = home(actor, POWER)
    due: Disclosure = writes.locked(
        Disclosure.objects.filter(community_id=community), disclosure, SUBJECT, version, names=saver
    )
    if due.notice_id is not None:
        raise Refused(say("A notice for it is on its way already."))
    key = drafting.draft(actor=actor, at=at, **{"category": due.category, **parts})
    versions.save(due, actor=actor, at=at, notice_id=key)
    journal.write(actor, "disclose", SUBJECT, key=disclosure, at=at, notice=key)
    return key


def _row(one: catalogue.Due, row: dict[str, Any]) -> Disclosure:
    item = one.item
    return Disclosure(
        item=item.code, name=item.name, category=item.category, rhythm=item.rhythm, start=one.start, end=one.end, last=one.last,
        **row,
    )  # fmt: skip
