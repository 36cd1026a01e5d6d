"""What the authority decided and what came of it: entered with its number, never issued here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction

from linli.kernel import Actor, Refused, say

from ..models import Application
from ..rules import codes
from .parts import facts_of, move, scheme_of, signed, taken


@transaction.atomic
def decide(
    *, actor: Actor, at: dt.datetime, on: dt.date, applications: Collection[int], granted: bool, number: str, day: dt.date,
    reason: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """The authority's answer: its reference number, its day, granted or refused with the reason in writing (社会救助暂行办法 §11)."""
    cases = taken(actor, applications, version)
    if not number.strip():
        raise Refused(say("Write the number of the authority's decision."), "number")
    if day > on:
        raise Refused(say("The day has not come yet."), "day")
    if any(one.submitted_on and day < one.submitted_on for one in cases):
        raise Refused(say("The decision lies before the application."), "day")
    if not granted and not reason.strip():
        raise Refused(say("Write the reason that the authority gives."), "reason")
    facts = {"number": number.strip()[:60], **({"reason": reason.strip()[:300]} if reason.strip() else {})}
    said: dict[str, Any] = {"day": day.isoformat(), **facts}
    if granted:
        move(actor, at, on, cases, "approve", facts=facts, said=said, decided_on=day, approved=True)
    else:
        move(
            actor, at, on, cases, "reject", facts=facts, said=said, decided_on=day, approved=False, counts=False, ended_on=day
        )  # fmt: skip


@transaction.atomic
def pay(
    *, actor: Actor, at: dt.datetime, on: dt.date, applications: Collection[int], day: dt.date, fen: int, note: str = "",
    version: int | None = None,
) -> None:  # fmt: skip
    """A payment that the authority made; the first one begins the receipt. Refused without a decision, or before it."""
    cases = taken(actor, applications, version)
    _demand_amount(fen)
    if day > on:
        raise Refused(say("The day has not come yet."), "day")
    if any(one.decided_on and day < one.decided_on for one in cases):
        raise Refused(say("The payment lies before the decision."), "day")
    said = {"day": day.isoformat(), "fen": fen, **({"note": note.strip()[:100]} if note.strip() else {})}
    first = [one for one in cases if one.paid_on is None]
    later = [one for one in cases if one.paid_on is not None]
    if first:
        move(actor, at, on, first, "pay", said=said, facts={"fen": fen}, paid_on=day)
    if later:
        move(actor, at, on, later, "pay", said=said, facts={"fen": fen})


@transaction.atomic
def confirm(
    *, actor: Actor, at: dt.datetime, on: dt.date, applications: Collection[int], day: dt.date, way: str, version: int | None = None
) -> None:  # fmt: skip
    """生存认证: the person is alive and here, as known on a day; nobody has to come to the office for it."""
    cases = taken(actor, applications, version)
    if day > on:
        raise Refused(say("The day has not come yet."), "day")
    if way not in codes.CONFIRMED:
        raise Refused(say("Choose one of the list."), "way")
    move(actor, at, on, cases, "confirm", said={"day": day.isoformat(), "way": way})


@transaction.atomic
def change(
    *, actor: Actor, at: dt.datetime, on: dt.date, application: int, fen: int, reason: str, version: int | None = None
) -> None:  # fmt: skip
    """Another amount from now on, with the reason."""
    (one,) = taken(actor, [application], version)
    _demand_amount(fen)
    _demand(reason)
    said = {"fen": fen, "before": facts_of(one).get("fen"), "reason": reason.strip()[:200]}
    move(actor, at, on, [one], "change", said=said, facts={"fen": fen})


@transaction.atomic
def stop(
    *, actor: Actor, at: dt.datetime, on: dt.date, application: int, day: dt.date, reason: str, version: int | None = None
) -> None:  # fmt: skip
    """No payment any more from a day on: death, leaving, a condition that no longer holds. The secretary signs."""
    signed(actor)
    (one,) = taken(actor, [application], version)
    _demand(reason)
    if one.paid_on and day <= one.paid_on:
        raise Refused(
            say("It is paid from {day} on; choose a later day.", day=one.paid_on.isoformat()), "day"
        )
    said = {"day": day.isoformat(), "reason": reason.strip()[:200]}
    move(actor, at, on, [one], "stop", said=said, ended_on=day)


@transaction.atomic
def recover(
    *, actor: Actor, at: dt.datetime, on: dt.date, application: int, fen: int, reason: str, version: int | None = None
) -> None:  # fmt: skip
    """What was paid too much and is paid back to the authority; only noted here."""
    (one,) = taken(actor, [application], version)
    _demand_amount(fen)
    _demand(reason)
    move(actor, at, on, [one], "recover", said={"fen": fen, "reason": reason.strip()[:200]})


@transaction.atomic
def archive(
    *, actor: Actor, at: dt.datetime, on: dt.date, applications: Collection[int], version: int | None = None
) -> None:  # fmt: skip
    """Put on file: refused, stopped, or paid once for all. What is paid again and again is stopped first."""
    cases = taken(actor, applications, version)
    open_, over = (
        [one for one in cases if one.ended_on is None],
        [one for one in cases if one.ended_on is not None],
    )
    if any(one.state == "receiving" and not _paid_once(one) for one in open_):
        raise Refused(say("Stop the payment first."), "applications")
    if open_:
        move(actor, at, on, open_, "archive", ended_on=on)
    if over:
        move(actor, at, on, over, "archive")


def _paid_once(one: Application) -> bool:
    return scheme_of(one, {}).every in ("once", "none")


def _demand_amount(fen: int) -> None:
    if fen <= 0:
        raise Refused(say("Write an amount above zero."), "fen")


def _demand(reason: str) -> None:
    if not reason.strip():
        raise Refused(say("Write why."), "reason")
