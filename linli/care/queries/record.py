"""One application whole: facts, checks, story, and what its terms and notice say today."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any

from linli.accounts import api as accounts
from linli.kernel import Actor, Saying
from linli.kernel.say import told
from linli.notices import api as notices
from linli.residents import api as residents

from .. import workflow
from ..models import Application, Step
from ..rules import schemes as rules
from ..rules.schemes import Scheme
from . import reach
from . import schemes as terms

#: Kind of record under which notices point at a public notice of cases.
SHOWING = "care.showing"


@dataclass(frozen=True, slots=True)
class StepView:
    """One step, opened."""

    id: int
    verb: str
    at: dt.datetime
    on: dt.date
    who: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """An application as its page shows it.

    gone     (day, reason) when the person does not live here any more
    changed  what to say when the terms have changed since
    """

    id: int
    version: int
    person: int
    name: str
    door: str
    state: str
    scheme: Scheme
    benefit_year: int
    terms_on: dt.date
    channel: str
    submitted_on: dt.date | None
    decided_on: dt.date | None
    paid_on: dt.date | None
    ended_on: dt.date | None
    facts: dict[str, Any]
    checks: list[tuple[Saying, bool | None, Saying, str]]
    steps: list[StepView]
    notice: notices.NoticeRef | None
    gone: tuple[dt.date | None, str] | None
    changed: Saying | None
    verbs: tuple[str, ...] = field(default=())


def page(actor: Actor, key: int, *, on: dt.date) -> ApplicationPage:
    """One application of the actor's lines; NotFound otherwise."""
    held: Application = reach.found(
        reach.applications(actor).select_related("person").defer("person__number"), key, "benefit application"
    )
    facts = json.loads(held.facts)
    community = actor.community or 0
    then = terms.of_day(community, held.terms_on).get(facts["scheme"])
    now = terms.of_day(community, on).get(facts["scheme"])
    steps = list(Step.objects.filter(application=held).order_by("at", "pk"))
    names = accounts.names([one.by for one in steps if one.by])
    notice = None
    if held.showing_id:
        notice = notices.of_subject(community, SHOWING, [held.showing_id], on).get(held.showing_id)
    doors = residents.circumstances(actor, on=on, kinds=(), ids=[held.person_id])
    return ApplicationPage(
        held.pk, held.version, held.person_id, held.person.name, doors[held.person_id].door if held.person_id in doors else "",
        held.state, then or now or _unknown(facts), held.benefit_year, held.terms_on, held.channel, held.submitted_on, held.decided_on,
        held.paid_on, held.ended_on, facts, [(told(a), b, told(c), d) for a, b, c, d in facts.get("checks", [])],
        [StepView(one.pk, one.verb, one.at, one.on, names.get(one.by, "") if one.by else "", json.loads(one.facts or "{}")) for one in steps],
        notice, residents.gone(actor, [held.person_id], on=on).get(held.person_id), rules.differing(then, now),
        workflow.verbs(held.state),
    )  # fmt: skip


def _unknown(facts: dict[str, Any]) -> Scheme:
    """A scheme whose terms nobody has any more: what the case itself says of it."""
    name = facts.get("name", facts["scheme"])
    return Scheme(facts["scheme"], name, name, "", "", 0, None, (), (), (), (7, "day"), "once", False, False)
