"""Eight at once on one appeal: each write is applied or answered with the conflict, and none is lost."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

import pytest
from django.db import connection, transaction

from linli.appeals.actions import answer, handover, merge
from linli.appeals.models import Answer, Appeal, Deed
from linli.appeals.queries import house
from linli.base.scope import community_scope
from linli.kernel import Refused, Stale
from linli.kernel.actor import SECRETARY

from . import factories

AT = factories.AT
THREADS, EACH = 8, 12


@pytest.mark.django_db(transaction=True)
def test_of_many_writes_at_once_each_is_applied_or_answered_with_the_conflict() -> None:
    community = factories.community()
    with community_scope(community):
        row = factories.appeal(community, state="in_hand", handler=7)
        house.of(community, factories.ON)
    told: Counter[str] = Counter()
    lock, gate = threading.Lock(), threading.Barrier(THREADS)

    def write(number: int) -> None:
        actor = factories.actor(community, SECRETARY)
        gate.wait()
        for turn in range(EACH):
            outcome = _attempt(community, row.pk, actor, f"{number}-{turn}")
            with lock:
                told[outcome] += 1
        connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    with community_scope(community):
        row.refresh_from_db()
        assert sum(told.values()) == THREADS * EACH
        assert set(told) <= {"applied", "stale"}
        assert told["applied"] == row.version - 1 == Answer.objects.filter(appeal=row).count()
        assert told["applied"] == Deed.objects.filter(appeal=row, verb="progress").count()


def _attempt(community: int, key: int, actor: Any, text: str) -> str:
    try:
        with transaction.atomic(), community_scope(community):
            version = Appeal.objects.get(pk=key).version
            answer.progress(actor=actor, at=AT, appeal=key, text=text, version=version)
    except Stale:
        return "stale"
    return "applied"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_over_one_alone_is_accountable() -> None:
    community = factories.community()
    with community_scope(community):
        one, two = factories.worker(community), factories.worker(community)
        row = factories.appeal(community, state="in_hand", handler=7, offered_to=one.user_id)
    gate = threading.Barrier(2)
    told: list[str] = []

    def take(actor: Any) -> None:
        gate.wait()
        try:
            with transaction.atomic(), community_scope(community):
                handover.take_over(actor=actor, at=AT, appeal=row.pk)
            told.append("taken")
        except Refused:
            told.append("refused")
        connection.close()

    _together(take, one, two)
    with community_scope(community):
        row.refresh_from_db()
    assert sorted(told) == ["refused", "taken"]
    assert row.handler == one.user_id


@pytest.mark.django_db(transaction=True)
def test_merging_crosswise_at_once_leaves_one_open() -> None:
    community = factories.community()
    with community_scope(community):
        one, two = factories.appeal(community), factories.appeal(community)
        actor = factories.worker(community)
    gate = threading.Barrier(2)
    told: list[str] = []

    def join(pair: tuple[int, int]) -> None:
        gate.wait()
        try:
            with transaction.atomic(), community_scope(community):
                merge.merge(actor=actor, at=AT, appeal=pair[0], into=pair[1])
            told.append("merged")
        except Refused:
            told.append("refused")
        connection.close()

    _together(join, (one.pk, two.pk), (two.pk, one.pk))
    with community_scope(community):
        states = sorted(Appeal.objects.filter(pk__in=[one.pk, two.pk]).values_list("state", flat=True))
    assert sorted(told) == ["merged", "refused"]
    assert states == ["merged", "registered"]


def _together(act: Any, *inputs: Any) -> None:
    threads = [threading.Thread(target=act, args=(one,)) for one in inputs]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
