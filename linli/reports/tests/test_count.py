"""value = rows listed = sum of the parts = a recount in plain Python, on registers made at random."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from linli.base.scope import community_scope
from linli.kernel import Period
from linli.reports import engine
from linli.reports.engine.answer import TOTAL
from linli.reports.engine.dividing import UNASSIGNED

from . import factories, spines
from .factories import Ground

pytestmark = pytest.mark.django_db

FIRST = dt.date(2017, 1, 1)
DAYS = st.integers(0, 900).map(lambda n: FIRST + dt.timedelta(days=n))
PERIODS = st.one_of(
    st.sampled_from([Period.year(2018), Period.month(2018, 2), Period.quarter(2018, 3), Period.year(2017)]),
    DAYS.map(Period.day),
)


@dataclass(frozen=True)
class Lived:
    """One episode as the recount knows it."""

    room: int | None
    start: dt.date
    length: int | None
    kind: str

    @property
    def end(self) -> dt.date | None:
        return None if self.length is None else self.start + dt.timedelta(days=self.length)


@dataclass(frozen=True)
class Someone:
    """A person with episodes one after another and checks of the first."""

    born: dt.date
    sex: str
    first: Lived
    second: Lived | None
    checks: tuple[dt.date, ...]


LIVED = st.builds(
    Lived,
    st.sampled_from([0, 1, 2, None]),
    DAYS,
    st.one_of(st.none(), st.integers(1, 500)),
    st.sampled_from(["hukou_here", "inflow"]),
)
PEOPLE = st.lists(
    st.builds(
        Someone,
        st.sampled_from(
            [
                dt.date(1938, 2, 28),
                dt.date(1938, 3, 1),
                dt.date(1938, 12, 31),
                dt.date(1936, 2, 29),
                dt.date(1990, 5, 5),
            ]
        ),
        st.sampled_from(["1", "2"]),
        LIVED,
        st.one_of(st.none(), LIVED),
        st.lists(DAYS, max_size=3).map(tuple),
    ),
    max_size=7,
)


def settle(here: Ground, people: list[Someone]) -> list[dict[str, object]]:
    """Write the people down; answer plain rows for the recount."""
    rows: list[dict[str, object]] = []
    for someone in people:
        whose = factories.person(here, born=someone.born, sex=someone.sex)
        episodes = [someone.first]
        if someone.second and someone.first.end and someone.second.start >= someone.first.end:
            episodes.append(someone.second)
        saved = [
            factories.residence(here, whose, room=one.room, start=one.start, end=one.end, kind=one.kind)
            for one in episodes
        ]
        rows += [
            {"who": whose.pk, "pk": row.pk, "someone": someone, "lived": one}
            for row, one in zip(saved, episodes, strict=True)
        ]
        for on in someone.checks:
            row = factories.check(here, saved[0], on)
            rows.append(
                {"who": whose.pk, "pk": row.pk, "someone": someone, "lived": someone.first, "checked": on}
            )
    return rows


def is_aged(born: dt.date, day: dt.date, years: int) -> bool:
    """Whether somebody has had that many birthdays; one born on 29 February has it on the 28th."""
    birthday = (born.month, born.day)
    return day.year - born.year - ((day.month, day.day) < birthday) >= years


def recount(name: str, rows: list[dict[str, object]], period: Period) -> dict[int, int]:
    """Counts by room index (None: 3), as a person with a pencil would make them."""
    kept: dict[object, tuple[object, int]] = {}
    for row in rows:
        lived, someone = row["lived"], row["someone"]
        assert isinstance(lived, Lived)
        assert isinstance(someone, Someone)
        on = row.get("checked")
        if (name in ("checks", "checked")) != (on is not None):
            continue
        day = {
            "opened": lived.start,
            "arrived": lived.start,
            "closed": lived.end,
            "checks": on,
            "checked": on,
        }.get(name)
        if name in ("people", "men", "inflow", "aged_80"):
            good = lived.start <= period.last and (lived.end is None or lived.end > period.last)
            good &= name != "men" or someone.sex == "1"
            good &= name != "inflow" or lived.kind == "inflow"
            good &= name != "aged_80" or is_aged(someone.born, period.last, 80)
        else:
            good = isinstance(day, dt.date) and day in period
        if not good:
            continue
        thing = row["who"] if name in ("arrived", "checked") else row["pk"]
        place = 3 if lived.room is None else lived.room
        last = kept.get(thing)
        if last is None or (day, row["pk"]) > last[0]:  # type: ignore[operator]
            kept[thing] = ((day, row["pk"]), place)
    sums = dict.fromkeys(range(4), 0)
    for _, place in kept.values():
        sums[place] += 1
    return sums


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would ask the database for minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(people=PEOPLE, period=PERIODS)
def test_a_number_is_its_rows_its_parts_and_a_recount_by_hand(people: list[Someone], period: Period) -> None:
    point = transaction.savepoint()
    try:
        here = factories.ground()
        rows = settle(here, people)
        with community_scope(here.community):
            _compare(here, rows, period)
    finally:
        transaction.savepoint_rollback(point)


def _compare(here: Ground, rows: list[dict[str, object]], period: Period) -> None:
    actor = here.actor()
    spans = {"this": period, "last": period.year_before(), "sum": period.cumulative()}
    by_grid = engine.community_lens(actor, period, scheme="grid")
    divided = engine.ask(spines.COUNTED, by_grid, spans, known=spines.KNOWN)
    whole = engine.ask(spines.COUNTED, engine.community_lens(actor, period), spans, known=spines.KNOWN)
    for name in spines.COUNTED:
        for span, days in spans.items():
            by_hand = recount(name, rows, days) if span == "this" else None
            value = divided.amount(name, span).value
            assert value == whole.amount(name, span).value
            lens = by_grid.over(days)
            assert value == engine.behind(name, lens, known=spines.KNOWN).count()
            for part in divided.parts if span == "this" else ():
                listed = engine.behind(name, lens, part.key, known=spines.KNOWN).count()
                assert divided.amount(name, span, part.key).value == listed
            if by_hand is not None and name != "aged_80":
                assert value == sum(by_hand.values())
        _compare_parts(here, divided, name, recount(name, rows, period))


def _compare_parts(here: Ground, divided: engine.Answer, name: str, by_hand: dict[int, int]) -> None:
    assert divided.amount(name).value == sum(by_hand.values())
    for grid, index in zip(here.grids, (0, 1), strict=True):
        assert divided.amount(name, part=grid).value == by_hand[index]
    rest = by_hand[2] + by_hand[3]
    if rest:
        assert divided.amount(name, part=UNASSIGNED).value == rest


def test_a_number_has_as_many_keys_as_it_says() -> None:
    here = factories.ground()
    first = factories.residence(here, end=dt.date(2018, 3, 1))
    factories.residence(here, first.person, start=dt.date(2018, 5, 1), room=1)
    with community_scope(here.community):
        lens = engine.community_lens(here.actor(), Period.year(2018))
        assert engine.keys("opened", lens, known=spines.KNOWN) == sorted(
            first.person.residences.values_list("pk", flat=True)
        )
        assert engine.keys("arrived", lens, known=spines.KNOWN) == [first.person_id]
        assert engine.keys("people", lens, TOTAL, known=spines.KNOWN) == [first.person_id]


def test_every_figure_of_a_spine_is_asked_in_one_query(django_assert_num_queries: object) -> None:
    here = factories.ground()
    factories.residence(here)
    with community_scope(here.community):
        lens = engine.community_lens(here.actor(), Period.year(2018), scheme="grid")
        stocks = ["people", "men", "inflow", "aged_80", "opened", "closed", "share_of_men"]
        spans = {"this": lens.period, "last": lens.period.year_before(), "sum": lens.period.cumulative()}
        with django_assert_num_queries(4):  # type: ignore[operator]
            engine.ask(
                stocks, lens, spans, known=spines.KNOWN
            )  # planner set, the cells, the spine, planner reset


def test_a_ratio_keeps_its_parts() -> None:
    here = factories.ground()
    factories.residence(here)
    factories.residence(here, factories.person(here, sex="2"))
    with community_scope(here.community):
        answer = engine.ask(
            ["share_of_men"], engine.community_lens(here.actor(), Period.year(2018)), known=spines.KNOWN
        )
    amount = answer.amount("share_of_men")
    assert (amount.numerator, amount.denominator) == (1, 2)
