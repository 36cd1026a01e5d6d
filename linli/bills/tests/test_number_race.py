"""Two who receive money at the same moment get two numbers, and none is skipped; nothing slips into a day being closed."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from linli.base.scope import community_scope
from linli.bills.models import Closing, Receipt
from linli.kernel import Refused
from linli.places.tests import factories as places

from .factories import ON, Desk


@pytest.mark.django_db(transaction=True)
def test_numbers_of_several_at_once_follow_each_other_and_a_closed_day_holds_what_came_before() -> None:
    with transaction.atomic():
        here = places.community()
        with community_scope(here):
            desk = Desk(here)
            mandate = desk.mandate()
            desk.receive(mandate, 100)
    faults: list[BaseException] = []

    def take() -> None:
        try:
            for _ in range(4):
                with transaction.atomic(), community_scope(here):
                    desk.receive(mandate, 100)
        except Refused:
            pass  # the day was closed meanwhile: nothing more is entered on it
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    def close() -> None:
        try:
            with transaction.atomic(), community_scope(here):
                desk.close(ON, 0, "与收款同时日结，差额次日核对")
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for one in (take, take, close)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert faults == []
    with transaction.atomic(), community_scope(here):
        numbers = sorted(Receipt.objects.values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert Closing.objects.get().received == 100 * len(numbers)
