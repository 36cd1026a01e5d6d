"""Sending in three steps: claim (committed), send (outside any transaction), note the outcome.

A worker that dies between sending and noting leaves a claimed letter; `recover` lets it wait again, and
the receiver knows it by its token.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from linli.journal import api as journal
from linli.kernel import Actor, say

from .. import queries
from ..models import Letter, Pause
from ..rules import delivery, ways
from ..workflow import move
from . import hand, messages

log = logging.getLogger(__name__)


@transaction.atomic
def claim(*, actor: Actor, letter_id: int, at: dt.datetime) -> queries.letters.Parcel | None:
    """Take one letter for sending; None when it is not waiting any more."""
    letter = queries.letters.waiting(actor, letter_id)
    if letter is None:
        return None
    letter.state, letter.claimed_at = move(letter.state, "claim"), at
    letter.attempts = min(letter.attempts + 1, 32_000)
    letter.save(update_fields=["state", "claimed_at", "attempts"])
    return queries.letters.parcel(letter)


@transaction.atomic
def note_outcome(
    *, actor: Actor, letter_id: int, verb: str, result: str, at: dt.datetime, again: dt.datetime | None = None
) -> None:
    """Note what became of a sending: send, fail or postpone (until `again`)."""
    letter = queries.letters.sending(actor, letter_id)
    if letter is None:
        return
    letter.state, letter.result, letter.claimed_at = move(letter.state, verb), result, None
    if verb == "postpone":
        letter.next_at = again or letter.next_at
        letter.save()
        return
    letter.settled_at = at
    letter.save()
    journal.write(actor, verb, "letter", key=letter.pk, at=at, way=letter.channel, outcome=result)
    if verb == "send":
        _pass_on(actor, letter, reached=True, at=at)
    else:
        _undelivered(actor, letter, at)


@transaction.atomic
def expire(*, actor: Actor, channels: frozenset[str], at: dt.datetime) -> int:
    """Give up what could not be sent for three days; how many. Residents are called instead."""
    late = Letter.objects.filter(
        Q(attempts__gt=0) | Q(result="unreachable"), community=actor.community, channel__in=channels,
        state="waiting", since__lte=at - delivery.TERM,
    ).select_for_update()  # fmt: skip
    found = list(late.order_by("pk")[: delivery.RUN])
    for letter in found:
        letter.state, letter.result, letter.settled_at = move(letter.state, "give_up"), "expired", at
        letter.save(update_fields=["state", "result", "settled_at"])
        journal.write(actor, "not_deliver", "letter", key=letter.pk, at=at, way=letter.channel)
        _undelivered(actor, letter, at)
    return len(found)


@transaction.atomic
def hold(*, actor: Actor, channels: frozenset[str]) -> int:
    """The receiver is away: what waits for it says so, and is given up with the rest after the term."""
    waiting = Letter.objects.filter(
        community=actor.community, channel__in=channels, state="waiting", result=""
    )
    return waiting.update(result="unreachable")


@transaction.atomic
def delay(*, actor: Actor, letters: Sequence[int], at: dt.datetime) -> None:
    """Letters that alone meet a fault wait by themselves, longer each time."""
    for letter in Letter.objects.filter(community=actor.community, pk__in=letters, state="waiting"):
        Letter.objects.filter(pk=letter.pk).update(next_at=at + delivery.wait(letter.attempts))


@transaction.atomic
def pause(*, receiver: str, at: dt.datetime) -> None:
    """Leave a receiver alone, longer each time; its first silence is a line of the house."""
    held, _ = Pause.objects.select_for_update().get_or_create(receiver=receiver)
    held.failures, held.since = held.failures + 1, held.since or at
    held.until = at + delivery.wait(held.failures)
    held.save()
    if held.failures == 1:
        journal.house(Actor.system("sending"), "pause", at=at, receiver=receiver)


@transaction.atomic
def resume(*, receiver: str, at: dt.datetime) -> None:
    """A receiver answers again."""
    if Pause.objects.filter(receiver=receiver, failures__gt=0).update(failures=0, until=None, since=None):
        journal.house(Actor.system("sending"), "resume", at=at, receiver=receiver)


@transaction.atomic
def recover(*, actor: Actor, at: dt.datetime) -> int:
    """Letters whose worker died while sending wait again, under the same id; how many."""
    lost = Letter.objects.filter(
        community=actor.community, state="sending", claimed_at__lte=at - delivery.CLAIM
    )
    return lost.update(state="waiting", claimed_at=None)


def _undelivered(actor: Actor, letter: Letter, at: dt.datetime) -> None:
    """A resident is called instead; who entered the letter reads that it did not arrive."""
    if letter.recipient == "resident":
        hand.copied(letter, ways.CALL, at)
        _pass_on(actor, letter, reached=False, at=at)
    if letter.by is not None:
        messages.tell(
            community=letter.community_id, user_id=letter.by, url="/outbox/?state=problem", at=at,
            saying=say("A letter was not delivered: {number}", number=letter.number or f"{letter.pk}"),
            once=f"letter-{letter.pk}-{letter.attempts}",
        )  # fmt: skip


def _pass_on(actor: Actor, letter: Letter, *, reached: bool, at: dt.datetime) -> None:
    """A fault of the app that listens must not undo that the letter was sent."""
    try:
        with transaction.atomic():
            hand.pass_on(letter, letter.channel, reached=reached, at=at, actor=actor)
    except Exception as fault:
        log.error("news: %s could not be told of letter %s: %s", letter.subject, letter.pk, type(fault).__name__)  # fmt: skip
