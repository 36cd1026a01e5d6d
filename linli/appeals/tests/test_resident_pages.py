"""Residents without an account: report, follow, add, rate, open again; what is not theirs stays shut."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from linli.appeals.actions import accept, answer, intake, publish, revisit
from linli.appeals.models import Appeal, Deed, Photo, Reporter, Revisit
from linli.base import clock, proof
from linli.base.scope import community_scope
from linli.files import api as files
from linli.kernel.actor import SECRETARY
from linli.ui.receipts import FOLLOWED

from . import factories
from .factories import AT

CODE = "510105014013"
LATER = AT + dt.timedelta(hours=1)

Place = tuple[int, Any]


@pytest.fixture
def place(db: None, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A community with a code and a building; it is Friday 28 December 2018, 9:00."""
    monkeypatch.setattr(clock, "real_now", lambda: AT)
    clock.forget()
    community = factories.community(name="快活社区", code=CODE)
    return community, factories.building(community, "3栋", 2, 2, 2, compound="英国小镇")


@pytest.fixture
def resident() -> Client:
    return Client()


def url(name: str, *keys: object) -> str:
    return reverse(f"public:{name}", args=[CODE, *keys])


def ticket(client: Client, at: dt.datetime = AT) -> dict[str, str]:
    """The hidden fields of a form that was open for a minute."""
    shown = str(proof.fields("report", at=at - dt.timedelta(minutes=1)))
    return {
        "proof_ticket": shown.split('value="', 1)[1].split('"', 1)[0],
        "proof_work": "",
        "proof_homepage": "",
    }


def report(client: Client, **fields: Any) -> Any:
    words = {"text": "三单元楼道灯不亮", "naming": "named", "about": "matter", **ticket(client), **fields}
    return client.post(url("report"), words)


def receipt(client: Client) -> tuple[str, str]:
    """Number and code as the receipt shows them."""
    shown = client.get(url("reported")).context
    return shown["one"].number, shown["code"]


def only(community: int) -> Appeal:
    with community_scope(community):
        return Appeal.objects.get(community=community)


def told(community: int, key: int) -> None:
    """A worker has answered and told the resident."""
    worker = factories.actor(community)
    with community_scope(community):
        answer.solve(actor=worker, at=LATER, appeal=key, text="灯已换好。", told="本人", way="phone")


def picture(size: tuple[int, int] = (40, 30), name: str = "灯.jpg", **options: Any) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, "JPEG", **options)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def test_what_is_reported_gets_number_code_and_a_promised_moment(place: Place, resident: Client) -> None:
    community, building = place
    answered = report(resident, b=building.code, place="2单元2楼", name="王秀英", phone="13812345678")
    assert answered.status_code == 302
    shown = resident.get(answered["Location"])
    number, code = receipt(resident)
    page = shown.content.decode()
    assert number == "20181228-001"
    assert number in page
    assert code in page
    assert "今天 18:00 前给您答复" in page
    assert "09:00" in str(shown.context["promise"].why) or "18:00" in str(shown.context["promise"].why)
    row = only(community)
    assert (row.channel, row.building_id, row.entered_by, row.first_contact) == (
        "web",
        building.pk,
        None,
        None,
    )
    assert row.place.startswith("英国小镇3栋")
    with community_scope(community):
        held = Reporter.objects.get(appeal=row)
    assert (held.name, held.phone) == ("王秀英", "13812345678")
    assert "王秀英" not in page


def test_who_leaves_name_and_phone_empty_stays_unknown(place: Place, resident: Client) -> None:
    report(resident)
    row = only(place[0])
    assert row.naming == "anonymous"
    with community_scope(place[0]):
        assert not Reporter.objects.exists()


def test_a_name_that_is_not_to_be_kept_is_not_kept(place: Place, resident: Client) -> None:
    report(resident, name="王秀英", phone="13812345678", naming="anonymous")
    assert only(place[0]).naming == "anonymous"
    with community_scope(place[0]):
        assert not Reporter.objects.exists()


def test_a_confidential_name_is_sealed_and_its_door_left_open(place: Place, resident: Client) -> None:
    report(resident, b=place[1].code, name="王秀英", naming="confidential", place="1单元101")
    row = only(place[0])
    assert (row.naming, row.room_id, row.building_id) == ("confidential", None, place[1].pk)
    with community_scope(place[0]):
        held = Reporter.objects.get()
    assert (held.name, "王秀英" in str(held.sealed)) == ("", True)


