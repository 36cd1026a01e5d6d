"""Lists: filters, order, turning pages both ways, who asked, the counts, the search."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.appeals.actions import intake
from linli.appeals.models import Appeal
from linli.appeals.queries import listing
from linli.appeals.queries.listing import Filter
from linli.appeals.rules.intake import PlaceParts, ReporterParts
from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.kernel import actor as roles
from linli.places.tests import factories as places
from linli.residents.tests import factories as residents

from . import factories
from .test_register import put

AT = factories.AT


def ids(actor: Actor, where: Filter = listing.EVERYTHING, **fields: Any) -> list[int]:
    return [one.id for one in listing.listing(actor, where, at=fields.pop("at", AT), **fields).rows]


def made(here: int, count: int, **fields: Any) -> list[int]:
    """Appeals a minute apart, oldest first."""
    return [
        factories.appeal(here, at=AT + dt.timedelta(minutes=n), ticking=False, **fields).pk
        for n in range(count)
    ]


def test_the_newest_stands_first(here: int) -> None:
    keys = made(here, 3)
    me = factories.actor(here)
    assert ids(me) == keys[::-1]
    assert ids(me, sort="received_at") == keys
    assert ids(me, sort="nonsense") == keys[::-1]


@pytest.mark.parametrize("sort", ["newest", "received_at", "due"])
def test_pages_are_turned_both_ways_by_marks(here: int, sort: str) -> None:
    made(here, 3)
    for key in made(here, 4)[::2]:
        Appeal.objects.filter(pk=key).update(due_at=None)
    me = factories.actor(here)
    whole = ids(me, sort=sort)
    first = listing.listing(me, at=AT, sort=sort, size=3)
    assert first.before == ""
    second = listing.listing(me, at=AT, sort=sort, size=3, after=first.after)
    third = listing.listing(me, at=AT, sort=sort, size=3, after=second.after)
    assert [one.id for page in (first, second, third) for one in page.rows] == whole
    assert third.after == ""
    back = listing.listing(me, at=AT, sort=sort, size=3, before=third.before)
    assert back.rows == second.rows
    home = listing.listing(me, at=AT, sort=sort, size=3, before=back.before)
    assert (home.rows, home.before) == (first.rows, "")
    assert listing.listing(me, at=AT, sort=sort, size=3, page=2).rows == second.rows


def test_what_has_no_deadline_stands_last_by_due(here: int) -> None:
    one, other, none = made(here, 3)
    Appeal.objects.filter(pk=one).update(due_at=AT + dt.timedelta(days=2))
    Appeal.objects.filter(pk=other).update(due_at=AT + dt.timedelta(days=1))
    Appeal.objects.filter(pk=none).update(due_at=None)
    assert ids(factories.actor(here), sort="due") == [other, one, none]


@pytest.mark.parametrize("mark", ["x", "1.", ".x", "-1.5", "9" * 40 + ".1", "1.2.3", "\u0663.\u0663"])
def test_a_mark_that_says_nothing_is_no_mark(here: int, mark: str) -> None:
    keys = made(here, 2)
    assert ids(factories.actor(here), after=mark) == keys[::-1]


def test_what_follows_is_counted_so_far_and_no_further(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "AHEAD", 2)
    made(here, 6)
    me = factories.actor(here)
    pages = [listing.listing(me, at=AT, size=2, page=number) for number in (1, 2, 3)]
    assert [(one.total, one.more, one.pages) for one in pages] == [(4, True, 2), (6, True, 3), (6, False, 3)]
    assert listing.listing(me, Filter(state="closed"), at=AT).total == 0
    assert listing.listing(me, at=AT, size=2, page=2, after=pages[0].after).total == 6


def test_a_page_beyond_the_end_shows_the_last(here: int) -> None:
    keys = made(here, 5)
    held = listing.listing(factories.actor(here), at=AT, size=2, page=99)
    assert ([one.id for one in held.rows], held.number, held.total) == ([keys[0]], 3, 5)
    assert listing.listing(factories.actor(here), Filter(state="closed"), at=AT, page=7).number == 1


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"state": "closed"}, Filter(state="closed")),
        ({"state": "closed"}, Filter(state_group="ended")),
        ({"channel": "phone"}, Filter(channel="phone")),
        ({"level": "subdistrict"}, Filter(level="subdistrict")),
        ({"category": "lift"}, Filter(category="lift")),
        ({"category": "lift"}, Filter(category="property")),
        ({"handler": 77}, Filter(handler=77)),
        ({"rating": "not"}, Filter(rating="not")),
        ({"released_at": AT, "consents": True}, Filter(published=True)),
    ],
)
def test_filters_narrow(here: int, fields: dict[str, Any], where: Filter) -> None:
    made(here, 2, rating="", handler=None)
    wanted = made(here, 1, **fields)
    assert ids(factories.actor(here), where) == wanted


def test_days_are_those_of_china_and_half_open(here: int) -> None:
    late = factories.appeal(here, at=dt.datetime(2018, 12, 28, 15, 59, tzinfo=dt.UTC), ticking=False).pk
    early = factories.appeal(here, at=dt.datetime(2018, 12, 28, 16, 0, tzinfo=dt.UTC), ticking=False).pk
    me, day = factories.actor(here), dt.date(2018, 12, 29)
    assert ids(me, Filter(until=day)) == [late]
    assert ids(me, Filter(since=day)) == [early]


def test_overdue_is_what_is_open_and_past_its_deadline(here: int) -> None:
    late, _later, closed = made(here, 3)
    Appeal.objects.filter(pk=late).update(due_at=AT - dt.timedelta(hours=1))
    Appeal.objects.filter(pk=closed).update(due_at=AT - dt.timedelta(hours=1), state="closed")
    page = listing.listing(factories.actor(here), Filter(late=True), at=AT)
    assert [(one.id, one.late) for one in page.rows] == [(late, True)]


def test_mine_is_what_i_handle_was_asked_first_or_am_offered(here: int) -> None:
    me = factories.actor(here)
    made(here, 1, handler=1)
    mine = [made(here, 1, **{name: me.user_id})[0] for name in ("handler", "first_contact", "offered_to")]
    assert set(ids(me, Filter(mine=True))) == set(mine)


def test_a_cell_is_that_of_the_day(here: int) -> None:
    building = places.building(here)
    cell = places.cell(here, buildings=[building])
    room = places.rooms(building)[0]
    inside = put(factories.worker(here), place=PlaceParts(room=room.pk)).id
    put(factories.worker(here))
    assert ids(factories.actor(here), Filter(cell=cell.pk)) == [inside]


def test_words_are_found_anywhere_in_text_place_and_wish(here: int) -> None:
    me, room = factories.worker(here), residents.rooms(here)[0]
    one = put(me, "3栋电梯又停了，困住两位老人", wish="换新电梯").id
    other = put(me, "楼道路灯不亮", place=PlaceParts(room=room.pk)).id
    assert ids(me, Filter(text="电梯")) == [one]
    assert ids(me, Filter(text="电梯 老人")) == [one]
    assert ids(me, Filter(text="换新")) == [one]
    assert ids(me, Filter(text="路灯不亮")) == [other]
    assert ids(me, Filter(text=room.door)) == [other]
    assert ids(me, Filter(text="电梯路灯")) == []
    assert ids(me, Filter(text="梯")) == [one]
    assert ids(me, Filter(text="％…")) == []


def test_a_number_is_found_whole_or_by_its_beginning(here: int) -> None:
    me = factories.worker(here)
    first, second = put(me), put(me)
    assert ids(me, Filter(text=first.number)) == [first.id]
    assert ids(me, Filter(text="２０１８１２２８００２")) == [second.id]
    assert ids(me, Filter(text="20181228")) == [second.id, first.id]


def test_of_words_that_very_many_have_the_newest_are_found(
    here: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from linli.appeals.queries import search

    monkeypatch.setattr(search, "MOST", 2)
    me = factories.worker(here)
    keys = [put(me, "楼道路灯不亮").id for _ in range(3)]
    assert ids(me, Filter(text="路灯")) == keys[:0:-1]


def test_nobodys_appeals_are_listed_by_name_or_phone(here: int) -> None:
    me = factories.worker(here)
    put(me, reporter=ReporterParts(name="张秀英", phone="13800138000"))
    for text in ("张秀英", "13800138000", "8000"):
        assert ids(me, Filter(text=text)) == []


def test_who_asks_is_masked_and_only_for_those_to_whom_it_is_open(here: int) -> None:
    me = factories.worker(here)
    put(me, reporter=ReporterParts(name="张秀英", phone="13800138000"))
    row = listing.listing(me, at=AT).rows[0]
    assert (row.reporter, row.phone, row.handler_name) == ("张**", "138····8000", me.name)
    auditor = listing.listing(factories.actor(here, roles.AUDITOR), at=AT).rows[0]
    assert (auditor.reporter, auditor.phone) == ("", "")
    put(me, naming="confidential", reporter=ReporterParts(name="李四", phone="13800138000"))
    assert listing.listing(me, at=AT).rows[0].reporter == ""


def test_a_list_is_at_most_seven_statements(here: int, django_assert_max_num_queries: Any) -> None:
    me = factories.worker(here)
    for _ in range(5):
        put(me, "楼道路灯不亮")
    where = Filter(state_group="open", category="property", channel="counter", text="路灯")
    with django_assert_max_num_queries(7), community_scope(here, last=True):
        listing.listing(me, where, at=AT, size=2)


def test_a_grid_worker_lists_the_own_cells_and_the_own_work(here: int) -> None:
    building = places.building(here)
    cell = places.cell(here, buildings=[building])
    walker = factories.actor(here, roles.GRID_WORKER, cells=frozenset({cell.pk}))
    inside = made(here, 1, unit_id=places.rooms(building)[0].unit_id)
    own = made(here, 1, entered_by=walker.user_id)
    made(here, 2)
    assert set(ids(walker)) == {*inside, *own}


def test_an_export_walks_all_pages(here: int) -> None:
    keys = made(here, 5)
    held = list(listing.everything(factories.actor(here), at=AT, size=2))
    assert [one.id for one in held] == keys[::-1]


def test_an_entry_by_mistake_is_in_no_list(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    intake.void_entry(actor=me, at=AT, appeal=done.id, reason="录重了")
    assert ids(me) == []


def test_the_board_shows_released_words_only(here: int) -> None:
    made(here, 1)
    shown = made(here, 1, consents=True, released_at=AT, public_text="楼道灯已修好", text="张秀英家门口的灯")[
        0
    ]
    page = listing.published(here)
    assert [(one.id, one.text) for one in page.rows] == [(shown, "楼道灯已修好")]
    assert listing.published(here, text="张秀英").rows == []
    assert listing.published(here, category="lift").rows == []
