"""Pledges are followed up, settled and rated in public; names end with their term."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from linli.kernel import NotFound, Refused
from linli.notices.actions import pledging, retention
from linli.notices.models import Pledge
from linli.notices.queries import pledges as found
from linli.notices.tests import factories as some

pytestmark = pytest.mark.django_db


def test_from_the_promise_to_its_rating(here: int) -> None:
    key, me, lead = some.pledge(here), some.drafter(here), some.secretary(here)
    with pytest.raises(Refused):
        pledging.rate(actor=me, at=some.AT, pledge=key, good=1, fair=0, poor=0, on=some.ON)
    pledging.follow_up(actor=me, at=some.AT, pledge=key, on=some.ON, text="检修 41 个", today=some.ON)
    with pytest.raises(Refused):
        pledging.settle(actor=me, at=some.AT, pledge=key, state="kept", outcome="完成", on=some.ON)
    pledging.settle(actor=lead, at=some.AT, pledge=key, state="kept", outcome="检修 63 个", on=some.ON)
    pledging.rate(actor=me, at=some.AT, pledge=key, good=46, fair=3, poor=1, on=some.ON)
    one = found.public(here)[0]
    assert (one.state, one.rated, one.follow_ups) == ("kept", (46, 3, 1), [(some.ON, "检修 41 个")])
    with pytest.raises(Refused):
        pledging.follow_up(actor=me, at=some.AT, pledge=key, on=some.ON, text="再做", today=some.ON)


@pytest.mark.parametrize(
    ("field", "parts"),
    [("who", {"who": "唐师傅13800000123"}), ("text", {"text": " "}), ("maker", {"maker": "x"}), ("last", {"end": dt.date(2018, 3, 5)}),
     ("measure", {"measure": "x" * 201})],
)  # fmt: skip
def test_what_cannot_be_promised_is_refused(here: int, field: str, parts: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        some.pledge(here, **parts)
    assert refused.value.field == field


def test_a_pledge_whose_day_is_over_is_late_until_it_is_settled(here: int) -> None:
    one = found.page(some.drafter(here), some.pledge(here))
    assert not one.late(dt.date(2018, 12, 15))
    assert one.late(dt.date(2018, 12, 16))


def test_a_pledge_entered_by_mistake_is_on_no_page(here: int) -> None:
    key, lead = some.pledge(here), some.secretary(here)
    pledging.withdraw(actor=lead, at=some.AT, pledge=key, reason="重复登记")
    assert found.public(here) == []
    with pytest.raises(NotFound):
        found.page(lead, key)


def test_after_the_term_nobody_is_named_in_table_and_history(here: int) -> None:
    key, lead = some.pledge(here), some.secretary(here)
    pledging.settle(actor=lead, at=some.AT, pledge=key, state="kept", outcome="唐师傅完成", on=some.ON)
    later = dt.date(2028, 12, 2)
    assert retention.hide_past_retention(actor=lead, at=some.AT, on=later)["pledges"] == 0
    assert (
        retention.hide_past_retention(actor=lead, at=some.AT, on=later + dt.timedelta(days=1))["pledges"] == 1
    )
    assert Pledge.objects.get(pk=key).who == "已到期隐去"
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from notices_pledgeevent where who like '%%唐%%' or outcome like '%%唐%%'"
        )
        assert cursor.fetchone() == (0,)
