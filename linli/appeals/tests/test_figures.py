"""Figures of appeals: against hand counts, and value = rows = sum of the parts."""

from __future__ import annotations

import datetime as dt
import io
import random

import pytest
from python_calamine import CalamineWorkbook

from linli.appeals import figures
from linli.appeals.models import Appeal, Clock, Revisit
from linli.appeals.queries import ledger
from linli.appeals.rules import codes
from linli.base.figures import Figure
from linli.kernel import NotFound, Period
from linli.kernel.actor import SECRETARY, SUPERVISOR
from linli.office.heads import Head
from linli.office.layout import TableSheet, write_table
from linli.reports import engine

from . import factories

AT = dt.datetime(2018, 12, 3, 2, tzinfo=dt.UTC)
DECEMBER = Period.month(2018, 12)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def ask(here: int, *names: str) -> dict[str, object]:
    """Values by name, a ratio as (n, m), a median as it is read."""
    answer = engine.ask(names, engine.community_lens(factories.actor(here, SECRETARY), DECEMBER))
    found: dict[str, object] = {}
    for name in names:
        one = answer.amount(name)
        found[name] = (
            (one.numerator, one.denominator) if one.denominator is not None else one.text or one.value
        )
    return found


def settled(here: int, **fields: object) -> Appeal:
    """An appeal of 3 December closed the next day."""
    values = {
        "state": "closed",
        "closed_at": AT + DAY,
        "closed_level": "community",
        "outcome": "solved",
    } | fields
    return factories.appeal(here, at=AT, ticking=False, **values)  # type: ignore[arg-type]


def rated(row: Appeal, *ratings: str) -> None:
    """Revisits of a row in their order."""
    for index, rating in enumerate(ratings):
        Revisit.objects.create(
            community_id=row.community_id, appeal=row, at=AT + HOUR * (index + 1), by_name="工", way="phone", solved=rating != "not",
            rating=rating,
        )  # fmt: skip


def test_the_promise_of_the_day_is_counted_by_what_was_done_before_the_close(here: int) -> None:
    settled(here, solved_at=AT + HOUR)
    settled(here, explicit_at=AT + HOUR)
    settled(here, solved_at=AT + DAY, first_reply_at=AT + DAY)
    refused = {"state": "refused", "outcome": "not_accepted", "closed_at": AT + HOUR}
    settled(here, **refused)
    unanswered = factories.appeal(here, at=AT)
    Clock.objects.filter(appeal=unanswered, kind="today").update(passed_at=AT + DAY)
    factories.appeal(here, at=AT)  # its day has not closed yet
    assert ask(here, "appeals_received", "appeals_due", "same_day_solved_rate", "same_day_answered_rate", "same_day_rate", "appeals_missed") == {
        "appeals_received": 6, "appeals_due": 4, "same_day_solved_rate": (1, 4), "same_day_answered_rate": (1, 4),
        "same_day_rate": (2, 4), "appeals_missed": 2,
    }  # fmt: skip


def test_a_merged_appeal_counts_as_the_one_it_joined_and_a_mistake_not_at_all(here: int) -> None:
    main = factories.appeal(here, at=AT)
    factories.appeal(here, at=AT, state="merged", merged_into=main)
    factories.appeal(here, at=AT, void=True)
    assert ask(here, "appeals_received") == {"appeals_received": 1}


def test_the_median_of_the_first_reply_is_in_minutes_and_leaves_the_unanswered_out(here: int) -> None:
    for minutes in (10, 30, 2000):
        settled(here, first_reply_at=AT + dt.timedelta(minutes=minutes))
    factories.appeal(here, at=AT)
    assert ask(here, "first_reply_median", "replied_24h_rate") == {
        "first_reply_median": "30",
        "replied_24h_rate": (2, 4),
    }


