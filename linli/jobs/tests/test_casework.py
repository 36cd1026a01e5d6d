"""From the registration to the follow-up: who is registered, put forward, hired, asked again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linli.jobs.actions import merging, placements, posts, seekers
from linli.jobs.models import FollowUp, Placement, Referral, Seeker
from linli.jobs.queries import placements as found_placements
from linli.jobs.queries import seekers as found
from linli.jobs.queries.seekers import Filter
from linli.kernel import NotFound, Refused
from linli.kernel.actor import COMMITTEE, GRID_WORKER, SECRETARY, SOCIAL_WORKER

from . import factories
from .factories import AT, ON, SINCE, actor

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_a_person_is_registered_once_a_day_in_one_kind(here: int) -> None:
    who = factories.person(here)
    factories.seeker(here, who)
    with pytest.raises(Refused):
        factories.seeker(here, who, on=dt.date(2018, 6, 1))
    factories.seeker(here, who, kind="seeking")
    with pytest.raises(IntegrityError), transaction.atomic():
        Seeker.objects.create(
            community_id=here, person_id=who, kind="jobless", category="man", start=ON, seen=ON, changed_at=AT
        )


@pytest.mark.parametrize(
    ("born", "sex", "category", "allowed"),
    [
        (dt.date(2002, 5, 2), "1", "", True),
        (dt.date(2002, 5, 3), "1", "", False),
        (dt.date(1958, 5, 3), "1", "", True),
        (dt.date(1958, 5, 2), "1", "", False),
        (dt.date(1968, 5, 2), "2", "", False),
        (dt.date(1968, 5, 2), "2", "woman_staff", True),
        (dt.date(1980, 5, 2), "1", "woman_staff", False),
    ],
)
def test_only_somebody_of_working_age_registers(
    here: int, born: dt.date, sex: str, category: str, allowed: bool
) -> None:
    who = factories.person(here, born=born, sex=sex)
    if allowed:
        assert factories.seeker(here, who, category=category)
    else:
        with pytest.raises(Refused):
            factories.seeker(here, who, category=category)


def test_who_works_is_not_registered_as_unemployed(here: int) -> None:
    who = factories.person(here)
    factories.placement(here, who, on=dt.date(2018, 4, 1))
    with pytest.raises(Refused) as refused:
        factories.seeker(here, who)
    assert "文家电子厂" in str(refused.value)


def test_an_employment_that_began_before_a_registration_that_goes_on_is_refused(here: int) -> None:
    who = factories.person(here)
    factories.seeker(here, who, on=dt.date(2018, 6, 2))
    with pytest.raises(Refused) as refused:
        factories.placement(here, who, on=dt.date(2018, 6, 1))
    assert refused.value.field == "on"


def test_a_registration_of_days_to_come_is_refused(here: int) -> None:
    with pytest.raises(Refused):
        factories.seeker(here, on=ON + DAY)


def test_being_hired_ends_the_registration_and_begins_an_employment_with_follow_ups(here: int) -> None:
    one = factories.seeker(here)
    key = factories.referral(here, one)
    other = factories.referral(here, one, vacancy=factories.vacancy(here, unit="文家超市"))
    posts.invite(actor=actor(here), at=AT, referral=key, on=dt.date(2018, 5, 15))
    assert Seeker.objects.get(pk=one).state == "interview"
    made = posts.hire(actor=actor(here), at=AT, referral=key, on=dt.date(2018, 5, 20), today=ON)
    held = Seeker.objects.get(pk=one)
    assert (held.state, held.end, held.ending) == ("ended", dt.date(2018, 5, 20), "employed")
    work = Placement.objects.get(pk=made)
    assert (work.seeker_id, work.referral_id, work.route, work.section) == (one, key, "community", "C")
    assert list(FollowUp.objects.filter(placement=made).order_by("months").values_list("months", "due")) == [
        (3, dt.date(2018, 8, 20)), (6, dt.date(2018, 11, 20)),
    ]  # fmt: skip
    assert Referral.objects.get(pk=other).state == "not_hired"
    with pytest.raises(Refused):
        posts.turn_down(actor=actor(here), at=AT, referral=key, on=ON, today=ON, reason="pay")


def test_a_result_without_hire_keeps_its_reason_and_counts_against_nobody(here: int) -> None:
    one = factories.seeker(here)
    key = factories.referral(here, one)
    posts.turn_down(actor=actor(here), at=AT, referral=key, on=SINCE + 30 * DAY, today=ON, reason="declined")
    page = found.page(actor(here), one, on=ON)
    assert [(x.state, x.reason) for x in page.referrals] == [("not_hired", "declined")]
    assert page.row.state == "serving"


def test_a_recommendation_says_who_and_a_post_must_be_open(here: int) -> None:
    one = factories.seeker(here)
    with pytest.raises(Refused):
        factories.referral(here, one, route="recommended")
    assert factories.referral(here, one, route="recommended", by="唐师傅")
    over = factories.vacancy(here, on=dt.date(2018, 3, 1), until=dt.date(2018, 5, 9), unit="文家超市")
    with pytest.raises(Refused):
        factories.referral(here, one, vacancy=over)
    with pytest.raises(Refused):
        posts.refer(actor=actor(here), at=AT, seeker=one, on=ON, today=ON, route="self")


def test_a_follow_up_is_asked_when_it_is_due_and_ends_what_did_not_last(here: int) -> None:
    work = factories.placement(here, on=dt.date(2018, 6, 1))
    three, six = factories.follow_up(here, work), factories.follow_up(here, work, 6)
    with pytest.raises(Refused):
        placements.follow_up(
            actor=actor(here),
            at=AT,
            follow_up=three,
            on=dt.date(2018, 8, 1),
            today=ON,
            way="phone",
            outcome="working",
        )
    placements.follow_up(
        actor=actor(here), at=AT, follow_up=three, on=dt.date(2018, 9, 2), today=ON, way="phone", outcome="out",
        ended_on=dt.date(2018, 8, 20),
    )  # fmt: skip
    held = Placement.objects.get(pk=work)
    assert (held.end, held.ending) == (dt.date(2018, 8, 20), "resigned")
    assert FollowUp.objects.get(pk=six).void
    with pytest.raises(Refused):
        placements.follow_up(
            actor=actor(here), at=AT, follow_up=three, on=ON, today=ON, way="phone", outcome="working"
        )


def test_ending_for_want_of_contact_needs_six_months_without_any(here: int) -> None:
    one = factories.seeker(here)
    seekers.help_with(
        actor=actor(here), at=AT, seeker=one, on=dt.date(2018, 8, 1), today=ON, way="phone", text="介绍岗位"
    )
    with pytest.raises(Refused):
        seekers.end(actor=actor(here), at=AT, seeker=one, ending="no_contact", on=ON, today=ON)
    seekers.end(actor=actor(here), at=AT, seeker=one, ending="moved", on=ON, today=ON)
    with pytest.raises(Refused):
        seekers.help_with(actor=actor(here), at=AT, seeker=one, on=ON, today=ON, way="phone", text="再联系")


def test_hardship_rests_sealed_needs_evidence_and_opens_to_its_line_alone(here: int) -> None:
    one = factories.seeker(here)
    me = actor(here)
    for kind, evidence in (("landless", " "), ("aged", "身份证"), ("long_term", "登记表"), ("risky", "x")):
        with pytest.raises(Refused):
            seekers.call_hard(actor=me, at=AT, seeker=one, kind=kind, evidence=evidence, on=SINCE, today=ON)
    held = seekers.call_hard(
        actor=me, at=AT, seeker=one, kind="landless", evidence="征地协议12号", on=SINCE, today=ON
    )
    assert found.page(me, one, on=ON).hardships[0].evidence == "征地协议12号"
    assert found.page(actor(here, COMMITTEE), one, on=ON).hardships == []
    assert found.page(actor(here, SECRETARY), one, on=ON).hardships[0].kind == "landless"
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select text, mark from jobs_hardship where id = %s", [held])
        sealed, mark = cursor.fetchone()
    assert "征地".encode() not in bytes(sealed)
    assert b"landless" not in bytes(mark)
    rows, total = found.listing(me, Filter(hardship="landless"), on=ON)
    assert (total, rows[0].id) == (1, one)
    assert found.listing(actor(here, COMMITTEE), Filter(hardship="landless"), on=ON)[1] == 0
    seekers.end_hardship(actor=me, at=AT, hardship=held, on=ON, today=ON)
    assert found.listing(me, Filter(hardship="landless"), on=ON)[1] == 0


def test_an_employment_taken_out_brings_the_registration_back(here: int) -> None:
    one = factories.seeker(here)
    key = factories.referral(here, one)
    work = posts.hire(actor=actor(here), at=AT, referral=key, on=dt.date(2018, 6, 1), today=ON)
    with pytest.raises(Refused):
        seekers.void(actor=actor(here), at=AT, seeker=one)
    placements.void(actor=actor(here), at=AT, placement=work)
    held = Seeker.objects.get(pk=one)
    assert (held.state, held.end, held.ending) == ("serving", None, "")
    assert Referral.objects.get(pk=key).state == "referred"


def test_a_number_of_the_department_belongs_to_one_employment(here: int) -> None:
    first, second = factories.placement(here), factories.placement(here)
    me = actor(here)
    with pytest.raises(Refused):
        placements.enter_outside(
            actor=me, at=AT, placement=first, entry="N1", on=dt.date(2018, 5, 1), today=ON
        )
    placements.enter_outside(actor=me, at=AT, placement=first, entry="N1", on=ON, today=ON)
    with pytest.raises(Refused) as refused:
        placements.enter_outside(actor=me, at=AT, placement=second, entry="N1", on=ON, today=ON)
    assert refused.value.field == "entry"


def test_a_list_of_employments_ends_registrations_and_makes_referrals(here: int) -> None:
    who = factories.person(here)
    one = factories.seeker(here, who)
    keys = placements.employ_many(
        actor=actor(here), at=AT, today=ON,
        rows=[
            placements.Work(who, dt.date(2018, 6, 1), "文家超市", "F", route="self", entry="E1"),
            placements.Work(factories.person(here), dt.date(2018, 7, 1), "零工", "O", kind="flexible"),
        ],
    )  # fmt: skip
    assert Seeker.objects.get(pk=one).ending == "employed"
    work = Placement.objects.get(pk=keys[0])
    assert (work.seeker_id, work.route, work.referral is not None) == (one, "self", True)
    assert FollowUp.objects.filter(placement__in=keys).count() == 4


def test_a_merged_record_takes_registration_and_employment_along(here: int) -> None:
    kept, gone = factories.person(here), factories.person(here)
    factories.seeker(here, kept)
    twice = factories.seeker(here, gone)
    work = factories.placement(here, gone, on=ON)
    merging.merged(community=here, kept=kept, gone=gone, at=AT)
    assert Placement.objects.get(pk=work).person_id == kept
    assert Seeker.objects.filter(person=kept, void=False).count() == 1
    assert Seeker.objects.get(pk=twice).void
    merging.merged(community=here, kept=kept, gone=gone, at=AT, undo=True)
    assert Seeker.objects.get(pk=twice).person_id == kept


def test_others_find_nothing_and_readers_do_not_write(here: int) -> None:
    one = factories.seeker(here)
    for stranger in (actor(here, GRID_WORKER), actor(here, SOCIAL_WORKER, lines=frozenset({"insurance"}))):
        with pytest.raises(NotFound):
            found.page(stranger, one, on=ON)
        assert found.listing(stranger, Filter(), on=ON) == ([], 0)
    with pytest.raises(Refused):
        seekers.end(actor=actor(here, SECRETARY), at=AT, seeker=one, ending="moved", on=ON, today=ON)


def test_lists_cost_the_same_however_long(here: int, django_assert_num_queries: Any) -> None:
    for _ in range(3):
        factories.placement(here)
        factories.seeker(here)
    with django_assert_num_queries(3):
        rows, total = found.listing(actor(here), Filter(), on=ON)
    assert (len(rows), total) == (3, 3)
    with django_assert_num_queries(3):
        works, total = found_placements.listing(actor(here), found_placements.Filter(), on=ON)
    assert (len(works), total) == (3, 3)
    with django_assert_num_queries(3):
        waiting, total = found_placements.due(actor(here), until=ON, on=ON)
    assert total == 6
    assert {one.months for one in waiting} == {3, 6}
