"""Members: one branch a day, standing by standing, half of nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linli.kernel import NotFound, Refused
from linli.kernel.actor import COMMITTEE, GRID_WORKER
from linli.party.actions import facts, members, merging, organisations
from linli.party.models import Belonging, Member
from linli.party.queries import members as found
from linli.party.queries.members import Filter
from linli.residents.tests import factories as residents

from . import factories
from .factories import AT, ON, SINCE, actor

pytestmark = pytest.mark.django_db


def test_a_member_of_two_branches_on_one_day_is_refused(here: int) -> None:
    one, other = factories.branch(here), factories.branch(here, "第二党支部")
    key = factories.member(here, one)
    with pytest.raises(Refused) as refused:
        members.join(actor=actor(here), at=AT, member=key, branch=other, on=ON, today=ON)
    assert "第一党支部" in str(refused.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        Belonging.objects.create(
            community_id=here, member_id=key, branch_id=other, start=ON, changed_at=AT, way_in="transferred"
        )


def test_a_member_moves_and_leaves_with_days(here: int) -> None:
    one, other = factories.branch(here), factories.branch(here, "第二党支部")
    key, me = factories.member(here, one), actor(here)
    facts.appoint(actor=me, at=AT, member=key, kind="member", on=SINCE, organisation=one)
    members.move(actor=me, at=AT, member=key, branch=other, on=dt.date(2018, 6, 1), today=ON)
    with pytest.raises(Refused):
        members.leave(actor=me, at=AT, member=key, on=ON, today=ON, way="transferred")
    members.leave(actor=me, at=AT, member=key, on=ON, today=ON, way="transferred", went_to="苏坡街道")
    page = found.page(me, key, on=ON)
    assert [(x.branch, x.start, x.end) for x in page.belongings] == [
        (other, dt.date(2018, 6, 1), ON), (one, SINCE, dt.date(2018, 6, 1)),
    ]  # fmt: skip
    assert page.belonging is None
    assert page.offices[0].end == ON
    members.join(actor=me, at=AT, member=key, branch=one, on=ON, today=ON)
    assert found.page(me, key, on=ON).row.branch == "第一党支部"


def test_an_identity_number_stands_on_the_roster_once_and_finds_the_resident(here: int) -> None:
    lives = residents.resident(here, name="王建国")
    from linli.residents.models import Person

    number = Person.objects.get(pk=lives.person).number
    where = factories.branch(here)
    key = factories.member(here, where, "王建国", number=number)
    held = Member.objects.get(pk=key)
    assert held.person_id == lives.person
    assert held.born == Person.objects.get(pk=lives.person).born
    with pytest.raises(Refused) as refused:
        factories.member(here, where, "王建国", number=number)
    assert refused.value.field == "number"
    merging.merged(community=here, kept=lives.person, gone=lives.person, at=AT)
    assert Member.objects.get(pk=key).person_id == lives.person


def test_the_number_rests_sealed(here: int) -> None:
    from django.db import connection

    key = factories.member(here, factories.branch(here))
    number = Member.objects.get(pk=key).number
    with connection.cursor() as cursor:
        cursor.execute("select number from party_member where id = %s", [key])
        assert number is not None
        assert number.encode() not in bytes(cursor.fetchone()[0])


def test_a_probationary_member_becomes_formal_after_a_year(here: int) -> None:
    where = factories.branch(here)
    begun = dt.date(2017, 12, 1)
    key = factories.member(here, where, standing="probationary", on=begun, joined=begun)
    me = actor(here)
    with pytest.raises(Refused):
        members.confirm(actor=me, at=AT, member=key, on=dt.date(2018, 11, 30), today=ON)
    members.confirm(actor=me, at=AT, member=key, on=dt.date(2018, 12, 1), today=ON)
    assert found.page(me, key, on=ON).row.standing == "formal"
    assert found.page(me, key, on=dt.date(2018, 11, 30)).row.standing == "probationary"


def test_facts_are_sealed_and_found_by_their_mark(here: int) -> None:
    where, (one, _other) = factories.filled(here, 2)
    me = actor(here)
    fact = facts.note(actor=me, at=AT, member=one, kind="hardship", text="重病", on=SINCE)
    rows, total = found.listing(me, Filter(fact="hardship"), on=ON)
    assert (total, rows[0].id) == (1, one)
    assert found.facts_of(one)[0].text == "重病"
    facts.end_fact(actor=me, at=AT, fact=fact, on=ON)
    assert found.listing(me, Filter(fact="hardship"), on=ON)[1] == 0


def test_one_secretary_a_day(here: int) -> None:
    where, (one, other) = factories.filled(here, 2)
    me = actor(here)
    first = facts.appoint(actor=me, at=AT, member=one, kind="secretary", on=SINCE, organisation=where)
    with pytest.raises(Refused):
        facts.appoint(actor=me, at=AT, member=other, kind="secretary", on=ON, organisation=where)
    facts.end_office(actor=me, at=AT, office=first, on=ON)
    facts.appoint(actor=me, at=AT, member=other, kind="secretary", on=ON, organisation=where)
    facts.appoint(actor=me, at=AT, member=one, kind="community_work", on=dt.date(2007, 12, 1))
    assert found.page(me, one, on=ON).community_years == 11


def test_the_committee_reads_and_does_not_write_and_others_find_nothing(here: int) -> None:
    where, (key,) = factories.filled(here, 1)
    reader = actor(here, COMMITTEE)
    assert found.page(reader, key, on=ON).row.id == key
    with pytest.raises(Refused):
        members.correct(actor=reader, at=AT, today=ON, member=key, values={"name": "赵六"})
    with pytest.raises(NotFound):
        found.page(actor(here, GRID_WORKER), key, on=ON)


def test_an_organisation_is_renamed_elected_and_dissolved(here: int) -> None:
    from linli.party.queries import organisations as orgs

    where, (key,) = factories.filled(here, 1)
    me, day = actor(here), dt.date(2018, 3, 1)
    organisations.rename(actor=me, at=AT, organisation=where, name="先锋党支部", on=day, today=ON)
    assert orgs.name_on(where, dt.date(2018, 2, 28)) == "第一党支部"
    assert orgs.name_on(where, day) == "先锋党支部"
    organisations.elect(actor=me, at=AT, organisation=where, on=dt.date(2014, 1, 10))
    assert orgs.terms_ending(me, on=ON, within=90) == [(where, "先锋党支部", dt.date(2019, 1, 10))]
    with pytest.raises(Refused):
        organisations.dissolve(actor=me, at=AT, organisation=where, on=ON)
    members.leave(actor=me, at=AT, member=key, on=day, today=ON, way="died")
    organisations.dissolve(actor=me, at=AT, organisation=where, on=ON)
    assert orgs.listing(me, on=ON) == []


def test_the_list_costs_two_statements(here: int, django_assert_num_queries: Any) -> None:
    factories.filled(here, 4)
    with django_assert_num_queries(2):
        rows, total = found.listing(actor(here), Filter(text="", standing="formal"), on=ON)
    assert total == len(rows) == 4
