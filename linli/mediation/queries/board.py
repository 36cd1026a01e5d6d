"""Rows of today's board: consent to ask, months that run out, signatures and seals, performance, revisits, dossiers."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.board import Row
from linli.kernel import Actor, Saying, say
from linli.kernel.say import told

from ..models import Agreement, Dispute, Revisit
from ..rules import codes, numbers
from . import reach, terms

PAGE = "/mediation/{key}/"
#: Days before a last day from which it stands on the board.
SOON = 7
#: Days after an agreement took effect from which its revisit is due.
REVISIT_AFTER = 14
MOST = 100


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """What waits for a mediator; for the secretary the seal; nothing for anybody else. At most four statements."""
    if actor.user_id is None or actor.community is None or not accounts.may(actor, "mediation.read"):
        return []
    on = clock.day_of(at)
    handles, seals = (bool(accounts.may(actor, power)) for power in ("mediation.handle", "mediation.seal"))
    if not handles and not seals:
        return []
    held = (
        reach.disputes(actor)
        .filter(~Q(state="closed"))
        .defer("brief", "claim", "ended_note", "case_note")
        .order_by("due", "pk")[:MOST]
    )
    names = terms.categories(actor.community, on)
    agreements = {
        one.dispute_id: one
        for one in Agreement.objects.filter(dispute__in=[one.pk for one in held], void=False)
    }
    revisited = set(Revisit.objects.filter(dispute__in=list(agreements)).values_list("dispute", flat=True))
    found: list[Row] = []
    for one in held:
        title = say("Dispute: {category}", category=names.get(one.category, one.category))
        if handles:
            found += _of(one, agreements.get(one.pk), one.pk in revisited, title, on)
        if (
            seals
            and one.state == "signing"
            and (agreement := agreements.get(one.pk))
            and agreement.mediator_signed
        ):
            found.append(
                _row(
                    one,
                    "accept",
                    agreement.mediator_signed,
                    title,
                    say("the agreement waits for the seal"),
                    say("Seal"),
                    "seal/",
                )
            )
    return found


def _of(one: Dispute, agreement: Agreement | None, revisited: bool, title: Saying, on: dt.date) -> list[Row]:
    if one.state == "found":
        return [
            _row(
                one, "accept", one.found, title, say("ask the parties for consent"), say("Accept"), "accept/"
            )
        ]
    if one.state in ("accepted", "mediating", "signing") and one.due is not None:
        verb = (
            ("sign/", say("Note signatures"))
            if one.state == "signing"
            else ("session/", say("Record a session"))
        )
        words = say("the month runs until {day}", day=one.due.isoformat())
        return [_row(one, _group(one.due, on), one.due, title, words, verb[1], verb[0])]
    if one.state == "agreed" and agreement is not None:
        return _kept(one, agreement, revisited, title, on)
    if (
        one.state == "performed"
        and not revisited
        and agreement is not None
        and agreement.effective is not None
    ):
        return [_revisit(one, agreement.effective, title, on)]
    if one.settled is not None:
        return [
            _row(
                one,
                "waiting",
                one.settled,
                title,
                say("put the dossier in order and close it"),
                say("Close the dossier"),
                "close/",
            )
        ]
    return []


def _kept(one: Dispute, held: Agreement, revisited: bool, title: Saying, on: dt.date) -> list[Row]:
    found = []
    if held.perform_by is not None:
        group = _group(held.perform_by, on)
        words = say("performance is due on {day}", day=held.perform_by.isoformat())
        found.append(_row(one, group, held.perform_by, title, words, say("Note performance"), "perform/"))
    elif held.effective is not None and not revisited:
        found.append(_revisit(one, held.effective, title, on))
    if (
        not held.confirmation
        and held.confirm_last
        and on <= held.confirm_last
        and (held.confirm_last - on).days <= SOON
    ):
        words = say("judicial confirmation can be applied for until {day}", day=held.confirm_last.isoformat())
        found.append(_row(one, "waiting", held.confirm_last, title, words, None, ""))
    return found


def _revisit(one: Dispute, effective: dt.date, title: Saying, on: dt.date) -> Row:
    due = effective + dt.timedelta(days=REVISIT_AFTER)
    return _row(
        one,
        "revisit" if due <= on else "waiting",
        due,
        title,
        say("revisit the parties"),
        say("Revisit"),
        "revisit/",
    )


def _group(due: dt.date, on: dt.date) -> str:
    return "late" if due < on else "today" if due == on else "waiting"


def _row(
    one: Dispute, group: str, due: dt.date, title: Saying, words: Saying, verb: Saying | None, address: str
) -> Row:
    page = PAGE.format(key=one.pk)
    number = numbers.number(one.year, one.serial)
    return Row(
        group, due, str(say("{title}: {words}", title=title, words=words)), channel=codes.word(codes.SOURCES, one.source),
        number=str(number) if number else "", verb=verb, url=page + address if verb else "", page=page,
        reason=told(one.derivation) if one.derivation and one.state in ("accepted", "mediating", "signing") else None,
    )  # fmt: skip
