"""Eligibility as conditions over facts: each is checked by itself, with the fact used and where it is known from.

{"fact": "age", "from": 80, "below": 90}          completed years (民法典 §1259: “以上” includes the number)
{"fact": "kind", "in": ["hukou_here", …]}         kind of residence
{"fact": "status", "is": "disability", "levels": ["1", "2"]} · {"fact": "status", "not": "destitute"}
{"fact": "household", "is": "low_income"}         somebody of the household holds it
{"any": [condition, …]}

What is found is advice: a person decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from linli.kernel import Saying, say
from linli.kernel.days import full_years
from linli.kernel.say import listed

from .schemes import Scheme

_UNKNOWN = say("not known")


@dataclass(frozen=True, slots=True)
class Held:
    """A status that somebody holds on the day; `until` is the first day on which its paper no longer holds."""

    kind: str
    category: str = ""
    level: str = ""
    source: str = ""
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of somebody on a day.

    statuses, household  kind → what is held by the person, by anybody of the household
    seen                 kinds of status that the reader may know of; a condition over others stays open
    """

    born: dt.date | None
    kind: str
    statuses: Mapping[str, Held] = field(default_factory=dict)
    household: Mapping[str, Held] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the register for codes of facts: kinds of residence, of status, levels."""

    kinds: Mapping[str, Saying]
    statuses: Mapping[str, Saying]
    levels: Mapping[str, Saying]


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: what is asked, whether it holds (None: cannot be said), the fact used and its source."""

    asked: Saying
    holds: bool | None
    fact: Saying
    source: str = ""


def holds(condition: Mapping[str, Any], facts: Facts, on: dt.date) -> bool | None:
    """Whether a condition holds on a day; None where a fact is missing."""
    if "any" in condition:
        found = [holds(one, facts, on) for one in condition["any"]]
        return True if True in found else None if None in found else False
    fact = condition["fact"]
    if fact == "age":
        if facts.born is None:
            return None
        years, below = full_years(facts.born, on), condition.get("below")
        return bool(years >= condition.get("from", 0) and (below is None or years < below))
    if fact == "kind":
        return facts.kind in condition["in"] if facts.kind else False
    return _status(condition, facts)


def _status(condition: Mapping[str, Any], facts: Facts) -> bool | None:
    kind = condition.get("is") or condition["not"]
    if kind not in facts.seen:
        return None
    held = (facts.statuses if condition["fact"] == "status" else facts.household).get(kind)
    if "not" in condition:
        return held is None
    if held is None:
        return False
    levels, categories = condition.get("levels"), condition.get("categories")
    return (not levels or held.level in levels) and (not categories or held.category in categories)


def fits(scheme: Scheme, facts: Facts, on: dt.date) -> bool | None:
    """Whether all conditions hold; False as soon as one does not, None while one is open."""
    open_ = False
    for one in scheme.who:
        found = holds(one, facts, on)
        if found is False:
            return False
        open_ = open_ or found is None
    return None if open_ else True


def trace(scheme: Scheme, facts: Facts, on: dt.date, words: Words) -> list[Check]:
    """Condition by condition what holds, with the facts used and their source."""
    return [
        Check(asked(one, words), holds(one, facts, on), *_used(one, facts, on, words)) for one in scheme.who
    ]


def asked(condition: Mapping[str, Any], words: Words) -> Saying:
    """A condition as people read it."""
    if "any" in condition:
        return say("one of: {what}", what=listed([asked(one, words) for one in condition["any"]]))
    fact = condition["fact"]
    if fact == "age":
        first, below = condition.get("from", 0), condition.get("below")
        if below is None:
            return say("{n} full years or older", n=first)
        return say("from {n} to {m} full years", n=first, m=below - 1)
    if fact == "kind":
        return say("residence: {what}", what=_or([words.kinds.get(one, say(one)) for one in condition["in"]]))
    kind = condition.get("is") or condition["not"]
    name = words.statuses.get(kind, say(kind))
    if "not" in condition:
        return say("no {status}", status=name)
    if fact == "household":
        return say("somebody of the household: {status}", status=name)
    if condition.get("levels"):
        levels = _or([words.levels.get(one, say(one)) for one in condition["levels"]])
        return say("{status}, {levels}", status=name, levels=levels)
    return say("holds: {status}", status=name)


def _used(condition: Mapping[str, Any], facts: Facts, on: dt.date, words: Words) -> tuple[Saying, str]:
    if "any" in condition:
        first = next((one for one in condition["any"] if holds(one, facts, on)), condition["any"][0])
        return _used(first, facts, on, words)
    fact = condition["fact"]
    if fact == "age":
        if facts.born is None:
            return _UNKNOWN, ""
        return say("{n} full years, born {day}", n=full_years(facts.born, on), day=facts.born.isoformat()), ""
    if fact == "kind":
        return (words.kinds.get(facts.kind, say(facts.kind)) if facts.kind else say("does not live here")), ""
    kind = condition.get("is") or condition["not"]
    if kind not in facts.seen:
        return say("not open to this post; ask the one whose line it is"), ""
    held = (facts.statuses if fact == "status" else facts.household).get(kind)
    if held is None:
        return say("none on record"), ""
    name = words.statuses.get(kind, say(kind))
    if held.level:
        return say(
            "{status}, {levels}", status=name, levels=words.levels.get(held.level, say(held.level))
        ), held.source
    return name, held.source


def _or(parts: Sequence[Saying]) -> Saying:
    found = parts[0]
    for one in parts[1:]:
        found = say("{these} or {one}", these=found, one=one)
    return found
