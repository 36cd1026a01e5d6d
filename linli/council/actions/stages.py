"""A project on its way: sorted, shown, asked by the lists, before the council, decided, budgeted, filed, decision shown."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from django.db import transaction
from django.db.models import Sum

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.notices import api as notices

from ..models import BudgetLine, Commitment, Fund, ListCheck, Project
from ..queries import motions, steps
from ..queries import project_reach as reach
from ..rules import money
from ..rules import project_codes as codes
from ..rules import projects as rules
from . import steps as four_steps
from .project_parts import SUBJECT, locked, move, project, row_of, text_of

#: Kinds of records under which notices stand; one notice may show many projects, its key is the first of them.
SHOWN, DECISION, RESULT = "council.shown", "council.decision", "council.result"
#: Subject of the motion by which a project is decided.
MOTION = "council.project"
#: The matter of the catalogue of disclosures that a decision is.
RESOLUTIONS = "resolutions"
#: Bodies of residents that decide; Party and committees bring it before them.
DECIDING = ("council", "representatives", "assembly")
#: A motion's outcome → the verb of the project.
_OUTCOMES = {"carried": "carry", "lost": "reject", "deferred": "defer"}


@transaction.atomic
def sort(*, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, version: int | None = None) -> None:
    """Its opinions are put together and read through."""
    rules.may_keep(actor).demand()
    move(project(actor, project_key, version), "sort", actor=actor, at=at, on=on)


@transaction.atomic
def show(
    *, actor: Actor, at: dt.datetime, projects: Sequence[int], on: dt.date, starts: dt.date, ends: dt.date, title: str, text: str,
    version: int | None = None,
) -> int:  # fmt: skip
    """Show sorted projects to residents by one notice with objections; the notice's key.

    The secretary or the committee approves it at once; otherwise it waits for them.
    """
    rules.may_keep(actor).demand()
    keys = sorted(set(projects))
    held = [project(actor, key, version if len(keys) == 1 else None) for key in keys]
    if not held:
        raise NotFound("project")
    for one in held:
        move(one, "show", actor=actor, at=at, on=on, shown_key=keys[0])
    return put_up(actor, at, SHOWN, keys[0], title, text, starts, ends, objections=True)


@transaction.atomic
def review(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, answers: Mapping[str, tuple[bool, str]],
    version: int | None = None,
) -> bool:  # fmt: skip
    """Ask each line of the year's positive and negative list, with a reason; whether it passes. If not it is rejected.

    Refused before the notice has ended, and while an objection to it is not answered.
    """
    rules.may_review(actor).demand()
    one = project(actor, project_key, version)
    _ended(one, on)
    lines = reach.term("council_lists", actor.community, dt.date(one.year, 1, 1))
    passes = rules.demand_lists(lines, answers)
    ListCheck.objects.filter(project=one).delete()
    ListCheck.objects.bulk_create(
        ListCheck(
            project=one, line=line["code"], side=line["side"], text=line["name"], fits=answers[line["code"]][0],
            reason=answers[line["code"]][1].strip()[: codes.NOTE_MOST], **row_of(actor, at),
        )
        for line in lines
    )  # fmt: skip
    if passes:
        move(one, "review", actor=actor, at=at, on=on)
    else:
        why = next(
            (answers[line["code"]][1] for line in lines if line["side"] == "negative" and answers[line["code"]][0]),
            str(say("It is on no positive list.")),
        )  # fmt: skip
        move(one, "turn_down", actor=actor, at=at, on=on, note=why, reason=why[: codes.NOTE_MOST])
    return passes


@transaction.atomic
def submit(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, version: int | None = None
) -> None:
    """Put it before the council; a deferred one again."""
    rules.may_keep(actor).demand()
    one = project(actor, project_key, version)
    move(one, "submit", actor=actor, at=at, on=on, reason="")


@transaction.atomic
def decide(*, actor: Actor, at: dt.datetime, project_key: int, version: int | None = None) -> str:
    """Take over what the council decided by its motion; the state. Done twice nothing changes.

    What was carried is a matter that is shown at once: one for all that one meeting decided.
    Refused while no motion on this project was voted on since it was put before the council.
    """
    rules.may_keep(actor).demand()
    one = project(actor, project_key, version)
    refs = [
        ref
        for ref in motions.of_subject(actor, MOTION, [one.pk]).get(one.pk, [])
        if ref.state in _OUTCOMES and ref.body_kind in DECIDING
    ]
    last = refs[-1] if refs else None
    if last is not None and one.motion == last.id:
        return one.state
    if last is None or (one.submitted_on is not None and last.meeting_on < one.submitted_on):
        raise Refused(say("The council has not voted on this project yet."))
    verb = _OUTCOMES[last.state]
    why = "" if verb == "carry" else str(last.told)[: codes.NOTE_MOST]
    move(one, verb, actor=actor, at=at, on=last.meeting_on, note=str(last.told), motion=last.id, reason=why)
    if verb == "carry":
        title = f"{last.body_name} {last.meeting_on.isoformat()}"
        notices.arose(actor=actor, at=at, item=RESOLUTIONS, title=title, happened=last.meeting_on)
    return one.state


@transaction.atomic
def budget_line(
    *,
    actor: Actor,
    at: dt.datetime,
    project_key: int,
    name: str,
    amount: int,
    unit: str,
    price: int,
    basis: str,
    fund: int | None = None,
) -> int:
    """One line of the budget. amount in hundredths of the unit, price in fen; the basis says where the price comes from.

    fund  where this line is paid from another source than the rest
    """
    rules.may_keep(actor).demand()
    one = project(actor, project_key)
    if one.state != "carried":
        raise Refused(say("A budget is made once the council has carried the project, and closed once."))
    if amount <= 0 or price <= 0:
        raise Refused(say("Amount and price are more than nothing."), "price")
    made = BudgetLine.objects.create(
        project=one, name=text_of(name, 60, "name", say("Write what is bought.")), amount=amount, unit=unit.strip()[:10] or "项",
        price=price, total=money.line_total(amount, price),
        basis=text_of(basis, 200, "basis", say("Write where the price comes from.")),
        fund=reach.found(reach.funds(actor), fund, "fund") if fund is not None else None, **row_of(actor, at),
    )  # fmt: skip
    versions.save(one, actor=actor, at=at)
    journal.write(actor, "add_budget_line", SUBJECT, key=one.pk, at=at)
    return made.pk


@transaction.atomic
def strike_line(*, actor: Actor, at: dt.datetime, line: int) -> int:
    """Take a line out while the budget is open; the project's key."""
    rules.may_keep(actor).demand()
    held: BudgetLine = locked(
        BudgetLine.objects.filter(void=False, project__in=reach.projects(actor)), line, "budget line"
    )
    if project(actor, held.project_id).state != "carried":
        raise Refused(say("The budget is closed."))
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "strike_budget_line", SUBJECT, key=held.project_id, at=at)
    return held.project_id


