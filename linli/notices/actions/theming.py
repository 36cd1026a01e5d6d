"""主题活动: a record of any app is put under a theme, and taken out again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import versions, writes
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Tag
from ..queries import themes
from ..rules import codes
from .parts import home, saver, stamp

SUBJECT, POWER = "theme", "notices.draft"


@transaction.atomic
def tag(*, actor: Actor, at: dt.datetime, theme: str, subject: str, key: int, on: dt.date) -> int:
    """Put a record under a theme; its day is the record's own. NotFound for a record that the actor may not see.

    on  today, for what the actor may see
    """
    row = stamp(actor, at, POWER)
    if theme not in codes.THEMES or subject not in codes.SUBJECTS:
        raise Refused(say("Choose one of the list."), "theme" if theme not in codes.THEMES else "subject")
    found = themes.records(actor, subject, [key], on=on).get(key)
    if found is None:
        raise NotFound("record")
    held = Tag.objects.filter(
        community_id=row["community_id"], theme=theme, subject=subject, key=key, void=False
    ).first()
    if held is not None:
        return held.pk
    made = Tag.objects.create(theme=theme, subject=subject, key=key, on=found.on, **row)
    journal.write(actor, "tag", SUBJECT, key=made.pk, at=at, theme=theme)
    return made.pk


@transaction.atomic
def untag(*, actor: Actor, at: dt.datetime, tag: int) -> None:
    """It does not belong there."""
    rows = Tag.objects.filter(community_id=home(actor, POWER), void=False)
    one: Tag = writes.locked(rows, tag, SUBJECT, None, names=saver)
    versions.save(one, actor=actor, at=at, void=True)
    journal.write(actor, "untag", SUBJECT, key=tag, at=at, theme=one.theme)
