"""What one worker has open in the register goes to another, wholly or not at all."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.accounts import api as accounts
from linli.accounts.tests import factories as people
from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.kernel import actor as roles
from linli.news.models import Message
from linli.residents.actions import doubts, handing
from linli.residents.models import Doubt, Import, Residence

from . import factories
from .factories import AT, ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(here: int) -> tuple[int, int]:
    """(old, new): the old worker marked a pair, noted a newcomer and has a roster in work."""
    old, new = (
        people.user(name, roles.SOCIAL_WORKER, here, password=None).pk for name in ("周社工", "吴社工")
    )
    worker = factories.actor(here, user_id=old)
    one, other = factories.resident(here, name="王波"), factories.resident(here, name="王波")
    doubts.mark(actor=worker, at=AT, kept=one.person, other=other.person, why="")
    factories.resident(here, name="李四", by=worker, verified=False)
    for state in ("planned", "applied"):
        Import.objects.create(
            community_id=here,
            title="名册.xlsx",
            file=0,
            state=state,
            on=ON,
            at=AT,
            by=old,
            changed_at=AT,
            changed_by=old,
        )
    return old, new


def sentences(said: list[Any]) -> list[str]:
    return [one.msgid for one in said]


def test_what_would_move_is_counted_and_nothing_moves(here: int, work: tuple[int, int]) -> None:
    old, new = work
    boss = people.actor(roles.SECRETARY, here)
    said = handing.hand_over(actor=boss, old=old, new=new, at=AT, dry=True)
    assert sentences(said) == [
        "1 pair of possible duplicates",
        "1 residence to be verified or closed",
        "1 import in work",
    ]
    assert Doubt.objects.get().by == old
    assert not Message.objects.exists()


def test_doubts_and_imports_in_work_move_and_the_new_one_is_told_of_the_rest(
    here: int, work: tuple[int, int]
) -> None:
    old, new = work
    boss = people.actor(roles.SECRETARY, here)
    with community_scope(here):
        said = accounts.hand_over(boss, old, new, AT)
    assert "1 import in work" in sentences(said)
    assert Doubt.objects.get().by == new
    assert dict(Import.objects.values_list("state", "by")) == {"planned": new, "applied": old}
    assert Residence.objects.get(state="to_verify").changed_by == old, "its history stays true"
    told = Message.objects.get(user=new)
    assert told.msgid == "You take over 1 residence to be verified or closed."
    assert handing.hand_over(actor=boss, old=old, new=new, at=AT + dt.timedelta(hours=1), dry=True)[
        0
    ].msgid.startswith("1 residence ")


def test_when_the_journal_fails_nothing_has_moved(
    here: int, work: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = work

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("disk full")

    for name in ("write", "house"):
        monkeypatch.setattr(journal, name, fail)
    with pytest.raises(RuntimeError), community_scope(here):
        accounts.hand_over(people.actor(roles.SECRETARY, here), old, new, AT)
    assert Doubt.objects.get().by == old
    assert not Message.objects.filter(user=new).exists()


def test_nothing_open_says_nothing(here: int) -> None:
    boss = people.actor(roles.SECRETARY, here)
    assert handing.hand_over(actor=boss, old=1, new=2, at=AT) == []
