"""Making accounts, entering and ending posts, choosing one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.accounts import actions, api, queries
from linli.accounts.models import Post, User
from linli.base.scope import community_scope
from linli.journal.models import HouseLine, Line
from linli.kernel import Actor, NotFound, Refused
from linli.kernel import actor as roles
from linli.places.tests.factories import area, community

from . import factories

pytestmark = pytest.mark.django_db
AT = dt.datetime(2018, 12, 28, 1, 0, tzinfo=dt.UTC)
ON = dt.date(2018, 12, 28)


class Broken(Exception):
    """The journal's fault in roll-back proofs."""


def break_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise Broken

    monkeypatch.setattr("linli.journal.api.write", fail)
    monkeypatch.setattr("linli.journal.api.house", fail)


@pytest.fixture
def here() -> int:
    return community("快活社区")


@pytest.fixture
def secretary(here: int) -> Actor:
    return factories.actor(roles.SECRETARY, here, name="陈书记")


def take_on(actor: Actor, here: int, **other: Any) -> actions.NewAccount:
    values: dict[str, Any] = {
        "username": "wangmin",
        "name": "王敏",
        "role": roles.SOCIAL_WORKER,
        "area": here,
        "start": ON,
    }
    return actions.take_on(actor=actor, at=AT, **(values | other))


def test_a_secretary_makes_an_account_with_its_first_post(here: int, secretary: Actor) -> None:
    with community_scope(here):
        made = take_on(secretary, here, lines=("residents",))
        assert list(Line.objects.values_list("verb", flat=True)) == ["make_account", "appoint"]
    user = User.objects.get(pk=made.user_id)
    assert user.must_change
    assert user.check_password(made.password)
    actor = api.actor(made.user_id, ON)
    assert (actor.community, actor.roles, actor.lines) == (
        here,
        frozenset({"social_worker"}),
        frozenset({"residents"}),
    )


def test_an_account_and_its_post_are_made_together_or_not_at_all(here: int, secretary: Actor) -> None:
    with community_scope(here), pytest.raises(Refused):
        take_on(secretary, here, role=roles.AUDITOR)
    assert not User.objects.filter(username="wangmin").exists()


