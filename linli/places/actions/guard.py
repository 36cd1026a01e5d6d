"""What every write of places shares: the sentence for a constraint that bit, and a locked row of one's own."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from linli.base import slots, versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, Saying, say

P = ParamSpec("P")
R = TypeVar("R")

#: constraint → (sentence, field). Two people at the same moment meet here, after every check has passed.
CLASHES: dict[str, tuple[Saying, str | None]] = {
    "places_one_cell_a_day": (
        say("One of these units lies in another cell of this scheme on these days."),
        "units",
    ),
    "places_cell_code": (say("This scheme has a cell with this code already."), "code"),
    "places_building_name": (say("A building of this name stands here already."), "name"),
    "places_building_code": (say("The building code was drawn twice. Save again."), None),
    "places_unit_number": (say("The building has a unit of this number already."), "number"),
    "places_room_number": (say("The unit has a room of this number already."), "numbers"),
    "places_one_facility_a_slot": (
        say("This slot is filled on these days. Close the other facility first."),
        "slot",
    ),
    "places_one_name_a_day": (say("The area has another name on these days."), "start"),
    "places_one_code_a_day": (say("The area has another code on these days."), "start"),
    "places_code_of_one_area": (say("Another area bears this code on these days."), "code"),
    "places_one_parent_a_day": (say("The area has another parent on these days."), "start"),
    "places_no_own_parent": (say("An area cannot stand under itself."), "parent"),
    "places_one_term_a_day": (say("Two versions of this term hold on the same day."), "start"),
}


#: Columns that `versions.touch` sets, for updates in bulk.
TOUCHED = ("version", "changed_at", "changed_by")


def writes(action: Callable[P, R]) -> Callable[P, R]:
    """One transaction; a constraint that bites becomes the sentence that says what is wrong."""

    @functools.wraps(action)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic():
                return action(*args, **kwargs)
        except IntegrityError as fault:
            raise _refusal(fault) from fault

    return guarded


def _refusal(fault: IntegrityError) -> Exception:
    name = getattr(getattr(fault.__cause__, "diag", None), "constraint_name", "") or ""
    if name in CLASHES:
        return Refused(*CLASHES[name])
    if name.endswith("_days"):
        return Refused(say("The last day must not be before the first day."), "end")
    return fault


def locked(model: type[Model], actor: Actor, key: int) -> Any:
    """The row of the actor's community, locked until the transaction ends. Raises NotFound."""
    found = model._default_manager.select_for_update().filter(community=actor.community, pk=key).first()
    if found is None:
        raise NotFound(model._meta.model_name or "")
    return found


def demand_empty(actor: Actor, rooms: Sequence[int], name: str, end: dt.date) -> None:
    """Refused, with how many have to be settled first, while somebody is entered behind these rooms (slot `occupied`)."""
    held = [
        one for one in slots.occupied.gather(actor=actor, rooms=list(rooms), name=name, on=end) if one.count
    ]
    if held:
        raise Refused(
            say("Still entered here: {what}. Move them or close their residences first.",
                what=" · ".join(str(one.words) for one in held)),
            "end",
        )  # fmt: skip


def home(actor: Actor) -> int:
    """The community the actor works in. Raises NotFound for an actor without one."""
    if actor.community is None:
        raise NotFound("community")
    return actor.community


def demand_fresh(
    actor: Actor, subject: str, record: Any, version: int | None, values: dict[str, Any]
) -> None:
    """Raise Stale, naming who saved it as the journal has it, when `record` was saved since `version` was read."""

    def saved_by(_: int | None) -> str:
        lines = journal.lines_of(actor, subject, record.pk, limit=1)
        return lines[0].who if lines else ""

    versions.demand_fresh(record, version, values, saved_by)