def test_the_level_of_closing_is_where_it_was_settled(here: int) -> None:
    settled(here, closed_level="compound")
    settled(here)
    settled(here, sent_to=here)
    settled(here, outcome="transferred")
    settled(here, outcome="withdrawn")
    assert ask(here, "appeals_closed", "closed_in_compound", "closed_in_community", "closed_in_subdistrict", "closed_beyond") == {
        "appeals_closed": 4, "closed_in_compound": 1, "closed_in_community": 1, "closed_in_subdistrict": 1, "closed_beyond": 1,
    }  # fmt: skip


def test_satisfaction_is_that_of_the_first_revisit_with_and_without_the_unrated(here: int) -> None:
    rated(settled(here, rating="satisfied"), "satisfied")
    rated(settled(here, rating="satisfied", redone=1), "not", "satisfied")
    settled(here, rating="not_reached")
    assert ask(here, "satisfaction_rate", "satisfaction_rate_of_all", "redo_rate", "appeals_unrated") == {
        "satisfaction_rate": (1, 2), "satisfaction_rate_of_all": (1, 3), "redo_rate": (1, 3), "appeals_unrated": 1,
    }  # fmt: skip


def test_every_number_is_its_rows_and_the_sum_of_its_parts(here: int) -> None:
    rng = random.Random(7)  # noqa: S311 - invented appeals
    building = factories.building(here, units=2)
    units = [None, *building.units.values_list("pk", flat=True)]
    for _ in range(60):
        solved = rng.choice((None, AT + HOUR, AT + DAY))
        settled(
            here, unit_id=rng.choice(units), channel=rng.choice(codes.CHANNEL_CODES), category=rng.choice(("lift", "policy", "noise")),
            closed_level=rng.choice(("compound", "community")), solved_at=solved, state=rng.choice(("closed", "in_hand", "merged")),
        )  # fmt: skip
    lens = engine.community_lens(factories.actor(here, SECRETARY), DECEMBER, scheme="grid")
    names = [one.name for one in figures.FIGURES if isinstance(one, Figure)]
    answer = engine.ask(names, lens)
    for name in names:
        total = answer.amount(name).value
        assert total == sum(amount.value or 0 for amount in answer.row(name)[1:]), name
        assert total == engine.behind(name, lens).count(), name


def test_what_goes_past_the_office_is_counted_and_not_read(here: int) -> None:
    settled(here, audience="supervision", about="committee", text="委员在会上骂人")
    lens = engine.community_lens(factories.actor(here, SECRETARY), DECEMBER)
    rows = engine.behind("appeals_received", lens).page(0, 10)
    assert [(one.url, "骂人" in str(one.cells)) for one in rows] == [("", False)]
    assert engine.behind("appeals_received", lens).search("骂人").count() == 0
    watching = engine.community_lens(factories.actor(here, SUPERVISOR), DECEMBER)
    assert [bool(one.url) for one in engine.behind("appeals_received", watching).page(0, 10)] == [True]


def test_another_community_is_not_counted_and_its_rows_do_not_open(here: int) -> None:
    other = factories.community()
    factories.appeal(other, at=AT)
    assert ask(here, "appeals_received") == {"appeals_received": 0}
    lens = engine.Lens(factories.actor(here, SECRETARY), (other,), DECEMBER)
    with pytest.raises(NotFound):
        engine.behind("appeals_received", lens)


def test_the_ledger_has_seventeen_columns_and_hides_who_asked(here: int) -> None:
    factories.appeal(here, at=AT, reporter={"name": "李大明", "phone": "19200001234"})
    factories.appeal(here, at=AT, naming="confidential", text="楼上太吵")
    asked = ledger.Asked(DECEMBER)
    with factories.at_most(8):
        found = ledger.lines(factories.actor(here), asked, AT + HOUR)
    content = write_table(
        TableSheet(
            title="诉求台账",
            head=tuple(Head(str(one)) for one in ledger.HEADS),
            rows=[[str(cell) for cell in one.cells] for one in found],
        )
    )
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    said = str(rows)
    assert len(ledger.HEADS) == 17
    assert "李**" in said or "李*" in said
    assert "19200001234" not in said
    assert "李大明" not in said
