"""Applications are taken: one at the kitchen table, or many of one scheme in one sitting."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.say import kept
from linli.residents import api as residents

from ..models import Application
from ..queries import reach
from ..queries import schemes as terms
from ..rules import codes, conditions, handling, schemes, sight
from ..rules.schemes import Scheme
from .parts import MOST, SUBJECT, facts_of, move, note, refusing, stamp, taken

_TWICE = say("Somebody has applied for this scheme in this benefit year already.")


@dataclass(frozen=True, slots=True)
class Agent:
    """Who hands the application in for the person: name, relation, and by what mandate."""

    name: str = ""
    relation: str = ""
    mandate: str = ""

    @property
    def facts(self) -> dict[str, str]:
        """As the case keeps it; Refused when an agent comes without relation or mandate."""
        if not self.name.strip():
            return {}
        if not self.relation.strip():
            raise Refused(say("Write how the agent is related to the applicant."), "relation")
        if not self.mandate.strip():
            raise Refused(say("Write by what the agent is authorised."), "mandate")
        return {"agent": self.name.strip()[:60], "relation": self.relation.strip()[:20], "mandate": self.mandate.strip()[:100]}  # fmt: skip


@transaction.atomic
def apply(
    *, actor: Actor, at: dt.datetime, on: dt.date, scheme: str, persons: Collection[int], channel: str = "counter",
    received: Collection[str] | None = None, agent: Agent | None = None, despite: str = "", draft: bool = False,
) -> list[int]:  # fmt: skip
    """Take an application for each of these persons; their keys in the order of persons.

    received  papers that are there; None: all that the scheme asks for
    despite   why it is taken although a condition does not hold by the register (the check is advice)
    draft     nothing is handed in yet
    Refused outside the window, twice in a benefit year, and for a condition that does not hold without a reason.
    """
    row, asked = stamp(actor, at), schemes.of_code(terms.of_day(actor.community, on), scheme)
    sight.may_keep(actor, asked.line).demand("scheme")
    schemes.may_apply(asked, on).demand("scheme")
    if channel not in codes.CHANNELS:
        raise Refused(say("Choose one of the list."), "channel")
    people = _people(actor, persons, on)
    year = asked.year(on)
    _demand_first(actor, asked, list(people), year)
    shared = (agent or Agent()).facts | {
        "received": [one for one in asked.materials if received is None or one in received],
        **({"despite": despite.strip()[:200]} if despite.strip() else {}),
    }
    made = [
        _one(row, asked, people[key], year, on, channel, shared, draft, actor, despite)
        for key in dict.fromkeys(persons)
    ]
    with refusing(_TWICE, "persons"):
        Application.objects.bulk_create(made)
    note(row, at, on, made, "apply", None)
    journal.write_many(actor, "apply_benefit", SUBJECT, [one.pk for one in made], at=at)
    return [one.pk for one in made]


def _people(actor: Actor, persons: Collection[int], on: dt.date) -> dict[int, residents.Circumstances]:
    if not persons:
        raise Refused(say("Choose at least one."), "persons")
    if len(persons) > MOST:
        raise Refused(say("At most {n} at once.", n=MOST), "persons")
    people = residents.circumstances(actor, on=on, kinds=terms.STATUSES, ids=persons)
    if set(people) != set(persons):
        raise NotFound("person")
    return people


def _demand_first(actor: Actor, asked: Scheme, persons: Sequence[int], year: int) -> None:
    before = reach.applications(actor).filter(person__in=persons, mark=reach.mark(asked.code), counts=True)
    if before.filter(benefit_year=year).exists():
        raise Refused(_TWICE, "persons")
    if asked.every not in ("once", "none") and before.filter(state__in=(*codes.OPEN, "receiving")).exists():
        raise Refused(
            say("Somebody is in receipt of this benefit already, or has a case under way."), "persons"
        )


def _one(
    row: dict[str, Any], asked: Scheme, who: residents.Circumstances, year: int, on: dt.date, channel: str, shared: dict[str, Any],
    draft: bool, actor: Actor, despite: str,
) -> Application:  # fmt: skip
    facts = terms.facts_of(who, residents.status_kinds(actor))
    if conditions.fits(asked, facts, on) is False and not despite.strip():
        raise Refused(
            say("By the register {name} does not meet every condition. Write why the application is taken all the same.", name=who.name),
            "despite",
        )  # fmt: skip
    held = facts.statuses.get("disability")
    checks = [
        (kept(one.asked), one.holds, kept(one.fact), one.source)
        for one in conditions.trace(asked, facts, on, terms.WORDS)
    ]
    own: dict[str, Any] = {"scheme": asked.code, "name": asked.name, **shared, "checks": checks}
    if held and asked.line == "disability":
        own |= {"category": held.category, "level": held.level}
    return Application(
        person_id=who.id, mark=reach.mark(asked.code), submark=reach.submark(asked.code, own.get("level", "")),
        line_mark=reach.line_mark(asked.line), benefit_year=year, state="draft" if draft else "submitted", channel=channel,
        terms_on=on, facts=json.dumps(own, ensure_ascii=False), submitted_on=None if draft else on, **row,
    )  # fmt: skip


@transaction.atomic
def submit(
    *, actor: Actor, at: dt.datetime, on: dt.date, application: int, version: int | None = None
) -> None:  # fmt: skip
    """A draft is handed in; the terms of this day hold for it."""
    (one,) = taken(actor, [application], version)
    scheme = schemes.of_code(terms.of_day(actor.community, on), facts_of(one)["scheme"])
    schemes.may_apply(scheme, on).demand()
    with refusing(_TWICE):
        move(actor, at, on, [one], "submit", submitted_on=on, terms_on=on, benefit_year=scheme.year(on))


@transaction.atomic
def ask_supplement(
    *, actor: Actor, at: dt.datetime, on: dt.date, application: int, lacking: Collection[str], due: dt.date,
    version: int | None = None,
) -> None:  # fmt: skip
    """Name all missing papers at once, with the day by which they are asked for."""
    (one,) = taken(actor, [application], version)
    names = [name.strip()[:60] for name in lacking if name.strip()]
    handling.may_ask_supplement("lacking" in facts_of(one), names).demand("lacking")
    if due <= on:
        raise Refused(say("Give a day to come."), "due")
    facts = {"lacking": names, "due": due.isoformat()}
    move(actor, at, on, [one], "ask_supplement", facts=facts, said=facts)


@transaction.atomic
def supplement(
    *, actor: Actor, at: dt.datetime, on: dt.date, application: int, version: int | None = None
) -> None:  # fmt: skip
    """The missing papers have come."""
    (one,) = taken(actor, [application], version)
    held = facts_of(one)
    facts = {"received": [*held.get("received", []), *(name for name in held.get("lacking", []) if name not in held.get("received", []))]}  # fmt: skip
    move(actor, at, on, [one], "supplement", facts=facts)


@transaction.atomic
def withdraw(
    *, actor: Actor, at: dt.datetime, on: dt.date, application: int, reason: str, version: int | None = None
) -> None:  # fmt: skip
    """The person takes the application back, or has moved away; they may apply again."""
    (one,) = taken(actor, [application], version)
    if not reason.strip():
        raise Refused(say("Write why."), "reason")
    move(actor, at, on, [one], "withdraw", said={"reason": reason.strip()[:200]}, counts=False, ended_on=on)
