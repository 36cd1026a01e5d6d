"""What everybody may read: released by a worker, with the resident's consent, without anything private."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from django.db import transaction

from linli.kernel import Actor, Refused, say
from linli.kernel.masking import find_private, mask_address

from ..models import Photo
from ..rules import handling
from . import work
from .answer import demand_text
from .work import Work

AROUND = 6


@transaction.atomic
def release(
    *, actor: Actor, at: dt.datetime, appeal: int, text: str, answer: str, place: str = "",
    photos: Sequence[int] = (), version: int | None = None,
) -> None:  # fmt: skip
    """Put appeal and answer on the public board, place down to the building, with the pictures chosen.

    Raises Refused without consent, and for private numbers or the reporter's name, with the place marked.
    """
    with work.on(actor, at, appeal, "release", version=version, contact=True) as one:
        handling.may_release(actor, one.standing).demand()
        if not one.row.consents:
            raise Refused(say("The resident has not agreed to publication."))
        demand_text(text, "text")
        where = mask_address(place.strip())[:120]
        for field, written in (("text", text), ("answer", answer), ("place", where)):
            demand_public(written, names_of(one), field)
        shown = Photo.objects.filter(community=one.row.community_id, appeal=one.row)
        if set(photos) - set(shown.values_list("pk", flat=True)):
            raise Refused(say("Choose pictures of this appeal."), "photos")
        shown.exclude(pk__in=photos).filter(public=True).update(public=False)
        shown.filter(pk__in=photos, public=False).update(public=True)
        one.state = one.row.state
        one.write(
            facts={"photos": len(set(photos))}, public_text=text.strip(), public_answer=answer.strip(),
            public_place=where, released_at=at, released_by=actor.user_id,
        )  # fmt: skip


@transaction.atomic
def withhold(*, actor: Actor, at: dt.datetime, appeal: int, why: str, version: int | None = None) -> None:
    """Take it off the board again; the words stay in history."""
    with work.on(actor, at, appeal, "withhold", version=version) as one:
        handling.may_release(actor, one.standing).demand()
        demand_text(why, "why")
        if one.row.released_at is None:
            raise Refused(say("It is not on the board."))
        Photo.objects.filter(community=one.row.community_id, appeal=one.row, public=True).update(public=False)
        one.write(text=why.strip(), internal=True, released_at=None, released_by=None)


def demand_public(text: str, names: Sequence[str], field: str) -> None:
    """Nothing private stands in a text for everybody. Raises Refused with the place marked."""
    spots = find_private(text)
    if spots:
        raise Refused(
            say("This may not be published: {place}. Take the number out.", place=_marked(text, spots[0].start, spots[0].end)),
            field,
        )  # fmt: skip
    for name in names:
        start = text.find(name)
        if start >= 0:
            raise Refused(
                say("The name of who asked may not be published: {place}.", place=_marked(text, start, start + len(name))),
                field,
            )  # fmt: skip


def names_of(one: Work) -> list[str]:
    """Names by which the resident could be known: who asked, and for whom."""
    found = [getattr(one.row, "asked_name", "") or "", getattr(one.row, "asked_for_other", "") or ""]
    sealed = getattr(one.row, "asked_sealed", None)
    if sealed:
        held = json.loads(sealed)
        found += [str(held.get("name", "")), str(held.get("other", ""))]
    return [name for name in found if len(name) > 1]


def _marked(text: str, start: int, end: int) -> str:
    """The place with a few characters around it, marked with 【】."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"…{before}【{text[start:end]}】{after}…"
