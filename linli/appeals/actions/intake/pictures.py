"""Pictures of the matter: cleaned of position and device before they are kept."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.files import api as files
from linli.kernel import Actor, Refused

from ...models import Photo
from ...queries.pictures import OWNER
from ...rules import handling, intake
from .. import work


@transaction.atomic
def picture(
    *, actor: Actor, at: dt.datetime, appeal: int, content: bytes, name: str, after: bool = False
) -> int:
    """Add one picture; `after` shows the work done. The photo's key.

    Raises Refused (field photos) for what is none, too large, has more than 40 million pixels, hides a script, or
    is the tenth.
    """
    with work.on(actor, at, appeal, "picture") as one:
        handling.may_tell(one.actor, one.standing).demand()
        count = Photo.objects.filter(community=one.row.community_id, appeal=one.row).count()
        intake.may_be_picture(content, count).demand("photos")
        try:
            clean, kind = files.clean_image(content)
        except Refused as refused:
            raise Refused(refused.reason, "photos") from None
        ending = "png" if kind == "image/png" else "jpg"
        stem = name.rsplit(".", 1)[0][:80] or "photo"
        file = files.store(
            one.actor, f"{stem}.{ending}", clean, kind=kind, owner=OWNER, key=one.row.pk, at=at
        )
        made = Photo.objects.create(
            community_id=one.row.community_id, appeal=one.row, file=file, at=at, by=actor.user_id, after=after
        )
        work.note(one.row, one.actor, at, "picture", facts={"photo": made.pk, "after": after})
        return made.pk
