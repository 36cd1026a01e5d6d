"""Ask many figures over several periods at once: one query per spine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from linli.base.figures import Declared, Figure, Median, Ratio
from linli.kernel import Period
from linli.kernel.amounts import NOT_ASKED, UNKNOWN, Amount, hide_parts, ratio_of, total_of, with_twice
from linli.kernel.lens import BY_CELL, BY_COMMUNITY, Lens
from linli.places import api as places

from . import sight
from .answer import TOTAL, Answer, Part
from .catalog import Catalog, catalog
from .dividing import UNASSIGNED, Division
from .middle import medians
from .tally import Tally, tally
from .times import Column
from .twice import counted_twice

Amounts = dict[tuple[str, str, int], Amount]


def ask(
    names: Sequence[str],
    lens: Lens,
    periods: Mapping[str, Period] | None = None,
    *,
    known: Catalog | None = None,
) -> Answer:
    """The figures called `names` through the lens.

    periods  name → period, such as {"this": …, "last": …, "sum": …}; the lens's own as "this"
             when none are given. All are read with the areas of the lens's day.
    known    another catalogue than the apps' own, for tests
    """
    held = known or catalog()
    spans = dict(periods or {"this": lens.period})
    counted, declared = held.needed(names)
    with sight.counting(lens):
        division = Division.of(lens)
        parts = _parts(lens, division)
        amounts: Amounts = {}
        for spine in dict.fromkeys(figure.spine for figure in counted):
            mine = [figure for figure in counted if figure.spine == spine]
            amounts |= _counted(held, spine, mine, spans, division, parts)
        for figure in declared:
            amounts |= _declared(figure, spans, lens, parts)
        for name in names:
            middle = held.figure(name)
            if isinstance(middle, Median):
                amounts |= medians(held, middle, spans, division, _keys(parts))
    if lens.by == BY_CELL:
        parts = _without_empty_rest(parts, amounts)
    for name in names:
        found = held.figure(name)
        if isinstance(found, Ratio):
            amounts |= _ratio(found, spans, parts, amounts)
    return Answer(lens, spans, parts, amounts)


def _parts(lens: Lens, division: Division) -> list[Part]:
    if lens.by == BY_COMMUNITY:
        above = lens.under or 0
        found = {place.id: place for place in places.communities_under(above, lens.areas_on)}
        return [Part(key, found[key].code, found[key].name) for key in lens.communities if key in found]
    if lens.by != BY_CELL:
        return []
    cells = [Part(key, code, name) for key, (code, name) in division.cells.items() if division.shows(key)]
    return [*cells, Part(UNASSIGNED, "", "")]


def _without_empty_rest(parts: list[Part], amounts: Amounts) -> list[Part]:
    """未划入 stands in a table only when something lies there."""
    rest = any(amount.value for (_, _, part), amount in amounts.items() if part == UNASSIGNED)
    return parts if rest else [part for part in parts if part.key != UNASSIGNED]


def _counted(
    held: Catalog, spine_name: str, figures: Sequence[Figure], spans: Mapping[str, Period],
    division: Division, parts: Sequence[Part],
) -> Amounts:  # fmt: skip
    spine = held.spines[spine_name]
    if not division.asks(spine):
        return {(f.name, span, key): NOT_ASKED for f in figures for span in spans for key in _keys(parts)}
    columns = [Column(figure, period) for figure in figures for period in spans.values()]
    labels = [(figure, span) for figure in figures for span in spans]
    found = _by_part_key(tally(spine, columns, division), division)
    twice = counted_twice(spine, columns, division)
    divided = spine.divided or division.lens.by == BY_COMMUNITY
    amounts: Amounts = {}
    for index, (figure, span) in enumerate(labels):
        values = {part.key: Amount(found.get(part.key, {}).get(index, 0)) for part in parts}
        whole = total_of(values.values()) if values else Amount(found.get(TOTAL, {}).get(index, 0))
        if not divided and values:
            whole = Amount(sum(counts.get(index, 0) for counts in found.values()))
            values = dict.fromkeys(values, NOT_ASKED)
        if figure.sensitive and sight.outside(division.lens):
            values, whole = hide_parts(values, whole)
        amounts[figure.name, span, TOTAL] = with_twice(whole, twice[index])
        amounts |= {(figure.name, span, key): amount for key, amount in values.items()}
    return amounts


def _keys(parts: Iterable[Part]) -> list[int]:
    return [TOTAL, *(part.key for part in parts)]


def _by_part_key(found: Tally, division: Division) -> dict[int, dict[int, int]]:
    """Counts under part keys; a cell that the scheme does not have that day is none."""
    sums: dict[int, dict[int, int]] = {}
    for (community, cell), values in found.items():
        if division.lens.by == BY_COMMUNITY:
            key = community
        elif division.lens.by == BY_CELL:
            key = cell if cell in division.cells else UNASSIGNED
        else:
            key = TOTAL
        held = sums.setdefault(key, {})
        for index, value in enumerate(values):
            held[index] = held.get(index, 0) + value
    return sums


def _declared(figure: Declared, spans: Mapping[str, Period], lens: Lens, parts: Sequence[Part]) -> Amounts:
    amounts: Amounts = {}
    read: dict[dt.date, Mapping[int, tuple[str, str]]] = {}
    for span, period in spans.items():
        said = read[period.last] if period.last in read else figure.read(lens.communities, period)
        read[period.last] = said
        each = {key: _said(figure, said.get(key)) for key in lens.communities}
        if lens.by == BY_COMMUNITY:
            amounts |= {(figure.name, span, part.key): each[part.key] for part in parts}
        else:
            amounts |= {(figure.name, span, part.key): NOT_ASKED for part in parts}
        alone = each[lens.communities[0]] if len(lens.communities) == 1 else None
        amounts[figure.name, span, TOTAL] = alone or (UNKNOWN if figure.by_hand else total_of(each.values()))
    return amounts


def _said(figure: Declared, said: tuple[str, str] | None) -> Amount:
    if said is None:
        return UNKNOWN
    text, about = said
    value = int(text) if text.isdecimal() and not about else None
    return Amount(value, text=text, about=about, by_hand=figure.by_hand)


def _ratio(figure: Ratio, spans: Mapping[str, Period], parts: Sequence[Part], amounts: Amounts) -> Amounts:
    return {
        (figure.name, span, key): ratio_of(
            amounts.get((figure.numerator, span, key), UNKNOWN),
            amounts.get((figure.denominator, span, key), UNKNOWN),
        )
        for span in spans
        for key in _keys(parts)
    }