def test_a_named_report_from_a_door_finds_the_door(place: Place, resident: Client) -> None:
    report(resident, b=place[1].code, name="王秀英", place="1单元101")
    row = only(place[0])
    assert row.room_id is not None
    assert row.unit_id is not None


def test_a_complaint_about_a_worker_goes_where_the_resident_chooses(place: Place, resident: Client) -> None:
    without = report(resident, about="worker")
    assert without.status_code == 422
    assert "audience" in without.context["form"].errors
    report(resident, about="worker", audience="supervision")
    row = only(place[0])
    assert (row.audience, row.handler, row.first_contact) == ("supervision", None, None)


def test_nothing_typed_is_lost_when_something_is_wrong(place: Place, resident: Client) -> None:
    shown = report(resident, text="", name="王秀英", phone="1381234", place="二楼")
    assert shown.status_code == 422
    assert "少 4 位" in shown.content.decode()
    for kept in ("王秀英", "1381234", "二楼"):
        assert kept in shown.content.decode()


def test_4001_characters_are_said_to_be_one_too_many_and_kept(place: Place, resident: Client) -> None:
    shown = report(resident, text="灯" * 4001)
    assert shown.status_code == 422
    assert "4001" in "".join(shown.context["form"].errors["text"])
    assert "灯" * 4001 in shown.content.decode()


def test_a_form_without_a_ticket_is_not_taken_and_says_what_to_do(place: Place, resident: Client) -> None:
    shown = report(resident, proof_ticket="nobody")
    assert shown.status_code == 422
    assert shown.context["form"].non_field_errors()
    assert "三单元楼道灯不亮" in shown.content.decode()
    filled = report(resident, proof_homepage="http://example.com")
    assert filled.status_code == 422


def test_too_many_reports_from_one_address_wait(place: Place, resident: Client) -> None:
    answers = [report(resident, text=f"第{n}件事").status_code for n in range(proof.WITHOUT + 1)]
    assert answers[-1] == 422
    assert set(answers[:-1]) == {302}


def test_the_same_form_twice_is_one_appeal(place: Place, resident: Client) -> None:
    key = resident.get(url("report")).content.decode().split('name="submit_key" value="')[1].split('"')[0]
    report(resident, submit_key=key)
    assert report(resident, submit_key=key).status_code == 302
    assert only(place[0]).number == "20181228-001"


def test_words_with_markup_are_shown_as_they_were_typed(place: Place, resident: Client) -> None:
    report(resident, text="<script>alert(1)</script>灯不亮", place="<img src=x onerror=alert(2)>")
    page = resident.get(url("follow")).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<img src=x" not in page


def test_number_and_code_open_the_page_from_another_phone(place: Place, resident: Client) -> None:
    report(resident)
    number, code = receipt(resident)
    child = Client()
    opened = child.post(url("follow"), {"number": number.replace("-", "－"), "code": code.replace(" ", "")})
    assert opened.status_code == 302
    assert code.replace(" ", "") not in opened["Location"]
    page = child.get(opened["Location"])
    assert page.context["one"].number == number
    assert "三单元楼道灯不亮" in page.content.decode()
    assert code not in page.content.decode()


def test_a_wrong_code_a_wrong_number_and_a_foreign_community_get_the_same_answer(
    place: Place, resident: Client
) -> None:
    factories.community(name="晨光社区", code="510105014014")
    report(resident)
    number, code = receipt(resident)
    guesser = Client()
    said = {
        guesser.post(where, {"number": typed, "code": digits}).context["form"].non_field_errors()[0]
        for where, typed, digits in (
            (url("follow"), number, "123 456 7890"),
            (url("follow"), "20181228-099", code),
            (reverse("public:follow", args=["510105014014"]), number, code),
        )
    }
    assert len(said) == 1
    assert FOLLOWED not in guesser.cookies


def test_guessing_is_stopped_with_the_minutes_to_wait(place: Place, resident: Client) -> None:
    report(resident)
    number, code = receipt(resident)
    guesser = Client()
    for _try in range(11):
        shown = guesser.post(url("follow"), {"number": number, "code": "111 111 1111"})
    assert "15" in shown.context["form"].non_field_errors()[0]
    assert guesser.post(url("follow"), {"number": number, "code": code}).status_code == 422


