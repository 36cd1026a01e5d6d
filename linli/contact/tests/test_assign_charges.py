"""Who is responsible for an area: one first a day, replaced with days, units in one area."""

from __future__ import annotations

import datetime as dt
from unittest import mock

import pytest
from django.db import IntegrityError, transaction

from linli.base.scope import community_scope
from linli.contact.actions import charges, consents
from linli.contact.models import Charge, Consent
from linli.contact.queries import areas
from linli.journal import api as journal
from linli.kernel import NotFound, Refused
from linli.kernel.actor import GRID_WORKER, SOCIAL_WORKER
from linli.places import api as places
from linli.places.tests import factories as ground

from . import dividing
from .dividing import AT, ON, SINCE, actor

pytestmark = pytest.mark.django_db
MIDDLE = dt.date(2018, 6, 1)


def test_an_area_has_one_first_responsible_a_day(divided: int) -> None:
    made = dividing.led(divided)
    with pytest.raises(Refused) as refused:
        charges.assign(
            actor=made.me, at=AT, cell=made.cell, member=made.members[2], kind="first", start=MIDDLE
        )
    assert "2018-01-02" in str(refused.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        Charge.objects.create(
            community_id=divided,
            cell_id=made.cell,
            member_id=made.members[2],
            kind="first",
            start=MIDDLE,
            changed_at=AT,
        )


def test_the_first_responsible_is_replaced_on_a_day(divided: int) -> None:
    made = dividing.led(divided)
    charges.replace_first(actor=made.me, at=AT, cell=made.cell, member=made.members[1], on=MIDDLE)
    rows = Charge.objects.filter(cell=made.cell).order_by("start", "kind")
    assert [(one.member_id, one.kind, one.start, one.end) for one in rows] == [
        (made.members[0], "first", SINCE, MIDDLE), (made.members[1], "member", SINCE, MIDDLE), (made.members[1], "first", MIDDLE, None),
    ]  # fmt: skip
    with pytest.raises(Refused):
        charges.replace_first(actor=made.me, at=AT, cell=made.cell, member=made.members[1], on=ON)
    before = areas.charges(divided, MIDDLE - dt.timedelta(days=1), [made.cell])[made.cell]
    assert [one.face.name for one in before] == ["乔东强", "丁梅"]


def test_a_unit_in_another_area_is_refused_with_its_name_and_since_when(divided: int) -> None:
    made = dividing.led(divided)
    other = ground.cell(divided, "第2党员片区", "party_area", "p2").pk
    with pytest.raises(Refused) as refused:
        charges.put(actor=made.me, at=AT, cell=other, units=made.units, start=ON)
    assert "第1党员片区" in str(refused.value)
    assert "2010-01-01" in str(refused.value)
    assert charges.put(actor=made.me, at=AT, cell=other, units=made.other_units, start=ON) == 1
    assert charges.put(actor=made.me, at=AT, cell=other, units=made.units[:1], start=ON, move=True) == 1
    lying = places.stays_on(divided, "party_area", [*made.units, *made.other_units], ON)
    assert [lying[unit].cell_id for unit in (*made.units, *made.other_units)] == [other, made.cell, other]
    assert charges.take(actor=made.me, at=AT, cell=made.cell, units=made.units[1:], end=ON) == 1


def test_the_party_affairs_worker_draws_and_assigns_others_do_not(divided: int) -> None:
    made = dividing.led(divided)
    keeper = actor(divided, "party_affairs")
    cell = places.draw_cell(
        actor=keeper, scheme="party_area", code="p3", name="第3党员片区", start=SINCE, at=AT
    )
    charges.put(actor=keeper, at=AT, cell=cell, units=made.other_units, start=SINCE)
    charges.assign(actor=keeper, at=AT, cell=cell, member=made.members[2], kind="first", start=SINCE)
    with pytest.raises(Refused):
        places.draw_cell(actor=keeper, scheme="grid", code="g9", name="网格", start=SINCE, at=AT)
    for role in (SOCIAL_WORKER, GRID_WORKER):
        with pytest.raises(Refused):
            charges.assign(
                actor=actor(divided, role), at=AT, cell=cell, member=made.members[0], kind="member", start=ON
            )


def test_a_duty_ends_once_and_a_foreign_one_is_not_found(divided: int) -> None:
    made = dividing.led(divided)
    key = Charge.objects.get(kind="first").pk
    with pytest.raises(Refused):
        charges.end(actor=made.me, at=AT, charge=key, on=SINCE)
    charges.end(actor=made.me, at=AT, charge=key, on=MIDDLE)
    with pytest.raises(Refused):
        charges.end(actor=made.me, at=AT, charge=key, on=ON)
    elsewhere = ground.community()
    with community_scope(elsewhere), pytest.raises(NotFound):
        charges.end(actor=actor(elsewhere), at=AT, charge=key, on=ON)


def test_a_private_number_is_printed_with_consent_only_and_rests_sealed(divided: int) -> None:
    made = dividing.led(divided)
    numbers = areas.numbers_of(divided, ON)
    assert areas.answers_for(divided, made.buildings[0], ON)[0].phone == numbers.duty
    key = consents.give(
        actor=made.me, at=AT, owner="member", key=made.members[0], phone="19200000009", start=MIDDLE
    )
    first = areas.answers_for(divided, made.buildings[0], ON)[0]
    assert (first.name, first.phone, first.own) == ("乔东强", "19200000009", True)
    assert (
        consents.give(
            actor=made.me, at=AT, owner="member", key=made.members[0], phone="19200000009", start=ON
        )
        == key
    )
    newer = consents.give(
        actor=made.me, at=AT, owner="member", key=made.members[0], phone="19200000008", start=ON
    )
    assert Consent.objects.get(pk=key).end == ON
    consents.withdraw(actor=made.me, at=AT, consent=newer)
    assert not areas.answers_for(divided, made.buildings[0], ON)[0].own
    with pytest.raises(NotFound):
        consents.give(actor=made.me, at=AT, owner="member", key=999_999, phone="19200000009")


def test_nothing_is_written_when_the_journal_fails(divided: int) -> None:
    made = dividing.led(divided)
    first = Charge.objects.get(kind="first")
    deeds = (
        lambda: charges.assign(
            actor=made.me, at=AT, cell=made.cell, member=made.members[2], kind="member", start=ON
        ),
        lambda: charges.end(actor=made.me, at=AT, charge=first.pk, on=ON),
        lambda: charges.replace_first(actor=made.me, at=AT, cell=made.cell, member=made.members[2], on=ON),
        lambda: charges.put(actor=made.me, at=AT, cell=made.cell, units=made.other_units, start=ON),
        lambda: charges.take(actor=made.me, at=AT, cell=made.cell, units=made.units, end=ON),
        lambda: consents.give(actor=made.me, at=AT, owner="member", key=made.members[0], phone="19200000009"),
    )
    before = state(made)
    for deed in deeds:
        with mock.patch.object(journal, "write", side_effect=RuntimeError), pytest.raises(RuntimeError):
            deed()
        assert state(made) == before


def state(made: dividing.Ground) -> list[object]:
    """Everything these actions write."""
    return [
        list(Charge.objects.order_by("pk").values_list("pk", "kind", "end")), Consent.objects.count(),
        sorted(places.stays_on(made.community, "party_area", [*made.units, *made.other_units], ON)),
    ]  # fmt: skip
