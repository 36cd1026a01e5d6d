"""Send a table: keep it as it stands, with definitions, areas and record keys."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.accounts import api as accounts
from linli.base.figures import Figure
from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.lens import BY_CELL, Lens
from linli.places import api as places
from linli.reports import engine
from linli.reports.engine.answer import TOTAL
from linli.reports.models import Sealed, SealedFigure
from linli.reports.queries.printed import part_name
from linli.reports.rules.tables import TableDef

from .define import define


@transaction.atomic
def seal(
    *, actor: Actor, table: TableDef, lens: Lens, at: dt.datetime, on: dt.date, receiver: str = "",
    amends: Sealed | None = None, why: str = "",
) -> int:  # fmt: skip
    """Keep the table as it stands; the new seal's key.

    amends  the sent table that this one corrects; then `why` must be said
    Raises Refused without the power, for a period that has not begun, and for an amendment
    without its reason.
    """
    accounts.may(actor, "reports.seal").demand()
    if actor.community is None:
        raise Refused(say("Tables are sent by a community."))
    if lens.period.start > on:
        raise Refused(say("The period has not begun yet."), "period")
    if amends is not None and not why.strip():
        raise Refused(say("Say what was corrected."), "why")
    with community_scope(actor.community):
        define(on=on)
        kept = _head(actor, table, lens, at, receiver, amends, why)
        numbers = _numbers(kept, table, lens)
        SealedFigure.objects.bulk_create(numbers)
        journal.write(
            actor, "seal", "reports.sealed", key=kept.pk, at=at, table=table.code, numbers=len(numbers)
        )
    return kept.pk


def _head(
    actor: Actor, table: TableDef, lens: Lens, at: dt.datetime, receiver: str, amends: Sealed | None, why: str
) -> Sealed:
    place = places.community(lens.communities[0], lens.areas_on)
    return Sealed.objects.create(
        community_id=lens.communities[0], table=table.code, start=lens.period.start, end=lens.period.end,
        scheme=lens.scheme, areas_on=lens.areas_on, area_code=place.code, area_name=place.name,
        above=place.parent_name, receiver=receiver.strip()[:60], why=why.strip()[:200], amends=amends, at=at,
        by=actor.user_id, by_name=actor.name,
    )  # fmt: skip


def _numbers(kept: Sealed, table: TableDef, lens: Lens) -> list[SealedFigure]:
    known = engine.catalog()
    answer = engine.ask(table.figures, lens)
    parts = {TOTAL: "", **{part.key: part_name(part) for part in answer.parts}}
    rows = []
    for place, name in enumerate(table.figures):
        figure = known.figure(name)
        divided = isinstance(figure, Figure) and known.spine_of(figure).divided and lens.by == BY_CELL
        for part, part_said in parts.items():
            amount = answer.amount(name, part=part)
            if amount.not_asked:
                continue
            own = isinstance(figure, Figure) and (part != TOTAL if divided else part == TOTAL)
            rows.append(
                SealedFigure(
                    community_id=kept.community_id, sealed=kept, place=place, figure=name, part=part,
                    part_name=part_said, definition=figure.definition, value=amount.value,
                    numerator=amount.numerator, denominator=amount.denominator, text=amount.text,
                    about=amount.about, kept=engine.keys(name, lens, part) if own else [],
                )
            )  # fmt: skip
    return rows