def test_a_forged_or_old_cookie_opens_nothing(place: Place, resident: Client) -> None:
    report(resident)
    signed = resident.cookies[FOLLOWED].value
    other = Client()
    other.cookies[FOLLOWED] = signed[:-2] + "xx"
    assert "form" in other.get(url("follow")).context
    assert other.get(url("picture", 1)).status_code == 404
    assert other.post(url("withdraw"), {"why": ""}).status_code == 302
    assert only(place[0]).state == "registered"


def test_the_cookie_of_one_community_opens_nothing_in_another(place: Place, resident: Client) -> None:
    factories.community(name="晨光社区", code="510105014014")
    report(resident)
    other = Client()
    other.cookies[FOLLOWED] = resident.cookies[FOLLOWED].value
    assert "form" in other.get(reverse("public:follow", args=["510105014014"])).context


def test_leaving_forgets_the_appeal_on_this_phone(place: Place, resident: Client) -> None:
    report(resident)
    assert "one" in resident.get(url("follow")).context
    resident.post(url("done"))
    assert "form" in resident.get(url("follow")).context


def test_a_picture_loses_where_it_was_taken(place: Place, resident: Client) -> None:
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    report(resident, pictures=[picture(exif=exif.tobytes(), name="<b>1</b>.jpg")])
    with community_scope(place[0]):
        held = Photo.objects.get()
        content = files.open(revisit.as_resident(place[0]), held.file)
    assert b"PhoneMaker" not in content
    assert not Image.open(io.BytesIO(content)).getexif()
    shown = resident.get(url("picture", held.pk))
    assert (shown.status_code, shown["Content-Type"], shown["X-Content-Type-Options"]) == (
        200,
        "image/jpeg",
        "nosniff",
    )
    assert Client().get(url("picture", held.pk)).status_code == 404
    assert "<b>1</b>" not in resident.get(url("follow")).content.decode()


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"GIF89a<script>alert(1)</script>",
        b"\xff\xd8\xffnothing",
        b"",
    ],
    ids=["svg", "script", "torn", "empty"],
)
def test_a_photo_that_is_none_is_refused_and_the_words_are_taken(
    place: Place, resident: Client, content: bytes
) -> None:
    report(resident, pictures=[SimpleUploadedFile("x.svg", content or b" ", "image/svg+xml"), picture()])
    shown = resident.get(url("reported"))
    assert len(shown.context["faults"]) == 1
    assert only(place[0]).text == "三单元楼道灯不亮"
    with community_scope(place[0]):
        assert Photo.objects.count() == 1


def test_a_photo_of_more_than_40_megapixels_is_refused(place: Place, resident: Client) -> None:
    out = io.BytesIO()
    Image.new("1", (8000, 5001)).save(out, "PNG")
    report(resident, pictures=[SimpleUploadedFile("big.png", out.getvalue(), "image/png")])
    assert len(resident.get(url("reported")).context["faults"]) == 1
    with community_scope(place[0]):
        assert not Photo.objects.exists()


def test_words_are_added_and_read_in_the_story(place: Place, resident: Client) -> None:
    report(resident)
    assert resident.post(url("add"), {"text": ""}).status_code == 422
    assert resident.post(url("add"), {"text": "二楼的也不亮", "pictures": [picture()]}).status_code == 302
    assert "二楼的也不亮" in resident.get(url("follow")).content.decode()
    with community_scope(place[0]):
        assert Photo.objects.count() == 1


def test_the_resident_rates_and_what_is_not_solved_is_done_again(place: Place, resident: Client) -> None:
    report(resident)
    key = only(place[0]).pk
    assert resident.get(url("rate")).status_code == 302
    told(place[0], key)
    assert resident.get(url("follow")).context["one"].may_rate
    assert resident.post(url("rate"), {"solved": "yes"}).status_code == 422
    resident.post(url("rate"), {"solved": "no", "rating": "not", "words": "还是不亮"})
    row = only(place[0])
    assert (row.state, row.rating, row.redone) == ("redo", "not", 1)
    with community_scope(place[0]):
        held = Revisit.objects.get()
    assert (held.by, held.way, held.words) == (None, "page", "还是不亮")


