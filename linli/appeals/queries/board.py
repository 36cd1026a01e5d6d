"""Rows of today's board, hits of the command box and entries of a person's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, DateField, OuterRef, Q, QuerySet, Subquery, When

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.board import Entry, Hit, Row
from linli.kernel import Actor, Saying, say
from linli.kernel.actor import SUPERVISOR, SYSTEM
from linli.kernel.say import told

from .. import workflow
from ..models import Appeal, Clock, Deed, Pause
from ..rules import codes
from ..rules.sight import of_cells, of_helpers, of_office, of_subdistrict
from . import sight
from .state import deed_word

PAGE = "/appeals/{key}/"
#: The next verb of a state: what the one button of a row says.
NEXT = {
    "registered": "accept", "accepted": "answer", "promised": "answer", "in_hand": "answer", "redo": "answer",
    "sent_up": "send_back", "answered": "tell", "to_revisit": "revisit", "revisited": "close", "on_hold": "resume",
}  # fmt: skip
#: A row of one group of the board at most.
MOST = 200
TITLE = 60
_ACCEPT = (workflow.REGISTERED,)
_REVISIT = (workflow.ANSWERED, workflow.TO_REVISIT, workflow.REVISITED)
_WAITING = (workflow.SENT_UP, workflow.ON_HOLD)


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """What waits for the actor: late, due today, to accept, waiting for others, to revisit; each by its deadline.

    The office sees all of the community, others their own. Three statements, four for a grid worker.
    """
    found = _mine(actor, at)
    if found is None:
        return []
    if actor.community is not None:
        return _rows(actor, found, at)
    with sight.reach(actor, clock.day_of(at)):
        return _rows(actor, found, at)


def counts(actor: Actor, at: dt.datetime) -> dict[str, int]:
    """How many rows each group has: late, today, accept, waiting, revisit. One or two statements."""
    found = _mine(actor, at)
    if found is None:
        return {}
    with sight.reach(actor, clock.day_of(at)):
        tally: dict[str, int] = {}
        for state, due, until in found.values_list("state", "due_at", "held_until"):
            group = group_of(state, due, at, until)
            tally[group] = tally.get(group, 0) + 1
    return tally


def group_of(state: str, due: dt.datetime | None, at: dt.datetime, until: dt.date | None = None) -> str:
    """The group of the board that a row stands in. `until`: day on which what is on hold is looked at again."""
    if until is not None and until <= clock.day_of(at):
        return "today"
    if due is not None and due < at:
        return "late"
    if state in _WAITING:
        return "waiting"
    if due is not None and clock.day_of(due) == clock.day_of(at) and state not in _REVISIT:
        return "today"
    if state in _ACCEPT:
        return "accept"
    return "revisit" if state in _REVISIT else "waiting"


def hits(actor: Actor, text: str, on: dt.date, limit: int) -> list[Hit]:
    """Appeals whose number begins or ends as typed, for the command box; words are found by listing."""
    plain = text.strip()
    if len(plain) < 3 or not all(one.isdigit() or one == "-" for one in plain):
        return []
    wanted = Q(number__startswith=plain) | Q(number__endswith=f"-{plain.lstrip('-')}")
    with sight.reach(actor, on) as communities:
        found = sight.appeals(actor, on, communities).filter(wanted).order_by("-received_at", "-pk")[:limit]
        return [
            Hit(
                "matters",
                f"{one.number} {one.text[:30]}",
                codes.word(codes.STATES, one.state),
                PAGE.format(key=one.pk),
            )
            for one in found
        ]


def story(actor: Actor, person: int, at: dt.datetime) -> list[Entry]:
    """What a person asked for, on their page: only of named appeals whose handler or first contact the viewer is.

    Confidential appeals, those past the office and those of other duties are not hinted at; nothing is counted.
    """
    if actor.user_id is None or actor.community is None:
        return []
    on = clock.day_of(at)
    mine = Q(handler=actor.user_id) | Q(first_contact=actor.user_id) | Q(assisting__contains=[actor.user_id])
    found = sight.appeals(actor, on).filter(
        mine,
        naming="named",
        audience="office",
        reporters__person=person,
        reporters__community=actor.community,
    )
    return [
        Entry(
            one.received_at,
            "",
            say("Appeal {number}", number=one.number),
            url=PAGE.format(key=one.pk),
            quote=one.text,
        )
        for one in found.order_by("-received_at")[:20]
    ]


def done_today(actor: Actor, at: dt.datetime) -> list[Row]:
    """今日已办: what the actor moved today."""
    if actor.user_id is None or actor.community is None:
        return []
    since = dt.datetime.combine(clock.day_of(at), dt.time(), clock.SHANGHAI)
    deeds = Deed.objects.filter(
        community=actor.community, user=actor.user_id, at__gte=since, at__lte=at, internal=False
    ).select_related("appeal")
    seen: dict[int, Row] = {}
    for one in deeds.order_by("-at", "-pk")[:MOST]:
        if one.appeal_id not in seen and sight.sees(actor, one.appeal, clock.day_of(at)):
            seen[one.appeal_id] = Row(
                "done", one.at, one.appeal.text[:TITLE], number=one.appeal.number, owner=str(deed_word(one.verb)),
                page=PAGE.format(key=one.appeal_id),
            )  # fmt: skip
    return list(seen.values())


def _mine(actor: Actor, at: dt.datetime) -> QuerySet[Any] | None:
    """Open appeals that wait for the actor; None for roles whose board shows none."""
    on = clock.day_of(at)
    if of_subdistrict(actor):
        communities = sight.scope_of(actor, on)
        found = sight.appeals(actor, on, communities)
        decides = Q(audience="subdistrict", state__in=codes.OPEN)
        return _in_order(found.filter(Q(state=workflow.SENT_UP) | decides))
    if actor.holds(SYSTEM) or not (
        of_office(actor) or of_cells(actor) or of_helpers(actor) or actor.holds(SUPERVISOR)
    ):
        return None
    found = sight.appeals(actor, on).filter(state__in=codes.OPEN)
    if actor.holds(SUPERVISOR) and not of_office(actor):
        found = found.filter(audience="supervision")
    elif not of_office(actor):
        found = _in_turn(actor, found)
    return _in_order(found)


def _in_order(found: QuerySet[Appeal]) -> QuerySet[Any]:
    """By deadline, with the day on which what is on hold is looked at again."""
    paused = Pause.objects.filter(community=OuterRef("community"), appeal=OuterRef("pk"), end__isnull=True)
    until = Case(
        When(state=workflow.ON_HOLD, then=Subquery(paused.values("until")[:1])), output_field=DateField()
    )
    return found.annotate(held_until=until).order_by("due_at", "pk")


def _in_turn(actor: Actor, found: QuerySet[Appeal]) -> QuerySet[Appeal]:
    """What a grid worker, captain or messenger is to do: accept, handle what is theirs, carry answers back."""
    me = actor.user_id or 0
    own = Q(handler=me) | Q(offered_to=me) | Q(assisting__contains=[me])
    carry = Q(state=workflow.ANSWERED) & (Q(first_contact=me) | Q(entered_by=me))
    fresh = Q(state=workflow.REGISTERED)
    if not of_cells(actor):
        fresh &= Q(level="compound")
    return found.filter(own | carry | fresh)


def _rows(actor: Actor, found: QuerySet[Any], at: dt.datetime) -> list[Row]:
    held = list(found.select_related("building")[: MOST * 2])
    whys = _reasons(held)
    names = accounts.names({one.handler for one in held if one.handler is not None})
    tally: dict[str, int] = {}
    rows = []
    for one in held:
        group = group_of(one.state, one.due_at, at, one.held_until)
        tally[group] = tally.get(group, 0) + 1
        if tally[group] <= MOST:
            rows.append(_row(actor, one, group, whys.get(one.pk), names))
    return rows


def _row(actor: Actor, one: Appeal, group: str, why: Saying | None, names: dict[int, str]) -> Row:
    verb = _next(actor, one)
    page = PAGE.format(key=one.pk)
    return Row(
        group, one.due_at, one.text[:TITLE], place=_place(one), who="", channel=codes.word(codes.CHANNELS, one.channel),
        number=one.number, owner=names.get(one.handler or 0, ""), verb=workflow.VERBS[verb] if verb else None,
        url=f"{page}{verb}/" if verb else page, page=page, reason=why, in_row=bool(verb),
    )  # fmt: skip


def _next(actor: Actor, one: Appeal) -> str:
    """The next verb: taking over where it is offered to the viewer; for a state sent up only the subdistrict acts."""
    if one.offered_to is not None and one.offered_to == actor.user_id:
        return "take_over"
    if one.state == workflow.SENT_UP and not of_subdistrict(actor):
        return "take_back"
    if one.state == workflow.TO_REVISIT and actor.user_id in (one.handler, one.answered_by):
        return ""
    return NEXT.get(one.state, "")


def _place(one: Appeal) -> str:
    door = f"{one.building.compound}{one.building.name}" if one.building is not None else ""
    return one.place if one.place.startswith(door) else f"{door} {one.place}".strip()


def _reasons(held: Iterable[Appeal]) -> dict[int, Saying]:
    """How the deadline of each row was counted. One statement."""
    kinds = {one.pk: one.due_kind for one in held if one.due_kind}
    communities = {one.community_id for one in held}
    if not kinds:
        return {}
    clocks = Clock.objects.filter(
        community__in=communities, appeal__in=kinds, met_at__isnull=True, stopped_at__isnull=True
    )
    return {
        one.appeal_id: told(one.why) for one in clocks if one.why and kinds.get(one.appeal_id) == one.kind
    }
