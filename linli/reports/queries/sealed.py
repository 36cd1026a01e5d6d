"""What was sent, and what has changed in the register since (更正说明)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from linli.base.figures import AnyFigure, Figure
from linli.kernel import Actor, NotFound, Period
from linli.kernel.amounts import Amount
from linli.kernel.lens import BY_CELL, WHOLE, Lens
from linli.reports import engine
from linli.reports.engine.answer import TOTAL
from linli.reports.models import Sealed, SealedFigure


@dataclass(frozen=True)
class Change:
    """One number that would be another today: who came in, who left, by record key.

    redefined  the figure's definition is another than when the table was sent
    """

    figure: AnyFigure
    was: int | None
    now: int | None
    came: tuple[int, ...]
    left: tuple[int, ...]
    redefined: bool


def all_sent(actor: Actor) -> list[Sealed]:
    """What the community sent, newest first."""
    return list(Sealed.objects.filter(community_id=actor.community).order_by("-at", "-pk"))


def one(actor: Actor, key: int) -> Sealed:
    """One sent table; NotFound when it is not the actor's community's."""
    found = Sealed.objects.filter(community_id=actor.community, pk=key).first()
    if found is None:
        raise NotFound("sealed")
    return found


def figures_of(sealed: Sealed) -> list[SealedFigure]:
    """Its numbers in the order of the table, the whole first."""
    return list(
        SealedFigure.objects.filter(community_id=sealed.community_id, sealed=sealed).order_by("place", "part")
    )


def amount(row: SealedFigure) -> Amount:
    """A sealed number as an amount."""
    return Amount(
        row.value,
        row.numerator,
        row.denominator,
        row.text,
        row.about,
        by_hand=bool(row.text and row.value is None),
    )


def lens_of(actor: Actor, sealed: Sealed) -> Lens:
    """The lens through which it was read: same days, same areas."""
    period = Period(sealed.start, sealed.end)
    by = BY_CELL if sealed.scheme else WHOLE
    return Lens(actor, (sealed.community_id,), period, sealed.scheme, by, areas=sealed.areas_on)


def changes(actor: Actor, sealed: Sealed) -> list[Change]:
    """The counted figures of a sent table whose records are others today, in the table's order.

    The whole community is counted, as it was when the table was sent: to a grid worker everybody
    of the other grids would else have left it.
    """
    known = engine.catalog().figures
    lens = lens_of(Actor.system("what changed since a table was sent", actor.community), sealed)
    kept: dict[str, tuple[SealedFigure, Counter[int]]] = {}
    for row in figures_of(sealed):
        figure = known.get(row.figure)
        if not isinstance(figure, Figure):
            continue
        whole, keys = kept.get(row.figure, (row, Counter()))
        kept[row.figure] = (row if row.part == TOTAL else whole, keys + Counter(row.kept))
    return [
        change
        for name, (row, keys) in kept.items()
        if (change := _change(known[name], row, keys, Counter(engine.keys(name, lens)))) is not None
    ]


def _change(figure: AnyFigure, row: SealedFigure, before: Counter[int], now: Counter[int]) -> Change | None:
    came, left = tuple(sorted((now - before).elements())), tuple(sorted((before - now).elements()))
    redefined = row.definition != figure.definition
    if not came and not left and not redefined:
        return None
    return Change(figure, row.value, sum(now.values()), came, left, redefined)
