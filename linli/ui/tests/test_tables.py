"""A table reads its address, and says it again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import QueryDict

from linli.ui.parts import Figure, State
from linli.ui.tables import Address, Column, Row, Table, cell_html

COLUMNS = [
    Column("name", "Name", sort=True),
    Column("age", "Age", "number", sort=True),
    Column("source", "Source", optional=True),
]


def test_an_address_is_read_and_written_alike() -> None:
    address = Address.of(QueryDict("grid=3&sort=-age&page=2&size=100&columns=age.source"))
    assert (address.sort, address.page, address.size, address.start) == ("-age", 2, 100, 100)
    assert address.filters == (("grid", "3"),)
    again = Address.of(QueryDict(address.link(sort="-age", page=2).removeprefix("?")))
    assert again == address


@pytest.mark.parametrize(
    "broken", ["page=0", "page=-3", "page=x", "page=９９", "page=99999999999", "size=7", "size="]
)
def test_a_broken_address_falls_back_quietly(broken: str) -> None:
    address = Address.of(QueryDict(broken))
    assert address.size == 50
    assert 1 <= address.page <= 100_000


def test_only_known_columns_order_a_query() -> None:
    known = {"age": ["birthday", "id"]}
    assert Address(sort="-age").order(known) == ["-birthday", "-id"]
    assert Address(sort="password").order(known, ["name"]) == ["name"]


def test_a_column_sorted_upwards_offers_to_sort_downwards() -> None:
    table = Table(COLUMNS, [Row({"name": "王某"})], Address(sort="age"))
    links = {column.key: (link, word) for column, link, word in table.sorts}
    assert links["age"] == ("?sort=-age", "ascending")
    assert links["name"] == ("?sort=name", "")


def test_optional_columns_stay_away_until_chosen_and_the_first_always_stands() -> None:
    rows = [Row({"name": "王某", "age": 82, "source": "名册"})]
    assert [c.key for c in Table(COLUMNS, rows).shown] == ["name", "age"]
    assert [c.key for c in Table(COLUMNS, rows, Address(columns=("source",))).shown] == ["name", "source"]
    assert [c.key for c in Table(COLUMNS, rows, Address.of(QueryDict("column=age&column=source"))).shown] == [
        "name",
        "age",
        "source",
    ]


def test_pages_are_counted_and_linked() -> None:
    table = Table(COLUMNS, [Row({})] * 50, Address(page=2, filters=(("q", "王"),)), total=120)
    assert (table.first, table.last, table.pages) == (51, 100, 3)
    assert table.next_url == "?q=%E7%8E%8B&page=3"
    assert table.back_url == "?q=%E7%8E%8B"


def test_merged_heads_span_neighbours_of_one_group() -> None:
    columns = [
        Column("a", "a"),
        Column("b", "b", group="G"),
        Column("c", "c", group="G"),
        Column("d", "d", group="H"),
    ]
    assert [(head.label, head.span) for head in Table(columns, []).heads] == [("", 1), ("G", 2), ("H", 1)]
    assert Table(COLUMNS, []).heads == []


@pytest.mark.parametrize(
    ("value", "html"),
    [
        (None, '<span class="number is-none">—</span>'),
        (0, '<span class="number">0</span>'),
        (Figure(48, "/x"), '<a class="number opens" href="/x">48</a>'),
        (Figure(0, "/x"), '<span class="number">0</span>'),
        (dt.date(2018, 3, 5), "2018-03-05"),
        (State("late", "已超期"), '<span class="status is-late">已超期</span>'),
        ("<b>", "<b>"),
    ],
)
def test_values_are_printed_by_kind(value: object, html: str) -> None:
    assert str(cell_html(value)) == html


def test_hostile_text_in_a_cell_is_not_marked_safe() -> None:
    assert not hasattr(cell_html("<script>"), "__html__")
