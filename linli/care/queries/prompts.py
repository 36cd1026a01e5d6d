"""Prompts, not penalties: who may be entitled, whose season or certificate ends, who has gone; each with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from linli.kernel import Actor, Saying, say
from linli.kernel.days import day_turning
from linli.residents import api as residents

from ..models import Closing, Step
from ..rules import codes, conditions
from ..rules.schemes import Scheme
from . import listing, reach
from . import schemes as terms

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something proposed for one person.

    scheme  code, "" where no scheme is meant; year that of the benefit, by which it is closed
    case    application that is concerned, None where there is none yet
    """

    kind: str
    scheme: str
    scheme_name: str
    year: int
    person: int
    name: str
    door: str
    why: Saying
    due: dt.date | None = None
    case: int | None = None


def prompts(actor: Actor, *, on: dt.date) -> list[Prompt]:
    """All prompts of the actor's lines that nobody has closed, by kind, scheme and name. Eight queries at most."""
    own = terms.own(actor, on)
    if not own:
        return []
    told = terms.prompted(actor.community, on)
    meant = [one for one in own.values() if (one.prompt or one.season) and terms.narrow_enough(one)]
    ahead = on + dt.timedelta(days=int(told["days"]))
    kinds = terms.named(own.values()) | {"disability"}
    people = residents.circumstances(
        actor, on=on, kinds=kinds, born_until=_oldest(told["ages"], ahead), holding=kinds
    )
    seen, held = residents.status_kinds(actor), listing.living(actor, list(own))
    found = [
        *_entitled(meant, people, seen, held, on, int(told["season_days"])), *_turning(meant, people, seen, told["ages"], on, ahead),
        *_unconfirmed(actor, own, on, int(told["confirm_months"])),
        *_certificates(actor, people, on, on + dt.timedelta(days=int(told["certificate_days"]))), *_gone(actor, own, on),
    ]  # fmt: skip
    closed = set(Closing.objects.filter(community_id=actor.community).values_list("person_id", "mark"))
    done = {(person, bytes(mark)) for person, mark in closed}
    return [
        one for one in found if (one.person, reach.prompt_mark(one.kind, one.scheme, one.year)) not in done
    ]


def _oldest(ages: Iterable[int], ahead: dt.date) -> dt.date:
    """Who is born later turns none of the ages by that day."""
    return dt.date(ahead.year - min(ages), ahead.month, min(ahead.day, 28)) + 4 * _DAY


def _entitled(
    meant: Iterable[Scheme], people: Mapping[int, residents.Circumstances], seen: frozenset[str],
    held: set[tuple[int, str, int, str]], on: dt.date, season: int,
) -> Iterator[Prompt]:  # fmt: skip
    this_year = {(person, scheme, year) for person, scheme, year, _state in held}
    going_on = {
        (person, scheme) for person, scheme, _year, state in held if state in (*codes.OPEN, "receiving")
    }
    for scheme in meant:
        first, last = scheme.open_days(on.year)
        if not first - dt.timedelta(days=season if scheme.season else 0) <= on <= last:
            continue
        year = scheme.year(on)
        for one in _by_name(people.values()):
            if (
                (one.id, scheme.code, year) in this_year
                or (one.id, scheme.code) in going_on
                and scheme.every not in ("once", "none")
            ):
                continue
            if conditions.fits(scheme, terms.facts_of(one, seen), on):
                yield _entitlement(scheme, one, year, last)


def _entitlement(scheme: Scheme, one: residents.Circumstances, year: int, last: dt.date) -> Prompt:
    held = next((of for of in one.statuses if of.kind == "disability"), None)
    if scheme.season:
        why = say("Applications for {year} are taken until {day}.", year=year, day=last.isoformat())
    elif held is not None and held.level:
        level = terms.WORDS.levels[held.level]
        why = say("Certificate of {level}; no application for {year}.", level=level, year=year)
    else:
        why = say("By the register every condition holds; no application for {year}.", year=year)
    kind = "season" if scheme.season else "unclaimed"
    return Prompt(
        kind, scheme.code, scheme.name, year, one.id, one.name, one.door, why, last if scheme.window else None
    )


def _turning(
    meant: Iterable[Scheme], people: Mapping[int, residents.Circumstances], seen: frozenset[str], ages: Iterable[int],
    on: dt.date, ahead: dt.date,
) -> Iterator[Prompt]:  # fmt: skip
    by_age = [one for one in meant if any(of.get("fact") == "age" for of in one.who)]
    for one in _by_name(people.values()):
        if one.born is None:
            continue
        for age in ages:
            day = day_turning(one.born, age)
            if not on < day <= ahead:
                continue
            for scheme in by_age:
                if conditions.fits(scheme, terms.facts_of(one, seen), day):
                    why = say("Turns {n} on {day}.", n=age, day=day.isoformat())
                    yield Prompt(
                        "turning", scheme.code, scheme.name, day.year, one.id, one.name, one.door, why, day
                    )


def _certificates(
    actor: Actor, people: Mapping[int, residents.Circumstances], on: dt.date, until: dt.date
) -> Iterator[Prompt]:
    for one in _by_name(people.values()):
        for held in one.statuses:
            if held.kind == "disability" and held.until is not None and held.until <= until:
                why = say("The certificate holds until {day}.", day=held.until.isoformat())
                yield Prompt(
                    "certificate", "", str(terms.WORDS.statuses["disability"]), held.until.year, one.id, one.name, one.door, why, held.until
                )  # fmt: skip


def _unconfirmed(actor: Actor, own: Mapping[str, Scheme], on: dt.date, months: int) -> Iterator[Prompt]:
    """Who is paid again and again and was neither confirmed nor first paid within so many months (生存认证)."""
    again = [reach.mark(code) for code, one in own.items() if one.every not in ("once", "none")]
    since = on - dt.timedelta(days=round(months * 365.25 / 12))
    seen = Step.objects.filter(application=OuterRef("pk"), verb="confirm", on__gt=since)
    rows = reach.applications(actor).filter(
        ~Exists(seen), state="receiving", mark__in=again, paid_on__lte=since
    )
    for one in map(
        listing.row, rows.select_related("person").defer("person__number").order_by("person__sort", "pk")
    ):
        why = say("Not confirmed since {day}.", day=since.isoformat())
        yield Prompt(
            "confirm", one.scheme, one.scheme_name, on.year, one.person, one.name, "", why, None, one.id
        )


def _gone(actor: Actor, own: Mapping[str, Scheme], on: dt.date) -> Iterator[Prompt]:
    rows = reach.applications(actor).filter(counts=True, state__in=(*codes.OPEN, "receiving"))
    cases = [listing.row(one) for one in rows.select_related("person").defer("person__number").order_by("person__sort", "pk")] if (
        away := residents.gone(actor, set(rows.values_list("person_id", flat=True)), on=on)
    ) else []  # fmt: skip
    for one in cases:
        if one.person in away:
            day, reason = away[one.person]
            word = residents.REASONS.get(reason, say("No longer lives here"))
            why = say("{reason}, {day}.", reason=word, day=day.isoformat() if day else "—")
            yield Prompt(
                "gone",
                one.scheme,
                one.scheme_name,
                one.benefit_year,
                one.person,
                one.name,
                "",
                why,
                day,
                one.id,
            )


def _by_name(people: Iterable[residents.Circumstances]) -> list[residents.Circumstances]:
    return sorted(people, key=lambda one: (one.sort, one.id))
