"""Schemes of a day as the terms of the jurisdiction say them, and the check of people against them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from linli.kernel import Actor, NotFound
from linli.places import api as places
from linli.residents import api as residents

from ..rules import conditions, schemes, sight
from ..rules.conditions import Check, Facts, Held, Words
from ..rules.schemes import Scheme

#: What of the register the conditions speak of, in its words.
WORDS = Words(
    residents.KINDS, {code: one.label for code, one in residents.STATUSES.items()},
    dict(residents.STATUSES["disability"].levels),
)  # fmt: skip
STATUSES = frozenset(residents.STATUSES)


def of_day(community: int | None, on: dt.date) -> dict[str, Scheme]:
    """Code → scheme of a day, in the order of the term; none where no term says so."""
    try:
        value = places.term(schemes.TERM, community, on).value
    except LookupError:
        return {}
    return {one["code"]: schemes.read(one) for one in value}


def own(actor: Actor, on: dt.date) -> dict[str, Scheme]:
    """The schemes of the actor's lines."""
    lines = sight.lines(actor)
    return {code: one for code, one in of_day(actor.community, on).items() if one.line in lines}


def prompted(community: int | None, on: dt.date) -> Mapping[str, Any]:
    """Ages and days of prompts."""
    try:
        return {**schemes.PROMPTED, **places.term(schemes.PROMPT_TERM, community, on).value}
    except LookupError:
        return schemes.PROMPTED


def basis(community: int | None, on: dt.date) -> str:
    """The legal basis of the schemes of a day; "" without a term."""
    try:
        return places.term(schemes.TERM, community, on).legal_basis
    except LookupError:
        return ""


def facts_of(one: residents.Circumstances, seen: frozenset[str]) -> Facts:
    """What the conditions need to know of somebody."""
    return Facts(one.born, one.kind, _by_kind(one.statuses), _by_kind(one.household), seen)


def _by_kind(held: Iterable[residents.HeldStatus]) -> dict[str, Held]:
    return {one.kind: Held(one.kind, one.category, one.level, one.source, one.until) for one in held}


def person(actor: Actor, key: int, *, on: dt.date) -> residents.Circumstances:
    """The circumstances of one person whom the actor may see; NotFound otherwise."""
    found = residents.circumstances(actor, on=on, kinds=STATUSES, ids=[key])
    if key not in found:
        raise NotFound("person")
    return found[key]


def check(actor: Actor, key: int, *, on: dt.date) -> list[tuple[Scheme, bool | None, list[Check]]]:
    """(scheme, whether all holds, condition by condition) of every scheme of the actor's lines for one person."""
    facts = facts_of(person(actor, key, on=on), residents.status_kinds(actor))
    return [
        (one, conditions.fits(one, facts, on), conditions.trace(one, facts, on, WORDS))
        for one in own(actor, on).values()
    ]


def fitting(
    actor: Actor, asked: Iterable[Scheme], *, on: dt.date, everybody: bool = True
) -> dict[str, list[residents.Circumstances]]:
    """Scheme → who fits on a day, by name. Three queries for all schemes and all people."""
    asked = list(asked)
    seen, kinds = residents.status_kinds(actor), named(asked)
    narrow = {} if everybody else {"born_until": _born_until(asked, on), "holding": kinds}
    people = residents.circumstances(actor, on=on, kinds=kinds, **narrow)  # type: ignore[arg-type]
    found: dict[str, list[residents.Circumstances]] = {one.code: [] for one in asked}
    for one in sorted(people.values(), key=lambda one: (one.sort, one.id)):
        facts = facts_of(one, seen)
        for scheme in asked:
            if conditions.fits(scheme, facts, on):
                found[scheme.code].append(one)
    return found


def named(asked: Iterable[Scheme]) -> frozenset[str]:
    """Kinds of status that conditions speak of."""
    return frozenset(one for scheme in asked for one in _named(scheme.who))


def _named(who: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for one in who:
        if "any" in one:
            yield from _named(one["any"])
        elif one["fact"] in ("status", "household"):
            yield one.get("is") or one["not"]


def narrow_enough(scheme: Scheme) -> bool:
    """Whether only holders of a status or people of an age can fit: others need not be looked at."""
    return any(one.get("fact") == "age" and one.get("from", 0) >= 50 or "is" in one and one.get("fact") == "status"
               or "any" in one and all("is" in each for each in one["any"]) for one in scheme.who)  # fmt: skip


def _born_until(asked: Iterable[Scheme], on: dt.date) -> dt.date:
    ages = [
        one["from"] for scheme in asked for one in scheme.who if one.get("fact") == "age" and one.get("from")
    ]
    return (
        on.replace(year=on.year - min(ages), day=min(on.day, 28)) + dt.timedelta(days=4)
        if ages
        else dt.date(1800, 1, 1)
    )
