"""The day line of a desk: whether it works today, by the calendar of holidays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from linli.base.scope import community_scope
from linli.kernel import Actor
from linli.kernel.actor import SOCIAL_WORKER
from linli.places import api as places
from linli.places.tests import factories as f
from linli.project import desk

pytestmark = pytest.mark.django_db
USUAL = {"days": [1, 2, 3, 4, 5], "hours": [["09:00", "12:00"], ["13:30", "18:00"]]}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (28, "今天 09:00–12:00 13:30–18:00"), (29, "今天调休上班 09:00–12:00 13:30–18:00"),
        (30, "今天元旦放假"), (31, "今天元旦放假"), (22, "今天不上班"),
    ],
)  # fmt: skip
def test_the_desk_says_what_day_it_is(day: int, words: str) -> None:
    community = f.community("快活社区", "510105012009")
    f.term("working_hours", USUAL)
    places.load_workdays(Actor.system("test"), f.AT)
    actor = Actor(None, "王敏", community, frozenset({SOCIAL_WORKER}))
    with translation.override("zh-hans"), community_scope(community):
        assert desk.day(actor, dt.datetime(2018, 12, day, 4, tzinfo=dt.UTC))["hours"] == words


def test_without_hours_nothing_is_said() -> None:
    community = f.community("快活社区", "510105012009")
    actor = Actor(None, "王敏", community, frozenset({SOCIAL_WORKER}))
    with community_scope(community):
        assert desk.day(actor, f.AT)["hours"] == ""
