"""What phones send is taken over once, one by one, in any order; nothing is lost and nothing doubled."""

from __future__ import annotations

import base64
import datetime as dt
import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from linli.base import boxes
from linli.base.scope import community_scope
from linli.contact.actions import devices, parcels, sheets, sync
from linli.contact.models import Clash, Sent, Sheet, Visit, VisitNeed
from linli.contact.queries import clashes as found
from linli.contact.tests.phones import AT, ON, Phone, Street, enrolled, facts, street
from linli.journal import api as journal
from linli.kernel import Refused

pytestmark = pytest.mark.django_db
LATER = AT + dt.timedelta(hours=5)


def scoped(here: Street) -> Any:
    return community_scope(here.community)


def test_a_repeated_sending_makes_one_record() -> None:
    here = street()
    phone = enrolled(here.worker)
    key = str(uuid.uuid4())
    one = phone.visit(here.households[0], AT, needs=[{"key": key, "text": "楼道灯坏了", "urgent": True}])
    first = phone.send(LATER, [one], hear=False)
    again = phone.send(LATER, [one, one], hear=False)
    assert facts(first) == facts(again) == {one.key: "kept"}
    assert again[0].facts == first[0].facts
    with scoped(here):
        assert (
            Visit.objects.filter(key=one.key).count()
            == VisitNeed.objects.count()
            == Sent.objects.count()
            == 1
        )


def test_one_bad_operation_does_not_lose_the_others() -> None:
    here = street()
    phone = enrolled(here.worker)
    good, strange = phone.visit(here.households[0], AT), phone.write("dance", 1, {}, AT)
    wrong = phone.visit(here.households[1], AT, way="rope")
    foreign = phone.visit(987_654_321, AT)
    last = phone.visit(here.households[2], AT)
    answers = phone.send(LATER)
    assert facts(answers) == {
        good.key: "kept", strange.key: "refused", wrong.key: "refused", foreign.key: "refused", last.key: "kept",
    }  # fmt: skip
    assert all(one.facts["why"] for one in answers if one.state == "refused")
    assert {one.key for one in phone.ops} == {strange.key, wrong.key, foreign.key}
    with scoped(here):
        assert Sent.objects.filter(state="refused").count() == 3
        kept = {one.id: one for one in found.refused(here.secretary)}
        assert any(("said", "都好") in one.words for one in kept.values())


def test_a_damaged_box_is_refused_and_kept_as_it_came() -> None:
    here = street()
    phone = enrolled(here.worker)
    one, other = phone.visit(here.households[0], AT), phone.visit(here.households[1], AT)
    sealed = phone.sealed(one)
    box = {**sealed.box, "c": base64.b64encode(b"\x00" * 60).decode()}
    swapped = sync.Operation(other.key, other.serial, "visit", other.at, sealed.box)
    with scoped(here):
        answers = sync.receive(
            actor=here.worker, at=LATER, device=phone.device, clock_off=0,
            operations=[sync.Operation(one.key, one.serial, "visit", one.at, box), swapped],
        )  # fmt: skip
        assert {answer.state for answer in answers} == {"refused"}
        assert '"box"' in Sent.objects.get(key=one.key).body
        assert Visit.objects.count() == 0


def test_a_box_of_an_older_key_opens_after_a_new_key_was_made_and_one_without_key_waits() -> None:
    here = street()
    phone = enrolled(here.worker)
    one = phone.visit(here.households[0], AT)
    before = phone.sealed(one)
    number = boxes.renew()
    assert boxes.public_key()[0] == number > phone.seal[0]
    with scoped(here):
        answers = sync.receive(
            actor=here.worker, at=LATER, device=phone.device, operations=[before], clock_off=0
        )
        assert [answer.state for answer in answers] == ["kept"]
        missing = sync.Operation(uuid.uuid4(), 9, "visit", AT, {**before.box, "k": 999})
        answers = sync.receive(
            actor=here.worker, at=LATER, device=phone.device, operations=[missing], clock_off=0
        )
        assert [answer.state for answer in answers] == ["wait"]
        assert Sent.objects.count() == 1


def test_an_edit_that_leans_on_one_not_come_yet_waits_and_nothing_is_lost() -> None:
    here = street()
    phone, house = enrolled(here.worker), here.households[0]
    first, second = phone.edit(house, AT, call_at="上午"), phone.edit(house, AT, call_at="晚上")
    assert facts(phone.send(LATER, [second])) == {second.key: "wait"}
    assert facts(phone.send(LATER, [first])) == {first.key: "kept"}
    assert facts(phone.send(LATER)) == {second.key: "kept"}
    with scoped(here):
        assert Sheet.objects.get(household=house).call_at == "晚上"
        assert not Clash.objects.exists()


def test_an_edit_that_a_colleague_made_too_is_kept_as_a_clash_field_by_field() -> None:
    here = street()
    phone, house = enrolled(here.worker), here.households[0]
    one = phone.edit(house, AT, call_at="下班以后", note="门铃坏了")
    with scoped(here):
        sheets.edit(
            actor=here.secretary, at=AT, household=house, before={"call_at": ""}, fields={"call_at": "周末"}
        )
    answers = phone.send(LATER)
    assert facts(answers) == {one.key: "clash"}
    assert answers[0].facts["fields"] == ["call_at"]
    with scoped(here):
        sheet = Sheet.objects.get(household=house)
        assert (sheet.call_at, sheet.note) == ("周末", "门铃坏了")
        row = found.clashes(here.secretary, on=ON)[0]
        assert (row.before, row.theirs, row.mine, row.field) == ("", "周末", "下班以后", "call_at")
        assert (row.who, row.colleague) == (here.worker.name, here.secretary.name)


