"""Who is looking: seen by others, gone within a minute, nothing outside one's sight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from linli.appeals.actions import presence
from linli.appeals.models import Looking
from linli.base.scope import community_scope
from linli.kernel import NotFound

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Iterator[int]:
    community = factories.community()
    with community_scope(community):
        yield community


def test_others_are_named_and_oneself_is_not(here: int) -> None:
    row = factories.appeal(here)
    one, other = factories.worker(here), factories.worker(here)
    assert presence.look(actor=one, at=factories.AT, appeal=row.pk) == []
    assert presence.look(actor=other, at=factories.AT, appeal=row.pk) == [one.name]


def test_who_closed_the_page_is_gone_within_a_minute(here: int) -> None:
    row = factories.appeal(here)
    one, other = factories.worker(here), factories.worker(here)
    presence.look(actor=one, at=factories.AT, appeal=row.pk)
    later = factories.AT + dt.timedelta(seconds=61)
    assert presence.look(actor=other, at=later, appeal=row.pk) == []
    assert list(Looking.objects.values_list("user", flat=True)) == [other.user_id]


def test_an_appeal_of_another_community_is_not_looked_at(here: int) -> None:
    row = factories.appeal(factories.community())
    with pytest.raises(NotFound):
        presence.look(actor=factories.worker(here), at=factories.AT, appeal=row.pk)
    assert not Looking.objects.exists()
