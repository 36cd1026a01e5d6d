"""Slips with one-time codes: the text of a code is known while it is printed and kept nowhere."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.accounts import api as accounts
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..queries import papers
from ..rules import codes
from .parts import SUBJECT, held, keeper


@transaction.atomic
def hand_out(
    *, actor: Actor, at: dt.datetime, decision: int, voter: int | None = None
) -> list[tuple[str, str, str]]:
    """(number, name, code) for each who may still vote, or for one of them whose slip was lost.

    Codes end with voting; marking the roll spends all that somebody was given. NotFound for a voter who voted.
    """
    community = keeper(actor)
    one = held(actor, decision)
    if one.state != codes.OPEN or not one.secret or one.until is None or at >= one.until:
        raise Refused(say("Codes are handed out while a secret vote is open."))
    lines = [line for line in papers.voters(actor, decision) if voter is None or line[0] == voter]
    if voter is not None and not lines:
        raise NotFound("voter")
    handed = accounts.hand_out_codes(
        actor=actor, purpose="vote", subject="ballots.voter", keys=[line[0] for line in lines], community=community, at=at,
        valid=one.until - at,
    )  # fmt: skip
    journal.write(actor, "print_slips", SUBJECT, key=decision, at=at, slips=len(handed))
    return [(ref, name, code.plain) for (_line, ref, name), code in zip(lines, handed, strict=True)]