@pytest.mark.parametrize("ahead", [-7200, 7200, 400 * 86400])
def test_the_moment_is_counted_back_by_a_wrong_clock(ahead: int) -> None:
    here = street()
    phone = enrolled(here.worker, ahead=ahead)
    one = phone.visit(here.households[0], AT)
    phone.send(LATER)
    with scoped(here):
        row = Visit.objects.get(key=one.key)
        assert (row.at, row.clock_off) == (AT, ahead)
        kept = Sent.objects.get(key=one.key)
        assert (kept.written_at, kept.clock_off) == (AT + dt.timedelta(seconds=ahead), ahead)


def test_a_colleague_cannot_send_from_this_phone() -> None:
    here = street()
    phone = enrolled(here.worker)
    one = phone.visit(here.households[0], AT)
    phone.actor = here.colleague()
    with pytest.raises(Refused):
        phone.send(LATER)
    assert phone.ops == [one]


def test_another_phone_with_the_same_key_learns_nothing() -> None:
    here = street()
    phone, other = enrolled(here.worker), enrolled(here.worker, "旧手机")
    one = phone.visit(here.households[0], AT)
    phone.send(LATER, hear=False)
    copied = other.write("visit", one.household, one.content, AT, one.key)
    answer = other.send(LATER)[0]
    assert (answer.key, answer.state) == (copied.key, "refused")
    assert "id" not in answer.facts


def test_a_locked_phone_still_delivers_what_was_written_before_and_nothing_written_after() -> None:
    here = street()
    phone = enrolled(here.worker)
    before = phone.visit(here.households[0], AT)
    with scoped(here):
        devices.lock(actor=here.secretary, at=AT + dt.timedelta(hours=1), device=phone.device.id)
        phone.device = devices_named(phone)
    after = phone.visit(here.households[1], AT + dt.timedelta(hours=2))
    assert facts(phone.send(LATER)) == {before.key: "kept", after.key: "refused"}


def devices_named(phone: Phone) -> Any:
    from dataclasses import replace

    from linli.contact.models import Device

    row = Device.objects.get(pk=phone.device.id)
    return replace(phone.device, state=row.state, locked_at=row.locked_at)


def picture() -> bytes:
    from linli.channels.tests import factories as channels

    return channels.picture() if hasattr(channels, "picture") else _drawn()


def _drawn() -> bytes:
    import struct
    import zlib

    def part(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    out = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    out.seek(0, 2)
    out.write(part(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)))
    out.write(part(b"IDAT", zlib.compress(b"".join(b"\x00" + b"\x40\x80\xc0" * 8 for _ in range(8)))))
    out.write(part(b"IEND", b""))
    return out.getvalue()


def test_a_photo_comes_in_parts_and_goes_on_where_it_stopped() -> None:
    here = street()
    phone = enrolled(here.worker)
    visit = phone.visit(here.households[0], AT)
    key, (number, public) = uuid.uuid4(), boxes.public_key()
    box = boxes.close_box(_drawn(), sync.about(phone.device.key, key), number, public)
    sealed = base64.b64decode(box.pop("c"))
    one = sync.Operation(key, 2, "photo", AT, {**box, "visit": str(visit.key), "size": len(sealed)})

    def sent() -> sync.Answer:
        return sync.receive(actor=here.worker, at=LATER, device=phone.device, operations=[one], clock_off=0)[
            0
        ]

    def part(start: int, content: bytes) -> int:
        return parcels.part(
            actor=here.worker, at=LATER, device=phone.device, key=key, start=start, content=content
        )

    with scoped(here):
        assert part(0, sealed[:50]) == 50
        assert part(0, sealed[:50]) == 50, "the same part again"
        assert part(70, sealed[70:]) == 50, "a gap is not taken"
        assert sent().state == "wait", "its visit has not come"
        phone.send(LATER, hear=False)
        assert (sent().state, sent().facts) == ("wait", {"got": 50})
        assert part(50, sealed[50:]) == len(sealed)
        assert sent().state == "kept"
        assert sent().facts == Sent.objects.get(key=key).answer
        assert len(Visit.objects.get(key=visit.key).photos) == 1


def test_a_photo_too_large_is_refused() -> None:
    here = street()
    phone = enrolled(here.worker)
    with scoped(here), pytest.raises(Refused):
        parcels.part(
            actor=here.worker, at=AT, device=phone.device, key=uuid.uuid4(), start=0, content=bytes(600_000)
        )


def broken(*_args: Any, **_fields: Any) -> None:
    raise RuntimeError("the journal is full")


def test_nothing_changes_when_the_journal_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    here = street()
    phone, house = enrolled(here.worker), here.households[0]
    visit, edit = phone.visit(house, AT), phone.edit(house, AT, call_at="晚上")
    monkeypatch.setattr(journal, "write", broken)
    for one in (visit, edit):
        with pytest.raises(RuntimeError):
            phone.send(LATER, [one])
    with scoped(here):
        assert not Visit.objects.exists()
        assert not Sent.objects.exists()
        assert not Sheet.objects.exclude(call_at="").exists()


def test_the_queries_of_a_sending_do_not_grow_with_what_was_sent_before(
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    here = street()
    phone = enrolled(here.worker)
    known = [phone.visit(here.households[0], AT, said=str(n)) for n in range(20)]
    phone.send(LATER, known, hear=False)
    with django_assert_max_num_queries(12):
        phone.send(LATER, known, hear=False)
