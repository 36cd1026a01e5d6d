"""Mediators who accept at the same moment get numbers one after the other, and none is skipped."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from linli.appeals.tests import factories as appeals
from linli.base.scope import community_scope
from linli.mediation.actions import accepting
from linli.mediation.models import Dispute

from . import factories as some


@pytest.mark.django_db(transaction=True)
def test_numbers_of_two_at_once_follow_each_other() -> None:
    with transaction.atomic():
        here = appeals.community()
        with community_scope(here):
            seats, keys = [some.seat(here)], [some.willing(here) for _n in range(6)]
    faults: list[BaseException] = []

    def work(mine: list[int]) -> None:
        try:
            for key in mine:
                with transaction.atomic(), community_scope(here):
                    accepting.accept(
                        actor=some.mediator(here),
                        at=some.AT,
                        today=some.ON,
                        dispute=key,
                        on=some.ON,
                        mediators=seats,
                        how="chosen",
                    )
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(keys[start::2],)) for start in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert faults == []
    with transaction.atomic(), community_scope(here):
        assert list(Dispute.objects.order_by("serial").values_list("serial", flat=True)) == [1, 2, 3, 4, 5, 6]
        assert sorted(serial or 0 for serial in Dispute.objects.values_list("serial", flat=True)) == [
            1,
            2,
            3,
            4,
            5,
            6,
        ]
