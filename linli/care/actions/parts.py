"""What the actions of care share: the stamp of a new row, locking many cases at once, moving them one step."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Sequence
from typing import Any

from linli.accounts import api as accounts
from linli.base import versions, writes
from linli.base.writes import refusing
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from .. import workflow
from ..models import Application, Step
from ..queries import reach
from ..queries import schemes as terms
from ..rules import sight
from ..rules.schemes import Scheme

__all__ = [
    "SUBJECT",
    "facts_of",
    "home",
    "locked",
    "move",
    "refusing",
    "scheme_of",
    "signed",
    "stamp",
    "taken",
]

SUBJECT = "benefit application"
#: At most so many cases move in one action.
MOST = 500


def home(actor: Actor) -> int:
    """The community worked in, for those who deal with benefits; Refused for others, NotFound outside any."""
    if actor.community is None:
        raise NotFound("community")
    if not sight.may_read(actor):
        raise Refused(say("The social worker of this line does this."))
    return actor.community


def signed(actor: Actor) -> None:
    """Refused for whoever does not sign for the community."""
    home(actor)
    sight.may_sign(actor).demand()


def stamp(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """What every new row carries."""
    return {"community_id": home(actor), "changed_at": at, "changed_by": actor.user_id}


def locked(rows: Any, key: int, what: str, version: int | None = None, **values: Any) -> Any:
    """One row, locked. NotFound outside the actor's sight, Stale when somebody saved it meanwhile."""
    return writes.locked(rows, key, what, version, names=saver, **values)


def saver(user: int | None) -> str:
    """The name of an account, for the sentence who saved a record meanwhile."""
    return accounts.names([user]).get(user, "") if user is not None else ""


def taken(actor: Actor, keys: Collection[int], version: int | None = None) -> list[Application]:
    """Cases of the actor's lines, locked in the order of keys. NotFound when one of them is not theirs."""
    asked = sorted(set(keys))
    if not asked:
        raise Refused(say("Choose at least one."), "applications")
    if len(asked) > MOST:
        raise Refused(say("At most {n} at once.", n=MOST), "applications")
    found = list(
        reach.applications(actor).select_for_update(of=("self",)).filter(pk__in=asked).order_by("pk")
    )
    if len(found) != len(asked):
        raise NotFound(SUBJECT)
    if version is not None:
        versions.demand_fresh(found[0], version, {}, saver)
    return found


def facts_of(one: Application) -> dict[str, Any]:
    """What rests sealed in a case."""
    held: dict[str, Any] = json.loads(one.facts)
    return held


def scheme_of(one: Application, cache: dict[tuple[str, dt.date], Scheme]) -> Scheme:
    """The scheme of a case by the terms of its day. Raises Refused where no term of that day has it."""
    place = (facts_of(one)["scheme"], one.terms_on)
    if place not in cache:
        for code, scheme in terms.of_day(one.community_id, one.terms_on).items():
            cache[code, one.terms_on] = scheme
    if place not in cache:
        raise Refused(say("There is no such scheme on this day."), "scheme")
    return cache[place]


def move(
    actor: Actor, at: dt.datetime, on: dt.date, cases: Sequence[Application], verb: str, *, said: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None, why: str = "", **columns: Any,
) -> None:  # fmt: skip
    """Each of these locked cases does one step: state, columns, a line of its story, a line of the journal.

    said   what the step itself keeps (opinion, result, number, amount …), sealed
    facts  what the case keeps from now on
    """
    row = stamp(actor, at)
    for one in cases:
        one.state = workflow.step(one.state, verb)
        for name, value in columns.items():
            setattr(one, name, value)
        if facts:
            one.facts = json.dumps({**facts_of(one), **facts}, ensure_ascii=False)
        versions.touch(one, actor=actor, at=at)
    names = ["state", "version", "changed_at", "changed_by", *columns, *(["facts"] if facts else [])]
    Application.objects.bulk_update(cases, names)
    note(row, at, on, cases, verb, said)
    journal.write_many(actor, f"{verb}_benefit", SUBJECT, [one.pk for one in cases], at=at, why=why)


def note(
    row: dict[str, Any],
    at: dt.datetime,
    on: dt.date,
    cases: Sequence[Application],
    verb: str,
    said: dict[str, Any] | None,
) -> None:
    """A line of the story of each."""
    text = json.dumps(said, ensure_ascii=False) if said else None
    Step.objects.bulk_create(
        Step(application=one, verb=verb, at=at, on=on, by=row["changed_by"], facts=text, **row)
        for one in cases
    )
