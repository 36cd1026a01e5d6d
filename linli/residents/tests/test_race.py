"""Two connections that enter the same number at the same moment."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from linli.base.scope import community_scope
from linli.kernel import Refused
from linli.residents.models import Person, Residence

from . import factories


@pytest.fixture
def there(transactional_db: None) -> int:
    """A community that other connections see."""
    with transaction.atomic():
        return factories.community()


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
