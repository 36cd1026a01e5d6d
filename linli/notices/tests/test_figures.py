"""What is counted is what is listed, and the parts make the whole."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Q

from linli.appeals.actions import answer
from linli.base.figures import Figure
from linli.kernel import Period
from linli.kernel.actor import SOCIAL_WORKER
from linli.notices.actions import disclosing, drafting, objecting, pledging, showing, surveying, theming
from linli.notices.figures import FIGURES, SPINES
from linli.notices.models import Disclosure
from linli.notices.queries import themes
from linli.notices.rules import codes
from linli.notices.rules.surveys import Said
from linli.notices.tests import factories as some

pytestmark = pytest.mark.django_db
YEAR = Period.year(2018)


def counted(name: str) -> list[int]:
    """Primary keys behind a figure of the year, by the spine's own columns."""
    figure = next(one for one in FIGURES if isinstance(one, Figure) and one.name == name)
    spine = next(one for one in SPINES if one.name == figure.spine)
    condition = figure.condition if isinstance(figure.condition, Q) else Q()
    day = figure.starts or spine.starts
    rows = spine.rows().filter(condition, **{f"{day}__gte": YEAR.start, f"{day}__lt": YEAR.end})
    return list(rows.values_list("pk", flat=True))


def test_notices_disclosures_and_objections_by_hand(here: int) -> None:
    lead, me = some.secretary(here), some.drafter(here, SOCIAL_WORKER, user_id=7)
    some.catalogue()
    disclosing.lay_out(actor=lead, at=some.AT, year=2018, on=some.ON)
    due = Disclosure.objects.get(item="accounts", start=dt.date(2018, 11, 1))
    key = disclosing.disclose(
        actor=lead,
        at=some.AT,
        disclosure=due.pk,
        kind="announcement",
        title="题",
        text="文",
        starts=some.ON,
        ends=some.AFTER,
    )
    drafting.submit(actor=lead, at=some.AT, notice=key)
    showing.approve(actor=lead, at=some.AT, notice=key)
    shown = some.approved(here)
    some.submitted(here)
    assert sorted(counted("notices_shown")) == sorted([key, shown])
    assert counted("notices_public") == [shown]
    assert counted("disclosures_on_time") == [due.pk]
    assert len(counted("disclosures_due")) == 11 + 3
    first, second = (
        objecting.object_to(actor=objecting.resident(here), at=some.AT, notice=shown, text=text)
        for text in ("一", "二")
    )
    answer.solve(actor=me, at=some.AT, appeal=first.id, text="已说明。", told="本人")
    assert (
        len(counted("objections_received")),
        len(counted("objections_answered")),
        len(counted("objections_in_time")),
    ) == (2, 1, 1)
    assert second.id != first.id


def test_sheets_pledges_and_themes_by_hand(here: int) -> None:
    lead = some.secretary(here)
    key = some.survey(here)
    surveying.give_back(actor=lead, at=some.AT, questionnaire=key, number=2, said={1: Said((0,))}, on=some.ON)
    assert (len(counted("sheets_issued")), len(counted("sheets_returned"))) == (3, 1)
    for state in ("kept", "partly", "unkept"):
        pledging.settle(
            actor=lead, at=some.AT, pledge=some.pledge(here), state=state, outcome="结果", on=some.ON
        )
    some.pledge(here)
    assert (len(counted("pledges_settled")), len(counted("pledges_kept"))) == (3, 1)
    shown = some.approved(here)
    for theme in ("serve", "ease", "ease"):
        theming.tag(actor=lead, at=some.AT, theme=theme, subject="notices.notice", key=shown, on=some.ON)
    assert [len(counted(f"theme_{code}")) for code in codes.THEMES] == [1, 0, 0, 0, 1, 0]
    table = themes.counts(lead, YEAR)
    assert {code: sum(row.values()) for code, row in table.items()} == {
        code: len(counted(f"theme_{code}")) for code in codes.THEMES
    }
    rows, total = themes.listing(lead, theme="ease", subject="", period=YEAR, on=some.ON)
    assert (total, rows[0].title, rows[0].url) == (1, "院落修缮项目公示", f"/notices/{shown}/")


@pytest.mark.parametrize("spine", SPINES, ids=lambda one: one.name)
def test_every_spine_lists_its_rows(here: int, spine: object) -> None:
    some.world(here)
    shown = some.approved(here)
    objecting.object_to(actor=objecting.resident(here), at=some.AT, notice=shown, text="不同意")
    pledging.settle(
        actor=some.secretary(here),
        at=some.AT,
        pledge=some.pledge(here),
        state="kept",
        outcome="完",
        on=some.ON,
    )
    keys = list(spine.rows().values_list("pk", flat=True))  # type: ignore[attr-defined]
    listing = spine.listing  # type: ignore[attr-defined]
    listed = listing.show(some.secretary(here), keys, some.ON)
    assert set(listed) == set(keys) != set()
    assert all(set(one.cells) >= {key for key, _head in listing.columns} for one in listed.values())