@transaction.atomic
def close_budget(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, fund: int, procurement: str, version: int | None = None
) -> int:  # fmt: skip
    """Keep the sum of the lines for it, each from its own fund or else from this; the sum in fen.

    Refused above what a fund has left.
    """
    rules.may_review(actor).demand()
    one = project(actor, project_key, version)
    lines = BudgetLine.objects.filter(project=one, void=False).values_list("fund", "total")
    sums: Counter[int] = Counter()
    for own, fen in lines:
        sums[own or fund] += fen
    if not sums:
        raise Refused(say("Write the lines of the budget first."))
    for key in sorted(sums):  # locked in one order, so that two budgets never wait for each other
        source: Fund = locked(reach.funds(actor), key, "fund")
        money.demand_within(sums[key], left_of(source), codes.SOURCES[source.source], "fund")
    how = text_of(procurement, 200, "procurement", say("Write how it is bought."))
    move(one, "budget", actor=actor, at=at, on=on, procurement=how)
    Commitment.objects.bulk_create(
        Commitment(project=one, fund_id=key, amount=fen, on=on, **row_of(actor, at))
        for key, fen in sums.items()
    )
    return sums.total()


@transaction.atomic
def file(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, number: str, version: int | None = None
) -> None:
    """Filed with the subdistrict, with the number that it gave."""
    rules.may_review(actor).demand()
    one = project(actor, project_key, version)
    given = text_of(number, 60, "number", say("Write the number of the filing."))
    move(one, "file", actor=actor, at=at, on=on, note=given, filed_number=given)


