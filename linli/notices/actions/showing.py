"""Notices are approved, corrected, taken down; the paper comes off the wall; what came of objections is told."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.base import clock, versions
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say

from .. import workflow
from ..queries import reach
from ..rules import codes, showing
from . import linking
from .drafting import POWER as DRAFT
from .drafting import checked
from .parts import SUBJECT, home, locked

APPROVE = "notices.approve"


@transaction.atomic
def approve(*, actor: Actor, at: dt.datetime, notice: int, version: int | None = None) -> None:
    """From its first day on residents see it. Refused when its days are over or a private number still shows."""
    home(actor, APPROVE)
    one = locked(actor, notice, version)
    state = workflow.step(one.state, "approve")
    checked(one, clock.day_of(at))
    versions.save(one, actor=actor, at=at, state=state, approved_by=actor.user_id, approved_at=at)
    linking.shown(actor, at, one)
    journal.write(actor, "approve_notice", SUBJECT, key=notice, at=at)


@transaction.atomic
def send_back(*, actor: Actor, at: dt.datetime, notice: int, reason: str, version: int | None = None) -> None:
    """Back to who drafted it, with what is to be mended."""
    home(actor, APPROVE)
    one = locked(actor, notice, version)
    state = workflow.step(one.state, "send_back")
    if not reason.strip():
        raise Refused(say("Write what is to be mended."), "reason")
    versions.save(one, actor=actor, at=at, state=state, sent_back=reason.strip()[:200])
    journal.write(actor, "send_back_notice", SUBJECT, key=notice, at=at)


@transaction.atomic
def correct(
    *, actor: Actor, at: dt.datetime, notice: int, title: str, text: str, correction: str, version: int | None = None
) -> None:  # fmt: skip
    """Mend an approved notice; it shows that it was corrected, when, and what."""
    home(actor, APPROVE)
    fitted = {
        "title": showing.fit_text(title, "title", codes.TITLE_MOST, say("Write a title.")),
        "text": showing.fit_text(text, "text", codes.TEXT_MOST, say("Write the text.")),
        "correction": showing.fit_text(correction, "correction", 200, say("Write what is corrected.")),
    }
    one = locked(actor, notice, version, title=fitted["title"], text=fitted["text"])
    workflow.step(one.state, "correct")
    if reach.window(one).end <= clock.day_of(at):
        raise Refused(say("It is not shown any more; what was shown stays."))
    if (one.title, one.text) == (fitted["title"], fitted["text"]):
        raise Refused(say("Nothing was changed."), "text")
    versions.save(one, actor=actor, at=at, corrected_at=at, **fitted)
    journal.write(actor, "correct_notice", SUBJECT, key=notice, at=at)


@transaction.atomic
def take_down(*, actor: Actor, at: dt.datetime, notice: int, reason: str, version: int | None = None) -> None:
    """It is not shown from now on, before its last day, with the reason."""
    home(actor, APPROVE)
    one = locked(actor, notice, version)
    state, on = workflow.step(one.state, "take_down"), clock.day_of(at)
    if one.end <= on:
        raise Refused(say("It is not shown any more."))
    why = showing.fit_text(reason, "reason", 200, say("Write why it is taken down."))
    versions.save(one, actor=actor, at=at, state=state, taken_on=on, taken_reason=why)
    journal.write(actor, "take_down_notice", SUBJECT, key=notice, at=at)


@transaction.atomic
def paper_down(*, actor: Actor, at: dt.datetime, notice: int, version: int | None = None) -> None:
    """The paper was taken off the wall today. Done twice it stays as it was."""
    home(actor, DRAFT)
    one, on = locked(actor, notice, version), clock.day_of(at)
    if one.paper_down_on is not None:
        return
    if not set(one.forms) & set(codes.PAPER) or one.state not in ("approved", "taken_down"):
        raise Refused(say("It does not hang on paper."))
    if one.state == "approved" and on < reach.window(one).last:
        raise Refused(say("It hangs until {day}.", day=reach.window(one).last.isoformat()))
    versions.save(one, actor=actor, at=at, paper_down_on=on, paper_down_by=actor.user_id)
    journal.write(actor, "paper_down", SUBJECT, key=notice, at=at)


@transaction.atomic
def conclude(*, actor: Actor, at: dt.datetime, notice: int, result: str, version: int | None = None) -> None:
    """Tell on the notice's page what came of its objections. Refused for a private number in it."""
    home(actor, APPROVE)
    words = showing.fit_text(result, "result", 2000, say("Write what came of it."))
    one = locked(actor, notice, version, result=words)
    showing.may_conclude(one.opens is not None, one.state, reach.unanswered(one.pk)).demand()
    workflow.step(one.state, "conclude")
    versions.save(one, actor=actor, at=at, result=words, result_at=at)
    journal.write(actor, "conclude_notice", SUBJECT, key=notice, at=at)
