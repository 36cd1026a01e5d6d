"""What the pages of ballots share."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from linli.accounts import api as accounts
from linli.kernel import Actor
from linli.ui.asking import actor_of, asked, today
from linli.ui.parts import State
from linli.ui.words import moment_words

from ..queries.results import Counted
from ..rules import codes

__all__ = ["actor_of", "asked", "keeps", "sentence", "state_of", "today"]

_TINTS = {
    codes.DRAFT: "waiting",
    codes.OPEN: "hand",
    codes.COUNTING: "today",
    codes.CLOSED: "done",
    codes.VOID: "ended",
}


def keeps(actor: Actor) -> bool:
    """Whether the actor conducts votes."""
    return bool(accounts.may(actor, "ballots.keep"))


def state_of(counted: Counted, *, quiet: bool = False) -> State:
    """The state as a word with its tint."""
    if counted.state == codes.CLOSED and not counted.decided:
        return State("today", _("tied, a lot has to be drawn"))
    return State(_TINTS.get(counted.state, "ended"), codes.word(codes.STATES, counted.state), quiet=quiet)


def sentence(counted: Counted, until: dt.datetime | None, marked: int, at: dt.datetime) -> str:
    """The state as a sentence."""
    if counted.state == codes.DRAFT:
        return _("Being drafted; nobody can vote yet")
    if counted.state == codes.OPEN and not counted.secret:
        return _("Open; votes are entered by name, {n} on the roll").format(n=counted.n_roll)
    if counted.state == codes.OPEN:
        if until and at >= until:
            return _("The time of voting is over, {n} of {m} voted; to be counted").format(
                n=marked, m=counted.n_roll
            )
        return _("Voting until {moment}; {n} of {m} voted").format(
            moment=moment_words(until, at) if until else "—", n=marked, m=counted.n_roll
        )
    if counted.state == codes.COUNTING:
        return _("Voting has ended, {n} of {m} voted; being counted").format(n=marked, m=counted.n_roll)
    if counted.state == codes.VOID:
        return _("Withdrawn; nothing was counted")
    if not counted.decided:
        return _("Counted; equal votes, a lot has to be drawn")
    return _("Closed; {n} of {m} took part").format(n=counted.n_voted, m=counted.n_roll)