def test_when_the_journal_fails_no_account_is_made(
    here: int, secretary: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_journal(monkeypatch)
    with community_scope(here), pytest.raises(Broken):
        take_on(secretary, here)
    assert not User.objects.filter(username="wangmin").exists()


@pytest.mark.parametrize("username", ["", "a", "王 敏", "x" * 41, "<b>", "a/b"])
def test_an_unfit_user_name_is_refused(here: int, secretary: Actor, username: str) -> None:
    with community_scope(here), pytest.raises(Refused) as refused:
        take_on(secretary, here, username=username)
    assert refused.value.field == "username"


def test_a_user_name_is_taken_in_any_case_and_width(here: int, secretary: Actor) -> None:
    with community_scope(here):
        take_on(secretary, here)
        with pytest.raises(Refused, match="taken"):
            take_on(secretary, here, username="ＷangMin")


def test_the_same_post_twice_in_the_same_days_is_refused(here: int, secretary: Actor) -> None:
    user = factories.user(role=roles.CAPTAIN, community=here, password=None)
    with community_scope(here), pytest.raises(Refused, match="already"):
        actions.appoint(actor=secretary, user_id=user.pk, role=roles.CAPTAIN, area=here, start=ON, at=AT)


def test_somebody_of_another_community_is_not_found(here: int, secretary: Actor) -> None:
    stranger = factories.user(role=roles.CAPTAIN, community=community(), password=None)
    with community_scope(here), pytest.raises(NotFound):
        actions.appoint(actor=secretary, user_id=stranger.pk, role=roles.CAPTAIN, area=here, start=ON, at=AT)


def test_a_post_of_another_community_cannot_be_ended(here: int, secretary: Actor) -> None:
    stranger = factories.user(role=roles.CAPTAIN, community=community(), password=None)
    with community_scope(here), pytest.raises(NotFound):
        actions.end_post(actor=secretary, post_id=stranger.posts.get().pk, on=ON, at=AT)


def test_when_the_journal_fails_no_post_is_entered(
    here: int, secretary: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = factories.user(role=roles.CAPTAIN, community=here, password=None)
    break_journal(monkeypatch)
    with community_scope(here), pytest.raises(Broken):
        actions.appoint(actor=secretary, user_id=user.pk, role=roles.MESSENGER, area=here, start=ON, at=AT)
    assert user.posts.count() == 1


def test_an_ended_post_stays_in_the_record(here: int, secretary: Actor) -> None:
    user = factories.user(role=roles.GRID_WORKER, community=here, password=None)
    post = user.posts.get()
    with community_scope(here):
        actions.end_post(actor=secretary, post_id=post.pk, on=ON, at=AT)
    assert api.actor(user.pk, ON - dt.timedelta(days=1)).roles == {"grid_worker"}
    assert api.actor(user.pk, ON).roles == frozenset()
    with community_scope(here):
        assert queries.people(secretary, on=ON)[1] == 1
        found, _total = queries.people(secretary, on=ON, past=True, role=roles.GRID_WORKER)
    assert [one.id for one in found] == [user.pk]


@pytest.mark.parametrize("days", [0, -1])
def test_a_post_cannot_end_before_it_was_held(here: int, secretary: Actor, days: int) -> None:
    user = factories.user(role=roles.GRID_WORKER, community=here, password=None)
    with community_scope(here), pytest.raises(Refused):
        actions.end_post(
            actor=secretary, post_id=user.posts.get().pk, on=factories.START + dt.timedelta(days=days), at=AT
        )


def test_ending_a_post_that_somebody_ended_meanwhile_says_so(here: int, secretary: Actor) -> None:
    user = factories.user(role=roles.GRID_WORKER, community=here, password=None)
    post = user.posts.get()
    with community_scope(here):
        actions.end_post(actor=secretary, post_id=post.pk, on=ON, at=AT)
        with pytest.raises(Refused, match="already"):
            actions.end_post(actor=secretary, post_id=post.pk, on=ON, at=AT)


def test_when_the_journal_fails_no_post_ends(
    here: int, secretary: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = factories.user(role=roles.GRID_WORKER, community=here, password=None)
    break_journal(monkeypatch)
    with community_scope(here), pytest.raises(Broken):
        actions.end_post(actor=secretary, post_id=user.posts.get().pk, on=ON, at=AT)
    assert Post.objects.get(user=user).end is None


def test_the_technical_administrator_is_journaled_by_the_house(here: int) -> None:
    district = area("district", "青羊区")
    admin = Actor(
        factories.user(role=roles.TECH_ADMIN, community=district, password=None).pk,
        "管理员",
        None,
        frozenset({"tech_admin"}),
    )
    with community_scope(None):
        made = take_on(admin, here, role=roles.SECRETARY)
    assert api.actor(made.user_id, ON).roles == {"secretary"}
    assert list(HouseLine.objects.values_list("verb", flat=True)) == ["make_account", "appoint"]


def test_somebody_with_posts_in_two_communities_chooses(here: int) -> None:
    other = community("另一社区")
    user = factories.user(role=roles.MEDIATOR, community=here, password=None)
    second = factories.post(user, roles.MEDIATOR, other)
    assert api.actor(user.pk, ON).community == here
    with community_scope(here):
        actions.choose_post(actor=api.actor(user.pk, ON), post_id=second.pk, on=ON, at=AT)
    assert api.actor(user.pk, ON).community == other
    assert api.actor(user.pk, ON, community=here).community == here


def test_somebody_elses_post_cannot_be_chosen(here: int, secretary: Actor) -> None:
    post = factories.user(role=roles.MEDIATOR, community=here, password=None).posts.get()
    with community_scope(here), pytest.raises(NotFound):
        actions.choose_post(actor=secretary, post_id=post.pk, on=ON, at=AT)


def test_cells_limit_a_grid_worker_unless_one_post_is_for_the_whole(here: int) -> None:
    user = factories.user(role=roles.GRID_WORKER, community=here, cell=5, password=None)
    factories.post(user, roles.GRID_WORKER, here, cell=6)
    assert api.actor(user.pk, ON).cells == {5, 6}
    factories.post(user, roles.PARTY_AFFAIRS, here)
    assert api.actor(user.pk, ON).cells == frozenset()


def test_holders_are_those_of_the_day(here: int, django_assert_num_queries: Any) -> None:
    user = factories.user(role=roles.GRID_WORKER, community=here, end=ON, password=None)
    factories.user(role=roles.GRID_WORKER, community=community(), password=None)
    with django_assert_num_queries(1):
        assert [one.user_id for one in api.holders(here, roles.GRID_WORKER, ON - dt.timedelta(days=1))] == [
            user.pk
        ]
    assert api.holders(here, roles.GRID_WORKER, ON) == []


def test_the_list_of_people_costs_the_same_for_few_and_many(
    here: int, secretary: Actor, django_assert_num_queries: Any
) -> None:
    for _number in range(12):
        factories.user(role=roles.MESSENGER, community=here, password=None)
    with django_assert_num_queries(3):
        found, total = queries.people(secretary, on=ON)
    assert (len(found), total) == (13, 13)


def test_a_one_time_password_ends_sessions_and_must_be_changed(here: int, secretary: Actor) -> None:
    user = factories.user(role=roles.CAPTAIN, community=here)
    before = user.get_session_auth_hash()
    with community_scope(here):
        made = actions.set_one_time_password(actor=secretary, user_id=user.pk, on=ON, at=AT)
        line = Line.objects.get()
    user.refresh_from_db()
    assert user.must_change
    assert user.check_password(made.password)
    assert user.get_session_auth_hash() != before
    assert made.password not in str(line.facts)


def test_an_account_with_a_post_cannot_be_closed(here: int) -> None:
    user = factories.user(role=roles.CAPTAIN, community=here, password=None)
    admin = factories.actor(roles.TECH_ADMIN, None)
    with community_scope(None), pytest.raises(Refused, match="still holds"):
        actions.close_account(actor=admin, user_id=user.pk, on=ON, at=AT)


def test_a_closed_account_is_nobody(here: int) -> None:
    user = factories.user(role=None, password=None)
    admin = factories.actor(roles.TECH_ADMIN, None)
    with community_scope(None):
        actions.close_account(actor=admin, user_id=user.pk, on=ON, at=AT)
    with pytest.raises(NotFound):
        api.actor(user.pk, ON)
    with community_scope(None):
        actions.open_account(actor=admin, user_id=user.pk, at=AT)
    assert api.actor(user.pk, ON).roles == frozenset()
