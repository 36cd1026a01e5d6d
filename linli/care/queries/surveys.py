"""Certificate holders with what they have applied for and their survey of a year; one survey whole."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from linli.kernel import Actor
from linli.residents import api as residents

from ..models import Survey
from ..rules import sight
from . import listing, reach
from . import schemes as terms


@dataclass(frozen=True, slots=True)
class HolderRow:
    """One certificate holder. helped: names of the schemes applied for in the year or in receipt."""

    person: int
    name: str
    door: str
    category: str
    level: str
    until: dt.date | None
    helped: tuple[str, ...]
    survey: int | None
    survey_state: str
    surveyed_on: dt.date | None


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """One survey, opened."""

    id: int
    version: int
    person: int
    name: str
    year: int
    on: dt.date
    state: str
    entered_on: dt.date | None
    facts: dict[str, Any]


def holders(actor: Actor, *, on: dt.date, year: int) -> list[HolderRow]:
    """Everybody with a certificate on the day, by name. Six queries."""
    if "disability" not in sight.lines(actor):
        return []
    people = residents.circumstances(
        actor, on=on, kinds=("disability",), born_until=dt.date(1800, 1, 1), holding=("disability",)
    )
    own = terms.own(actor, on)
    helped: dict[int, list[str]] = {}
    for person, scheme, benefit, state in sorted(listing.living(actor, list(own))):
        if benefit in (year, year + own[scheme].offset) or state == "receiving":
            helped.setdefault(person, []).append(own[scheme].public)
    asked = {
        one["person_id"]: one
        for one in reach.surveys(actor).filter(year=year).values("pk", "person_id", "state", "on")
    }
    rows = []
    for who in sorted(people.values(), key=lambda one: (one.sort, one.id)):
        held = next(one for one in who.statuses if one.kind == "disability")
        survey: dict[str, Any] = dict(asked.get(who.id, {}))
        rows.append(
            HolderRow(
                who.id,
                who.name,
                who.door,
                held.category,
                held.level,
                held.until,
                tuple(helped.get(who.id, ())),
                survey.get("pk"),
                survey.get("state", ""),
                survey.get("on"),
            )  # fmt: skip
        )
    return rows


def page(actor: Actor, key: int) -> SurveyPage:
    """One survey; NotFound for other lines."""
    held: Survey = reach.found(
        reach.surveys(actor).select_related("person").defer("person__number"), key, "care survey"
    )
    return SurveyPage(
        held.pk, held.version, held.person_id, held.person.name, held.year, held.on, held.state, held.entered_on, json.loads(held.facts)
    )  # fmt: skip


def of_person(actor: Actor, person: int, year: int) -> int | None:
    """The survey of somebody in a year."""
    return reach.surveys(actor).filter(person=person, year=year).values_list("pk", flat=True).first()