@transaction.atomic
def show_decision(
    *, actor: Actor, at: dt.datetime, projects: Sequence[int], on: dt.date, starts: dt.date, ends: dt.date, title: str, text: str,
    version: int | None = None,
) -> int:  # fmt: skip
    """Show residents what was decided about filed projects, with objections; the notice's key."""
    rules.may_keep(actor).demand()
    keys = sorted(set(projects))
    if not keys:
        raise NotFound("project")
    days: set[dt.date] = set()
    for key in keys:
        one = project(actor, key, version if len(keys) == 1 else None)
        move(one, "show_decision", actor=actor, at=at, on=on, decision_key=keys[0])
        if one.carried_on is not None:
            days.add(one.carried_on)
    made = put_up(actor, at, DECISION, keys[0], title, text, starts, ends, objections=True, decided=days)
    disclose(actor, at, keys, "publish", on, made, ends)
    return made


@transaction.atomic
def stop(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, reason: str, version: int | None = None
) -> None:
    """It is not gone on with, for a reason that stands in public; the fund has its money back."""
    rules.may_review(actor).demand()
    one = project(actor, project_key, version)
    why = text_of(reason, codes.NOTE_MOST, "reason", say("Write why it is stopped."))
    if one.payments.filter(state__in=("proposed", "approved", "paid")).exists():
        raise Refused(say("Payments were proposed or made: settle them first."))
    move(one, "stop", actor=actor, at=at, on=on, note=why, reason=why, before=one.state)
    for held in Commitment.objects.select_for_update(of=("self",)).filter(project=one, void=False):
        versions.save(held, actor=actor, at=at, void=True)


@transaction.atomic
def archive(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, version: int | None = None
) -> None:
    """Everything is done and its dossier has no gap; whoever followed is forgotten."""
    rules.may_keep(actor).demand()
    one = project(actor, project_key, version)
    move(one, "archive", actor=actor, at=at, on=on)
    one.followers.all().delete()


def disclose(
    actor: Actor, at: dt.datetime, projects: Sequence[int], kind: str, on: dt.date, notice: int, ends: dt.date
) -> None:
    """Where a project goes the four steps and its disclosure comes now, the notice is that step."""
    for held in steps.steps_of(actor, MOTION, projects).values():
        if held.next == kind:
            four_steps.take(
                actor=actor,
                at=at,
                process=held.id,
                kind=kind,
                on=on,
                notice=notice,
                until=ends - dt.timedelta(days=1),
            )


def left_of(fund: Fund) -> int:
    """Fen of a locked fund that nobody was promised."""
    kept = Commitment.objects.filter(fund=fund, void=False).aggregate(n=Sum("amount"))["n"] or 0
    return fund.quota - int(kept)


def _ended(one: Project, on: dt.date) -> None:
    """The notice has stood its days and no objection waits."""
    if one.shown_key is None:
        return
    ref = notices.of_subject(one.community_id, SHOWN, [one.shown_key], on).get(one.shown_key)
    if ref is None or ref.state not in ("ended", "taken_down"):
        raise Refused(
            say("The notice stands until {day}.", day=ref.last.isoformat())
            if ref is not None
            else say("The notice was given up: show the project again.")
        )
    if ref.open_objections:
        raise Refused(say("{n} objections are not answered yet.", n=ref.open_objections))


def put_up(
    actor: Actor, at: dt.datetime, subject: str, key: int, title: str, text: str, starts: dt.date, ends: dt.date, *,
    objections: bool, category: str = "affairs", kind: str = "public_notice", decided: Collection[dt.date] = (),
) -> int:  # fmt: skip
    """Draft, submit and, where the actor may, approve a notice; decided: the days of the decisions that it shows."""
    made = notices.draft(
        actor=actor, at=at, kind=kind, title=title, text=text, starts=starts, ends=ends, objections=objections, subject=subject,
        key=key, category=category, forms=("web", "board"), basis="四议两公开：决议公开、实施结果公开",
    )  # fmt: skip
    if decided:
        notices.shown_by(actor=actor, at=at, item=RESOLUTIONS, happened=decided, notice=made)
    notices.submit(actor=actor, at=at, notice=made)
    if rules.may_review(actor):
        notices.approve(actor=actor, at=at, notice=made)
    return made
