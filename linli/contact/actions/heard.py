"""Needs heard on a visit become appeals, linked both ways; what stands there already is added to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from linli.appeals import api as appeals
from linli.kernel import Actor, Refused
from linli.residents import api as residents

from ..models import Visit, VisitNeed
from ..rules.visits import NeedParts, visits_short

#: Way of the visit → channel of the appeal; captains and messengers have their own.
CHANNELS = {"door": "door", "phone": "phone", "office": "counter", "outdoors": "door"}


def become_appeals(
    actor: Actor, at: dt.datetime, visit: Visit, needs: Sequence[NeedParts]
) -> list[tuple[int, str]]:
    """(id, number) of the appeal of each need, in their order. Raises Refused with field needs-<n>-<field>."""
    if not needs:
        return []
    channel = "messenger" if visits_short(actor) else CHANNELS[visit.way]
    who = _who(actor, visit)
    found: list[tuple[int, str]] = []
    rows: list[VisitNeed] = []
    for place, need in enumerate(needs):
        try:
            key, number = _appeal(actor, at, visit, need, channel, who)
        except Refused as refused:
            raise Refused(refused.reason, f"needs-{place}-{_field(refused.field)}") from None
        found.append((key, number))
        if all(row.appeal_id != key for row in rows):
            rows.append(
                VisitNeed(community_id=visit.community_id, visit=visit, appeal_id=key, key=need.key, again=need.same_as is not None,
                          changed_at=at, changed_by=actor.user_id)
            )  # fmt: skip
    VisitNeed.objects.bulk_create(rows)
    return found


def _appeal(
    actor: Actor,
    at: dt.datetime,
    visit: Visit,
    need: NeedParts,
    channel: str,
    who: appeals.ReporterParts | None,
) -> tuple[int, str]:
    if need.same_as is not None:
        number = appeals.link_duplicate(
            actor=actor, at=at, appeal=need.same_as, channel=channel, text=need.text,
            naming="named" if who else "anonymous", reporter=who,
        )  # fmt: skip
        return need.same_as, number
    made = appeals.register(
        actor=actor, at=at, channel=channel, text=need.text, category=need.category, urgent=need.urgent,
        naming="named" if who else "anonymous", reporter=who, place=appeals.PlaceParts(room=visit.room_id),
    )  # fmt: skip
    return made.id, made.number


def _who(actor: Actor, visit: Visit) -> appeals.ReporterParts | None:
    """Who said it: the person, as called, or how the household is addressed; None where nothing is known."""
    name = visit.spoke
    if not name and visit.person_id is None and visit.household_id is not None:
        name = residents.salutations(actor, [visit.household_id], on=visit.went).get(visit.household_id, "")
    if not name and visit.person_id is None:
        return None
    return appeals.ReporterParts(name=name, person=visit.person_id, household=visit.household_id)


def _field(name: str | None) -> str:
    return name if name in ("text", "category", "urgent") else "text"
