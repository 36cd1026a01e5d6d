"""Whatever is done in whatever order, one person has one residence a day and the sums agree."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.base.scope import community_scope
from linli.kernel import NotFound, Refused
from linli.residents import workflow
from linli.residents.actions import residences
from linli.residents.models import Member, Residence
from linli.residents.queries.sight import on_day
from linli.residents.rules import episodes

from . import factories
from .factories import AT

FIRST = dt.date(2018, 1, 1)
DAYS = 300
_step = st.tuples(
    st.sampled_from(
        [
            "register",
            "close",
            "request_close",
            "confirm_close",
            "keep",
            "reopen",
            "move_within",
            "void_entry",
            "verify",
        ]
    ),
    st.integers(0, 2),
    st.integers(0, DAYS),
)


def act(here: int, verb: str, who: str, room: int, day: dt.date) -> None:
    """Try one deed on the person's latest episode; a refusal is an answer too."""
    worker: dict[str, Any] = {"actor": factories.actor(here), "at": AT}
    if verb == "register":
        factories.resident(here, room, number=who, start=day)
        return
    last = Residence.objects.filter(void=False).order_by("-start", "-pk").first()
    if last is None:
        return
    verbs: dict[str, dict[str, Any]] = {
        "close": {"on": day, "reason": "left_city"},
        "request_close": {"on": day, "reason": "left_city"},
        "move_within": {"room": room, "on": day},
        "void_entry": {"why": "错"},
    }
    values = verbs.get(verb, {})
    getattr(residences, verb)(**worker, residence=last.pk, **values)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_step, min_size=3, max_size=14))
def test_random_deeds_never_break_the_register(steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        here = factories.community()
        with community_scope(here):
            rooms = [one.pk for one in factories.rooms(here)][:3]
            who = factories.number()
            for verb, room, offset in steps:
                try:
                    with transaction.atomic():
                        act(here, verb, who, rooms[room], FIRST + dt.timedelta(days=offset))
                except (Refused, NotFound):
                    continue
            agree()
        transaction.set_rollback(True)


def agree() -> None:
    """Stock = opened − closed on every day that matters; members stand where episodes do."""
    held = list(Residence.objects.filter(void=False).values_list("start", "end", "state", "reason"))
    for day in {one for start, end, _, _ in held for one in (start, end) if one} | {
        FIRST,
        FIRST + dt.timedelta(days=DAYS),
    }:
        stock = Residence.objects.filter(on_day(day)).count()
        opened = sum(start <= day for start, _, _, _ in held)
        ended = sum(end is not None and end <= day for _, end, _, _ in held)
        assert stock == opened - ended
        assert stock <= 1
        assert Member.objects.filter(on_day(day)).count() <= 1
    for _, end, state, reason in held:
        assert (end is None) == (state != "closed")
        assert (reason == "") == (end is None)


@pytest.mark.parametrize(
    ("state", "verb"),
    [("closed", "close"), ("open", "reopen"), ("open", "confirm_close"), ("void", "reopen")],
)
def test_a_verb_outside_the_table_is_refused(state: str, verb: str) -> None:
    with pytest.raises(Refused):
        workflow.step(state, verb)


def test_every_row_of_the_table_names_a_state_and_a_rule_that_exist() -> None:
    states = {
        workflow.NEW,
        workflow.TO_VERIFY,
        workflow.OPEN,
        workflow.TO_CLOSE,
        workflow.CLOSED,
        workflow.VOID,
    }
    for (before, _), step in workflow.TABLE.items():
        assert {before, step.state} <= states
        assert not step.guard or callable(getattr(episodes, step.guard))
    assert workflow.verbs("open") >= {"close", "move_within"}
    assert workflow.verbs("open", void=True) == frozenset()


@given(st.lists(st.dates(), max_size=4))
def test_not_found_is_proved_by_two_days(days: list[dt.date]) -> None:
    assert bool(episodes.not_found_is_proved(days)) == (len(set(days)) >= 2)
