"""Cards and private numbers go two years after their end, history included."""

from __future__ import annotations

import datetime as dt
from unittest import mock

import pytest
from django.apps import apps

from linli.contact.actions import card_retention, cards, consents
from linli.contact.models import Batch, Card, Charge, Consent
from linli.journal import api as journal
from linli.kernel import Actor

from . import dividing
from .dividing import AT, ON

pytestmark = pytest.mark.django_db
LATER = dt.date(2021, 1, 2)
SOON = dt.date(2020, 12, 27)


def test_what_ended_two_years_ago_goes_with_its_history(divided: int) -> None:
    made, batch = dividing.carded(divided)
    consent = consents.give(
        actor=made.me,
        at=AT,
        owner="member",
        key=made.members[0],
        phone="19200000009",
        start=dt.date(2018, 6, 1),
    )
    consents.withdraw(actor=made.me, at=AT, consent=consent, on=ON)
    first, *kept = dividing.keys(batch)
    cards.take_back(actor=made.me, at=AT, card=first, on=ON)
    system = Actor.system("the term of retention has passed", divided)
    later = AT.replace(year=2021)
    assert card_retention.forget_old(actor=system, at=later, on=SOON) == (0, 0)
    with mock.patch.object(journal, "write", side_effect=RuntimeError), pytest.raises(RuntimeError):
        card_retention.forget_old(actor=system, at=later, on=LATER)
    assert Card.objects.count() == 3
    assert card_retention.forget_old(actor=system, at=later, on=LATER) == (1, 1)
    assert sorted(Card.objects.values_list("pk", flat=True)) == sorted(kept)
    assert Consent.objects.count() == 0
    for model, key in (("CardEvent", first), ("ConsentEvent", consent)):
        assert not apps.get_model("contact", model).objects.filter(pgh_obj=key).exists()
    assert Charge.objects.count() == 2
    assert Batch.objects.count() == 1
