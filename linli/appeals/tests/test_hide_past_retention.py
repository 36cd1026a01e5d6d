"""What was closed longer ago than its term says nothing any more, in table and history; every count stays."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.db import connection
from PIL import Image

from linli.appeals import tasks
from linli.appeals.actions import answer, hold, intake, receptions, retention, revisit
from linli.appeals.models import Answer, Appeal, Deed, Photo, Reception, Reporter, Revisit, Words
from linli.appeals.queries import duplicates, listing, record
from linli.base import clock
from linli.files.models import File
from linli.journal import api as journal
from linli.journal.models import Line
from linli.kernel import Actor

from . import factories
from .test_register import put

AT = factories.AT
HIDDEN = "已到期隐去"
#: Years after AT, as the system's clock would say.
FIVE, SIX = AT.replace(year=2023), AT.replace(year=2024, month=1, day=2)
SECRETS = ("张秀英", "13800138000", "灯泡", "晚上看不见", "换好了", "老年卡", "等配件", "很满意")


def _picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (40, 30), (120, 90, 60)).save(held, "JPEG")
    return held.getvalue()


def _closed(here: int) -> int:
    """An appeal with everything a resident can say, closed."""
    worker, other = factories.worker(here), factories.worker(here)
    made = put(
        worker, text="楼道灯泡坏了，晚上看不见", wish="换灯泡",
        reporter=intake.ReporterParts(name="张秀英", phone="13800138000", for_other="张秀英的母亲", relation="女儿"),
    )  # fmt: skip
    intake.correct(actor=worker, at=AT, appeal=made.id, version=None, text="楼道灯泡都坏了，晚上看不见")
    intake.picture(actor=worker, at=AT, appeal=made.id, content=_picture(), name="灯泡.jpg")
    hold.hold(actor=worker, at=AT, appeal=made.id, reason="等配件")
    hold.resume(actor=worker, at=AT, appeal=made.id)
    answer.solve(actor=worker, at=AT, appeal=made.id, text="灯泡换好了", told="张秀英")
    revisit.revisit(actor=other, at=AT, appeal=made.id, solved=True, rating="satisfied", words="很满意")
    return made.id


def _said(here: int) -> str:
    """Every row of appeals of the community as text, history too."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where tablename like 'appeals_%'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"select coalesce(string_agg(one::text, ' '), '') from {table} one")
            found.append(cursor.fetchone()[0])
    return " ".join(found)


def _sweep(here: int, at: dt.datetime) -> tuple[int, int]:
    return retention.hide_past_retention(actor=Actor.system("the term has passed", here), at=at, on=at.date())


def test_five_years_after_closing_words_people_and_pictures_are_gone_in_table_and_history(here: int) -> None:
    key = _closed(here)
    content = Photo.objects.get(appeal=key).file
    assert _sweep(here, FIVE) == (0, 0)
    before = _said(here)
    assert all(one in before for one in SECRETS if one != "老年卡")
    assert _sweep(here, SIX) == (1, 0)
    after = _said(here)
    assert not [one for one in SECRETS if one in after]
    row = Appeal.objects.get(pk=key)
    assert (row.text, row.wish, row.room_id, row.state, row.rating) == (
        HIDDEN,
        "",
        None,
        "closed",
        "satisfied",
    )
    assert Reporter.objects.get(appeal=key).name == HIDDEN
    assert set(Answer.objects.filter(appeal=key).values_list("text", "told")) == {(HIDDEN, "")}
    assert Revisit.objects.get(appeal=key).words == HIDDEN
    assert set(Deed.objects.filter(appeal=key).values_list("text", flat=True)) <= {HIDDEN, ""}
    assert not Photo.objects.filter(appeal=key).exists()
    assert File.objects.get(pk=content).gone_at == SIX
    assert not Words.objects.filter(appeal=key).exists()
    assert _sweep(here, SIX) == (0, 0)


def test_lists_and_pages_say_so_and_count_as_before(here: int) -> None:
    key, fresh = _closed(here), factories.appeal(here, at=SIX)
    worker = factories.worker(here)

    def counted() -> tuple[int, int]:
        where = listing.Filter(rating="satisfied")
        everything = listing.listing(worker, listing.Filter(), at=SIX)
        return everything.total, listing.listing(worker, where, at=SIX).total

    before = counted()
    _sweep(here, SIX)
    assert counted() == before == (2, 1)
    rows = {one.id: one for one in listing.listing(worker, listing.Filter(), at=SIX).rows}
    assert rows[key].title == HIDDEN
    assert rows[fresh.pk].title != HIDDEN
    page = record.record(worker, key, SIX)
    assert page.text == HIDDEN
    assert page.photos == []
    assert page.reporter is not None
    assert page.reporter.name == HIDDEN
    assert listing.listing(worker, listing.Filter(text="灯泡"), at=SIX).total == 0
    found = duplicates.likely(worker, text="楼道灯泡都坏了，晚上看不见", at=SIX)
    assert key not in [one.id for one in found]


def test_confidential_merged_and_voided_ones_are_hidden_too_and_open_ones_never(here: int) -> None:
    worker = factories.worker(here)
    sealed = put(
        worker,
        text="楼上打麻将",
        naming="confidential",
        reporter=intake.ReporterParts(name="张秀英", phone="13800138000"),
    )
    Appeal.objects.filter(pk=sealed.id).update(state="refused", closed_at=AT)
    merged = factories.appeal(here, state="merged", text="灯泡坏了", merged_into_id=sealed.id)
    voided = factories.appeal(here, text="写错了", void=True)
    opened = factories.appeal(here, state="in_hand", text="还没办完")
    assert _sweep(here, SIX) == (3, 0)
    assert Reporter.objects.get(appeal=sealed.id).sealed is None
    texts = dict(Appeal.objects.values_list("pk", "text"))
    assert texts == {sealed.id: HIDDEN, merged.pk: HIDDEN, voided.pk: HIDDEN, opened.pk: "还没办完"}


def test_the_reception_book_keeps_its_lines_two_years_with_names(here: int) -> None:
    worker = factories.worker(here)
    key = receptions.note(
        actor=worker, at=AT, text="老年卡怎么办", name="张秀英", age=72, phone="13800138000"
    )
    assert _sweep(here, AT.replace(year=2020)) == (0, 0)
    assert _sweep(here, AT.replace(year=2021)) == (0, 1)
    assert not [one for one in SECRETS if one in _said(here)]
    row = Reception.objects.get(pk=key)
    assert (row.name, row.text, row.age, row.category) == (HIDDEN, HIDDEN, None, "other")
    assert Line.objects.filter(subject="reception", verb="hide_past_retention").count() == 1


def test_nothing_is_hidden_when_the_journal_fails(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    key = _closed(here)

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the journal is full")

    monkeypatch.setattr(journal, "write", broken)
    with pytest.raises(RuntimeError):
        _sweep(here, SIX)
    assert "灯泡" in Appeal.objects.get(pk=key).text
    assert Words.objects.filter(appeal=key).exists()


def test_the_night_hides_in_every_community(here: int, monkeypatch: pytest.MonkeyPatch) -> None:
    key = _closed(here)
    monkeypatch.setattr(clock, "now", lambda: SIX)
    monkeypatch.setattr(clock, "today", SIX.date)
    tasks.hide_past_retention()
    assert Appeal.objects.get(pk=key).text == HIDDEN