def test_a_rating_sent_twice_counts_once(place: Place, resident: Client) -> None:
    report(resident)
    told(place[0], only(place[0]).pk)
    for _again in range(2):
        resident.post(url("rate"), {"solved": "yes", "rating": "satisfied"})
    assert only(place[0]).state == "closed"
    with community_scope(place[0]):
        assert Revisit.objects.count() == 1


def asked_by_a_colleague(community: int, key: int) -> None:
    """Another worker asked by phone and closed it."""
    with community_scope(community):
        revisit.revisit(
            actor=factories.actor(community), at=LATER, appeal=key, solved=True, rating="mostly", way="phone"
        )


def test_after_a_colleagues_revisit_the_residents_own_word_stands(place: Place, resident: Client) -> None:
    report(resident)
    key = only(place[0]).pk
    told(place[0], key)
    asked_by_a_colleague(place[0], key)
    assert resident.get(url("follow")).context["one"].may_rate
    for _again in range(2):
        resident.post(url("rate"), {"solved": "yes", "rating": "satisfied", "words": "亮了"})
    row = only(place[0])
    assert (row.state, row.rating, row.confirmed) == ("closed", "satisfied", True)
    with community_scope(place[0]):
        assert list(Revisit.objects.order_by("pk").values_list("way", flat=True)) == ["phone", "page"]
    assert not resident.get(url("follow")).context["one"].may_rate
    assert "满意" in resident.get(url("follow")).content.decode()


def test_after_a_colleagues_revisit_what_is_not_solved_is_done_again(place: Place, resident: Client) -> None:
    report(resident)
    key = only(place[0]).pk
    told(place[0], key)
    asked_by_a_colleague(place[0], key)
    resident.post(url("rate"), {"solved": "no", "rating": "not", "words": "还是黑的"})
    row = only(place[0])
    assert (row.state, row.rating, row.redone, row.closed_at) == ("redo", "not", 1, None)


@pytest.mark.parametrize(
    ("fields", "level"),
    [
        ({"category": "facilities"}, "compound"),
        ({"category": "facilities", "naming": "confidential", "name": "王秀英"}, "community"),
        ({"category": "livelihood"}, "community"),
        ({}, "community"),
    ],
)
def test_what_is_of_the_house_begins_at_the_house(
    place: Place, resident: Client, fields: dict[str, str], level: str
) -> None:
    report(resident, b=place[1].code, **fields)
    assert only(place[0]).level == level


def test_whoever_takes_on_what_came_by_a_page_is_the_first_contact(place: Place, resident: Client) -> None:
    community, worker = place[0], factories.worker(place[0])
    report(resident)
    with community_scope(community):
        accept.accept(actor=worker, at=LATER, appeal=only(community).pk)
    assert only(community).first_contact == worker.user_id


def test_taking_on_a_confidential_report_does_not_open_its_name(place: Place, resident: Client) -> None:
    report(resident, name="王秀英", naming="confidential")
    with community_scope(place[0]):
        accept.accept(actor=factories.worker(place[0]), at=LATER, appeal=only(place[0]).pk)
    assert only(place[0]).first_contact is None


def test_a_closed_appeal_is_opened_again_within_the_term(place: Place, resident: Client) -> None:
    report(resident)
    told(place[0], only(place[0]).pk)
    resident.post(url("rate"), {"solved": "yes", "rating": "satisfied"})
    assert resident.get(url("follow")).context["one"].may_reopen
    assert resident.post(url("reopen"), {"why": ""}).status_code == 422
    resident.post(url("reopen"), {"why": "又不亮了"})
    assert only(place[0]).state == "redo"


def test_the_resident_takes_it_back(place: Place, resident: Client) -> None:
    report(resident)
    resident.post(url("withdraw"), {"why": "自己换好了"})
    assert (only(place[0]).state, only(place[0]).outcome) == ("closed", "withdrawn")


def test_internal_notes_and_others_words_are_not_read(place: Place, resident: Client) -> None:
    report(resident, name="王秀英", phone="13812345678")
    row = only(place[0])
    worker = factories.actor(place[0])
    with community_scope(place[0]):
        Deed.objects.create(
            community_id=place[0],
            appeal=row,
            at=LATER,
            who="工",
            verb="note",
            state="registered",
            text="此人常来",
            internal=True,
        )
        intake.link_duplicate(
            actor=worker, at=LATER, appeal=row.pk, channel="phone", text="李大爷也说灯坏了",
            reporter=intake.ReporterParts(name="李大爷", phone="13900000000"),
        )  # fmt: skip
    page = resident.get(url("follow")).content.decode()
    for hidden in ("此人常来", "李大爷", "13900000000", "13812345678"):
        assert hidden not in page


