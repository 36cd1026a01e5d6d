"""Shift exchange 换班: a messenger asks one or anybody, who takes it or refuses; told by an in-app message."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from linli.accounts import api as accounts
from linli.base import versions
from linli.base.clock import day_of
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, Saying, say
from linli.kernel.rota import Shift as Hours
from linli.news import api as news

from ..models import Exchange, Messenger, Shift
from ..queries import roster
from ..queries.areas import on_day
from ..rules import roster as rules
from .parts import home, locked, refusing, stamp

SUBJECT, POWER = "shift exchange", "contact.roster"


@transaction.atomic
def ask(*, actor: Actor, at: dt.datetime, shift: int, to: int | None = None, why: str = "") -> int:
    """Whose shift it is asks a messenger (`to`), or all of them, to take it over; the exchange's key."""
    row = stamp(actor, at, POWER)
    one: Shift = locked(
        Shift.objects.select_related("messenger").filter(community_id=row["community_id"], void=False),
        shift,
        "shift",
    )
    _demand_own(actor, one.messenger)
    _demand_ahead(one, at)
    if to is not None and (
        to == one.messenger_id or not _in_office(row["community_id"], at).filter(pk=to).exists()
    ):
        raise Refused(say("Choose another messenger in office."), "to")
    with refusing(say("This shift is asked about already. Withdraw that first.")):
        made = Exchange.objects.create(
            shift=one, asker=one.messenger, to_id=to, why=why.strip()[:200], at=at, **row
        )
    journal.write(actor, "ask_exchange", SUBJECT, key=made.pk, at=at, shift=shift)
    asked = _in_office(row["community_id"], at).filter(user__isnull=False).exclude(pk=one.messenger_id)
    if to is not None:
        asked = asked.filter(pk=to)
    saying = say("{name} asks you to take over {span}.", name=one.messenger.name, span=_span(one))
    _tell(row["community_id"], made.pk, [x.user for x in asked if x.user], saying, at, "asked")
    return made.pk


@transaction.atomic
def take(*, actor: Actor, at: dt.datetime, exchange: int, messenger: int | None = None) -> None:
    """A messenger takes the shift over; `messenger` where a worker enters it for somebody. The cap still holds."""
    community = home(actor, POWER)
    one, shift = _open(actor, exchange, at)
    taker = _taker(actor, at, messenger)
    if taker.pk == one.asker_id:
        raise Refused(say("It is your own shift. Withdraw the request instead."), "messenger")
    if one.to_id not in (None, taker.pk):
        raise Refused(say("{name} was asked, nobody else.", name=one.to.name if one.to else ""), "messenger")
    hours = [Hours(shift.starts, shift.ends)]
    held = roster.hours_of(community, taker.pk, hours)
    rules.within_cap(taker.name, hours, held, roster.terms(community, day_of(at))).demand("messenger")
    versions.save(shift, actor=actor, at=at, messenger=taker)
    versions.save(one, actor=actor, at=at, state="taken", taker=taker, ended_at=at)
    journal.write(actor, "take_exchange", SUBJECT, key=exchange, at=at, shift=shift.pk)
    saying = say("{name} takes over {span}.", name=taker.name, span=_span(shift))
    _tell(community, exchange, [one.asker.user], saying, at, "taken")


@transaction.atomic
def refuse(*, actor: Actor, at: dt.datetime, exchange: int) -> None:
    """The one who was asked cannot; the shift stays whose it was."""
    community = home(actor, POWER)
    one, shift = _open(actor, exchange, at)
    if one.to is None:
        raise Refused(say("All were asked; whoever cannot leaves it to the others."))
    _demand_own(actor, one.to)
    versions.save(one, actor=actor, at=at, state="refused", ended_at=at)
    journal.write(actor, "refuse_exchange", SUBJECT, key=exchange, at=at, shift=shift.pk)
    saying = say("{name} cannot take over {span}; it stays yours.", name=one.to.name, span=_span(shift))
    _tell(community, exchange, [one.asker.user], saying, at, "refused")


@transaction.atomic
def withdraw(*, actor: Actor, at: dt.datetime, exchange: int) -> None:
    """Whoever asked keeps the shift after all."""
    home(actor, POWER)
    one, shift = _open(actor, exchange, at)
    _demand_own(actor, one.asker)
    versions.save(one, actor=actor, at=at, state="withdrawn", ended_at=at)
    journal.write(actor, "withdraw_exchange", SUBJECT, key=exchange, at=at, shift=shift.pk)


def _open(actor: Actor, key: int, at: dt.datetime) -> tuple[Exchange, Shift]:
    """An exchange that is still asked, and its shift, both locked."""
    rows = Exchange.objects.select_related("asker", "to").filter(community_id=actor.community)
    one: Exchange = locked(rows, key, SUBJECT)
    if one.state != "asked":
        raise Refused(say("This exchange is settled already."))
    shift: Shift = locked(
        Shift.objects.filter(community_id=actor.community, void=False), one.shift_id, "shift"
    )
    _demand_ahead(shift, at)
    return one, shift


def _demand_own(actor: Actor, messenger: Messenger) -> None:
    """The messenger, or whoever keeps the roster for those without an account."""
    own = messenger.user is not None and messenger.user == actor.user_id
    if not own and not accounts.may(actor, "contact.keep"):
        raise Refused(say("{name} does this, or the office.", name=messenger.name))


def _demand_ahead(shift: Shift, at: dt.datetime) -> None:
    if shift.starts <= at:
        raise Refused(say("This shift has begun."))


def _taker(actor: Actor, at: dt.datetime, messenger: int | None) -> Messenger:
    there = _in_office(actor.community or 0, at)
    own = there.filter(user=actor.user_id).first() if actor.user_id else None
    if messenger is None or (own is not None and own.pk == messenger):
        if own is None:
            raise Refused(say("Choose who takes it over."), "messenger")
        return own
    accounts.may(actor, "contact.keep").demand("messenger")
    found = there.filter(pk=messenger).first()
    if found is None:
        raise NotFound("messenger")
    return found


def _in_office(community: int, at: dt.datetime) -> QuerySet[Messenger]:
    return Messenger.objects.filter(on_day(day_of(at)), community_id=community)


def _span(shift: Shift) -> str:
    return rules.told(Hours(shift.starts, shift.ends))


def _tell(
    community: int, key: int, users: list[int | None], saying: Saying, at: dt.datetime, once: str
) -> None:
    url = f"/contact/exchanges/{key}/"
    tellings = [(user, saying, url, f"exchange-{key}-{once}") for user in users if user is not None]
    news.tell_many(community, tellings, at)
