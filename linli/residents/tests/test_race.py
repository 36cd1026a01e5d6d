"""Two connections that enter the same number at the same moment; plans that need a vacuumed table."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from linli.base.scope import community_scope, scope
from linli.kernel import Refused
from linli.residents.models import Person, Residence

from . import factories


@pytest.fixture
def there(transactional_db: None) -> int:
    """A community that other connections see."""
    with transaction.atomic():
        community = factories.community()
    return community


def test_one_number_entered_twice_at_once_is_one_person(there: int) -> None:
    with community_scope(there):
        rooms = [one.pk for one in factories.rooms(there)]
    number = factories.number()
    start = threading.Barrier(2)
    answers: list[str] = []

    def enter(room: int) -> None:
        try:
            start.wait(10)
            with community_scope(there):
                factories.resident(there, room, name="王小明", number=number)
            answers.append("entered")
        except Refused as no:
            answers.append(no.field or "")
        finally:
            connection.close()

    threads = [threading.Thread(target=enter, args=(room,)) for room in rooms[:2]]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert sorted(answers) == ["entered", "number"]
    with community_scope(there):
        assert Person.objects.count() == Residence.objects.count() == 1


def test_names_and_letters_are_read_from_the_index_alone(there: int) -> None:
    others = [factories.community() for _ in range(4)]
    with scope([there, *others]), connection.cursor() as cursor:
        cursor.execute(
            "insert into residents_person (community_id, version, changed_at, source_import, source_sheet, source_row, name,"
            " letters, sort, former_names, sex, number_kind, ethnic, phone, phone2, education, marital, political, employment,"
            " workplace, hukou_place, called, void) select c, 1, now(), 0, 0, 0, '王' || chr(20000 + n), ' wangxiaoming wxm ' || n, 'wang xiao ming ' || n,"
            " '{}', '1', 'none', '', '', '', '', '', '', '', repeat('快', 90), repeat('川', 100), '', false from generate_series(1, 8000) n, unnest(%s) c",
            [[there, *others]],
        )
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze residents_person")
    with community_scope(there):
        found = Person.objects.filter(community_id=there)
        by_name = found.filter(name__contains="李").order_by("name", "id").values_list("pk").explain()
        by_letters = (
            found.filter(letters__contains=" li").order_by("letters", "id").values_list("pk").explain()
        )
    assert "Index Only Scan using residents_person_name" in by_name
    assert "Index Only Scan using residents_person_letters" in by_letters
