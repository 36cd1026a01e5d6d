"""The duty roster."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.accounts import actions, api, queries
from linli.accounts.models import Duty
from linli.accounts.rules import Shift, overlapping, spread
from linli.base.scope import community_scope
from linli.kernel import Actor, NotFound, Refused, Stale
from linli.kernel import actor as roles
from linli.places.tests.factories import community

from . import factories
from .test_posts import Broken, break_journal

AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)
NIGHT = (dt.time(18, 0), dt.time(8, 30))


def test_a_shift_that_closes_before_it_begins_ends_on_the_next_day() -> None:
    [shift] = spread(ON, ON, range(7), *NIGHT)
    assert shift == Shift(
        dt.datetime(2018, 12, 28, 10, 0, tzinfo=dt.UTC), dt.datetime(2018, 12, 29, 0, 30, tzinfo=dt.UTC)
    )


def test_only_the_chosen_weekdays_get_a_shift() -> None:
    shifts = spread(dt.date(2018, 12, 24), dt.date(2019, 1, 6), [5, 6], *NIGHT)
    assert len(shifts) == 4


@pytest.mark.parametrize(
    ("first", "last", "weekdays"),
    [
        (ON, ON - dt.timedelta(days=1), range(7)),
        (ON, ON, []),
        (ON, ON + dt.timedelta(days=80), range(7)),
        (ON, dt.date(2030, 1, 1), range(7)),
    ],
)
def test_a_span_without_days_or_with_too_many_is_refused(
    first: dt.date, last: dt.date, weekdays: Any
) -> None:
    with pytest.raises(Refused):
        spread(first, last, weekdays, *NIGHT)


def test_shifts_that_only_touch_do_not_overlap() -> None:
    one, two = spread(ON, ON + dt.timedelta(days=1), range(7), dt.time(8), dt.time(8))
    assert overlapping([two], [one]) == []
    assert overlapping([one], [one]) == [one]


@pytest.fixture
def here(db: None) -> int:
    return community()


@pytest.fixture
def actor(here: int) -> Actor:
    return factories.actor(roles.SECRETARY, here, name="陈书记")


def enter(actor: Actor, user_id: int, days: int = 3, **other: Any) -> list[int]:
    shifts = spread(ON, ON + dt.timedelta(days=days - 1), range(7), *NIGHT)
    return actions.enter_shifts(
        actor=actor, user_id=user_id, phone="02887654321", shifts=shifts, on=ON, at=AT, **other
    )


def test_several_shifts_are_entered_at_once(here: int, actor: Actor) -> None:
    user = factories.user("李强", roles.GRID_WORKER, here, password=None)
    with community_scope(here):
        assert len(enter(actor, user.pk)) == 3
        night = api.duty_now(here, dt.datetime(2018, 12, 28, 20, 0, tzinfo=dt.UTC))
        assert api.duty_now(here, AT) is None
    assert night is not None
    assert (night.name, night.phone) == ("李强", "02887654321")


def test_an_overlap_is_said_before_it_is_entered(here: int, actor: Actor) -> None:
    user = factories.user("李强", roles.GRID_WORKER, here, password=None)
    with community_scope(here):
        enter(actor, user.pk)
        with pytest.raises(Refused) as refused:
            enter(actor, user.pk, days=1)
        assert refused.value.field == "overlap"
        enter(actor, user.pk, days=1, overlap_known=True)
        assert Duty.objects.count() == 4


def test_somebody_without_a_post_here_is_not_put_on_duty(here: int, actor: Actor) -> None:
    stranger = factories.user("外人", roles.GRID_WORKER, community(), password=None)
    with community_scope(here), pytest.raises(Refused):
        enter(actor, stranger.pk)


def test_when_the_journal_fails_no_shift_is_entered(
    here: int, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = factories.user("李强", roles.GRID_WORKER, here, password=None)
    break_journal(monkeypatch)
    with community_scope(here):
        with pytest.raises(Broken):
            enter(actor, user.pk)
        assert Duty.objects.count() == 0


def test_a_messenger_enters_no_shifts(here: int) -> None:
    messenger = factories.actor(roles.MESSENGER, here)
    with community_scope(here), pytest.raises(Refused):
        enter(messenger, messenger.user_id or 0)


def test_a_stale_form_shows_what_another_saved(here: int, actor: Actor) -> None:
    one, two = (factories.user(name, roles.GRID_WORKER, here, password=None) for name in ("李强", "赵丽"))
    with community_scope(here):
        [duty_id] = enter(actor, one.pk, days=1)
        read = queries.duty_ref(actor, duty_id)
        same: dict[str, Any] = {
            "actor": actor, "duty_id": duty_id, "version": read.version, "phone": read.phone,
            "shift": Shift(read.starts, read.ends), "on": ON, "at": AT,
        }  # fmt: skip
        actions.change_shift(user_id=two.pk, **same)
        with pytest.raises(Stale) as stale:
            actions.change_shift(user_id=one.pk, **same)
    assert stale.value.who == "陈书记"
    assert [field for field, _now, _mine in stale.value.changes] == ["user_id"]


def test_a_shift_that_is_over_stays_on_the_roster(here: int, actor: Actor) -> None:
    with community_scope(here):
        over = factories.duty(here, AT - dt.timedelta(days=2), AT - dt.timedelta(days=1))
        ahead = factories.duty(here, AT, AT + dt.timedelta(days=1))
        with pytest.raises(Refused):
            actions.cancel_shift(actor=actor, duty_id=over.pk, at=AT)
        actions.cancel_shift(actor=actor, duty_id=ahead.pk, at=AT)
        assert list(Duty.objects.values_list("pk", flat=True)) == [over.pk]


def test_a_shift_of_another_community_is_not_found(here: int, actor: Actor) -> None:
    there = community()
    with community_scope(there):
        foreign = factories.duty(there, AT, AT + dt.timedelta(days=1))
    with community_scope(here), pytest.raises(NotFound):
        actions.cancel_shift(actor=actor, duty_id=foreign.pk, at=AT)
