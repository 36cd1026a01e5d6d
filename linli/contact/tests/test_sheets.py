"""The household sheet: written field by field; what two people wrote is shown, never silently lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from linli.base.scope import community_scope
from linli.contact.actions import sheets as actions
from linli.contact.models import Sheet
from linli.contact.queries import sheets
from linli.contact.rules.sheets import Clashing, merge
from linli.kernel import NotFound, Refused

from .visiting import AT, ON, Street, street

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> Iterator[Street]:
    """A street with its scope open."""
    made = street()
    with community_scope(made.community):
        yield made


def test_a_field_clashes_only_where_somebody_wrote_something_else() -> None:
    now = {"note": "有狗", "call_at": "晚上"}
    assert merge(now, {"note": ""}, {"note": "有狗"}) == ({}, [])
    assert merge(now, {"note": "有狗"}, {"note": "狗送人了"}) == ({"note": "狗送人了"}, [])
    assert merge(now, {"note": "猫", "call_at": "晚上"}, {"note": "鸟", "call_at": "周末"}) == (
        {"call_at": "周末"},
        [Clashing("note", "猫", "有狗", "鸟")],
    )


def test_two_write_one_sheet_and_both_versions_are_answered(here: Street) -> None:
    home = here.homes[0]
    first = actions.edit(
        actor=here.walker, at=AT, household=home, before={}, fields={"situation": "三口之家"}
    )
    second = actions.edit(
        actor=here.worker, at=AT, household=home, before={}, fields={"situation": "两口", "note": "有狗"}
    )
    assert (first.written, second.written) == (("situation",), ("note",))
    assert second.clashes == [Clashing("situation", "", "三口之家", "两口")]
    settled = actions.edit(
        actor=here.worker,
        at=AT,
        household=home,
        before={"situation": "三口之家"},
        fields={"situation": "两口"},
    )
    assert settled.clashes == []
    page = sheets.page(here.walker, home, ON)
    assert (page.fields["situation"], page.fields["note"], Sheet.objects.count()) == ("两口", "有狗", 1)


def test_a_sheet_is_open_to_those_who_go_to_its_door(here: Street) -> None:
    for actor in (here.stranger, here.captain):
        with pytest.raises(NotFound):
            sheets.page(actor, here.homes[0], ON)
    with pytest.raises(NotFound):
        actions.edit(actor=here.stranger, at=AT, household=here.homes[0], before={}, fields={"note": "x"})
    with pytest.raises(Refused):
        actions.edit(
            actor=here.walker, at=AT, household=here.homes[0], before={}, fields={"note": "长" * 201}
        )
    with pytest.raises(KeyError):
        actions.edit(actor=here.walker, at=AT, household=here.homes[0], before={}, fields={"faith": "x"})
