"""Hand-over of all open work in one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from linli.accounts import actions, api
from linli.accounts.models import Duty, User
from linli.base import slots
from linli.base.scope import community_scope
from linli.journal.models import Line
from linli.kernel import Actor, Refused, Saying, say
from linli.kernel import actor as roles
from linli.places.tests.factories import community

from . import factories
from .test_posts import Broken, break_journal

pytestmark = pytest.mark.django_db
AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)


@pytest.fixture
def here() -> int:
    return community()


@pytest.fixture
def secretary(here: int) -> Actor:
    return factories.actor(roles.SECRETARY, here)


@pytest.fixture
def people(here: int) -> tuple[User, User]:
    one = factories.user("李强", roles.GRID_WORKER, here, password=None)
    two = factories.user("赵丽", roles.GRID_WORKER, here, password=None, phone="02811112222")
    with community_scope(here):
        factories.duty(here, AT - dt.timedelta(days=1), AT, user=one, name="李强")
        factories.duty(here, AT + dt.timedelta(days=1), AT + dt.timedelta(days=2), user=one, name="李强")
    return one, two


@pytest.fixture
def broken_app() -> Iterator[None]:
    def fail(**question: Any) -> list[Saying]:
        if question["dry"]:
            return [say("{n} calls", n=2)]
        raise Broken

    slots.hand_over.fill("zz_test", fail)
    yield
    slots.hand_over._answers.pop("zz_test")


def test_what_would_move_is_seen_first(here: int, secretary: Actor, people: tuple[User, User]) -> None:
    one, two = people
    with community_scope(here):
        would = actions.would_move(actor=secretary, from_user=one.pk, to_user=two.pk, at=AT)
        assert Duty.objects.filter(user=one).count() == 2
    assert [str(each) for each in would] == ["1 shift on the duty roster"]


def test_open_work_moves_with_one_line(here: int, secretary: Actor, people: tuple[User, User]) -> None:
    one, two = people
    with community_scope(here):
        api.hand_over(secretary, one.pk, two.pk, AT)
        assert Duty.objects.filter(user=one).count() == 1
        moved = Duty.objects.get(user=two)
        assert (moved.name, moved.phone, moved.version) == ("赵丽", "02811112222", 2)
        assert list(Line.objects.values_list("verb", flat=True)) == ["hand_over"]


def test_posts_end_with_it_when_asked(here: int, secretary: Actor, people: tuple[User, User]) -> None:
    one, two = people
    with community_scope(here):
        api.hand_over(secretary, one.pk, two.pk, AT, ends_on=ON)
    assert api.actor(one.pk, ON).roles == frozenset()


def test_when_one_app_fails_nothing_moves(
    here: int, secretary: Actor, people: tuple[User, User], broken_app: None
) -> None:
    one, two = people
    with community_scope(here):
        with pytest.raises(Broken):
            api.hand_over(secretary, one.pk, two.pk, AT, ends_on=ON)
        assert Duty.objects.filter(user=one).count() == 2
    assert api.actor(one.pk, ON).roles == {"grid_worker"}


def test_when_the_journal_fails_nothing_moves(
    here: int, secretary: Actor, people: tuple[User, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = people
    break_journal(monkeypatch)
    with community_scope(here):
        with pytest.raises(Broken):
            api.hand_over(secretary, one.pk, two.pk, AT)
        assert Duty.objects.filter(user=one).count() == 2


def test_nobody_hands_over_to_themselves_or_to_a_stranger(
    here: int, secretary: Actor, people: tuple[User, User]
) -> None:
    one, _two = people
    stranger = factories.user("外人", roles.GRID_WORKER, community(), password=None)
    with community_scope(here):
        for other in (one, stranger):
            with pytest.raises(Refused):
                api.hand_over(secretary, one.pk, other.pk, AT)


def test_a_worker_does_not_hand_over_for_others(here: int, people: tuple[User, User]) -> None:
    one, two = people
    worker = factories.actor(roles.SOCIAL_WORKER, here)
    with community_scope(here), pytest.raises(Refused):
        api.hand_over(worker, one.pk, two.pk, AT)
