"""Captains, messengers and candidates are not named for ever, visits lose their words every night, history included."""

from __future__ import annotations

import datetime as dt
from typing import Any
from unittest import mock

import pytest
from django.apps import apps

from linli.contact import tasks
from linli.contact.actions import people_retention, recruitments
from linli.contact.actions.people_retention import HIDDEN
from linli.contact.models import Candidate, Captain, Messenger
from linli.journal import api as journal
from linli.kernel import Actor

from . import peopling
from .peopling import AT, DAY, ON

pytestmark = pytest.mark.django_db
LATER = dt.date(2022, 1, 5)


def _events(name: str, key: int) -> Any:
    return apps.get_model("contact", f"{name}Event").objects.filter(pgh_obj=key)


def test_who_it_was_goes_with_its_history_and_counts_stay(divided: int) -> None:
    community = divided
    me = peopling.secretary(community)
    building = peopling.homes(community)
    gone, kept = peopling.captain(me, building), peopling.messenger(me, "唐信使")
    old = peopling.messenger(me)
    Captain.objects.filter(pk=gone).update(end=ON + DAY)
    Messenger.objects.filter(pk=kept).update(end=None)
    call = peopling.call(me)
    asked = peopling.candidate(me, call)
    recruitments.refuse(actor=me, at=AT + 8 * DAY, candidate=asked, reason="名额已满")
    Messenger.objects.filter(pk=old).update(end=ON)
    recruitments.close(actor=me, at=AT + 8 * DAY, recruitment=call)
    system, at = Actor.system("the term of retention has passed", community), AT.replace(year=2022)
    assert not any(people_retention.hide_past_retention(actor=system, at=AT, on=ON).values())
    with mock.patch.object(journal, "write", side_effect=RuntimeError), pytest.raises(RuntimeError):
        people_retention.hide_past_retention(actor=system, at=at, on=LATER)
    assert Captain.objects.get(pk=gone).name == "张阿姨"
    found = people_retention.hide_past_retention(actor=system, at=at, on=LATER)
    assert found == {"captains": 1, "messengers": 1, "candidates": 1}
    for name, model, key in (
        ("Captain", Captain, gone),
        ("Messenger", Messenger, old),
        ("Candidate", Candidate, asked),
    ):
        assert model.objects.get(pk=key).name == HIDDEN
        assert set(_events(name, key).values_list("name", flat=True)) == {HIDDEN}
        assert set(_events(name, key).values_list("phone", flat=True)) <= {None, ""}
    applied = Candidate.objects.get(pk=asked)
    assert (applied.words, applied.reason, applied.state) == ("", "", "refused")
    assert set(_events("Candidate", asked).values_list("digest", flat=True)) == {bytes(applied.digest)}
    assert Messenger.objects.get(pk=kept).name == "唐信使"
    assert not any(people_retention.hide_past_retention(actor=system, at=at, on=LATER).values())


def test_every_night_each_term_of_retention_is_asked(divided: int) -> None:
    community = divided
    me = peopling.secretary(community)
    old = peopling.messenger(me, start=dt.date(2010, 1, 1), end=dt.date(2011, 1, 1))
    tasks.forget_people()
    assert Messenger.objects.get(pk=old).name == HIDDEN
    tasks.forget_visits()
    tasks.forget_cards()
    tasks.forget_phones()
