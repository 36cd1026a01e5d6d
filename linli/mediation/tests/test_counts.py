"""The month table, the three ratios and the figures: what is counted is what is listed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Q

from linli.base.figures import Figure
from linli.kernel import Actor, Period
from linli.mediation.actions import ending
from linli.mediation.figures import FIGURES, SPINES
from linli.mediation.queries import board, listing, month
from linli.mediation.queries.listing import Filter
from linli.mediation.rules import ratios
from linli.mediation.rules.clocks import month_later
from linli.mediation.tests import factories as some

pytestmark = pytest.mark.django_db
YEAR, DECEMBER = Period.year(2018), Period.month(2018, 12)


@pytest.fixture
def year(here: int) -> dict[str, int]:
    """One of each fate."""
    seats = [some.seat(here)]
    november = dt.date(2018, 11, 20)
    made = {
        "closed": some.closed(here, seats=seats), "agreed": some.agreed(here, seats=seats), "oral": some.drawn(here, seats=seats, form="oral"),
        "failed": some.failed(here, seats=seats), "open": some.talked(here, seats=seats, on=november), "found": some.found(here, category="parking"),
        "gone": some.accepted(here, seats=seats),
    }  # fmt: skip
    ending.withdraw(
        actor=some.mediator(here), at=some.AT, today=some.ON, dispute=made["gone"], on=some.ON, why="不想再调"
    )
    return made


def test_the_month_table_adds_up_and_every_number_opens_to_its_disputes(
    here: int, year: dict[str, int]
) -> None:
    me = some.mediator(here)
    lines = month.table(me, DECEMBER)
    total = lines[-1]
    expected = {"carried": 1, "found": 6, "accepted": 5, "written": 2, "oral": 1, "failed": 1, "transferred": 0, "open": 1, "performed": 1,
                "revisited": 1, "other": 1}  # fmt: skip
    assert total.counts == expected
    assert (total.agreed, total.settled) == (3, 4)
    for line in lines:
        assert line.adds_up
        for part, count in line.counts.items():
            rows, found = listing.listing(me, Filter(part=part, period=DECEMBER, category=line.code))
            assert (len(rows), found) == (count, count), part


def test_the_ratios_and_figures_by_hand(here: int, year: dict[str, int]) -> None:
    counts = month.ratios(some.mediator(here), YEAR)
    assert (counts.agreed, counts.settled) == (3, 4)
    assert (counts.performed, counts.resolved, counts.found) == (1, 3, 7)

    def counted(name: str) -> int:
        figure = next(one for one in FIGURES if isinstance(one, Figure) and one.name == name)
        spine = next(one for one in SPINES if one.name == figure.spine)
        rows = spine.rows().filter(
            figure.where(YEAR.last), **{f"{spine.starts}__gte": YEAR.start, f"{spine.starts}__lt": YEAR.end}
        )
        if figure.kind == "stock":
            rows = spine.rows().filter(
                Q(settled__isnull=True) | Q(settled__gt=YEAR.last), accepted__lte=YEAR.last
            )
        return rows.count()

    names = (
        "disputes_found",
        "disputes_resolved",
        "disputes_accepted",
        "disputes_open",
        "disputes_settled",
        "disputes_agreed",
        "disputes_performed",
    )
    assert [counted(name) for name in names] == [7, 3, 6, 1, 4, 3, 1]


@pytest.mark.parametrize("spine", SPINES, ids=lambda one: one.name)
def test_every_spine_lists_its_rows_without_a_name(here: int, year: dict[str, int], spine: object) -> None:
    keys = list(spine.rows().values_list("pk", flat=True))  # type: ignore[attr-defined]
    shown = spine.listing  # type: ignore[attr-defined]
    listed = shown.show(some.secretary(here), keys, some.ON)
    assert set(listed) == set(keys) != set()
    for one in listed.values():
        assert set(one.cells) >= {key for key, _head in shown.columns}
        assert "欧阳" not in str(one.cells)
    assert not shown.may_open(Actor(9, "网格员", here, frozenset({"grid_worker"})))


def test_the_list_finds_numbers_and_names_and_costs_few_statements(
    here: int, year: dict[str, int], django_assert_max_num_queries: object
) -> None:
    me = some.mediator(here)
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        rows, total = listing.listing(me, Filter())
    assert (len(rows), total) == (7, 7)
    assert rows[0].parties == "欧阳** — 常**"
    assert listing.listing(me, Filter(text="秀兰"))[1] == 7
    assert listing.listing(me, Filter(text="没有"))[1] == 0
    assert [one.id for one in listing.listing(me, Filter(text="2"))[0]] == [year["agreed"]]
    assert listing.tally(me, Filter()) == {"found": 1, "running": 1, "agreed": 2, "to_close": 2, "closed": 1}
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        found = board.rows(me, some.AT)
    assert {one.page for one in found} == {
        f"/mediation/{year[name]}/" for name in ("agreed", "oral", "failed", "open", "found", "gone")
    }
    assert not [one for one in found if "欧阳" in one.title]
    assert board.rows(Actor(9, "网格员", here, frozenset({"grid_worker"})), some.AT) == []


def test_what_is_over_the_month_is_late_and_the_seal_waits_for_the_secretary(here: int) -> None:
    some.talked(here, on=dt.date(2018, 10, 8))
    signed = some.signed(here)
    assert [one.group for one in board.rows(some.mediator(here), some.AT)] == ["late", "waiting"]
    seal = board.rows(some.secretary(here), some.AT)
    assert [one.url for one in seal] == [f"/mediation/{signed}/seal/"]


def test_93_7_percent_cannot_come_from_rounding_15_of_16() -> None:
    judged = ratios.judge("93.7%", 15, 16)
    assert judged is not None
    assert not judged.fits
    words = [str(one) for one in judged.words]
    assert any("93.75" in one and "93.8" in one for one in words)
    assert any(dict(one.values).get("n") == 59 and dict(one.values).get("m") == 63 for one in judged.words)
    assert len(words) == 4
    right = ratios.judge("93.8", 15, 16)
    assert right is not None
    assert right.fits
    assert ratios.judge("many", 15, 16) is None
    none = ratios.judge("100%", 0, 0)
    assert none is not None
    assert not none.fits


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        ((2018, 1, 31), 1, (2018, 2, 28)),
        ((2018, 12, 15), 1, (2019, 1, 15)),
        ((2020, 2, 29), 12, (2021, 2, 28)),
    ],
)
def test_a_month_later(day: tuple[int, int, int], count: int, later: tuple[int, int, int]) -> None:
    assert month_later(dt.date(*day), count) == dt.date(*later)
