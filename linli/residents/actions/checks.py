"""Information checks (信息核实): one person, or everybody behind a door in one go."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor, NotFound

from ..models import Check, Residence
from ..queries import sight
from ..rules import checks as rules
from ..rules.sight import may_edit
from . import people, records


@transaction.atomic
def check(
    *, actor: Actor, at: dt.datetime, on: dt.date, person: int, way: str, outcome: str = "unchanged",
    values: Mapping[str, Any] | None = None, version: int | None = None,
) -> int:  # fmt: skip
    """Note that a person's information was checked, and write what had changed; the check's key.

    values  fields of the person as they are now; what differs is kept as old → new, sealed
    """
    may_edit(actor).demand()
    today = clock.day_of(at)
    record = records.person(actor, person, at, version)
    rules.may_check(way=way, outcome=outcome, changed=values or (), on=on, today=today).demand("outcome")
    changed = people.apply(actor=actor, at=at, record=record, values=values or {})
    residence = Residence.objects.filter(sight.on_day(on), person=person).values_list("pk", flat=True).first()
    made = Check.objects.create(
        community_id=records.home(actor), person=record, residence_id=residence, on=on, at=at, by=actor.user_id,
        by_name=actor.name, way=way, outcome=rules.outcome_of(outcome, [field for field, _, _ in changed]), changed_at=at, changed_by=actor.user_id,
        fields=[field for field, _, _ in changed], changes=_sealed(changed),
    )  # fmt: skip
    journal.write(actor, "check", "person", key=person, at=at, outcome=made.outcome, way=way)
    return made.pk


@transaction.atomic
def check_many(
    *, actor: Actor, at: dt.datetime, on: dt.date, people: Sequence[int], way: str, outcome: str = "unchanged"
) -> int:
    """Everybody behind a door was found unchanged, or nobody was met; how many checks."""
    may_edit(actor).demand()
    rules.may_check(way=way, outcome=outcome, changed=(), on=on, today=clock.day_of(at)).demand("outcome")
    wanted = sorted(set(people))
    seen = list(
        sight.people(actor, clock.day_of(at))
        .filter(pk__in=wanted)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    if seen != wanted:
        raise NotFound("person")
    episodes = dict(
        Residence.objects.filter(sight.on_day(on), person__in=seen).values_list("person_id", "pk")
    )
    made = Check.objects.bulk_create(
        Check(
            community_id=records.home(actor), person_id=key, residence_id=episodes.get(key), on=on, at=at, by=actor.user_id,
            by_name=actor.name, way=way, outcome=outcome, changed_at=at, changed_by=actor.user_id,
        )
        for key in seen
    )  # fmt: skip
    journal.write_many(actor, "check", "person", seen, at=at)
    return len(made)


@transaction.atomic
def void(*, actor: Actor, at: dt.datetime, check: int) -> None:
    """Take a check out that was noted by mistake; what it changed stays and is corrected by hand."""
    may_edit(actor).demand()
    held = (
        Check.objects.select_for_update(of=("self",))
        .filter(community_id=records.home(actor), pk=check, void=False)
        .first()
    )
    if held is None:
        raise NotFound("check")
    records.person(actor, held.person_id, at)
    records.save(held, actor, at, void=True)
    journal.write(actor, "void_check", "person", key=held.person_id, at=at, check=check)


def _sealed(changed: Sequence[tuple[str, Any, Any]]) -> str | None:
    if not changed:
        return None
    return json.dumps([[field, _text(old), _text(new)] for field, old, new in changed], ensure_ascii=False)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
