"""Whom an appeal is put to, and who is told of it: workers by message, residents by a person first."""

from __future__ import annotations

import json
from typing import Any

from linli.accounts import api as accounts
from linli.kernel import NotFound, Refused, Saying, say
from linli.kernel.phones import read_phones
from linli.news import api as news

from ..models import Answer, Appeal
from ..queries import sight
from ..rules.sight import may_find
from .work import Work, with_contact

PAGE = "/appeals/{key}/"


def page(key: int) -> str:
    """Our own page of an appeal."""
    return PAGE.format(key=key)


def put_to(one: Work, handler: int | None, *, fresh: bool = False) -> dict[str, Any]:
    """Columns that put an appeal to somebody: at once to the actor, to others as an offer that they accept.

    Until then the old handler stays; where there was none, or it is freshly accepted, the actor is accountable.
    """
    me, old = one.actor.user_id, one.row.handler
    wanted = handler if handler is not None else me if me is not None else old
    if wanted in (me, old):
        return {"handler": wanted, "offered_to": None, "offered_at": None}
    fit_colleague(one, wanted, "handler")
    kept = me if old is None or (fresh and me is not None) else old
    return {"handler": kept, "offered_to": wanted, "offered_at": one.at}


def fit_colleague(one: Work, user: int | None, field: str) -> None:
    """The one it is put to may find it: holds a post here (or at the subdistrict that decides it). Raises Refused."""
    if user is None:
        raise Refused(say("Choose who is to do it."), field)
    try:
        found = accounts.actor(user, one.on, community=one.row.community_id)
    except NotFound:
        raise Refused(say("This account is not known here."), field) from None
    standing = one.standing
    if standing.audience == "subdistrict" and found.area is not None:
        fits = may_find(found, standing, lambda: False)
    elif found.community != one.row.community_id:
        fits = False
    else:
        # whoever is asked may find it by being asked; only what concerns them, or is not theirs at all, stays shut
        offered = sight.standing(one.row)
        fits = may_find(found, offered, lambda: True)
    if not fits:
        raise Refused(say("This person cannot take the appeal: choose a colleague of the community."), field)


def tell_offered(one: Work) -> None:
    """The one it is offered to reads it in the bar; three statements."""
    user = one.row.offered_to
    if user is None:
        return
    tell(one, user, say("Appeal {number} is put to you. Take it over or decline.", number=one.row.number))


def tell(one: Work, user: int, saying: Saying) -> None:
    """One message for one worker about the appeal in hand; nobody is told of what they did themselves."""
    if user != one.actor.user_id:
        news.tell(
            one.row.community_id, user, saying, page(one.row.pk), one.at,
            once=f"appeal-{one.row.pk}-{one.verb}-{one.row.version}",
        )  # fmt: skip


def answered(one: Work, kind: str, text: str, **parts: Any) -> Answer:
    """Keep an answer; who wrote it does not revisit. One statement."""
    if kind != "progress":
        one.values["answered_by"] = one.actor.user_id
    return Answer.objects.create(
        community_id=one.row.community_id, appeal=one.row, kind=kind, at=one.at, by=one.actor.user_id,
        by_name=one.actor.name, text=text, **parts,
    )  # fmt: skip


def tell_resident(one: Work, answer: Answer, text: str) -> None:
    """The answer waits on the call list or as a slip, also for those whose appeals were merged into this one.

    Nobody is called about what was asked without a name; what goes past the office stays off its call list:
    whoever handles it tells the resident. Needs an appeal locked with its contact; 4 statements.
    """
    _tell(one, one.row, answer, text)
    if getattr(one.row, "asked_merged", False):
        for row in with_contact(Appeal.objects.filter(community=one.row.community_id, merged_into=one.row)):
            _tell(one, row, answer, text)


def _tell(one: Work, row: Appeal, answer: Answer, text: str) -> None:
    name, phone = contact(row)
    if row.naming == "anonymous" or row.audience != "office" or not (name or phone):
        return
    caller = row.first_contact if row.first_contact is not None else one.row.handler
    private = row.naming == "confidential"
    if private and caller is None:
        return
    news.tell_resident(
        one.actor, row.community_id, "appeals.appeal", row.pk, name, phone, text, one.at, f"appeal-{row.pk}-{answer.pk}",
        number=row.number, title=str(say("Your appeal {number}", number=row.number)), page=page(row.pk), caller=caller,
        private=private,
    )  # fmt: skip


def contact(row: Appeal) -> tuple[str, str]:
    """(name, phone) of who asked, opened from the seal where it is confidential; a phone that is none is left out."""
    name, phone, sealed = (
        getattr(row, one, None) or "" for one in ("asked_name", "asked_phone", "asked_sealed")
    )
    if sealed:
        held = json.loads(sealed)
        name, phone = str(held.get("name", "")), str(held.get("phone", ""))
    return name, phone if read_phones(phone, "028") else ""
