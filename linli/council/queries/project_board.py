"""What projects put on boards: rows of today, payments to sign, opinions in a person's story, the opinion behind an appeal."""

from __future__ import annotations

import datetime as dt

from linli.base import clock
from linli.base.board import Hit, Row
from linli.kernel import Actor, say
from linli.kernel.actor import SUPERVISOR
from linli.kernel.money import yuan

from .. import workflow
from ..models import Change, Defect
from ..rules import project_codes as codes
from ..rules.projects import may_approve, may_keep, may_propose, may_read
from . import project_reach as reach

PROJECT, PAYMENT, OPINION = "/council/projects/{key}/", "/council/payments/{key}/", "/council/opinions/{key}/"
#: Steps that wait for somebody, with the word of the button and the address of the verb.
_WAITING = {
    "reviewed": ("submit", "submit"), "carried": ("budget", "close-budget"), "budgeted": ("file", "file"), "filed": ("show_decision", "show-decision"),
    "accepted": ("settle", "settle"), "paid": ("show_result", "show-result"), "rated": ("archive", "archive"),
}  # fmt: skip
#: Rows of one kind at most.
MOST = 20


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """Defects to mend by their days, projects that wait for a step; works to look at for the supervision committee."""
    if actor.user_id is None or not may_read(actor):
        return []
    on = clock.day_of(at)
    found: list[Row] = []
    if may_keep(actor):
        found += _defects(actor, on) + _steps(actor) + _changes(actor)
    if may_propose(actor):
        found += _to_pay(actor)
    if actor.holds(SUPERVISOR):
        found += _to_watch(actor)
    return found


def to_approve(actor: Actor, at: dt.datetime) -> list[Row]:
    """Payments that the secretary has not signed; never one's own."""
    if actor.user_id is None or not may_approve(actor, None):
        return []
    held = (
        reach.payments(actor)
        .filter(state="proposed")
        .exclude(proposed_by=actor.user_id)
        .select_related("project")
    )
    return [
        Row(
            "accept", one.proposed_on, str(say("Pay {amount} yuan to {payee}", amount=yuan(one.amount), payee=one.payee)), who=one.project.title,
            verb=say("Approve"), url=PAYMENT.format(key=one.pk) + "approve/", page=PAYMENT.format(key=one.pk),
        )
        for one in held.order_by("proposed_on", "pk")[:MOST]
    ]  # fmt: skip


def behind(actor: Actor, subject: str, key: int, at: dt.datetime) -> list[Hit]:
    """The opinion that an appeal became; where there is none, the way to make one."""
    if subject not in ("appeal", "appeals.appeal") or not may_read(actor):
        return []
    one = reach.opinions(actor).filter(appeal=key, part_of__isnull=True).first()
    if one is not None:
        return [
            Hit(
                "matters",
                str(say("Opinion")),
                codes.word(codes.OPINION_STATES, one.state),
                OPINION.format(key=one.pk),
            )
        ]
    if not may_keep(actor):
        return []
    return [Hit("go", str(say("Take over as an opinion")), "", f"/council/opinions/of-appeal/{key}/")]


def _defects(actor: Actor, on: dt.date) -> list[Row]:
    held = Defect.objects.filter(
        acceptance__project__in=reach.projects(actor), mended__isnull=True
    ).select_related("acceptance__project")
    return [
        Row(
            "late" if one.due < on else "today" if one.due == on else "waiting", one.due, one.text, who=one.acceptance.project.title,
            verb=say("Defect mended"), url=f"/council/projects/defects/{one.pk}/mend/", page=PROJECT.format(key=one.acceptance.project_id),
        )
        for one in held.order_by("due", "pk")[:MOST]
    ]  # fmt: skip


def _steps(actor: Actor) -> list[Row]:
    held = reach.projects(actor).filter(state__in=_WAITING).order_by("-year", "number")[:MOST]
    return [
        Row(
            "waiting", None, one.title, number=one.number, verb=workflow.VERBS[_WAITING[one.state][0]],
            url=f"{PROJECT.format(key=one.pk)}{_WAITING[one.state][1]}/", page=PROJECT.format(key=one.pk),
        )
        for one in held
    ]  # fmt: skip


def _changes(actor: Actor) -> list[Row]:
    held = Change.objects.filter(project__in=reach.projects(actor), state="asked").select_related("project")
    return [
        Row("waiting", None, one.what[:60], who=one.project.title, verb=say("The council's answer"),
            url=f"/council/projects/changes/{one.pk}/answer/", page=PROJECT.format(key=one.project_id))
        for one in held.order_by("on", "pk")[:MOST]
    ]  # fmt: skip


def _to_pay(actor: Actor) -> list[Row]:
    held = reach.payments(actor).filter(state="approved").select_related("project")
    return [
        Row("waiting", one.approved_on, str(say("Pay {amount} yuan to {payee}", amount=yuan(one.amount), payee=one.payee)), who=one.project.title,
            verb=say("Note as paid"), url=PAYMENT.format(key=one.pk) + "paid/", page=PAYMENT.format(key=one.pk))
        for one in held.order_by("approved_on", "pk")[:MOST]
    ]  # fmt: skip


def _to_watch(actor: Actor) -> list[Row]:
    held = reach.projects(actor).filter(state="in_works").order_by("in_works_on", "pk")[:MOST]
    return [
        Row("waiting", one.in_works_on, one.title, number=one.number, verb=workflow.VERBS["supervise"],
            url=f"{PROJECT.format(key=one.pk)}supervise/", page=PROJECT.format(key=one.pk))
        for one in held
    ]  # fmt: skip