def test_the_board_shows_only_what_was_released(place: Place, resident: Client) -> None:
    report(resident, consents="on", name="王秀英", pictures=[picture()])
    row = only(place[0])
    report(resident, text="另一件事", name="李强")
    assert resident.get(url("answers")).context["rows"] == []
    told(place[0], row.pk)
    secretary = factories.actor(place[0], SECRETARY)
    with community_scope(place[0]):
        photo = Photo.objects.get().pk
        publish.release(
            actor=secretary,
            at=LATER,
            appeal=row.pk,
            text="楼道灯不亮",
            answer="已换好",
            place="英国小镇3栋",
            photos=[photo],
        )
    page = resident.get(url("answers"))
    assert [one["row"].text for one in page.context["rows"]] == ["楼道灯不亮"]
    assert "另一件事" not in page.content.decode()
    assert "王秀英" not in page.content.decode()
    assert Client().get(url("answer_picture", photo)).status_code == 200
    assert len(resident.get(url("answers") + "?q=楼道").context["rows"]) == 1
    assert resident.get(url("answers") + "?q=电梯").context["rows"] == []
    with community_scope(place[0]):
        publish.withhold(actor=secretary, at=LATER, appeal=row.pk, why="居民要求")
    assert Client().get(url("answer_picture", photo)).status_code == 404


def test_reading_never_changes_anything(place: Place, resident: Client) -> None:
    report(resident)
    row = only(place[0])
    with community_scope(place[0]):
        before = Deed.objects.count()
    for name in ("follow", "add", "withdraw", "reported", "answers", "who", "guide", "privacy", "report"):
        resident.get(url(name))
    with community_scope(place[0]):
        assert Deed.objects.count() == before
    assert only(place[0]).version == row.version


def test_the_receipt_carries_number_and_code_behind_the_hash(place: Place, resident: Client) -> None:
    report(resident)
    number, code = receipt(resident)
    link = resident.get(url("reported")).context["link"]
    address, _hash, fragment = link.partition("#")
    assert code.replace(" ", "") not in address
    assert parse_qs(fragment) == {"number": [number], "code": [code.replace(" ", "")]}


def test_a_receipt_shows_its_code_to_its_own_phone_only(place: Place, resident: Client) -> None:
    report(resident)
    _number, code = receipt(resident)
    assert code not in Client().get(url("reported")).content.decode()


@pytest.mark.parametrize("page", ["report", "answers", "follow", "guide"])
def test_a_public_page_asks_few_statements(
    place: Place, resident: Client, page: str, django_assert_max_num_queries: Any
) -> None:
    resident.get(url(page))
    with django_assert_max_num_queries(24):
        assert resident.get(url(page)).status_code == 200


def test_the_guide_says_who_and_which_papers_and_hides_what_is_not_public(
    place: Place, resident: Client
) -> None:
    from linli.appeals.actions import guides

    worker = factories.actor(place[0])
    with community_scope(place[0]):
        guides.keep(
            actor=worker,
            at=AT,
            matter="高龄津贴",
            who="周社工",
            phone="028-87310012",
            papers=["身份证", "户口本"],
            hours="工作日",
        )
        guides.keep(actor=worker, at=AT, matter="内部流程", public=False)
    for page in ("who", "guide"):
        text = resident.get(url(page)).content.decode()
        assert "高龄津贴" in text
        assert "内部流程" not in text
        assert "高龄津贴" not in resident.get(url(page) + "?q=低保").content.decode()
    assert "户口本" in resident.get(url("guide")).content.decode()
    assert 'href="tel:028-87310012"' in resident.get(url("who")).content.decode()


def test_who_has_just_reported_is_led_to_add_to_it_and_may_report_anew(
    place: Place, resident: Client
) -> None:
    report(resident)
    assert "20181228-001" in resident.get(url("report")).content.decode()
    assert "20181228-001" not in Client().get(url("report")).content.decode()
    assert report(resident).status_code == 302
