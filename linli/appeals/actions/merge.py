"""并入、分开、拆分: the same need asked twice, and one that is several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Subquery

from linli.base import clock
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Appeal, Deed, Pause, Reporter
from ..queries import sight
from ..rules import codes, handling
from ..rules.intake import PlaceParts
from . import hold, people, work
from .intake import register
from .work import Work

#: The reason of the pause that a merge makes; shown as it is.
MERGED = "并入 {number}"
PARTS_MOST = 10


@dataclass(frozen=True, slots=True)
class PartParts:
    """One part: its words, category and who is to do it (None: the handler of the whole)."""

    text: str
    category: str
    handler: int | None = None


@transaction.atomic
def merge(*, actor: Actor, at: dt.datetime, appeal: int, into: int, version: int | None = None) -> None:
    """Deal with it under another appeal: its clocks stop, links stand both ways; `part` takes it back.

    No note, text or name of either goes to the other's resident.
    """
    if appeal == into:
        raise Refused(say("An appeal is not merged into itself."), "into")
    both = _lock_both(actor, at, appeal, into)
    with work.on(actor, at, appeal, "merge", version=version) as one:
        handling.may_merge(actor, one.standing).demand()
        main = _main(one, actor, both.get(into))
        one.settle(stopped=("*",), still=("*",))
        one.values |= {"due_at": None, "due_kind": ""}
        Pause.objects.create(
            community_id=one.row.community_id, appeal=one.row, start=at, by=actor.user_id,
            reason=MERGED.format(number=main.number),
        )  # fmt: skip
        one.write(
            facts={"into": main.pk, "number": main.number}, before_hold=one.row.state, merged_into=main,
            offered_to=None, offered_at=None,
        )  # fmt: skip
        _beside(one, main.pk, {"merged": one.row.pk, "number": one.row.number})


@transaction.atomic
def part(*, actor: Actor, at: dt.datetime, appeal: int, version: int | None = None) -> None:
    """Taken out again: its clocks go on where they stopped, the time between does not count.

    A today rule whose day went by meanwhile counts from this moment to the next close.
    """
    with work.on(actor, at, appeal, "part", version=version) as one:
        handling.may_merge(actor, one.standing).demand()
        main = one.row.merged_into_id
        one.nearest(hold.go_on(one, parted=True))
        one.write(before_hold="", merged_into=None, facts={"into": main})
        if main is not None:
            _beside(one, main, {"merged": one.row.pk, "number": one.row.number})


@transaction.atomic
def split(
    *, actor: Actor, at: dt.datetime, appeal: int, parts: Sequence[PartParts], version: int | None = None
) -> list[int]:
    """Several needs in one: a fresh appeal for each part, linked both ways; the ids. Merging takes a part back.

    Parts are dealt with by their own clocks from now on; first contact, place and channel are those of the whole.
    """
    with work.on(actor, at, appeal, "split", version=version) as one:
        handling.may_split(actor, one.standing).demand()
        if not 1 <= len(parts) <= PARTS_MOST:
            raise Refused(say("Split into at most {n} parts.", n=PARTS_MOST), "parts")
        if one.row.audience != "office":
            raise Refused(say("What goes past the office is not split."))
        made = [_part(one, given) for given in parts]
        one.write(facts={"parts": made})
        return made


def _part(one: Work, given: PartParts) -> int:
    """One part as an appeal of its own, with the whole's place, first contact and who asked."""
    whole = one.row
    channel = "assigned" if whole.channel == "hotline" else whole.channel
    made = register(
        actor=one.actor, at=one.at, channel=channel, text=given.text, category=given.category, naming="anonymous",
        place=PlaceParts(whole.room_id, whole.building_id, whole.place, whole.longitude, whole.latitude),
        urgent=whole.urgent, consents=whole.consents, first_contact=whole.first_contact, level=whole.level,
        part_of=whole.pk,
    )  # fmt: skip
    handler = given.handler if given.handler is not None else whole.handler
    if handler != whole.handler:
        people.fit_colleague(one, handler, "parts")
    offered = (
        {"offered_to": handler, "offered_at": one.at}
        if handler not in (whole.handler, one.actor.user_id)
        else {}
    )
    accountable = one.actor.user_id if handler == one.actor.user_id else whole.handler
    Appeal.objects.filter(community=whole.community_id, pk=made.id).update(
        naming=whole.naming, handler=accountable if accountable is not None else one.actor.user_id, **offered
    )
    for asked in Reporter.objects.filter(community=whole.community_id, appeal=whole):
        asked.pk, asked.appeal_id = None, made.id
        asked._state.adding = True
        asked.save()
    return made.id


def _lock_both(actor: Actor, at: dt.datetime, *keys: int) -> dict[int, Appeal]:
    """Always in the same order, so that two who merge crosswise wait for each other instead of failing."""
    on = clock.day_of(at)
    with sight.reach(actor, on) as communities:
        found = Appeal.objects.filter(community__in=communities, pk__in=keys, void=False).order_by("pk")
        return {one.pk: one for one in found.select_for_update(of=("self",))}


def _main(one: Work, actor: Actor, main: Appeal | None) -> Appeal:
    if main is None or main.community_id != one.row.community_id or not sight.sees(actor, main, one.on):
        raise NotFound("appeal")
    if main.audience != one.row.audience:
        raise Refused(say("Appeals of different desks are not merged."), "into")
    if main.state not in codes.OPEN:
        state = codes.STATES[main.state]
        raise Refused(
            say("{number} is {state}: merge into one that is open.", number=main.number, state=state), "into"
        )
    if Appeal.objects.filter(community=one.row.community_id, merged_into=one.row).exists():
        raise Refused(say("Others were merged into this one: merge them into the other first."), "into")
    return main


def _beside(one: Work, main: int, facts: dict[str, Any]) -> None:
    """The other one's story says so too, and whoever has it open learns that it changed."""
    Appeal.objects.filter(community=one.row.community_id, pk=main).update(
        version=F("version") + 1, changed_at=one.at, changed_by=one.actor.user_id
    )
    state = Appeal.objects.filter(community=one.row.community_id, pk=main).values("state")
    Deed.objects.create(
        community_id=one.row.community_id, appeal_id=main, at=one.at, user=one.actor.user_id, who=one.actor.name,
        verb=one.verb, state=Subquery(state), facts=facts,
    )  # fmt: skip
