"""Without an agreement: failed and told of the ways that remain, handed over, withdrawn, settled by themselves; closing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, Saying, say
from linli.kernel.say import listed

from .. import workflow
from ..models import Agreement, Dispute, Talk
from ..queries import dossier
from ..rules import codes, guards
from ..rules import dossier as rules
from .parts import SUBJECT, locked, one_of, text


@transaction.atomic
def fail(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, on: dt.date, ways: Collection[str], why: str,
    version: int | None = None,
) -> None:  # fmt: skip
    """End the mediation and tell the parties of the ways that remain (art. 26)."""
    if not set(ways) or not set(ways) <= set(codes.WAYS):
        raise Refused(say("Tell the parties which ways remain."), "ways")
    kept = [one for one in codes.WAYS if one in ways]
    one = locked(actor, dispute, version)
    if one.state == "accepted" and not Talk.objects.filter(dispute=one, kind="session").exists():
        raise Refused(say("No session was held yet; end it as withdrawn or handed over."))
    _end(
        actor,
        at,
        today,
        one,
        "fail",
        on,
        text(why, "why", say("Write why no agreement was reached.")),
        ways=kept,
        told=on,
    )


@transaction.atomic
def withdraw(
    *,
    actor: Actor,
    at: dt.datetime,
    today: dt.date,
    dispute: int,
    on: dt.date,
    why: str,
    version: int | None = None,
) -> None:
    """A party takes the application back."""
    one = locked(actor, dispute, version)
    _end(actor, at, today, one, "withdraw", on, text(why, "why", say("Write why.")))


@transaction.atomic
def transfer(
    *, actor: Actor, at: dt.datetime, today: dt.date, dispute: int, on: dt.date, receiver: str, why: str, resolved: bool = False,
    version: int | None = None,
) -> None:  # fmt: skip
    """Hand it to the authority that is competent, to the police where it may turn into more than a quarrel (art. 25)."""
    one = locked(actor, dispute, version)
    to = one_of(receiver, codes.RECEIVERS, "receiver")
    more: dict[str, Any] = {"transferred_to": to, **({"resolved": on} if resolved else {})}
    _end(actor, at, today, one, "transfer", on, text(why, "why", say("Write why.")), **more)


@transaction.atomic
def reconcile(
    *,
    actor: Actor,
    at: dt.datetime,
    today: dt.date,
    dispute: int,
    on: dt.date,
    why: str = "",
    version: int | None = None,
) -> None:
    """The parties settled it themselves."""
    one = locked(actor, dispute, version)
    _end(actor, at, today, one, "reconcile", on, text(why, "why"), resolved=on)


def _end(
    actor: Actor,
    at: dt.datetime,
    today: dt.date,
    one: Dispute,
    verb: str,
    on: dt.date,
    why: str | None,
    **more: Any,
) -> None:
    state = workflow.step(one.state, verb)
    guards.may_happen(on, one.accepted or one.found, today).demand("on")
    for draft in Agreement.objects.select_for_update().filter(dispute=one, void=False):
        versions.save(draft, actor=actor, at=at, void=True)
    versions.save(one, actor=actor, at=at, state=state, outcome=state, settled=on, ended_note=why, **more)
    journal.write(actor, f"{verb}_dispute", SUBJECT, key=one.pk, at=at)


@transaction.atomic
def close(
    *,
    actor: Actor,
    at: dt.datetime,
    today: dt.date,
    dispute: int,
    on: dt.date,
    note: str = "",
    version: int | None = None,
) -> None:
    """Close the dossier. Refused while an item that this case needs is missing; the sentence names every one."""
    one = locked(actor, dispute, version)
    state = workflow.step(one.state, "close")
    guards.may_happen(on, one.settled or one.found, today).demand("on")
    one.case_note = text(note, "note") or one.case_note
    gaps = rules.missing(dossier.case(one))
    if gaps:
        raise Refused(say("Missing in the dossier: {items}.", items=listed([_item(gap) for gap in gaps])))
    versions.save(one, actor=actor, at=at, state=state, closed=on, closed_by=actor.user_id)
    journal.write(actor, "close_dispute", SUBJECT, key=dispute, at=at)


def _item(gap: rules.Item) -> Saying:
    return say("{item} {name}", item=gap.item, name=gap.name)
