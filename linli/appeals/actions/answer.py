"""What is answered: solved today, an explicit answer today, the final answer, and carrying it back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F

from linli.kernel import Actor, Refused, say
from linli.kernel.verdict import Verdict

from ..models import Answer, Clock, Hotline
from ..rules import clocks as counting
from ..rules import codes, handling, today
from . import people, work
from .work import Work

OUTCOMES = ("solved", "explained", "not_feasible", "transferred")
ANSWER_MOST = 4000


@transaction.atomic
def solve(
    *, actor: Actor, at: dt.datetime, appeal: int, text: str, told: str = "", way: str = "face",
    outcome: str = "solved", version: int | None = None,
) -> None:  # fmt: skip
    """Solved on the spot or the same day, and the resident knows: it waits for the revisit.

    Whoever solves what nobody had accepted yet is accountable for it.
    """
    with work.on(actor, at, appeal, "solve", version=version) as one:
        _demand(handling.may_solve(actor, one.standing), text, outcome, way)
        one.settle(
            met=("today", "ladder", "promise", "hotline"), stopped=("revisit",), begin=work.revisit_for(one)
        )
        answer = people.answered(
            one, "final", text.strip(), way=way, told=told.strip()[:60], told_at=at, told_by=actor.user_id
        )
        one.write(
            text=text.strip(), facts={"outcome": outcome, "way": way, "answer": answer.pk},
            **_taken(one), **_solved(one, outcome), told_at=at, answered_at=at, unreached=0,
        )  # fmt: skip


@transaction.atomic
def promise(
    *, actor: Actor, at: dt.datetime, appeal: int, reason: str, doer: str, promised_on: dt.date | None, way: str,
    told: str, text: str = "", version: int | None = None,
) -> None:  # fmt: skip
    """明确答复: why not today, who does what, by when, told how, to whom. All five, or it is none.

    A promised day that lies behind the level's deadline takes its place; an earlier one leaves it running.
    """
    with work.on(actor, at, appeal, "promise", version=version, values={"promised_on": promised_on}) as one:
        handling.may_promise(actor, one.standing).demand()
        latest = one.on + dt.timedelta(days=one.house.number("appeal_promise", one.row.level))
        field, fits = today.fit_explicit(
            reason=reason, doer=doer, promised_on=promised_on, way=way, told=told, today=one.on, latest=latest,
            ways=codes.TOLD_CODES,
        )  # fmt: skip
        fits.demand(field)
        if promised_on is None:
            raise Refused(say("Say by which day."), "promised_on")
        due = counting.promise(promised_on, at, one.house.calendar)
        _begin_promise(one, due)
        answer = people.answered(
            one, "explicit", text.strip(), reason=reason.strip()[:400], doer=doer.strip()[:200], promised_on=promised_on,
            way=way, told=told.strip()[:60], told_at=at, told_by=actor.user_id,
        )  # fmt: skip
        one.write(
            text=text.strip() or reason.strip(), facts={"promised_on": promised_on.isoformat(), "answer": answer.pk},
            **_taken(one), explicit_at=one.row.explicit_at or at, promised_on=promised_on,
            first_reply_at=one.row.first_reply_at or at,
        )  # fmt: skip


@transaction.atomic
def start(*, actor: Actor, at: dt.datetime, appeal: int, version: int | None = None) -> None:
    """Taken in hand: work on it has begun."""
    with work.on(actor, at, appeal, "start", version=version) as one:
        handling.may_handle(actor, one.standing).demand()
        one.write(**_taken(one))


@transaction.atomic
def progress(*, actor: Actor, at: dt.datetime, appeal: int, text: str, version: int | None = None) -> None:
    """A word in between that the resident may read."""
    with work.on(actor, at, appeal, "progress", version=version) as one:
        handling.may_progress(actor, one.standing).demand()
        demand_text(text)
        answer = people.answered(one, "progress", text.strip())
        one.write(text=text.strip(), facts={"answer": answer.pk}, first_reply_at=one.row.first_reply_at or at)


@transaction.atomic
def note(*, actor: Actor, at: dt.datetime, appeal: int, text: str) -> None:
    """An internal note: never shown outside the office."""
    with work.on(actor, at, appeal, "note") as one:
        handling.may_note(actor, one.standing).demand()
        demand_text(text)
        work.note(one.row, one.actor, at, "note", text=text.strip(), internal=True)


@transaction.atomic
def answer(
    *,
    actor: Actor,
    at: dt.datetime,
    appeal: int,
    text: str,
    outcome: str = "solved",
    version: int | None = None,
) -> int:
    """The final answer; it enters the call list, or waits as a slip, until somebody told the resident. Its id."""
    with work.on(actor, at, appeal, "answer", version=version, contact=True) as one:
        _demand(handling.may_answer(actor, one.standing), text, outcome)
        met = (
            ("today", "ladder", "promise", "hotline")
            if outcome == "solved"
            else ("ladder", "promise", "hotline")
        )
        one.settle(met=met, stopped=("revisit",))
        made = people.answered(one, "final", text.strip())
        values = _solved(one, outcome) | {"answered_at": at, "told_at": None, "unreached": 0}
        del values["first_reply_at"]
        one.write(text=text.strip(), facts={"outcome": outcome, "answer": made.pk}, **_taken(one), **values)
        people.tell_resident(one, made, text.strip())
        return made.pk


@transaction.atomic
def amend(
    *,
    actor: Actor,
    at: dt.datetime,
    appeal: int,
    text: str,
    outcome: str | None = None,
    version: int | None = None,
) -> int:
    """Another wording before the resident was told; the earlier one stays in the story. Its id."""
    with work.on(actor, at, appeal, "amend_answer", version=version, contact=True) as one:
        _demand(handling.may_answer(actor, one.standing), text, outcome or one.row.outcome or "solved")
        made = people.answered(one, "final", text.strip())
        one.write(
            text=text.strip(), facts={"answer": made.pk}, outcome=outcome or one.row.outcome, answered_at=at
        )
        people.tell_resident(one, made, text.strip())
        return made.pk


@transaction.atomic
def tell(
    *, actor: Actor, at: dt.datetime, appeal: int, way: str, told: str, reached: bool = True,
    version: int | None = None,
) -> None:  # fmt: skip
    """转达答复: a person told the resident (way, to whom); not reached leaves it answered and says so."""
    with work.on(actor, at, appeal, "tell", version=version) as one:
        handling.may_tell(actor, one.standing).demand()
        if way not in codes.TOLD:
            raise Refused(say("Say how the resident was told."), "way")
        if not reached:
            one.state = one.row.state
            return one.write(facts={"way": way, "reached": False})
        if not told.strip():
            raise Refused(say("Say to whom it was told."), "told")
        explicit = one.row.outcome not in ("", "solved")
        one.settle(met=("today",) if explicit else (), stopped=("revisit",), begin=work.revisit_for(one))
        last = Answer.objects.filter(community=one.row.community_id, appeal=one.row, kind="final").order_by(
            "-at", "-pk"
        )
        last.filter(pk__in=last.values("pk")[:1]).update(
            way=way, told=told.strip()[:60], told_at=at, told_by=actor.user_id
        )
        values: dict[str, Any] = {"explicit_at": one.row.explicit_at or at} if explicit else {}
        return one.write(
            facts={"way": way, "reached": True},
            told_at=at,
            first_reply_at=one.row.first_reply_at or at,
            **values,
        )


def demand_text(text: str, field: str = "text") -> None:
    """Something was written, and not too much. Raises Refused."""
    if len(text.strip()) < 2:
        raise Refused(say("Write a few words."), field)
    if len(text) > ANSWER_MOST:
        raise Refused(say("The text is too long: at most {n} characters.", n=ANSWER_MOST), field)


def _demand(allowed: Verdict, text: str, outcome: str, way: str = "face") -> None:
    allowed.demand()
    demand_text(text)
    if outcome not in OUTCOMES:
        raise Refused(say("Say what came of it."), "outcome")
    if way not in codes.TOLD:
        raise Refused(say("Say how the resident was told."), "way")


def _taken(one: Work) -> dict[str, Any]:
    """Who deals with what nobody had accepted is accountable, and has accepted it."""
    found: dict[str, Any] = {}
    if one.row.handler is None:
        found["handler"] = one.actor.user_id
    if one.row.accepted_at is None:
        found["accepted_at"] = one.at
    return found


def _solved(one: Work, outcome: str) -> dict[str, Any]:
    """What an outcome says of the row: solved, or explained to the resident."""
    kept = "solved_at" if outcome == "solved" else "explicit_at"
    found: dict[str, Any] = {"outcome": outcome, "first_reply_at": one.row.first_reply_at or one.at}
    if one.verb == "solve" or outcome == "solved":
        found[kept] = getattr(one.row, kept) or one.at
    if one.row.channel == "hotline":
        _hotline_answered(one)
    return found


def _hotline_answered(one: Work) -> None:
    """The item of the outside system has its answer."""
    open_ = Hotline.objects.filter(
        community=one.row.community_id, appeal=one.row, state__in=("received", "accepted", "extended")
    )
    open_.update(
        state="answered", answered_at=one.at, version=F("version") + 1, changed_at=one.at,
        changed_by=one.actor.user_id,
    )  # fmt: skip


def _begin_promise(one: Work, due: counting.Counted) -> None:
    """Promise and ladder: a promise behind the level's deadline takes its place."""
    behind = Clock.objects.filter(
        community=one.row.community_id, appeal=one.row, kind="ladder", met_at__isnull=True, stopped_at__isnull=True,
        due__lt=due.due,
    ).exists()  # fmt: skip
    stopped = ("promise", "ladder") if behind else ("promise",)
    one.settle(met=("today",), stopped=stopped, begin=[("promise", "", due)])
