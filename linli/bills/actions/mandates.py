"""委托: signed, an account added or taken out, ended."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.names import sort_key
from linli.residents import api as residents

from ..models import Account, Mandate
from ..queries import reach
from ..rules import codes, money
from .parts import kept_by, locked, refusing, stamp


@dataclass(frozen=True, slots=True)
class AccountParts:
    """An account as typed."""

    utility: str
    number: str
    company: str = ""


@transaction.atomic
def sign(
    *, actor: Actor, at: dt.datetime, today: dt.date, person: int, on: dt.date, accounts: list[AccountParts], end: dt.date | None = None,
    signed: str = "own_hand", signer: str = "", relation: str = "", note: str = "",
) -> int:  # fmt: skip
    """A resident of the actor's sight lets bills be paid from `on`; the mandate's key.

    end   first day on which it no longer holds; None: until it is ended
    Refused without accounts, for a fingerprint without witness, an agent without relation, an account in another mandate.
    """
    row = {**stamp(actor, at), "community_id": kept_by(actor)}
    page = residents.person_for(actor, person, on=today)
    if page.here is None:
        raise Refused(say("{name} does not live here today.", name=page.name), "on")
    if on > today:
        raise Refused(say("The day lies in the future."), "on")
    if end is not None and end <= on:
        raise Refused(say("The last day lies before the first."), "end")
    if not accounts:
        raise Refused(say("Write down at least one account number."), "water")
    if signed != "own_hand" and not signer.strip():
        raise Refused(say("Say who signed with them: the witness or the agent."), "signer")
    if signed == "agent" and not relation.strip():
        raise Refused(say("Say how the agent is related to the resident."), "relation")
    made = Mandate.objects.create(
        person_id=person, household_id=page.household_id, name=page.name, sort=sort_key(page.name)[:80], place=page.here.door[:120],
        signed=signed, signer=signer.strip(), relation=relation.strip(), start=on, end=end, note=note.strip(), **row,
    )  # fmt: skip
    for one in accounts:
        _add(actor, made, one, today, row)
    journal.write(actor, "sign_mandate", "bill mandate", key=made.pk, at=at, count=len(accounts))
    return made.pk


@transaction.atomic
def add_account(*, actor: Actor, at: dt.datetime, today: dt.date, mandate: int, parts: AccountParts) -> int:
    """A further account of a mandate that holds; its key."""
    kept_by(actor)
    held = open_mandate(actor, mandate, today)
    made = _add(actor, held, parts, today, stamp(actor, at))
    journal.write(actor, "add_account", "bill mandate", key=mandate, at=at, kind=parts.utility)
    return made.pk


@transaction.atomic
def drop_account(*, actor: Actor, at: dt.datetime, account: int) -> int:
    """An account is no longer paid for; what was paid for it stays. The mandate's key."""
    kept_by(actor)
    rows = Account.objects.filter(community_id=actor.community, mandate__in=reach.mandates(actor), void=False)
    held: Account = locked(rows, account, "account")
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "drop_account", "bill mandate", key=held.mandate_id, at=at, kind=held.utility)
    return held.mandate_id


@transaction.atomic
def end(
    *, actor: Actor, at: dt.datetime, mandate: int, on: dt.date, why: str, version: int | None = None
) -> None:
    """The mandate no longer holds from `on`: taken back, moved away, died. Refused while a receipt is open."""
    kept_by(actor)
    held: Mandate = locked(reach.mandates(actor), mandate, "mandate", version)
    if held.end is not None and held.end <= on:
        raise Refused(say("This mandate has ended already."), "on")
    if on <= held.start:
        raise Refused(say("The last day lies before the first."), "on")
    if held.receipts.filter(state__in=codes.OPEN).exists():
        raise Refused(
            say("A receipt of this mandate is still open: pay it on or give the money back first."), "on"
        )
    versions.save(held, actor=actor, at=at, end=on, why_ended=why.strip())
    journal.write(actor, "end_mandate", "bill mandate", key=mandate, at=at)


def open_mandate(actor: Actor, key: int, on: dt.date) -> Mandate:
    """A mandate that holds on a day, locked; Refused for one that has ended."""
    held: Mandate = locked(reach.mandates(actor), key, "mandate")
    if on < held.start or (held.end is not None and on >= held.end):
        raise Refused(
            say(
                "The mandate of {name} does not hold on {day}: have a new one signed.",
                name=held.name,
                day=on.isoformat(),
            ),
            "on",
        )
    return held


def _add(
    actor: Actor, mandate: Mandate, parts: AccountParts, today: dt.date, row: dict[str, object]
) -> Account:
    if parts.utility not in codes.UTILITIES:
        raise Refused(say("Choose water, electricity or gas."), "utility")
    plain = money.tidy_account(parts.number)
    field = parts.utility
    money.may_be_account(plain).demand(field)
    digest = reach.account_digest(plain)
    other = (
        Account.objects.filter(reach.on_day(today, "mandate__"), community_id=actor.community, utility=parts.utility, digest=digest, void=False)
        .filter(mandate__void=False).exclude(mandate=mandate.pk).select_related("mandate").first()
    )  # fmt: skip
    if other is not None:
        raise Refused(
            say("This account stands in the mandate of {name} already.", name=other.mandate.name), field
        )
    with refusing(say("This account stands in the mandate already."), field):
        return Account.objects.create(
            mandate=mandate,
            utility=parts.utility,
            company=parts.company.strip(),
            number=plain,
            digest=digest,
            **row,
        )
