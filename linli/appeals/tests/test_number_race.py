"""Two who register at the same moment get two numbers, and none is skipped."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from linli.appeals.models import Appeal
from linli.base.scope import community_scope
from linli.kernel import Actor

from . import factories
from .test_register import put


@pytest.mark.django_db(transaction=True)
def test_numbers_of_two_at_once_follow_each_other() -> None:
    with transaction.atomic():
        here = factories.community()
        me = factories.worker(here)
    faults: list[BaseException] = []

    def work(actor: Actor) -> None:
        try:
            for _ in range(5):
                with transaction.atomic(), community_scope(here):
                    put(actor)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(me,)) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert faults == []
    with transaction.atomic(), community_scope(here):
        numbers = sorted(Appeal.objects.values_list("number", flat=True))
    assert numbers == [f"20181228-{n:03d}" for n in range(1, 16)]
