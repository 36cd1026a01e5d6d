"""用章登记 · 不予出具告知: what was stamped on whose authority, and what may not be certified."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.accounts import api as accounts
from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.places import api as places

from ..models import Refusal, SealUse
from ..queries import reach
from ..rules import certificates
from ..rules.sight import may_authorise
from .parts import colleague, kept_by, locked, next_number, stamp, till


@transaction.atomic
def stamp_paper(
    *, actor: Actor, at: dt.datetime, today: dt.date, on: dt.date, seal: str, paper: str, copies: int, applicant: str, authorised_by: int,
    used_for: str = "",
) -> int:  # fmt: skip
    """用章登记: one line with the next number; its key. Refused when who stamps authorises it, or nobody who may."""
    row = {**stamp(actor, at), "community_id": kept_by(actor)}
    till(actor)
    if on > today:
        raise Refused(say("The day lies in the future."), "on")
    if authorised_by == actor.user_id:
        raise Refused(
            say("Who stamps cannot authorise it: name the secretary or a committee member."), "authorised_by"
        )
    colleague(actor, authorised_by, on, "authorised_by")
    posts = accounts.posts_of(actor, authorised_by, on)
    if not may_authorise({one.role for one in posts}):
        raise Refused(say("The secretary or a committee member authorises the seal."), "authorised_by")
    made = SealUse.objects.create(
        year=on.year, number=next_number(SealUse, actor, on.year), on=on, seal=seal, paper=paper.strip(), copies=copies,
        applicant=applicant.strip(), used_for=used_for.strip(), authorised_by=authorised_by, stamped_by=actor.user_id, **row,
    )  # fmt: skip
    journal.write(actor, "stamp_paper", "seal use", key=made.pk, at=at, count=copies)
    return made.pk


@transaction.atomic
def strike(*, actor: Actor, at: dt.datetime, seal_use: int, reason: str) -> None:
    """A line entered by mistake is struck out with its reason; its number stays used."""
    kept_by(actor)
    held: SealUse = locked(reach.seal_uses(actor).filter(void=False), seal_use, "seal use")
    if not reason.strip():
        raise Refused(say("Give the reason."), "reason")
    versions.save(held, actor=actor, at=at, void=True, reason=reason.strip())
    journal.write(actor, "strike_seal_use", "seal use", key=seal_use, at=at)


@transaction.atomic
def refuse_certificate(
    *,
    actor: Actor,
    at: dt.datetime,
    today: dt.date,
    on: dt.date,
    kind: str,
    applicant: str,
    asked_by: str = "",
) -> int:
    """不予出具告知单: one of the twenty certificates was asked for; the slip's key. It quotes the paper in force on the day."""
    row = {**stamp(actor, at), "community_id": kept_by(actor)}
    till(actor)
    if on > today:
        raise Refused(say("The day lies in the future."), "on")
    if kind not in certificates.KINDS:
        raise Refused(say("This is none of the twenty certificates."), "kind")
    made = Refusal.objects.create(
        year=on.year, number=next_number(Refusal, actor, on.year), on=on, kind=kind, applicant=applicant.strip(), asked_by=asked_by.strip(),
        basis=_basis(actor, on)[:300], told_by=actor.user_id, **row,
    )  # fmt: skip
    journal.write(actor, "refuse_certificate", "certificate refusal", key=made.pk, at=at, kind=kind)
    return made.pk


def _basis(actor: Actor, on: dt.date) -> str:
    try:
        return str(places.term(certificates.TERM, actor.community, on).value)
    except LookupError:
        return certificates.BASIS
