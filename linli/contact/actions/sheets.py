"""The household sheet: written field by field, so that nobody silently writes over a colleague."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from linli.base import clock, versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound
from linli.residents import api as residents

from ..models import Sheet
from ..rules import sheets as rules
from ..rules.planning import may_plan
from ..rules.sheets import Clashing

__all__ = ["Clashing", "Edited", "edit"]

SUBJECT = "contact.sheet"


@dataclass(frozen=True, slots=True)
class Edited:
    """The sheet's version now, its id, and the fields that were not written because a colleague wrote them."""

    version: int
    clashes: list[Clashing]
    sheet: int
    written: tuple[str, ...] = ()


@transaction.atomic
def edit(
    *, actor: Actor, at: dt.datetime, household: int, before: Mapping[str, str], fields: Mapping[str, str]
) -> Edited:
    """Write fields of a household's sheet; a field that stands differently now than `before` and than the new text is
    not written but answered as a clash, the others are.

    Both by rules.sheets.FIELDS; unknown fields raise KeyError. Raises NotFound, Refused (with its field).
    """
    may_plan(actor).demand()
    if household not in residents.house_doors(actor, [household], on=clock.day_of(at)):
        raise NotFound("household")
    mine = {name: rules.fit(name, text) for name, text in fields.items()}
    read = {name: rules.fit(name, text) for name, text in before.items() if name in mine}
    row = _row(actor, at, household)
    written, clashes = rules.merge({name: getattr(row, name) for name in rules.FIELDS}, read, mine)
    if written:
        versions.save(row, actor=actor, at=at, **written)
        journal.write(actor, "edit", SUBJECT, key=row.pk, at=at, fields=sorted(written), clashes=len(clashes))
    return Edited(row.version, clashes, row.pk, tuple(written))


def _row(actor: Actor, at: dt.datetime, household: int) -> Sheet:
    """The sheet of a household, locked; an empty one is begun, by two at once only once."""
    Sheet.objects.bulk_create(
        [
            Sheet(
                community_id=actor.community or 0,
                household_id=household,
                changed_at=at,
                changed_by=actor.user_id,
            )
        ],
        ignore_conflicts=True,
    )
    return Sheet.objects.select_for_update(of=("self",)).get(
        community_id=actor.community, household=household
    )
