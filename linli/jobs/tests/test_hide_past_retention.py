"""What was said of registrations and employments that ended longer ago than the term is gone, in history too; counts stay."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from linli.jobs.actions import placements, posts, retention, seekers
from linli.jobs.models import Hardship, Placement, Seeker
from linli.kernel import Actor

from . import factories
from .factories import AT, ON, SINCE, actor

pytestmark = pytest.mark.django_db
SECRETS = ("会开叉车", "SY00077", "介绍过岗位", "唐师傅", "路太远了", "航空部件厂", "赵经理", "19200000009")


def _said() -> str:
    """Every row of jobs as text, history too."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where tablename like 'jobs_%'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"select coalesce(string_agg(one::text, ' '), '') from {table} one")
            found.append(cursor.fetchone()[0])
    return " ".join(found)


def test_what_has_passed_the_term_is_gone_in_history_too(here: int) -> None:
    me = actor(here)
    factories.vacancy(
        here, unit="航空部件厂二车间", until=dt.date(2018, 6, 30), contact="赵经理", phone="19200000009"
    )
    one = factories.seeker(here, skills="会开叉车", number="SY00077")
    seekers.help_with(actor=me, at=AT, seeker=one, on=SINCE, today=ON, way="phone", text="介绍过岗位")
    seekers.call_hard(actor=me, at=AT, seeker=one, kind="landless", evidence="征地协议", on=SINCE, today=ON)
    declined = factories.referral(here, one, route="recommended", by="唐师傅")
    posts.turn_down(actor=me, at=AT, referral=declined, on=ON, today=ON, reason="distance", note="路太远了")
    seekers.end(actor=me, at=AT, seeker=one, ending="moved", on=ON, today=ON)
    work = factories.placement(here, unit="航空部件厂")
    placements.end_employment(actor=me, at=AT, placement=work, ending="resigned", on=ON, today=ON)
    kept = factories.placement(here, unit="快活物流园")
    before = _said()
    assert all(secret in before for secret in SECRETS)
    system = Actor.system("term", here)
    assert not any(retention.hide_past_retention(actor=system, at=AT, on=dt.date(2021, 6, 1)).values())
    late = AT.replace(year=2022)
    found = retention.hide_past_retention(actor=system, at=late, on=dt.date(2022, 1, 3))
    assert (found["seekers"], found["placements"], found["vacancies"]) == (1, 1, 1)
    after = _said().replace("航空部件厂二车间", "")
    assert [secret for secret in SECRETS if secret in after] == []
    assert Hardship.objects.count() == 0
    assert Seeker.objects.get(pk=one).ending == "moved"
    assert Placement.objects.get(pk=kept).unit == "快活物流园"
    again = retention.hide_past_retention(actor=system, at=late, on=dt.date(2022, 1, 3))
    assert not any(again.values())
