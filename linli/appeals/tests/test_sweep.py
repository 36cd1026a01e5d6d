"""The sweep: what ran out climbs or is marked, once, in as many statements for many as for few."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.appeals.actions import answer, hold, sweep
from linli.appeals.actions.sweep import Swept
from linli.appeals.models import Appeal, Clock, Deed, Whistle
from linli.appeals.queries import record
from linli.base.scope import community_scope
from linli.journal import api as journal
from linli.journal.models import Line
from linli.kernel import Actor
from linli.kernel.actor import SECRETARY, SUBDISTRICT
from linli.news import events
from linli.news.actions import preferences
from linli.news.models import Message
from linli.places.models import AreaParent
from linli.places.tests import factories as places

from . import factories

AT, ON = factories.AT, factories.ON
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
LATER = AT + 30 * DAY


@pytest.fixture
def street(db: None) -> int:
    """A community below a subdistrict, with a secretary."""
    area = places.area("subdistrict", code="510105001")
    community = factories.community(parent=area)
    factories.worker(community, SECRETARY)
    return community


def _row(key: int) -> Appeal:
    return Appeal.objects.get(pk=key)


def test_what_is_not_due_stays(street: int) -> None:
    with community_scope(street):
        row = factories.appeal(street)
        assert sweep.due(community=street, at=AT) == Swept(0, 0, 0)
        assert _row(row.pk).version == 1


def test_a_compounds_matter_goes_up_to_the_community_when_its_time_ran_out(street: int) -> None:
    with community_scope(street):
        row = factories.appeal(street, level="compound", handler=7)
        at = AT + DAY + HOUR
        found = sweep.due(community=street, at=at)
        row = _row(row.pk)
        assert found.climbed == 1
        assert (row.level, row.state, row.version) == ("community", "registered", 2)
        clocks = factories.running(row)
        assert clocks["ladder"].level == "community"
        assert clocks["ladder"].started == at
        assert row.due_at == clocks["today"].due
        old = Clock.objects.get(appeal=row, level="compound")
        assert old.passed_at == old.stopped_at == at
        assert Deed.objects.filter(appeal=row, verb="climb_level").count() == 1
        assert Line.objects.filter(subject="appeal", key=row.pk, verb="climb_level").count() == 1
        assert Message.objects.count() == 2


def test_the_communitys_matter_goes_up_to_the_subdistrict_which_then_sees_it(street: int) -> None:
    with community_scope(street):
        row = factories.appeal(street, state="in_hand", handler=7)
        sweep.due(community=street, at=LATER)
        row = _row(row.pk)
        area = AreaParent.objects.get(area_id=street).parent_id
        assert (row.level, row.state, row.sent_to) == ("subdistrict", "sent_up", area)
        assert set(factories.running(row)) == {"today", "whistle"}
        assert Whistle.objects.get().reason == ""
        user = Actor(501, "街道小赵", None, frozenset({SUBDISTRICT}), area=area)
    with community_scope(None):
        assert record.record(user, row.pk, LATER).state == "sent_up"


def test_what_goes_past_the_office_never_climbs_and_tells_nobody_of_the_office(street: int) -> None:
    with community_scope(street):
        row = factories.appeal(street, audience="supervision", about="committee")
        assert sweep.due(community=street, at=LATER).climbed == 0
        assert _row(row.pk).level == "community"
        assert not Message.objects.exists()


def test_what_waits_for_somebody_does_not_climb(street: int) -> None:
    with community_scope(street):
        worker = factories.actor(street)
        row = factories.appeal(street, state="in_hand", handler=worker.user_id)
        hold.hold(actor=worker, at=AT, appeal=row.pk, reason="等材料")
        assert sweep.due(community=street, at=LATER) == Swept(1, 0, 0)
        assert sweep.due(community=street, at=LATER) == Swept(0, 0, 0)


def test_a_broken_promise_climbs_where_no_levels_clock_runs_beside_it(street: int) -> None:
    with community_scope(street):
        worker = factories.actor(street)
        row = factories.appeal(street, handler=worker.user_id)
        answer.promise(
            actor=worker, at=AT, appeal=row.pk, reason="要等料", doer="物业", promised_on=ON + 20 * DAY, way="phone",
            told="本人",
        )  # fmt: skip
        assert sweep.due(community=street, at=AT + 15 * DAY).climbed == 0
        assert sweep.due(community=street, at=LATER).climbed == 1


def test_a_reminder_goes_out_once(street: int) -> None:
    with community_scope(street):
        factories.appeal(street, level="compound", handler=7)
        at = AT + 6 * HOUR
        assert sweep.due(community=street, at=at).reminded == 1
        assert sweep.due(community=street, at=at).reminded == 0
        assert Message.objects.get().user == 7


def test_whoever_switched_reminders_off_still_reads_what_ran_out(street: int) -> None:
    with community_scope(street):
        me = factories.worker(street)
        preferences.choose(actor=me, muted=[sweep.SOON], quiet_from=None, quiet_to=None, at=AT)
        factories.appeal(street, level="compound", handler=me.user_id)
        assert sweep.due(community=street, at=AT + 6 * HOUR).reminded == 1
        assert not Message.objects.exists()
        sweep.due(community=street, at=LATER)
        assert Message.objects.filter(user=me.user_id or 0).exists()
    assert sweep.SOON in events.KINDS


def test_run_twice_the_sweep_changes_nothing(street: int) -> None:
    with community_scope(street):
        for level in ("compound", "community", "subdistrict"):
            for state in ("registered", "in_hand", "answered"):
                factories.appeal(street, level=level, state=state, handler=7)
        assert sweep.due(community=street, at=LATER) != Swept(0, 0, 0)
        before = _everything()
        assert sweep.due(community=street, at=LATER) == Swept(0, 0, 0)
        assert _everything() == before


def test_many_cost_as_many_statements_as_few(street: int) -> None:
    counted = []
    with community_scope(street):
        for many in (2, 40):
            for _ in range(many):
                factories.appeal(street, level="compound", handler=7)
                factories.appeal(street, state="in_hand", handler=7)
                factories.appeal(street, state="answered", level="subdistrict", handler=7)
            with CaptureQueriesContext(connection) as held:
                found = sweep.due(community=street, at=LATER + many * DAY)
            assert found.climbed >= 2 * many
            counted.append(len(held))
    assert counted[1] <= counted[0] <= 40


def test_no_more_than_the_limit_at_once(street: int) -> None:
    with community_scope(street):
        for _ in range(3):
            factories.appeal(street, state="in_hand", handler=7)
        found = sweep.due(community=street, at=LATER, limit=4)
        assert found.passed + found.climbed <= 4


def _everything() -> list[object]:
    return [
        list(Appeal.objects.order_by("pk").values()),
        list(Clock.objects.order_by("pk").values()),
        Deed.objects.count(),
        Line.objects.count(),
        Message.objects.count(),
        Whistle.objects.count(),
    ]


def test_when_the_journal_fails_the_sweep_has_changed_nothing(
    street: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the journal fails")

    with community_scope(street):
        factories.appeal(street, level="compound", handler=7)
        factories.appeal(street, state="answered", level="subdistrict", handler=7)
        before = _everything()
        monkeypatch.setattr(journal, "write_many", fail)
        with pytest.raises(RuntimeError, match="journal"):
            sweep.due(community=street, at=LATER)
    with community_scope(street):
        assert _everything() == before
