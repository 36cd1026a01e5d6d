"""What was written down is put right, added to, pictured or taken out; no deadline moves by it."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from PIL import Image

from linli.appeals.actions import intake
from linli.appeals.models import Appeal, Clock, Deed, Photo, Reporter, Words
from linli.appeals.queries import listing
from linli.appeals.queries.listing import Filter
from linli.appeals.rules.intake import PlaceParts, ReporterParts
from linli.files import api as files
from linli.kernel import NotFound, Refused, Stale
from linli.kernel import actor as roles
from linli.residents.tests import factories as residents

from . import factories
from .test_register import ASKS, put

LATER = factories.AT + dt.timedelta(hours=1)


def jpeg(**info: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "JPEG", **info)
    return out.getvalue()


def fails(*args: Any, **kwargs: Any) -> None:
    raise RuntimeError("full")


def test_words_category_and_place_are_put_right_and_found_anew(here: int) -> None:
    me, room = factories.worker(here), residents.rooms(here)[0]
    done = put(me)
    changed = intake.correct(
        actor=me, at=LATER, appeal=done.id, version=1, text="电梯停了，困人", category="lift", urgent=True,
        place=PlaceParts(room=room.pk),
    )  # fmt: skip
    assert changed == ["text", "category", "urgent", "place"]
    row = Appeal.objects.get(pk=done.id)
    assert (row.text, row.category, row.urgent, row.unit_id, row.version) == (
        "电梯停了，困人", "lift", True, room.unit_id, 2,
    )  # fmt: skip
    assert [one.id for one in listing.listing(me, Filter(text="电梯"), at=LATER).rows] == [done.id]
    assert listing.listing(me, Filter(text="楼道灯"), at=LATER).rows == []


def test_no_deadline_moves(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    before = list(
        Clock.objects.filter(appeal=done.id).order_by("pk").values_list("started", "due", "stopped_at")
    )
    row = Appeal.objects.get(pk=done.id)
    intake.correct(actor=me, at=LATER, appeal=done.id, text="电梯停了", urgent=True, category="lift")
    intake.add(actor=me, at=LATER, appeal=done.id, text="还在停")
    assert (
        list(Clock.objects.filter(appeal=done.id).order_by("pk").values_list("started", "due", "stopped_at"))
        == before
    )
    same = Appeal.objects.get(pk=done.id)
    assert (same.due_at, same.today_due, same.counts_on) == (row.due_at, row.today_due, row.counts_on)


def test_words_for_a_place_leave_the_door(here: int) -> None:
    me, room = factories.worker(here), residents.rooms(here)[0]
    done = put(me, place=PlaceParts(room=room.pk))
    assert intake.correct(actor=me, at=LATER, appeal=done.id, place="二楼拐角") == ["place"]
    row = Appeal.objects.get(pk=done.id)
    assert (row.place, row.room_id) == ("二楼拐角", room.pk)


def test_nothing_changed_is_no_deed(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    assert intake.correct(actor=me, at=LATER, appeal=done.id, text="三单元楼道灯坏了", reporter=ASKS) == []
    assert Deed.objects.filter(appeal=done.id).count() == 1


def test_the_second_of_two_reads_what_changed(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    intake.correct(actor=me, at=LATER, appeal=done.id, version=1, text="电梯停了")
    with pytest.raises(Stale) as told:
        intake.correct(actor=me, at=LATER, appeal=done.id, version=1, text="灯不亮")
    assert told.value.changes == [("text", "电梯停了", "灯不亮")]
    assert told.value.who == me.name


def test_who_asked_is_put_right_by_those_to_whom_it_is_open(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    who = ReporterParts(name="张秀英", phone="13900139000")
    assert intake.correct(actor=me, at=LATER, appeal=done.id, reporter=who) == ["reporter"]
    assert Reporter.objects.get(appeal=done.id).phone == "13900139000"
    sealed = put(me, naming="confidential")
    other = factories.worker(here)
    with pytest.raises(Refused):
        intake.correct(actor=other, at=LATER, appeal=sealed.id, reporter=who)
    intake.correct(actor=me, at=LATER, appeal=sealed.id, reporter=who)
    held = Reporter.objects.get(appeal=sealed.id)
    assert "13900139000" in held.sealed
    assert held.phone == ""


def test_an_unknown_field_is_a_mistake_of_ours(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    with pytest.raises(TypeError):
        intake.correct(actor=me, at=LATER, appeal=done.id, due_at=LATER)


def test_a_foreign_appeal_is_not_found(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    stranger = factories.actor(here, roles.GRID_WORKER)
    with pytest.raises(NotFound):
        intake.correct(actor=stranger, at=LATER, appeal=done.id, text="别人的事")


def test_worker_and_resident_add_words(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    intake.add(actor=me, at=LATER, appeal=done.id, text="灯座也裂了")
    intake.add(community=here, at=LATER, appeal=done.id, text="还没有来人")
    held = Deed.objects.filter(appeal=done.id, verb="add").order_by("pk")
    assert [(one.text, one.user, one.internal) for one in held] == [
        ("灯座也裂了", me.user_id, False), ("还没有来人", None, False),
    ]  # fmt: skip
    with pytest.raises(Refused):
        intake.add(community=here, at=LATER, appeal=done.id, text="字" * 2001)


def test_what_is_asked_again_is_added_to_what_is_there(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    number = intake.link_duplicate(
        actor=me, at=LATER, appeal=done.id, channel="phone", text="三单元的灯还没修",
        reporter=ReporterParts(name="李四", phone="13900139000"),
    )  # fmt: skip
    assert number == done.number
    assert Appeal.objects.count() == 1
    told = Deed.objects.filter(appeal=done.id).order_by("pk")
    assert [(one.verb, one.internal) for one in told] == [("register", False), ("add", False), ("note", True)]
    intake.link_duplicate(actor=me, at=LATER, appeal=done.id, channel="phone", reporter=ASKS)
    assert Deed.objects.filter(appeal=done.id, verb="note").count() == 1


def test_a_picture_is_kept_without_where_it_was_taken(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x0110] = "PHONE OF ZHANG"
    key = intake.picture(
        actor=me, at=LATER, appeal=done.id, content=jpeg(exif=exif), name="IMG_1.jpg", after=True
    )
    held = Photo.objects.get(pk=key)
    assert (held.appeal_id, held.after, held.public) == (done.id, True, False)
    assert b"PHONE OF ZHANG" not in files.open(me, held.file)
    with pytest.raises(NotFound):
        files.open(factories.actor(here, roles.GRID_WORKER), held.file)
    assert Deed.objects.filter(appeal=done.id, verb="picture").count() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no picture at all", b"%PDF-1.7", jpeg() + b"<script>alert(1)</script>", jpeg()[:200],
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"GIF89a" + b"\0" * 40,
    ],
)  # fmt: skip
def test_what_is_no_clean_picture_is_refused(here: int, content: bytes) -> None:
    me = factories.worker(here)
    done = put(me)
    with pytest.raises(Refused) as told:
        intake.picture(actor=me, at=LATER, appeal=done.id, content=content, name="x.jpg")
    assert told.value.field == "photos"
    assert not Photo.objects.exists()


def test_more_than_forty_megapixels_or_ten_megabytes_are_refused(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    out = io.BytesIO()
    Image.new("1", (8000, 5001)).save(out, "PNG")
    for content in (out.getvalue(), jpeg() + b"\0" * 10 * 1024 * 1024):
        with pytest.raises(Refused):
            intake.picture(actor=me, at=LATER, appeal=done.id, content=content, name="x.png")


def test_the_tenth_picture_is_one_too_many(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    Photo.objects.bulk_create(Photo(community_id=here, appeal_id=done.id, file=1, at=LATER) for _ in range(9))
    with pytest.raises(Refused) as told:
        intake.picture(actor=me, at=LATER, appeal=done.id, content=jpeg(), name="x.jpg")
    assert told.value.reason.facts["most"] == 9


def test_an_entry_by_mistake_is_found_no_more(here: int) -> None:
    me = factories.worker(here)
    done = put(me)
    with pytest.raises(Refused):
        intake.void_entry(actor=me, at=LATER, appeal=done.id, reason=" ")
    intake.void_entry(actor=me, at=LATER, appeal=done.id, reason="登记了两次")
    row = Appeal.objects.get(pk=done.id)
    assert (row.void, row.due_at, factories.running(row)) == (True, None, {})
    assert not Words.objects.exists()
    with pytest.raises(NotFound):
        intake.add(actor=me, at=LATER, appeal=done.id, text="再加一句")


def test_who_did_not_enter_it_and_is_no_desk_takes_nothing_out(here: int) -> None:
    done = put(factories.worker(here))
    auditor = factories.actor(here, roles.AUDITOR)
    with pytest.raises(Refused):
        intake.void_entry(actor=auditor, at=LATER, appeal=done.id, reason="不是我的")
    with pytest.raises(Refused):
        intake.add(actor=auditor, at=LATER, appeal=done.id, text="我也说一句")
    with pytest.raises(Refused):
        intake.picture(actor=auditor, at=LATER, appeal=done.id, content=jpeg(), name="x.jpg")


@pytest.mark.parametrize(
    "act",
    [
        lambda me, key: intake.correct(actor=me, at=LATER, appeal=key, text="电梯停了"),
        lambda me, key: intake.add(actor=me, at=LATER, appeal=key, text="还在停"),
        lambda me, key: intake.link_duplicate(actor=me, at=LATER, appeal=key, channel="phone", text="又停了"),
        lambda me, key: intake.void_entry(actor=me, at=LATER, appeal=key, reason="录错"),
        lambda me, key: intake.picture(actor=me, at=LATER, appeal=key, content=jpeg(), name="x.jpg"),
    ],
)
def test_when_the_journal_fails_nothing_changed(here: int, monkeypatch: pytest.MonkeyPatch, act: Any) -> None:
    me = factories.worker(here)
    done = put(me)
    before = Appeal.objects.filter(pk=done.id).values().get()
    monkeypatch.setattr("linli.journal.api.write", fails)
    with pytest.raises(RuntimeError):
        act(me, done.id)
    assert Appeal.objects.filter(pk=done.id).values().get() == before
    assert Deed.objects.filter(appeal=done.id).count() == 1
    assert not Photo.objects.exists()
    assert Words.objects.filter(pk=done.id).exists()
