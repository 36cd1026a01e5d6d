"""量体裁衣: asked at the door, planned, served, entered in the federation's system with its receipt."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.residents import api as residents

from ..models import Survey
from ..queries import reach
from ..rules import codes, sight
from .parts import locked, refusing, stamp

SUBJECT = "care survey"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said at the door: who answered, how the family lives, what the person can do, what is needed."""

    answered: str
    home: str = ""
    can: str = ""
    needs: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def survey_person(
    *, actor: Actor, at: dt.datetime, on: dt.date, person: int, day: dt.date, answers: Answers
) -> int:  # fmt: skip
    """The yearly visit to one certificate holder; its key. Refused twice in a year and for who holds no certificate."""
    row = _stamp(actor, at)
    if day > on:
        raise Refused(say("The day has not come yet."), "day")
    found = residents.circumstances(actor, on=on, kinds=("disability",), ids=[person])
    if person not in found:
        raise NotFound("person")
    if not any(one.kind == "disability" for one in found[person].statuses):
        raise Refused(say("No certificate is on record for this person."), "person")
    if not answers.answered.strip():
        raise Refused(say("Write who answered."), "answered")
    if any(kind not in codes.NEEDS for kind, _text in answers.needs):
        raise Refused(say("Choose one of the list."), "needs")
    with refusing(say("The survey of this year is there already."), "person"):
        made = Survey.objects.create(
            person_id=person,
            year=day.year,
            on=day,
            facts=json.dumps(asdict(answers), ensure_ascii=False),
            **row,
        )
    journal.write(actor, "survey_holder", SUBJECT, key=made.pk, at=at)
    return made.pk


@transaction.atomic
def plan_services(
    *, actor: Actor, at: dt.datetime, survey: int, plan: str, services: Sequence[tuple[str, str, str]] = (), version: int | None = None
) -> None:  # fmt: skip
    """The personal plan, and what was done of it: (day, what, by whom)."""
    _stamp(actor, at)
    held = _locked(actor, survey, version)
    if not plan.strip():
        raise Refused(say("Write the plan."), "plan")
    facts = {**_facts(held), "plan": plan.strip()[:1000], "services": [list(one) for one in services]}
    state = "planned" if held.state == "visited" else held.state
    versions.save(held, actor=actor, at=at, facts=json.dumps(facts, ensure_ascii=False), state=state)
    journal.write(actor, "plan_services", SUBJECT, key=survey, at=at)


@transaction.atomic
def enter(
    *, actor: Actor, at: dt.datetime, on: dt.date, survey: int, day: dt.date, receipt: str, version: int | None = None
) -> None:  # fmt: skip
    """Entered in the federation's system on a day, with its receipt. Refused before the plan is made."""
    _stamp(actor, at)
    held = _locked(actor, survey, version)
    if held.state == "visited":
        raise Refused(say("Make the plan first."), "receipt")
    if not held.on <= day <= on:
        raise Refused(say("The day lies outside the survey."), "day")
    if not receipt.strip():
        raise Refused(say("Write the receipt of the other system."), "receipt")
    facts = {**_facts(held), "receipt": receipt.strip()[:60]}
    versions.save(
        held, actor=actor, at=at, facts=json.dumps(facts, ensure_ascii=False), state="entered", entered_on=day
    )
    journal.write(actor, "enter_survey", SUBJECT, key=survey, at=at)


def _stamp(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    row = stamp(actor, at)
    sight.may_keep(actor, "disability").demand()
    return row


def _locked(actor: Actor, key: int, version: int | None) -> Survey:
    found: Survey = locked(reach.surveys(actor), key, SUBJECT, version)
    return found


def _facts(held: Survey) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(held.facts)
    return facts
