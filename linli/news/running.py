"""One run over what waits for a receiver: in order, outside transactions while the line is open.

The receiver as a whole is left alone (`Pause`) when it cannot be reached, when it says that it is busy, or
when three letters in a row meet a fault; then nothing overtakes. A letter that alone meets a fault, while the
one after it is taken, waits by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.conf import settings

from linli.base import clock
from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.places import api as places

from . import actions, connected, queries
from .queries.letters import Parcel
from .rules import delivery, quiet, ways
from .wires import mail, webhook

#: Results that speak of the receiver, not of the letter.
AWAY = frozenset({"unreachable", "busy"})


def deliver(community: int, receiver: str, at: dt.datetime) -> int:
    """Send what waits in a community for one receiver ("webhook" or "email"); how many were taken."""
    actor = Actor.system("sending", community)
    channels = connected.ways_of(receiver)
    with community_scope(community):
        actions.recover(actor=actor, at=at)
        actions.expire(actor=actor, channels=channels, at=at)
        if queries.letters.paused(receiver, at):
            return 0
        open_now = frozenset(one for one in channels if not quiet_until(community, one, at))
    return _Run(actor, receiver, open_now, at).run() if open_now else 0


def quiet_until(community: int, way: str, at: dt.datetime) -> dt.datetime | None:
    """The end of the quiet hours of a way that `at` lies in, by the term `quiet_hours`; None outside them."""
    try:
        value = places.term("quiet_hours", community, clock.day_of(at)).value
    except places.NoTerm:
        value = quiet.DEFAULT
    allowed = quiet.allowed_from(at, quiet.spans_of(value, way))
    return allowed if allowed > at else None


class _Run:
    """Sends until nothing waits, the run is long enough, or the receiver does not answer."""

    def __init__(self, actor: Actor, receiver: str, channels: frozenset[str], at: dt.datetime) -> None:
        self.actor, self.receiver, self.channels, self.at = actor, receiver, channels, at
        self.doubtful: list[int] = []
        self.tried: set[int] = set()
        self.sent = 0

    def run(self) -> int:
        """How many were taken."""
        while len(self.tried) < delivery.RUN:
            for letter in (waiting := self._waiting()):
                self.tried.add(letter)
                if not self._one(letter):
                    self._in_scope(lambda: actions.pause(receiver=self.receiver, at=self.at))
                    self._in_scope(lambda: actions.hold(actor=self.actor, channels=self.channels))
                    return self.sent
            if not waiting:
                break
        if self.doubtful:
            self._in_scope(lambda: actions.pause(receiver=self.receiver, at=self.at))
        return self.sent

    def _waiting(self) -> list[int]:
        with community_scope(self.actor.community):
            found = queries.letters.due(self.actor, self.channels, self.at, count=delivery.RUN)
        return [one for one in found if one not in self.tried][: delivery.RUN - len(self.tried)]

    def _one(self, letter: int) -> bool:
        """Send one letter; False when the receiver is to be left alone."""
        with community_scope(self.actor.community):
            parcel = actions.claim(actor=self.actor, letter_id=letter, at=self.at)
        if parcel is None:
            return True
        verb, result = send(parcel)
        self._in_scope(lambda: actions.note_outcome(actor=self.actor, letter_id=letter, verb=verb, result=result, at=self.at))  # fmt: skip
        if verb != "postpone":
            self._answered()
            return True
        if result in AWAY:
            return False
        self.doubtful.append(letter)
        return len(self.doubtful) < delivery.FAULTS

    def _answered(self) -> None:
        """The receiver works: those that met a fault before wait by themselves."""
        self.sent += 1
        if self.doubtful:
            held, self.doubtful = self.doubtful, []
            self._in_scope(lambda: actions.delay(actor=self.actor, letters=held, at=self.at))
        if self.sent == 1:
            self._in_scope(lambda: actions.resume(receiver=self.receiver, at=self.at))

    def _in_scope(self, deed: Callable[[], object]) -> None:
        with community_scope(self.actor.community):
            deed()


def send(parcel: Parcel) -> tuple[str, str]:
    """(verb, result) of one sending on the parcel's way."""
    if parcel.channel == ways.EMAIL:
        return mail.send(parcel)
    receiver = webhook.Receiver(
        settings.LINLI_WEBHOOK_URL, settings.LINLI_WEBHOOK_SECRET, settings.LINLI_WEBHOOK_TIMEOUT
    )
    return webhook.post(receiver, parcel, int(clock.real_now().timestamp()))
