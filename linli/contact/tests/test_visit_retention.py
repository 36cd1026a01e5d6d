"""The words of visits go when their term has passed, routes after 90 days; what was counted stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from unittest import mock

import pytest
from django.apps import apps

from linli.base.scope import community_scope
from linli.contact.actions import visit_retention
from linli.contact.models import Route, Visit, VisitNeed
from linli.contact.queries.visits import visited
from linli.journal import api as journal
from linli.kernel import Actor, Period

from .visiting import AT, ON, Street, need, route, street, visit

pytestmark = pytest.mark.django_db
YEARS_LATER = dt.date(ON.year + 2, ON.month, 28) + dt.timedelta(days=40)


@pytest.fixture
def here(db: None) -> Iterator[Street]:
    """A street with its scope open."""
    made = street()
    with community_scope(made.community):
        yield made


def test_words_go_with_their_history_and_counts_stay(here: Street) -> None:
    old = visit(
        here.walker, here.homes[0], said="孩子要上学", spoke="王女士", helpers=("楼栋长",), needs=[need()]
    )
    silent = visit(here.walker, here.homes[1], result="absent", said="", helpers=("志愿者",))
    route(here.walker, here.homes[:2])
    system, at = (
        Actor.system("the term of retention has passed", here.community),
        AT.replace(year=ON.year + 3),
    )
    period = Period.quarter(ON.year, (ON.month + 2) // 3)
    before = set(visited([here.community], period))
    with mock.patch.object(journal, "write", side_effect=RuntimeError), pytest.raises(RuntimeError):
        visit_retention.hide_past_retention(actor=system, at=at, on=YEARS_LATER)
    assert Visit.objects.get(pk=old.id).said == "孩子要上学"
    assert visit_retention.hide_past_retention(actor=system, at=at, on=YEARS_LATER) == (2, 1)
    row = Visit.objects.get(pk=old.id)
    assert (row.said, row.spoke, row.person_id, row.helpers) == (
        visit_retention.HIDDEN,
        visit_retention.HIDDEN,
        None,
        [],
    )
    assert Visit.objects.get(pk=silent.id).helpers == []
    history = apps.get_model("contact", "VisitEvent").objects.filter(pgh_obj=old.id)
    assert set(history.values_list("said", flat=True)) == {visit_retention.HIDDEN}
    assert Route.objects.count() == 0
    assert VisitNeed.objects.count() == 1
    assert set(visited([here.community], period)) == before
    assert visit_retention.hide_past_retention(actor=system, at=at, on=YEARS_LATER) == (0, 0)
